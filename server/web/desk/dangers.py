"""What cannot wait for anybody's list: dangers nobody has reported under control, and stop-work orders in force."""

from typing import Any

from server.domain.moves import OPEN
from server.storage import finding_pages, queries
from server.storage.db import Session
from server.web.desk.page import Desk

SHOWN = 3

Row = dict[str, Any]


def dangers(look: Session, desk: Desk) -> Row | None:
    """{"count", "first": the earliest limit or None, "rows": the most pressing few, "stops"}; None when all is calm."""
    found = [one for one in finding_pages.open_ones(look, desk.reader, OPEN, urgent=True) if not one.get("control")]
    found.sort(key=lambda one: (_limit(one) or "9", one["number"]))
    stops = [one for one in queries.things(look, desk.reader, "order").values()
             if one["kind"] == "stop" and one["status"] == "open"]
    if not found and not stops:
        return None
    return {"count": len(found), "first": _limit(found[0]) if found else None, "rows": found[:SHOWN],
            "stops": len(stops)}


def _limit(finding: Row) -> str | None:
    return (finding.get("deadlines") or {}).get("control_by")
