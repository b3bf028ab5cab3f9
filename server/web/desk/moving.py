"""A form's move of one finding: read, completed, handed in, and told in a sentence."""

import hashlib
import io
from dataclasses import dataclass
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from server.domain import lifecycle
from server.domain.bodies import SHAPES
from server.domain.problems import Problem
from server.domain.shape import complaints
from server.house import house
from server.storage import finding_pages, queries
from server.storage.db import Session, reading
from server.storage.pictures import inspect
from server.sync.pictures_in import store_blob
from server.web.desk import offers
from server.web.desk.finding import show
from server.web.desk.forms import Form, read_form, whole
from server.web.desk.page import Desk, sit_down
from server.web.desk.rooms import blueprint
from server.web.desk.submission import hand_in, newest

PHOTOS_MAX = 9
FORMATS = {b"\xff\xd8": "image/jpeg", b"\x89P": "image/png", b"RI": "image/webp"}
EDITED = ("requirement", "text", "position")
Row = dict[str, Any]


@dataclass(frozen=True)
class Made:
    """What a form's move came to: handed in as `event`, or not, because of what it `lacks`."""

    event: str = ""
    lacks: str = ""


@blueprint.post("/<project>/findings/<id>/moves")
def move(project: str, id: str) -> Response:
    """One move; what it still needs is asked for on the same page, with what was typed."""
    desk, form = sit_down(project), read_form(request)
    made = make(desk, form, id)
    if made.lacks:
        return show(desk, id, lacks=made.lacks, typed=typed(form), status=422)
    return redirect(url_for("desk.finding", project=project, id=id, said=made.event), 303)


def typed(form: Form) -> Row:
    """What was written in a move's form, to show it again."""
    return dict(form.prefixed(""))


def make(desk: Desk, form: Form, id: str) -> Made:
    """Hand in the move a form says of one finding, unless it lacks something the person can still give.

    Raises Problem not_found, bad_request, not_a_picture, and those of `hand_in`.
    """
    with reading() as look:
        finding = queries.thing(look, desk.reader, "finding", id)
        name = form.get("move")
        if name not in lifecycle.MOVES:
            raise Problem("bad_request")
        blobs = pictures(desk, form)
        body = _body(look, desk, finding, name, form, blobs)
        around = offers.circumstances(look, desk, finding)
        target = queries.things(look, desk.reader, "finding", [body["target"]]).get(body["target"]) \
            if body.get("target") else None
        decision = lifecycle.decide(finding, body, offers.actor(desk), desk.now, target=target, **around)
    if isinstance(decision, lifecycle.Refused) and decision.code.startswith(("missing_", "target_")):
        return Made(lacks=decision.code)
    if complaints(SHAPES["finding.moved", 1], body):
        raise Problem("bad_request")
    return Made(hand_in(desk, form.get("event"), "finding.moved", body, after=newest(finding), blobs=blobs))


@blueprint.post("/<project>/findings/<id>/comments")
def comment(project: str, id: str) -> Response:
    """A word about the finding; internal ones are for those who supervise."""
    desk, form = sit_down(project, "comment"), read_form(request)
    with reading() as look:
        finding = queries.thing(look, desk.reader, "finding", id)
    internal = bool(form.get("internal")) and desk.may("comment_internal")
    body = {"finding": finding["id"], "text": form.get("text"), "photos": [], "internal": internal}
    if not body["text"]:
        return show(desk, id, lacks="missing_text", typed={"move": "comment"}, status=422)
    event = hand_in(desk, form.get("event"), "comment.added", body, after=newest(finding))
    return redirect(url_for("desk.finding", project=project, id=id, said=event), 303)


@blueprint.post("/<project>/findings/<id>/photos")
def mark_photo(project: str, id: str) -> Response:
    """打印 or 不打印, per picture."""
    desk, form = sit_down(project, "mark_photo"), read_form(request)
    with reading() as look:
        finding = queries.thing(look, desk.reader, "finding", id)
    sha = form.get("sha256")
    if sha not in {photo["sha256"] for photo in finding.get("photos") or []}:
        raise Problem("not_found")
    hand_in(desk, form.get("event"), "photo.marked", {"sha256": sha, "printed": form.get("printed") == "1"})
    return redirect(url_for("desk.finding", project=project, id=id), 303)


def pictures(desk: Desk, form: Form, name: str = "photos") -> list[Row]:
    """Store the pictures chosen in a form and describe them for an envelope. Raises Problem not_a_picture."""
    return [picture(desk, raw) for raw in form.files(name)[:PHOTOS_MAX]]


def picture(desk: Desk, raw: bytes) -> Row:
    """Store one picture and describe it. Raises Problem not_a_picture."""
    facts, sha = inspect(io.BytesIO(raw)), hashlib.sha256(raw).hexdigest()
    mime, reader = FORMATS.get(raw[:2], "image/heic"), desk.reader
    store_blob(house().blobs, reader.project, reader.person, sha, io.BytesIO(raw), len(raw), mime, desk.now)
    return {"sha256": sha, "size": len(raw), "type": mime, "w": facts.w, "h": facts.h, "taken_at": None,
            "source": "desk", "geo": None, "preview": None}


def _body(look: Session, desk: Desk, finding: Row, name: str, form: Form, blobs: list[Row]) -> Row:
    """The body of finding.moved: only what this move takes, and only what was said."""
    seen = {"state": form.get("from_state") or finding["state"], "round": whole(form.get("from_round"), 3) or 0}
    body: Row = {"finding": finding["id"], "move": name, "from": seen, "text": form.get("text"),
                 "photos": [blob["sha256"] for blob in blobs]}
    due = form.get("due")
    exact = offers.typed_instant(desk, form.get("due_at"))
    if exact or due in offers.DUES:
        body["due"] = exact or due
    if form.get("unit"):
        body["unit"] = form.get("unit")
    if form.get("target"):
        body["target"] = finding_pages.id_of_number(look, desk.reader, form.get("target"))
    new_due = offers.typed_instant(desk, form.get("new_due"))
    if new_due:
        body["new_due"] = new_due
    for key in ("granted", "confirmed"):
        if form.get(key) in ("yes", "no"):
            body[key] = form.get(key) == "yes"
    edits = _edits(finding, form) if lifecycle.MOVES[name].get("edits") else {}
    return {**{key: value for key, value in body.items() if value is not None}, **({"edits": edits} if edits else {})}


def _edits(finding: Row, form: Form) -> Row:
    """What the reviewer changed; a field he left alone is not an edit."""
    edits: Row = {}
    for key in EDITED:
        said = form.get(f"edit_{key}")
        if said and said != (finding.get(key) or ""):
            edits[key] = said
    severity = form.get("edit_severity")
    if severity in ("1", "2", "3") and int(severity) != finding["severity"]:
        edits["severity"] = int(severity)
    item = form.get("edit_item")
    if item and item != finding.get("item"):
        edits["item"] = item
    return edits
