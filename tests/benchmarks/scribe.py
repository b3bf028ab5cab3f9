"""Hands events in through the functions of intake, many in one transaction: how years of works are written down."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from server.domain import envelope
from server.storage import log
from server.storage.db import Session
from server.storage.state import State
from server.sync.intake import Submitter, _facts, _write
from server.sync.release import stamp
from tests.people import PROJECT, Person, written

NAMES = uuid.UUID("7a0c7a52-2c6f-4a0e-9d3c-0a6d1f2a9b11")


def minted(*what: object) -> str:
    """The same id for the same thing in every filling."""
    return str(uuid.uuid5(NAMES, "/".join(str(one) for one in what)))


def picture(*what: object) -> dict[str, Any]:
    """A picture as an envelope names it; nobody ever brings it."""
    sha = uuid.uuid5(NAMES, "/".join(str(one) for one in what)).hex * 2
    return {"sha256": sha, "size": 300_000, "type": "image/jpeg", "w": 1600, "h": 1200, "taken_at": None,
            "source": "camera", "geo": None, "preview": None}


class Scribe:
    """One transaction: every event is parsed, judged, appended to the log and folded as `submit` does with one.

    What it knows of the project it reads once, not once an event. `now` moves on by a second with each.
    """

    def __init__(self, session: Session, now: datetime) -> None:
        self.session, self.now, self.state = session, now, State(session, PROJECT)

    def at(self, now: datetime) -> None:
        """A later hour of the day."""
        self.now = max(self.now, now)

    def say(self, author: Person, type: str, body: dict[str, Any], id: str, **more: Any) -> None:
        """One event, which must be applied."""
        self.now += timedelta(seconds=1)
        _, raw = written(author, type, body, self.now, id=id, **more)
        event = envelope.parse(raw, id=id, project=PROJECT)
        turn = log.claim(self.session, PROJECT, self.now)
        self.state.seq = turn.seq
        facts = _facts(self.session, self.state, event, Submitter(author.id), stamp(turn))
        verdict = _write(self.session, self.state, turn, event, raw, facts)
        assert verdict["outcome"] == "applied", (type, body, verdict)


def hurry(engine: Engine) -> None:
    """Nobody minds if this project is lost."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as only:
            only.connection.driver_connection.execute("PRAGMA synchronous=OFF")
