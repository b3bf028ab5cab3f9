"""The office pages under /desk."""

from server.web.desk import (
    attention,
    briefing,
    calling,
    cases,
    day_report,
    deciding,
    denominator,
    finding,
    findings,
    ledger,
    meeting,
    meeting_room,
    moving,
    notice,
    notices,
    noticing,
    papers,
    photographs,
    progress,
    refusals,
    register,
    registering,
    reviewing,
    room_amending,
    signing,
    today,
    together,
    watching,
    weekly,
)
from server.web.desk.rooms import blueprint

refusals.install(blueprint)
blueprints = [blueprint]

__all__ = [
    "attention", "blueprints", "briefing", "calling", "cases", "day_report", "deciding", "denominator", "finding",
    "findings", "ledger", "meeting", "meeting_room", "moving", "notice", "notices", "noticing", "papers",
    "photographs", "progress", "refusals", "register", "registering", "reviewing", "room_amending", "signing",
    "today", "together", "watching", "weekly",
]
