"""What the demo holds, in numbers a machine can compare, and the sums that must hold before anybody sees it."""

from typing import Any

from sqlalchemy import func, select

from server.demo import proof
from server.demo.calendar import meets
from server.demo.cast import OFFICE, PEOPLE, password
from server.demo.days import first_of
from server.demo.issuing import has_brief
from server.demo.script import DISTRICT, PROJECT
from server.demo.times import day_at
from server.domain.clock import text_of
from server.storage import log, sheets, tables
from server.storage.db import Session, reading
from server.storage.state import State
from server.sync.types.sheet import preview

_thing, _blob, _owed, _visit = tables.thing.c, tables.blob.c, tables.blob_owed.c, tables.visit_place.c


def summary(day: str, length: int, devices: int, papers: dict[str, Any]) -> dict[str, Any]:
    """The JSON of `xunlou demo`, without where it is. Counts are of the whole folder, `coverage` … of the day.

    `papers`: {"sheet": the day's or None, "sheets": one row for each version of each paper}. Where the day's sheet is
    not issued, `coverage` … are what it would say now, `before_meeting` is true and `next` is the number it will have.
    """
    first = first_of(length)
    with reading() as look:
        issued = sheets.of_day(look, PROJECT, "daily", day)
        head = log.head(look, PROJECT)
        content = issued["content"] if issued else preview(
            State(look, PROJECT), "daily", day, text_of(head["received_at"]))
        found = {
            "project": PROJECT, "date": day, "quiet_days": -first, "days": 1 - first,
            "without_sheet": [day_at(day, distance) for distance in range(first, 0) if not meets(distance)],
            "accounts": [{"login": one.login, "password": password(day), "role": one.role, "name": one.name,
                          "org": one.org, "title": one.title, "id": one.id, "projects": _projects(one.key, first)}
                         for one in PEOPLE],
            "visits": _things(look, "visit"), "findings": _things(look, "finding"), "photos": _photos(look),
            "devices": devices, "coverage": content["coverage"], "reconcile": content["reconcile"],
            "units": [{"name": row["name"], **proof.book_of(row)} for row in content["units"]],
            "events": head["seq"], "chain": head["chain"], "last_received_at": text_of(head["received_at"]), **papers,
            **({} if issued else {"before_meeting": True, "next": content["number"]})}
    return {**found, "deterministic": sorted(found)}


def check(found: dict[str, Any]) -> None:
    """Raises AssertionError with a sentence when a denominator or a book does not add up, of the day or any paper."""
    covered = dict(found["coverage"])
    denominator = covered.pop("denominator")
    assert denominator == proof.DOORS, f"楼门应为{proof.DOORS}个，而不是{denominator} (not all entrances are counted)"
    assert sum(covered.values()) == denominator, f"各状态之和不等于{denominator}：{covered} (coverage does not add up)"
    for book in (found["reconcile"], *found["units"]):
        assert proof.balances(book), f"{book.get('name', '合计')}：期初+新增−销项−核减≠期末 ({book})"
    for key in proof.BOOK:
        total = sum(unit[key] for unit in found["units"])
        assert total == found["reconcile"][key], f"各单位{key}之和{total}≠合计{found['reconcile'][key]}"
    for row in found["sheets"]:
        assert all(row["checks"].values()), f"{proof.line(row)} ({row['checks']})"


def _projects(key: str, first: int) -> list[str]:
    """The projects somebody can sign in to."""
    return [PROJECT, DISTRICT] if key in OFFICE and has_brief(first) else [PROJECT]


def _things(look: Session, kind: str) -> int:
    return int(look.scalar(select(func.count()).where(_thing.project == PROJECT, _thing.kind == kind)) or 0)


def _photos(look: Session) -> int:
    """Full pictures that have arrived."""
    here = select(_blob.sha256).where(_blob.project == PROJECT)
    return int(look.scalar(select(func.count(_owed.sha256.distinct())).where(
        _owed.project == PROJECT, _owed.preview_of.is_(None), _owed.sha256.in_(here))) or 0)
