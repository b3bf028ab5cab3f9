"""A line of the room's screen written anew or taken back by whoever typed it, without leaving the screen."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from server.domain.bodies import SHAPES
from server.domain.problems import Problem
from server.domain.shape import complaints
from server.storage import queries
from server.storage.db import reading
from server.web.desk.forms import Form, read_form
from server.web.desk.meeting_room import as_json, lacks, refusal, said_of, sat, shown, slide_of
from server.web.desk.rooms import blueprint
from server.web.desk.submission import hand_in

Row = dict[str, Any]


@blueprint.post("/<project>/meeting/<day>/room/<id>")
def amend(project: str, day: str, id: str) -> Answer:
    """Correct a line, or withdraw it; a script is answered as by `write_down`. Raises not_found, not_allowed."""
    desk = sat(project, day)
    if not desk.may("record_decision"):
        raise Problem("not_allowed")
    form, asked = read_form(request), request.accept_mimetypes.best == "application/json"
    with reading() as look:
        known = queries.thing(look, desk.reader, "decision", id)
    if known["meeting"] != day:
        raise Problem("not_found")
    body = _body(known, form)
    refused = "" if body["withdrawn"] else lacks(form)
    if not refused and complaints(SHAPES["decision.corrected", 1], body):
        refused = "room.bad_request"
    if refused:
        said = refusal(desk, refused)
        return as_json(said, 400) if asked else shown(desk, day, said=said, status=400, at=slide_of(form))
    event = hand_in(desk, form.get("event"), "decision.corrected", body)
    if asked:
        return as_json(said_of(desk, event), 200)
    return redirect(url_for("desk.room", project=project, day=day, said=event, at=slide_of(form),
                            _anchor=slide_of(form)), 303)


def _body(known: Row, form: Form) -> Row:
    """What differs from the line as it stands; a day left empty stays."""
    if form.get("do") == "withdraw":
        return {"decision": known["id"], "withdrawn": True}
    given = {key: said for key in ("text", "unit", "due") if (said := form.get(key)) and said != known.get(key)}
    return {"decision": known["id"], "withdrawn": False, **given}
