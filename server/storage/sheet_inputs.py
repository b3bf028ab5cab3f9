"""Collects what a sheet is made of from the current state; in a database rebuilt up to the cut it finds the same."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from server.domain import clock
from server.domain.moves import OPEN
from server.domain.reconcile import closing_of
from server.domain.sheet_material import Material, Previous
from server.storage import dated, log, sheets, tables
from server.storage.book import flows_since
from server.storage.coverage_day import covered, visits_of
from server.storage.forerunners import forerunners
from server.storage.heard import heard
from server.storage.sheet_moment import Snapshot
from server.storage.state import State

SETTINGS = ("zone", "day_starts_at", "meeting", "sheet", "sign_in")
_finding, _event, _visit = tables.finding_row.c, tables.event.c, tables.visit_place.c
Things = dict[str, dict[str, Any]]


def collect(state: State, tier: str, day: str, moment: Snapshot) -> Material:
    """The material of the sheet `moment` numbers; the state must be that of the log up to `moment.cut_seq`."""
    previous = sheets.previous(state.session, state.project, tier, moment.number)
    happened = flows(state, previous, moment.cut_seq)
    told, said = findings(state, happened), heard(state, tier, previous, moment.cut_seq)
    chain = log.chain_at(state.session, state.project, moment.cut_seq)
    assert chain is not None, "the cut is a row of the log"
    return Material(
        project=state.project, tier=tier, number=moment.number, version=moment.version, day=day,
        as_of=moment.as_of, cut_seq=moment.cut_seq, chain=chain,
        name=str(log.head(state.session, state.project)["name"]),
        settings={key: state.setting(key) for key in SETTINGS}, previous=previous,
        prepared=state.get("preparation", f"{tier}:{day}") or {}, findings=told,
        forerunners=forerunners(state.session, state.project, told),
        flows=happened, counted=closing_of(told.values()), orgs=state.all("org"), people=state.all("person"),
        items=state.all("item"), heard=said, **_papers(state, day, previous, told, said),
        stages=list(state.all("stage").values()), milestones=list(state.all("milestone").values()),
        late=_late(state, previous, day, moment.cut_seq), unsent=moment.unsent, pictures=moment.pictures,
        deliveries=moment.deliveries, unprinted=unprinted(state, moment.pictures),
        replaced=moment.replaced, **_walked(state, day, moment))


def _walked(state: State, day: str, moment: Snapshot) -> dict[str, Any]:
    """The day's visits and what they say of every entrance and of the parts with work."""
    visits = visits_of(state.session, state.project, day)
    found = covered(state, day, visits, moment.on_phone)
    return {"places_by_id": state.all("place"), "visits": visits,
            "coverage": found["entrances"], "parts": found["parts"] if found["filed"] else None}


def _papers(state: State, day: str, previous: Previous | None, told: Things, said: frozenset[str]) -> dict[str, Any]:
    """Filings, decisions and cases that this paper can speak of, however many there have been."""
    at = (state.session, state.project)
    return {"filings": dated.filings_for(*at, day, previous.day if previous else None),
            "decisions": dated.decisions_for(*at, previous, said),
            "cases": dated.cases_for(*at, told, said if previous else None)}


def findings(state: State, flows: list[dict[str, Any]]) -> Things:
    """Open findings and those the flows tell of."""
    ids = set(state.session.scalars(select(_finding.id).where(
        _finding.project == state.project, _finding.state.in_(OPEN))))
    ids |= {row["finding"] for row in flows}
    state.expect([("finding", id) for id in sorted(ids)])
    states = {id: state.get("finding", id) for id in sorted(ids)}
    return {id: known for id, known in states.items() if known is not None}


def flows(state: State, previous: Previous | None, cut_seq: int) -> list[dict[str, Any]]:
    """What the books say between the cut of the sheet before and this one."""
    return flows_since(state.session, state.project, previous.cut_seq if previous else 0, cut_seq)


def _late(state: State, previous: Previous | None, day: str, cut_seq: int) -> list[dict[str, Any]]:
    """Visits of older days that came after the previous cut, and those of every day between the two sheets whenever
    they came: one that was here before the previous cut, of a day after it, was on no sheet.

    Every visit stands on exactly one sheet: in the coverage of its own day, or among these (state.md §7).
    """
    if previous is None:
        return []
    rows = state.session.execute(select(_event.id, _event.target).where(
        _event.project == state.project, _event.seq > previous.cut_seq, _event.seq <= cut_seq,
        _event.type.in_(("visit.recorded", "event.released"))).order_by(_event.seq))
    between = state.session.scalars(select(_visit.visit).where(
        _visit.project == state.project, _visit.day > previous.day, _visit.day < day)
        .order_by(_visit.seq, _visit.visit))
    ids = dict.fromkeys([*between, *(target or id for id, target in rows)])
    state.expect([("visit", id) for id in ids])
    found = [visit for id in ids if (visit := state.get("visit", id)) and not visit.get("withdrawn")]
    return [visit for visit in found if visit["day"] < day]


def unprinted(state: State, pictures: Iterable[str]) -> frozenset[str]:
    """Which of these pictures stay off every paper and export: marked 不打印, erased, or the like.

    A mark is the office's word about paper, not a thing to be read: it holds for whoever prints.
    """
    asked = list(pictures)
    state.expect([("photo", sha) for sha in asked])
    return frozenset(sha for sha in asked if (state.get("photo", sha) or {}).get("printed") is False)


def business_day(state: State, at: str) -> str:
    """The business day of an instant in the project."""
    return clock.day_of(clock.instant_of(at), state.setting("zone"), state.setting("day_starts_at"))
