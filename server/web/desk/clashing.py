"""Two people prepare one meeting: what a page was opened on, and what became of it before the press."""

import json
from typing import Any

from server.domain.shape import UUID
from server.storage import log, queries
from server.storage.db import Session, reading
from server.storage.state import State
from server.web.desk.forms import Form
from server.web.desk.page import Desk

FIELD = "prepared"
WORDS = ("chair", "place", "weather", "plan", "opinion")
USUAL = ("chair", "place", "weather")
"""Where nobody says them they stand as last time or as set, and that is no change."""

CHOICES = ("order", "wording", "left_out", "doors")
Row = dict[str, Any]


def opened_on(look: Session, desk: Desk, form: Form, tier: str, day: str) -> Row | None:
    """The preparation the form was filled on, None for none; the one that stands, where the form does not say.

    What the form's own first press stored counts as that: pressing twice is no clash with oneself.
    """
    standing = State(look, desk.reader.project).get("preparation", f"{tier}:{day}")
    asked, now = form.get(FIELD), (standing or {}).get("event", "")
    if FIELD not in form or asked == now or now == form.get("event"):
        return standing
    row = log.find(look, desk.reader.project, asked) if UUID.fullmatch(asked) else None
    body = json.loads(row["bytes"])["body"] if row and row["type"] == "sheet.prepared" else {}
    return {**body, "event": asked} if (body.get("tier"), body.get("day")) == (tier, day) else None


def naming(form: Form, key: str, opened: Row | None) -> Row:
    """The body key by which the judge knows what was seen; of a form that does not say, nothing."""
    return {key: (opened or {}).get("event")} if FIELD in form else {}


def clash(desk: Desk, typed: Row, opened: Row) -> Row:
    """{"name", "at", "rows": [{"key", "text"}], "merged"}: who saved what meanwhile, and what to show in the form.

    `typed` is the body that was not taken, `opened` what the page showed. What its writer did not touch is shown as
    the other has it; `text` is the other's, "" for choices among findings and entrances.
    """
    with reading() as look:
        theirs = State(look, desk.reader.project).get("preparation", f"{typed['tier']}:{typed['day']}") or {}
        theirs = {**theirs, **{key: opened.get(key) for key in USUAL if not theirs.get(key)}}
        names = queries.things(look, desk.reader, "person", [theirs.get("by", "")])
    rows = [{"key": key, "text": (theirs.get(key) or "–") if key in WORDS else ""} for key in (*WORDS, *CHOICES)
            if key in typed and _said(theirs, key) != _said(opened, key)]
    by = theirs.get("by", "")
    name = desk.name if by == desk.reader.person else (names.get(by) or {}).get("name") or by
    return {"name": name, "at": theirs.get("at"),
            "rows": rows, "merged": {key: _merged(said, _said(opened, key), _said(theirs, key))
                                     for key, said in typed.items()}}


def _said(prepared: Row, key: str) -> Any:
    return prepared.get(key) or {"order": [], "doors": [], "wording": {}, "left_out": {}}.get(key, "")


def _merged(mine: Any, before: Any, theirs: Any) -> Any:
    """What I touched as I have it, else what the other made of it; of findings, each by itself."""
    if isinstance(mine, dict):
        each = {id: _merged(mine.get(id), before.get(id), theirs.get(id)) for id in {**mine, **theirs}}
        return {id: said for id, said in each.items() if said}
    return theirs if mine == before else mine
