"""After a backup was put back: the server itself records that every series of numbers jumps."""

import json
import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from server.storage import log
from server.storage.db import reading
from server.sync.intake import HOUSE, submit


@dataclass(frozen=True)
class Skip:
    """How many numbers are left out: of findings per kind and day, of notices per kind and day that nobody can
    account for, of versions of the newest sheet. Sheets need no size: at most one a day was issued.
    """

    findings: int = 100
    notices: int = 10
    versions: int = 5


def skip_numbers(project: str, skip: Skip, now: datetime, engine: Engine | None = None) -> None:
    """Write `numbers.skipped`, before anybody else writes into what was restored.

    What the project last received is the last that is known for sure: later numbers may stand on paper.
    """
    with reading(engine) as session:
        since = log.head(session, project)["received_at"]
    id = str(uuid.uuid4())
    said = {"id": id, "v": 1, "type": "numbers.skipped", "project": project, "author": HOUSE.person, "org": None,
            "device": None, "n": None, "after": [], "at": now.isoformat(timespec="milliseconds"), "skew_ms": None,
            "app": HOUSE.person, "blobs": [],
            "body": {"since": since.isoformat(timespec="milliseconds"), "findings": skip.findings,
                     "notices": skip.notices, "versions": skip.versions}}
    submit(project, id, json.dumps(said, separators=(",", ":")).encode(), HOUSE, now, engine)
