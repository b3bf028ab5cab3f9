"""What one person did on one business day, collected for his diary: from his visits, findings and events."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from server.domain.days import instant_on
from server.domain.diary import Day
from server.domain.rights import Reader
from server.storage import queries, tables
from server.storage.coverage_day import visits_of
from server.storage.db import Session
from server.storage.state import State

READ_AT_ONCE = 60
OVERLAP = timedelta(days=1)
"""A phone whose clock was wrong: what belongs to a day never arrives before the day itself has begun somewhere."""

Row = dict[str, Any]
_event, _finding = tables.event.c, tables.finding_row.c
TYPES = ("finding.moved", "call.recorded", "notice.issued")


def diary_day(session: Session, reader: Reader, day: str, settings: Row) -> Day:
    """The reader's own day; a record that was covered or that he may not see any more is left out."""
    state, zone = State(session, reader.project), str(settings["zone"])
    begins = instant_on(day, settings["day_starts_at"], zone)
    done = _events(session, reader, day, begins - OVERLAP)
    visits = [visit for visit in visits_of(session, reader.project, day) if visit["author"] == reader.person]
    filed = list(session.scalars(select(_finding.id).where(
        _finding.project == reader.project, _finding.day == day, _finding.filed_by == reader.person)
        .order_by(_finding.number)))
    named = {*filed, *(row["finding"] for row in done if row["finding"])}
    findings = queries.things(session, reader, "finding", sorted(named))
    done = [row for row in done if not row["finding"] or row["finding"] in findings]
    notices = queries.things(session, reader, "notice", [row["id"] for row in done if row["type"] == "notice.issued"])
    return Day(
        day=day, zone=zone, weather=weather_of(session, reader, day), visits=visits,
        filed=[id for id in filed if id in findings], findings=findings,
        moves=[_move(row, findings[row["finding"]]) for row in done if row["type"] == "finding.moved"],
        calls=[_call(row, findings[row["finding"]]) for row in done if row["type"] == "call.recorded"],
        notices=[{"number": one["number"], "kind": one["kind"], "to": one["to"], "count": len(one["findings"])}
                 for one in sorted(notices.values(), key=lambda one: one["number"])],
        orgs=state.all("org"), places=state.all("place"),
        items=queries.things(session, reader, "item", {one["item"] for one in findings.values() if one.get("item")}))


def weather_of(session: Session, reader: Reader, day: str) -> str:
    """What the day's reports say of the weather; the newest that says anything."""
    walkers = {visit["author"] for visit in visits_of(session, reader.project, day)}
    reports = queries.things(session, reader, "day", [f"{day}:{id}" for id in sorted({*walkers, reader.person})])
    said = sorted((row["at"], row["weather"]) for row in reports.values() if row.get("weather"))
    return said[-1][1] if said else ""


def _events(session: Session, reader: Reader, day: str, since: datetime) -> list[Row]:
    """His moves, calls and notices that count for the day, oldest first, each with its newest verdict.

    Read back from the newest to the day's beginning; what lies between costs its verdict, never its words.
    """
    state, found = State(session, reader.project), list[Row]()
    for row in _newest(session, reader):
        if row["received_at"] < since:
            break
        verdict = json.loads(row["verdict"])
        if row["outcome"] == "held":        # its release has a row of its own
            verdict = (state.event(row["id"]) or row)["verdict"]
        if verdict.get("outcome") == "applied" and verdict.get("day") == day:
            found.append({"id": row["id"], "type": row["type"], "verdict": verdict})
    said = _bodies(session, reader, [row["id"] for row in found])
    return [{**row, "finding": said[row["id"]].get("finding"), "move": said[row["id"]].get("move"),
             "body": said[row["id"]]} for row in reversed(found)]


def _newest(session: Session, reader: Reader) -> Iterator[Row]:
    upto = None
    while True:
        query = select(_event.seq, _event.id, _event.type, _event.received_at, _event.outcome, _event.verdict).where(
            _event.project == reader.project, _event.author == reader.person, _event.type.in_(TYPES),
            _event.outcome.in_(("applied", "held")))
        if upto is not None:
            query = query.where(_event.seq < upto)
        rows = session.execute(query.order_by(_event.seq.desc()).limit(READ_AT_ONCE)).mappings().all()
        yield from (dict(row) for row in rows)
        if len(rows) < READ_AT_ONCE:
            return
        upto = rows[-1]["seq"]


def _bodies(session: Session, reader: Reader, ids: list[str]) -> dict[str, Row]:
    """{event: its body} of some of them."""
    rows = session.execute(select(_event.id, _event.bytes).where(
        _event.project == reader.project, _event.id.in_(ids)))
    return {row.id: json.loads(row.bytes).get("body") or {} for row in rows}


def _move(row: Row, finding: Row) -> Row:
    """His own words as the log has them: a timeline may have dropped the line, and what was covered is covered."""
    limits = (row["verdict"].get("set") or {}).get("deadlines") or {}
    return {"finding": finding["id"], "move": row["move"], "fix_by": limits.get("fix_by"),
            "text": str(row["body"].get("text") or "")}


def _call(row: Row, finding: Row) -> Row:
    return {"finding": finding["id"], "at": row["verdict"]["called_at"], "result": row["body"].get("result", ""),
            "whom": row["body"].get("whom") or ""}
