"""Issued sheets as stored: the content that never changes, and which PDFs were printed from it."""

import hashlib
import json
from typing import Any

from sqlalchemy import func, select, update

from server.domain.clock import text_of
from server.domain.sheet import canonical, check_code
from server.domain.sheet_material import Previous
from server.storage import tables
from server.storage.db import Session
from server.storage.upsert import upsert

_row, _event = tables.sheet.c, tables.event.c
PDF_COLUMNS = {"text": "pdf_sha256", "annex": "annex_sha256"}


def newest(session: Session, project: str, tier: str) -> dict[str, Any] | None:
    """{"number", "version", "day", "seq"} of the tier's last issued sheet, or None."""
    found = session.execute(
        select(_row.number, _row.version, _row.day, _row.seq).where(_row.project == project, _row.tier == tier)
        .order_by(_row.number.desc(), _row.version.desc()).limit(1)).mappings().first()
    return dict(found) if found else None


def previous(session: Session, project: str, tier: str, number: int) -> Previous | None:
    """The sheet that number `number` opens from: the newest version of the one before it."""
    text = session.scalar(
        select(_row.content).where(_row.project == project, _row.tier == tier, _row.number < number)
        .order_by(_row.number.desc(), _row.version.desc()).limit(1))
    if text is None:
        return None
    content = json.loads(text)
    return Previous(content["number"], content["day"], content["as_of"], content["cut_seq"],
                    {row["unit"]: row["closing"] for row in content["units"]}, content["version"])


def keep(session: Session, project: str, seq: int, content: dict[str, Any]) -> None:
    """Store one version's content; only the applier of `sheet.issued` calls this."""
    upsert(session, tables.sheet, [{
        "project": project, "tier": content["tier"], "number": content["number"], "version": content["version"],
        "seq": seq, "day": content["day"], "content": canonical(content).decode(),
        "pdf_sha256": None, "annex_sha256": None}])


def page(session: Session, project: str, tiers: tuple[str, ...], most: int,
         before: int | None = None) -> list[dict[str, Any]]:
    """At most `most` versions, newest first, of those issued before row `before` of the log; without content.

    Numbers and rows of the log grow together, so that each tier is read from its newest number on and no further
    than the page. {"tier", "number", "version", "day", "seq", "newest": the version that is valid}.
    """
    other = tables.sheet.alias()
    newest = select(func.max(other.c.version)).where(
        other.c.project == _row.project, other.c.tier == _row.tier, other.c.number == _row.number).scalar_subquery()
    found: list[dict[str, Any]] = []
    for tier in tiers:
        query = select(_row.tier, _row.number, _row.version, _row.day, _row.seq, newest.label("newest")).where(
            _row.project == project, _row.tier == tier)
        if before is not None:
            query = query.where(_row.seq < before)
        rows = session.execute(query.order_by(_row.number.desc(), _row.version.desc()).limit(most))
        found += [dict(row) for row in rows.mappings()]
    return sorted(found, key=lambda row: int(row["seq"]), reverse=True)[:most]


def seals(session: Session, project: str, seqs: list[int]) -> dict[int, dict[str, Any]]:
    """{row of the log: {"code", "by", "at"}}: what was sealed there, by whom, when."""
    rows = session.execute(select(_event.seq, _event.author, _event.received_at, _event.verdict).where(
        _event.project == project, _event.seq.in_(seqs), _event.type == "sheet.issued"))
    return {row.seq: {"code": check_code(json.loads(row.verdict)["content_sha256"]), "by": row.author,
                      "at": text_of(row.received_at)} for row in rows}


def read(session: Session, project: str, tier: str, number: int, version: int | None = None) -> dict[str, Any] | None:
    """{"content", "seq", "version", "pdf_sha256", "annex_sha256"} of a sheet, by default its newest version."""
    query = select(tables.sheet).where(_row.project == project, _row.tier == tier, _row.number == number)
    if version is not None:
        query = query.where(_row.version == version)
    found = session.execute(query.order_by(_row.version.desc()).limit(1)).mappings().first()
    return None if found is None else {**found, "content": json.loads(found["content"])}


def kept(session: Session, project: str) -> list[dict[str, Any]]:
    """Every version of every tier in the order they were issued, with the `sha256` of its content as stored."""
    columns = (_row.tier, _row.number, _row.version, _row.day, _row.seq, _row.content)
    rows = session.execute(select(*columns).where(_row.project == project).order_by(_row.seq, _row.tier)
                           .execution_options(yield_per=50))
    return [{**{key: row[key] for key in ("tier", "number", "version", "day", "seq")},
             "sha256": hashlib.sha256(row["content"].encode()).hexdigest()} for row in rows.mappings()]


def versions(session: Session, project: str, tier: str, day: str) -> list[dict[str, Any]]:
    """Every version of the sheet of a day, newest first, each as `read` gives it."""
    rows = session.execute(select(tables.sheet).where(
        _row.project == project, _row.tier == tier, _row.day == day).order_by(_row.version.desc())).mappings()
    return [{**row, "content": json.loads(row["content"])} for row in rows]


def of_day(session: Session, project: str, tier: str, day: str) -> dict[str, Any] | None:
    """The newest version of the sheet of a day, as `read` gives it."""
    number = session.scalar(select(_row.number).where(
        _row.project == project, _row.tier == tier, _row.day == day).limit(1))
    return None if number is None else read(session, project, tier, number)


def printed(session: Session, project: str, tier: str, number: int, version: int, part: str, sha256: str) -> None:
    """Remember the PDF made of a part ("text" or "annex"); the first one stays, whatever a later renderer draws."""
    column = tables.sheet.c[PDF_COLUMNS[part]]
    session.execute(update(tables.sheet).where(
        _row.project == project, _row.tier == tier, _row.number == number, _row.version == version,
        column.is_(None)).values({column: sha256}))


def last_seq(session: Session, project: str) -> int:
    """The last row of the log that has been written: the cut of a sheet issued now."""
    return int(session.scalar(select(func.max(_event.seq)).where(_event.project == project)) or 0)
