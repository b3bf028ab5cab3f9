"""Hands an event made by a form in through the one write path; pressing twice makes one."""

import json
import uuid
from typing import Any

from server.domain.clock import text_of
from server.domain.problems import Problem
from server.domain.shape import UUID
from server.storage import log
from server.storage.db import reading
from server.storage.state import State
from server.sync.intake import submit
from server.web import auth
from server.web.desk.page import Desk

APP = "desk"


def minted() -> str:
    """An event id for a form that is rendered now."""
    return str(uuid.uuid4())


def hand_in(desk: Desk, id: str, type: str, body: dict[str, Any], *, after: list[str] | None = None,
            blobs: list[dict[str, Any]] | None = None) -> str:
    """Submit one event of this person under the form's id and return the id it got.

    The same body again is the same event. Another body under a used id (the page was opened again by the back
    button) is another intent: it gets an id of its own. Raises the problems of `intake.submit`.
    """
    if not UUID.fullmatch(id):
        raise Problem("bad_request")
    known = _stored(desk, id)
    if known is not None:
        if known == (desk.reader.person, type, body):
            return id
        id = minted()
    asking = auth.signed_in()
    said = {"id": id, "v": 1, "type": type, "project": desk.reader.project, "author": desk.reader.person,
            "org": desk.reader.org, "device": asking.device, "n": None, "after": after or [], "at": text_of(desk.now),
            "skew_ms": None, "app": APP, "blobs": blobs or [], "body": body}
    raw = json.dumps(said, ensure_ascii=False).encode()
    try:
        submit(desk.reader.project, id, raw, asking.submitter(), desk.now)
    except Problem as problem:
        # Two presses at the same instant: the first one stored the same words with another time of day.
        if problem.code != "id_conflict" or _stored(desk, id) != (desk.reader.person, type, body):
            raise
    return id


def newest(finding: dict[str, Any]) -> list[str]:
    """The newest event a page showed of a finding, for `after` (state.md §2)."""
    timeline = finding.get("timeline") or []
    return [timeline[-1]["event"]] if timeline else []


def outcome(desk: Desk, id: str) -> dict[str, Any] | None:
    """{"type", "outcome", "verdict", "body"} of an own event, to say what became of it; None for anything else."""
    with reading() as look:
        row = log.find(look, desk.reader.project, id) if UUID.fullmatch(id) else None
        if row is None or row["author"] != desk.reader.person:
            return None
        newest = State(look, desk.reader.project).event(id)
    assert newest is not None
    return {"type": row["type"], "outcome": newest["outcome"], "verdict": newest["verdict"],
            "body": json.loads(row["bytes"])["body"]}


def _stored(desk: Desk, id: str) -> tuple[str, str, dict[str, Any]] | None:
    with reading() as look:
        row = log.find(look, desk.reader.project, id)
    return None if row is None else (row["author"], row["type"], json.loads(row["bytes"])["body"])
