"""The office pages under /desk."""

from server.web.desk import (
    attention,
    briefing,
    calling,
    cases,
    finding,
    findings,
    ledger,
    meeting,
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
    "attention", "blueprints", "briefing", "calling", "cases", "finding", "findings", "ledger", "meeting", "moving",
    "notice", "notices", "noticing", "papers", "photographs", "progress", "refusals", "register", "registering",
    "reviewing", "signing", "today", "together", "watching", "weekly",
]
