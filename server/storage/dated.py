"""Filings, decisions and cases of a day, found by the rows of `dated`: what is read does not grow with the works.

`day`: of a filing its day, of a decision its meeting, of a case the day it was put. `live`: a filing not replaced, a
decision not done, a case proposed or open. `about`: the finding of a decision or case; "quantities" of a filing that
tells any. `at`: when a decision was last spoken of, a case answered. All sets are found whole; the rules choose.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, true, union_all

from server.domain.days import shifted
from server.domain.rights import WITHDRAWN
from server.domain.sheet_material import Previous
from server.storage import tables
from server.storage.db import Session

KINDS = ("filing", "decision", "case")
QUANTITIES = "quantities"
DAYS_BACK = 7
"""Filings of so many days are read in any case, for papers that tell of a week."""

ASKED_AT_ONCE = 500
UNREADABLE = datetime(9999, 1, 1, tzinfo=UTC)
_dated, _thing = tables.dated.c, tables.thing.c
Row = dict[str, Any]


def row_of(kind: str, state: Row) -> Row:
    """The columns of `dated` for one of KINDS, without project, kind and id."""
    if kind == "filing":
        return {"day": state["day"], "live": not state.get("replaced_by"), "at": None,
                "about": QUANTITIES if state.get("quantities") else None}
    if kind == "decision":
        last = max((entry["at"] for entry in state.get("history") or ()), default=None)
        live = state["status"] not in ("done", WITHDRAWN)
        return {"day": state["meeting"], "live": live, "about": state.get("finding"), "at": _instant(last)}
    answer = state.get("answer") or {}
    return {"day": state["at"][:10], "live": state["status"] in ("proposed", "open"), "about": state.get("finding"),
            "at": _instant(answer.get("at"))}


def _instant(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:      # covered by law; the rules, which compare texts, take it for later than any other
        return UNREADABLE


def filings_for(session: Session, project: str, day: str, since: str | None = None) -> list[Row]:
    """What the rules of a day read: filings of the days after `since` (a week at least) up to `day`, of the newest
    day before it with any, and of the newest days up to either whose filings tell quantities."""
    first = min(shifted(day, 1 - DAYS_BACK), since or day)
    told = (_dated.live, _dated.about == QUANTITIES)
    days = {_newest(session, project, _dated.live, _dated.day < day),
            *(_newest(session, project, *told, _dated.day <= upto) for upto in (day, since) if upto)} - {None}
    return _states(session, project, "filing", _dated.day.between(first, day), _dated.day.in_(sorted(days)))


def filings_of(session: Session, project: str, *days: str) -> list[Row]:
    """Every filing of these days, replaced ones too."""
    return _states(session, project, "filing", _dated.day.in_(days))


def filings_before(session: Session, project: str, day: str) -> list[Row]:
    """The filings of the newest day before `day` on which any stands; [] when nobody filed yet."""
    newest = _newest(session, project, _dated.live, _dated.day < day)
    return filings_of(session, project, newest) if newest else []


def newest_filings(project: str, day: str) -> Select[Any]:
    """A query of the ids of those filings: what says which entrances count on `day`, however long ago it was filed."""
    at = (_dated.project == project, _dated.kind == "filing")
    newest = select(func.max(_dated.day)).where(*at, _dated.live, _dated.day < day).scalar_subquery()
    return select(_dated.id).where(*at, _dated.day == newest)


def decisions_for(session: Session, project: str, since: Previous | None, said: Iterable[str] = ()) -> dict[str, Row]:
    """{id: decision} of the meeting of the sheet before and later ones, those not done, and those `said` names: spoken
    of since, as `heard` finds them; every one without a sheet before."""
    if since is None:
        return _standing(_states(session, project, "decision"))
    found = _states(session, project, "decision", _dated.day >= since.day, _dated.live)
    return _standing(sorted({one["id"]: one for one in (*found, *_named(session, project, "decision", said).values())}
                            .values(), key=lambda one: str(one["id"])))


def decisions_of(session: Session, project: str, meeting: str) -> list[Row]:
    """The decisions of a meeting's day that stand, not those taken back."""
    kept = _states(session, project, "decision", _dated.day == meeting)
    return [one for one in kept if one["status"] != WITHDRAWN]


def cases_for(session: Session, project: str, findings: Iterable[str], said: Iterable[str] | None) -> dict[str, Row]:
    """{id: case} of those nobody has answered, those `said` names (every answered one, without it), and all about
    these findings."""
    either = (_dated.live,) if said is not None else (_dated.live, _dated.at.is_not(None))
    found = _by_id(_states(session, project, "case", *either)) | _named(session, project, "case", said or ())
    for some in _parts(findings):
        found |= _by_id(_states(session, project, "case", _dated.about.in_(some)))
    return dict(sorted(found.items()))


def _named(session: Session, project: str, kind: str, ids: Iterable[str]) -> dict[str, Row]:
    return {id: state for some in _parts(ids)
            for id, state in _by_id(_states(session, project, kind, _dated.id.in_(some))).items()}


def cases_naming(session: Session, project: str, findings: Iterable[str]) -> list[str]:
    """The ids of the cases about one of these findings."""
    return [id for some in _parts(findings) for id in session.scalars(select(_dated.id).where(
        _dated.project == project, _dated.kind == "case", _dated.about.in_(some)))]


def open_cases(session: Session, project: str) -> dict[str, Row]:
    """{id: case} of those proposed or put that nobody has answered or taken up."""
    return _by_id(_states(session, project, "case", _dated.live))


def cases_since(session: Session, project: str, seq: int) -> dict[str, Row]:
    """{id: case} of the open ones, and of those something was said about after this row of the log."""
    changed = select(_thing.id).where(_thing.project == project, _thing.kind == "case", _thing.seq > seq)
    return _by_id(_states(session, project, "case", _dated.live, _dated.id.in_(changed)))


def open_decisions(session: Session, project: str) -> dict[str, Row]:
    """{id: decision} of those not done."""
    return _by_id(_states(session, project, "decision", _dated.live))


def _newest(session: Session, project: str, *where: ColumnElement[bool]) -> str | None:
    return session.scalar(select(func.max(_dated.day)).where(
        _dated.project == project, _dated.kind == "filing", *where))


def _states(session: Session, project: str, kind: str, *either: ColumnElement[bool]) -> list[Row]:
    """Those for which one of the conditions holds, by id: the same log gives the same order on either database.

    Each condition asked by itself and sorted here: with an "or" or an order, SQLite goes through all of a kind.
    """
    ids = [select(_dated.id).where(_dated.project == project, _dated.kind == kind, one) for one in either or (true(),)]
    texts = session.scalars(select(_thing.state).where(
        _thing.project == project, _thing.kind == kind, _thing.id.in_(union_all(*ids))))
    return sorted((json.loads(text) for text in texts), key=lambda state: str(state["id"]))


def _standing(decisions: list[Row]) -> dict[str, Row]:
    return _by_id([one for one in decisions if one["status"] != WITHDRAWN])


def _by_id(states: list[Row]) -> dict[str, Row]:
    return {state["id"]: state for state in states}


def _parts(asked: Iterable[str]) -> Iterator[list[str]]:
    each = sorted(set(asked))
    return (each[start:start + ASKED_AT_ONCE] for start in range(0, len(each), ASKED_AT_ONCE))
