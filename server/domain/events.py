"""An event: what a phone, a desk page or a command says happened; its bytes never change."""

from dataclasses import dataclass
from typing import Any

VERSION = 1

FIELD_TYPES = (
    "visit.recorded", "visit.amended", "visit.withdrawn", "day.closed",
    "finding.moved", "finding.seen", "comment.added", "call.recorded",
    "filing.recorded", "keywork.attended", "stage.set", "milestone.set",
    "decision.recorded", "decision.corrected", "decision.moved", "case.escalated", "case.answered",
    "notice.issued", "notice.received", "notice.replied", "order.registered",
    "photo.marked", "sheet.prepared", "sheet.issued", "notice_of_day.set",
)
HOUSE_TYPES = ("setup.changed", "device.reset", "held.resolved", "event.released", "blob.erased", "event.redacted",
               "numbers.skipped")
TYPES = FIELD_TYPES + HOUSE_TYPES

RELAYABLE = frozenset({"visit.recorded", "visit.amended", "visit.withdrawn", "day.closed", "comment.added"})
"""May be sent under another person's session (state.md §5); every move needs its author's own."""

SERVER_MADE = frozenset({"event.released", "device.reset", "numbers.skipped"})
"""Never accepted from outside: the server writes them itself."""


@dataclass(frozen=True)
class Event:
    """The parsed envelope (protocol.md §3.2). `at` is the phone's own ISO instant; `blobs` its photo list."""

    id: str
    v: int
    type: str
    project: str
    author: str
    org: str | None
    device: str | None
    n: int | None
    after: tuple[str, ...]
    at: str
    skew_ms: int | None
    app: str
    blobs: tuple[dict[str, Any], ...]
    body: dict[str, Any]
    faults: tuple[str, ...] = ()
    """What is wrong with the envelope beyond id, v, type and project: held as schema_invalid, never refused."""
