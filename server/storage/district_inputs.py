"""What a district's brief reads of the compounds that report to it; without their consent, nothing."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.domain.district_compound import Compound
from server.storage import dated, log, sheets, tables
from server.storage.db import Session
from server.storage.sheet_inputs import findings
from server.storage.state import State

TIER, SUMMED = "district", "daily"
SETTINGS = ("zone", "day_starts_at", "reinspect_hours", "extension_hours", "escalation")
_row, _project = tables.sheet.c, tables.project.c
Things = dict[str, Any]


def reporting(session: Session, district: str, listed: list[str]) -> list[str]:
    """Those of the listed projects that are compounds and say themselves that they report to this district."""
    kinds = dict(session.execute(select(_project.id, _project.kind).where(_project.id.in_(listed))).all())
    return [id for id in dict.fromkeys(listed) if kinds.get(id) == "compound" and reports(State(session, id), district)]


def reports(state: State, district: str) -> bool:
    """The compound's consent."""
    return bool(district) and state.setting("reports_to") == district


def stand_still(session: Session, projects: list[str], now: datetime) -> None:
    """Keep these logs from growing until the transaction ends, so that all are read as of one instant.

    Always in the order of their names: two districts at once wait for each other, never both. A record of a compound
    locks its own row only, so it waits for nobody who waits for it. SQLite has one writer at a time anyway.
    """
    for project in sorted(projects):
        log.hold(session, project, now)


def last_told(session: Session, district: str, number: int, project: str) -> Things | None:
    """What the newest brief before `number` froze of a compound, and in `brief` which one that is; None if none did."""
    naming = _row.content.contains(f'"{project}":', autoescape=True)     # briefs that do not name it are not read
    numbers = session.scalars(
        select(_row.number).where(_row.project == district, _row.tier == TIER, _row.number < number, naming)
        .order_by(_row.number.desc()))
    for before in numbers:      # nearly always the first one told of it
        found = sheets.read(session, district, TIER, before)
        if found is not None and project in found["content"]["compounds"]:
            content: Things = found["content"]
            return {**content["compounds"][project], "brief": {key: content[key] for key in ("number", "day")}}
    return None


def since_of(told: Things | None) -> Things:
    """{"seq", "opening", "daily": [number, version] or None, "brief": {number, day} or None}: where a brief goes on
    from what one before it told."""
    if told is None:
        return {"seq": 0, "opening": 0, "daily": None, "brief": None}
    newest = told["dailies"][-1] if told["dailies"] else None
    last = [newest["number"], newest["version"]] if newest else told["since"]["daily"]
    return {"seq": told["cut_seq"], "opening": told["reconcile"]["closing"], "daily": last,
            "brief": told["brief"]}


def compound_at(state: State, since: Things, *, day: str, as_of: str) -> Compound:
    """The material of one compound as its state stands; `since` as `since_of` gives it."""
    session, project = state.session, state.project
    cases = list(dated.cases_since(session, project, since["seq"]).values())
    known = findings(state, [])
    named = {case["finding"] for case in cases if case.get("finding") and case["finding"] not in known}
    known |= {id: found for id in sorted(named) if (found := state.get("finding", id))}
    counted = _content(session, project, *since["daily"]) if since["daily"] else None
    return Compound(
        name=str(log.head(session, project)["name"]), as_of=as_of, day=day,
        settings={key: state.setting(key) for key in SETTINGS}, findings=known, places=state.all("place"), cases=cases,
        answered=frozenset(case["id"] for case in cases if _answered_after(state, case, since["seq"])),
        stages=list(state.all("stage").values()), milestones=list(state.all("milestone").values()),
        dailies=_dailies(state, since["daily"]), counted=counted, opening=since["opening"])


def _answered_after(state: State, case: Things, seq: int) -> bool:
    """By the log's order, not by a clock."""
    if not case.get("answer"):
        return False
    event = state.event(case["answer"]["event"])
    return event is not None and event["seq"] > seq


def _dailies(state: State, counted: list[int] | None) -> list[Things]:
    """The newest version of each daily sheet after the one that was counted, and of that one if it was corrected."""
    number, version = counted or (0, 0)
    rows = state.session.execute(
        select(_row.number, _row.version)
        .where(_row.project == state.project, _row.tier == SUMMED, _row.number >= number)
        .order_by(_row.number, _row.version))
    newest = {row.number: row.version for row in rows}
    wanted = [(nr, last) for nr, last in newest.items() if nr > number or last > version]
    return [{**(_content(state.session, state.project, *one) or {}), "sha256": _issued_as(state, one[0])}
            for one in wanted]


def _issued_as(state: State, number: int) -> str:
    """The hash it was issued with, as its verdict says: words covered since do not change it."""
    return str((state.get("sheet", f"{SUMMED}:{number}") or {}).get("content_sha256"))


def _content(session: Session, project: str, number: int, version: int) -> Things | None:
    found = sheets.read(session, project, SUMMED, number, version)
    return found and found["content"]
