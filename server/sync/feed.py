"""The feed: the newest state of each thing that changed since a cursor, within the reader's scopes."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, func, select, union_all

from server.domain import limits, rights
from server.domain.clock import text_of
from server.domain.rights import Reader
from server.domain.strict_json import canonical
from server.storage import log, office, tables
from server.storage.dated import newest_filings
from server.storage.db import Session
from server.storage.sheet_inputs import business_day
from server.storage.state import State

MINE_AT_ONCE = 500
_scope, _thing, _event = tables.thing_scope.c, tables.thing.c, tables.event.c


def feed(session: Session, reader: Reader, cursor: str, limit: int, now: datetime) -> dict[str, Any]:
    """One page (protocol.md §3.4): {"epoch","head","view","next","more","items","mine"}, or a reset.

    `cursor` is "0" or `seq.hex16(chain at seq)`; a foreign or future one answers {"reset": true, …}.
    """
    head = log.head(session, reader.project)
    base = {"epoch": head["epoch"], "head": head["seq"], "view": view_token(session, reader)}
    after = _after(session, reader.project, head["seq"], cursor)
    if after is None:
        return {"reset": True, **base}
    rows, more = _page(session, reader, after, max(1, min(limit, limits.FEED_ITEMS_MAX)), now)
    upto = rows[-1].seq if more else head["seq"]
    return {**base, "next": cursor_at(session, reader.project, upto), "more": more,
            "items": _items(session, reader, rows), "mine": _mine(session, reader, after, upto, now)}


def view_token(session: Session, reader: Reader) -> str:
    """`hex16.hex16`: what the reader may see at all (role, organisation, the read table), and the numbers he may call.

    When the first part changes the phone lets go of everything at once, because some may no longer be for these
    eyes. Phone numbers are in no event, so no sequence number tells of them: when the second part changes the phone
    fetches afresh, and keeps what it has until the new is complete.
    """
    rights_seen = [reader.person, reader.role, reader.org, sorted(rights.scopes_of(reader)), rights.VERSION]
    return ".".join(_short(part) for part in (rights_seen, office.phone_book(session, reader)))


def _short(part: Any) -> str:
    return hashlib.sha256(canonical(part).encode()).hexdigest()[:16]


def cursor_at(session: Session, project: str, seq: int) -> str:
    """`seq.hex16(chain at seq)`."""
    return f"{seq}.{(log.chain_at(session, project, seq) or '')[:16]}"


def _after(session: Session, project: str, head: int, cursor: str) -> int | None:
    if cursor == "0":
        return 0
    number, _, mark = cursor.partition(".")
    if not (number.isascii() and number.isdigit() and len(number) < 16) or int(number) > head:
        return None
    chain = log.chain_at(session, project, int(number))
    return int(number) if chain is not None and chain[:16] == mark else None


def _page(session: Session, reader: Reader, after: int, limit: int, now: datetime) -> tuple[list[Any], bool]:
    """Rows (kind, id, seq, visible) by seq; a page never splits a seq."""
    wanted = [_scope.seq > after] + ([_scope.visible] if after == 0 else [])
    kept_on = _kept_on(session, reader, now)
    rows = list(session.execute(_window(reader, now, kept_on, *wanted).limit(limit + 1)))
    if len(rows) <= limit:
        return rows, False
    kept = [row for row in rows if row.seq < rows[limit].seq]
    return (kept or list(session.execute(_window(reader, now, kept_on, _scope.seq == rows[0].seq)))), True


def _kept_on(session: Session, reader: Reader, now: datetime) -> list[str]:
    """The filings of the newest day with any that would have left the window: by them doors are counted still."""
    today = business_day(State(session, reader.project), text_of(now))
    newest = list(session.scalars(newest_filings(reader.project, today)))
    rows = session.execute(select(_scope.id, _scope.leaves_at).where(
        _scope.project == reader.project, _scope.scope.in_(sorted(rights.scopes_of(reader))),
        _scope.kind == "filing", _scope.id.in_(newest))).all() if newest else []
    return sorted({row.id for row in rows if row.leaves_at is not None and row.leaves_at <= now})


def _window(reader: Reader, now: datetime, kept_on: list[str], *where: Any) -> Any:
    """What is in this reader's scopes and has not left them for good, and `kept_on`.

    Several questions in one, each a short range of an index: with an "or" all that ever left would be looked through.
    """
    stays, leaves_later = _scope.leaves_at.is_(None), _scope.leaves_at > now
    counts = [(_scope.kind == "filing") & _scope.id.in_(kept_on)] if kept_on else []
    rows = [select(_scope.kind, _scope.id, _scope.seq, case((_scope.visible, 1), else_=0).label("visible")).where(
        _scope.project == reader.project, _scope.scope.in_(sorted(rights.scopes_of(reader))), *where, one)
        for one in (stays, leaves_later, *counts)]
    found = union_all(*rows).subquery().c
    seq = func.max(found.seq).label("seq")
    return (select(found.kind, found.id, seq, func.max(found.visible).label("visible"))
            .group_by(found.kind, found.id).order_by(seq, found.kind, found.id))


def _items(session: Session, reader: Reader, rows: list[Any]) -> list[dict[str, Any]]:
    wanted: dict[str, list[str]] = {}
    for row in rows:
        if row.visible:
            wanted.setdefault(row.kind, []).append(row.id)
    states: dict[tuple[str, str], Any] = {}
    for kind, ids in wanted.items():
        for start in range(0, len(ids), 400):
            found = session.execute(select(_thing.id, _thing.state).where(
                _thing.project == reader.project, _thing.kind == kind, _thing.id.in_(ids[start:start + 400])))
            states.update({(kind, id): json.loads(state) for id, state in found})
    phones = office.phones(session, reader, wanted.get("person", []))
    return [{"seq": row.seq, "kind": row.kind, "id": row.id,
             "state": _seen(reader, row, states.get((row.kind, row.id)), phones)} for row in rows]


def _seen(reader: Reader, row: Any, state: dict[str, Any] | None, phones: dict[str, str]) -> dict[str, Any] | None:
    """What he gets of it; a person with the number to call, which stands beside the log and never in a state."""
    seen = rights.view(row.kind, state, reader) if state is not None else None
    return {**seen, "phone": phones[row.id]} if seen and row.kind == "person" and row.id in phones else seen


def _mine(session: Session, reader: Reader, after: int, upto: int, now: datetime) -> list[dict[str, Any]]:
    """Verdicts on this person's events in (after, upto]; of a release, under the id of what was released."""
    since, found = now - timedelta(days=limits.CLOSED_WINDOW_DAYS), list[Any]()
    while True:     # back from the newest: nobody looks through years to find a month
        rows = session.execute(
            select(_event.id, _event.target, _event.seq, _event.outcome, _event.verdict, _event.received_at)
            .where(_event.project == reader.project, _event.author == reader.person, _event.seq > after,
                   _event.seq <= upto).order_by(_event.seq.desc()).limit(MINE_AT_ONCE)).all()
        found += [row for row in rows if row.received_at > since]
        if len(rows) < MINE_AT_ONCE or rows[-1].received_at <= since:
            break
        upto = rows[-1].seq - 1
    return [{"id": row.target or row.id, "seq": row.seq, "outcome": row.outcome,
             "reasons": json.loads(row.verdict)["reasons"]} for row in reversed(found)]
