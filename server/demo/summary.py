"""What the demo holds, in numbers a machine can compare, and the sums that must hold before anybody sees it."""

from typing import Any

from flask import Flask
from sqlalchemy import func, select

from server.demo.cast import PEOPLE, password
from server.demo.script import PROJECT
from server.domain.clock import text_of
from server.paper.render import page_count
from server.storage import log, sheets, tables
from server.storage.db import Session, reading

_thing, _blob, _owed, _visit = tables.thing.c, tables.blob.c, tables.blob_owed.c, tables.visit_place.c
DOORS = 103


def summary(app: Flask, day: str, quiet_days: int, clients: dict[str, Any]) -> dict[str, Any]:
    """The JSON of `xunlou demo`, without where it is. Counts are of the whole folder, `coverage` … of the day."""
    with reading() as look:
        issued = sheets.of_day(look, PROJECT, "daily", day)
        assert issued is not None, "the day has its sheet"
        content = issued["content"]
        found = {
            "project": PROJECT, "date": day, "quiet_days": quiet_days,
            "accounts": [{"login": one.login, "password": password(day), "role": one.role, "name": one.name,
                          "org": one.org, "title": one.title, "id": one.id} for one in PEOPLE],
            "visits": _things(look, "visit"), "findings": _things(look, "finding"), "photos": _photos(look),
            "devices": clients["devices"], "coverage": content["coverage"], "reconcile": content["reconcile"],
            "units": [{"name": row["name"], "opening": row["opening"], "new": row["new"], "closed": row["closed"],
                       "void_merged": row["void"], "closing": row["closing"]} for row in content["units"]],
            "events": log.head(look, PROJECT)["seq"], "chain": log.head(look, PROJECT)["chain"],
            "last_received_at": text_of(log.head(look, PROJECT)["received_at"])}
    sheet, pdf = clients["sheet"], clients["pdf"]
    folder = app.config["DATA"]
    found["sheet"] = {
        "number": sheet["number"], "version": sheet["version"], "hash": sheet["content_sha256"], "code": sheet["code"],
        "pdf": pdf["text"], "pages": page_count((folder / pdf["text"]).read_bytes()),
        "annex": pdf["annex"], "annex_pages": page_count((folder / pdf["annex"]).read_bytes())}
    return {**found, "deterministic": sorted(found)}


def check(found: dict[str, Any]) -> None:
    """Raises AssertionError with a sentence when the closed denominator or the counting does not add up."""
    covered = dict(found["coverage"])
    denominator = covered.pop("denominator")
    assert denominator == DOORS, f"楼门应为{DOORS}个，而不是{denominator} (not all entrances are counted)"
    assert sum(covered.values()) == denominator, f"各状态之和不等于{denominator}：{covered} (coverage does not add up)"
    books = [found["reconcile"], *found["units"]]
    for book in books:
        name = book.get("name", "合计")
        left = book["opening"] + book["new"] - book["closed"] - book["void_merged"]
        assert left == book["closing"], f"{name}：期初+新增−销项−核减≠期末 ({book})"
    for key in ("opening", "new", "closed", "void_merged", "closing"):
        total = sum(unit[key] for unit in found["units"])
        assert total == found["reconcile"][key], f"各单位{key}之和{total}≠合计{found['reconcile'][key]}"


def _things(look: Session, kind: str) -> int:
    return int(look.scalar(select(func.count()).where(_thing.project == PROJECT, _thing.kind == kind)) or 0)


def _photos(look: Session) -> int:
    """Full pictures that have arrived."""
    here = select(_blob.sha256).where(_blob.project == PROJECT)
    return int(look.scalar(select(func.count(_owed.sha256.distinct())).where(
        _owed.project == PROJECT, _owed.preview_of.is_(None), _owed.sha256.in_(here))) or 0)
