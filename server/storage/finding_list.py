"""Findings for a list: filtered, in pages, and never more of them than this reader may see."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from server.domain import rights
from server.domain.rights import Reader
from server.storage import tables
from server.storage.queries import visible_ids

OPEN = ("submitted", "issued", "replied", "returned")
TEXT_KEYS = ("number", "alias", "text", "position", "requirement", "item")
"""Searched after a reader's view is made: what is hidden from him cannot be guessed at by searching either."""

ROWS_LOOKED_AT_MAX = 2000
_BATCH = 200
_row, _thing = tables.finding_row.c, tables.thing.c


def page(session: Session, reader: Reader, wanted: Mapping[str, Any], *, before: str | None,
         limit: int) -> tuple[list[dict[str, Any]], str | None]:
    """(findings by number, highest first; the number to go on before, or None at the end).

    `wanted`: state (one of the states, or `open`), unit, building, kind, severity, text; absent or None: all.
    A page may be short, even empty, while there is more: a search looks at a bounded number of rows.
    """
    found: list[dict[str, Any]] = []
    for looked, (number, seen) in enumerate(_seen(session, reader, wanted, before), start=1):
        if seen is not None and _says(seen, wanted.get("text")):
            found.append(seen)
        if len(found) == limit or looked == ROWS_LOOKED_AT_MAX:
            return found, number
    return found, None


def _seen(session: Session, reader: Reader, wanted: Mapping[str, Any],
          before: str | None) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """(number, the finding as this reader sees it), highest number first, fetched in batches."""
    while True:
        query = _filtered(reader, wanted)
        if before is not None:
            query = query.where(_row.number < before)
        rows = session.execute(query.limit(_BATCH)).all()
        for number, state in rows:
            yield number, rights.view("finding", json.loads(state), reader)
        if len(rows) < _BATCH:
            return
        before = rows[-1][0]


def _filtered(reader: Reader, wanted: Mapping[str, Any]) -> Select[Any]:
    query = (select(_row.number, _thing.state)
             .join(tables.thing, (_thing.project == _row.project) & (_thing.kind == "finding") & (_thing.id == _row.id))
             .where(_row.project == reader.project, _row.id.in_(visible_ids(reader, "finding")))
             .order_by(_row.number.desc()))
    if wanted.get("state"):
        states = OPEN if wanted["state"] == "open" else (wanted["state"],)
        query = query.where(_row.state.in_(states))
    for key in ("unit", "building", "kind", "severity"):
        if wanted.get(key) is not None:
            query = query.where(_row[key] == wanted[key])
    return query


def _says(finding: Mapping[str, Any], text: str | None) -> bool:
    if not text:
        return True
    return any(text.casefold() in str(finding.get(key) or "").casefold() for key in TEXT_KEYS)
