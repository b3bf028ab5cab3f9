"""What was said of decisions and cases between two papers: by the order of the log, never by a phone's clock."""

import json

from sqlalchemy import select

from server.domain import clock
from server.domain.sheet_material import Previous
from server.storage import tables
from server.storage.db import Session
from server.storage.state import State

SAID = {"decision.moved": "decision", "case.answered": "case"}
"""Types that say what became of something, and the key of their body that names it."""

_event, _sheet = tables.event.c, tables.sheet.c


def heard(state: State, tier: str, previous: Previous | None, cut_seq: int) -> frozenset[str]:
    """The ids of the decisions and cases somebody spoke of after the meeting of the sheet before had its paper.

    What only a correction of a later day has told no meeting has heard. Empty without a sheet before: then all is new.
    """
    if previous is None:
        return frozenset()
    return said_between(state.session, state.project, _met_with(state, tier, previous), cut_seq)


def said_between(session: Session, project: str, after: int, upto: int) -> frozenset[str]:
    """The ids of what the rows of the log in (after, upto] say something of, whenever their authors wrote it.

    A record that was held counts where it was released. What is read is what happened since, not all there ever was.
    """
    between = (_event.project == project, _event.seq > after, _event.seq <= upto, _event.outcome == "applied")
    released = select(_event.target).where(*between, _event.type == "event.released")
    found: set[str] = set()
    for when in (between, (_event.project == project, _event.id.in_(released))):
        rows = session.execute(select(_event.type, _event.bytes).where(*when, _event.type.in_(SAID)))
        found |= {str(json.loads(bytes(row.bytes))["body"][SAID[row.type]]) for row in rows}
    return frozenset(found)


def _met_with(state: State, tier: str, previous: Previous) -> int:
    """The row of the log up to which the meeting can have had it: the newest version of the day of the first."""
    rows = state.session.execute(select(_sheet.seq, _event.received_at).join(
        tables.event, (_event.project == _sheet.project) & (_event.seq == _sheet.seq)).where(
        _sheet.project == state.project, _sheet.tier == tier, _sheet.number == previous.number)
        .order_by(_sheet.version)).all()
    if len(rows) < 2:
        return previous.cut_seq
    rules = (state.setting("zone"), state.setting("day_starts_at"))
    met = clock.day_of(rows[0].received_at, *rules)
    return max(int(row.seq) for row in rows if clock.day_of(row.received_at, *rules) == met)
