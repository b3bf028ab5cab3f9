"""What a finding's page tells beside the finding: the notice it stands on, and a stop order that keeps it open."""

from typing import Any

from server.domain.moves import OPEN
from server.storage import queries
from server.storage.db import Session
from server.storage.state import State
from server.sync.types.orders import stopped_at
from server.web.desk.page import Desk

Row = dict[str, Any]


def papers_of(look: Session, desk: Desk, found: Row) -> dict[str, Row | None]:
    """{"notice", "stop"}: each as this reader sees it, None where there is none for him."""
    on, stop = found.get("notice"), None
    if found["state"] in OPEN:
        stop = stopped_at(State(look, desk.reader.project), found["place"])
    return {"notice": queries.things(look, desk.reader, "notice", [on]).get(on) if on else None,
            "stop": queries.things(look, desk.reader, "order", [stop["id"]]).get(stop["id"]) if stop else None}
