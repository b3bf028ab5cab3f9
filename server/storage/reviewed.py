"""How long the supervision took over a stretch of the log: only that stretch is read, whatever the project's age."""

import json
from typing import Any

from sqlalchemy import select

from server.domain.waiting_times import INSPECTED, REVIEWED, waits
from server.storage import tables
from server.storage.state import State

_event = tables.event.c


def judged(state: State, after: int, upto: int, settings: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows {"for": review|reinspect, "hours", "limit", "number"} of every decision of the supervision with seq in
    (after, upto].

    The limit is that of the severity: the one setting serves both, as the warnings on the desk do.
    """
    ids, orgs = _decided(state, after, upto), state.all("org")
    state.expect([("finding", id) for id in ids])
    found = []
    for id in ids:
        finding = state.get("finding", id)
        if finding is not None and finding["kind"] != "coordination":
            limit = int(settings["reinspect_hours"][str(finding.get("severity", 1))])
            found += [{**row, "limit": limit, "number": finding["number"]} for row in waits(finding, after, upto)
                      if (orgs.get(row["org"] or "") or {}).get("kind") == "supervision"]
    return found


def _decided(state: State, after: int, upto: int) -> list[str]:
    """The findings about which a reviewer's move arrived in this stretch, by itself or released from waiting."""
    of_project = _event.project == state.project
    rows = state.session.execute(select(_event.type, _event.target, _event.bytes).where(
        of_project, _event.seq > after, _event.seq <= upto, _event.outcome == "applied",
        _event.type.in_(("finding.moved", "event.released")))).all()
    moves = [row.bytes for row in rows if row.type == "finding.moved"]
    released = [row.target for row in rows if row.type == "event.released"]
    moves += state.session.scalars(select(_event.bytes).where(
        of_project, _event.id.in_(released), _event.type == "finding.moved")) if released else []
    bodies = [json.loads(bytes(raw))["body"] for raw in moves]
    return sorted({body["finding"] for body in bodies if body["move"] in (*REVIEWED, *INSPECTED)})
