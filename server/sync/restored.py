"""After a backup was put back: the server itself records that every series of numbers jumps."""

import json
import uuid
from dataclasses import asdict, astuple, dataclass
from datetime import datetime
from operator import add

from sqlalchemy import Engine

from server.domain.problems import Problem
from server.storage import log
from server.storage.db import reading
from server.sync.intake import HOUSE, submit


@dataclass(frozen=True)
class Skip:
    """How many numbers are left out: of findings per kind and day, of notices per kind and day that nobody can
    account for, of versions of the newest sheet, of sheets per day without one.
    """

    findings: int = 100
    notices: int = 10
    versions: int = 5
    sheets: int = 1

    def times(self, often: int) -> "Skip":
        """So many for each of `often` servers that went on from one backup."""
        return Skip(*(often * size for size in astuple(self)))

    def and_past(self, other: "Skip") -> "Skip":
        """So many after those that `other` left out."""
        return Skip(*map(add, astuple(self), astuple(other)))

    def at_least(self, other: "Skip") -> "Skip":
        """Of each series the larger of both."""
        return Skip(*map(max, astuple(self), astuple(other)))


def skip_numbers(project: str, skip: Skip, now: datetime, engine: Engine | None = None, id: str | None = None) -> None:
    """Write `numbers.skipped` under `id`, before anybody else writes into what was restored.

    What the project last received is the last that is known for sure: later numbers may stand on paper.
    Raises Problem internal unless the numbers are left out now.
    """
    with reading(engine) as session:
        since = log.head(session, project)["received_at"]
    id = id or str(uuid.uuid4())
    said = {"id": id, "v": 1, "type": "numbers.skipped", "project": project, "author": HOUSE.person, "org": None,
            "device": None, "n": None, "after": [], "at": now.isoformat(timespec="milliseconds"), "skew_ms": None,
            "app": HOUSE.person, "blobs": [],
            "body": {"since": since.isoformat(timespec="milliseconds"), **asdict(skip)}}
    _, receipt = submit(project, id, json.dumps(said, separators=(",", ":")).encode(), HOUSE, now, engine)
    if receipt["outcome"] != "applied":
        why = ", ".join(reason["code"] for reason in receipt["reasons"])
        raise Problem("internal", f"{project}: 跳号没有生效，编号可能重复，请勿启用 "
                                  f"(no numbers were left out, do not work with it: {receipt['outcome']}, {why})")
