"""Calls about a finding, and a unit's first look at it: what people at the desk do besides moving it."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from server.domain import clock, rights
from server.domain.bodies import SHAPES
from server.domain.callees import callees
from server.domain.moves import OPEN
from server.domain.problems import Problem
from server.domain.shape import complaints
from server.storage import office, queries
from server.storage.db import Session, reading
from server.web.desk.forms import read_form
from server.web.desk.page import Desk, sit_down
from server.web.desk.rooms import blueprint
from server.web.desk.submission import hand_in, newest

Row = dict[str, Any]


def whom(look: Session, desk: Desk, finding: Row, people: dict[str, Row], orgs: dict[str, Row]) -> list[Row]:
    """Whom this person may call about an open finding, in the order to try; nobody once it has ended."""
    if finding["state"] not in OPEN:
        return []
    numbers = office.phones(look, desk.reader, sorted(people))
    known = [{**one, "phone": numbers.get(id, "")} for id, one in people.items()]
    duty = desk.settings["policy_call"].get("urgent_phone") or ""
    return callees(finding, known, orgs, duty=duty if desk.may("call") else "", me=desk.reader.person)


def unseen(desk: Desk, finding: Row, orgs: dict[str, Row]) -> bool:
    """Whether this person's looking is the unit's first look (已看)."""
    return (not finding.get("seen") and finding["state"] in OPEN and desk.may("see")
            and rights.speaks_for(desk.reader.org, finding.get("unit"), orgs))


@blueprint.post("/<project>/findings/<id>/calls")
def call(project: str, id: str) -> Response:
    """Who was called, and what came of it; the first call that reached the unit sets when danger must be controlled."""
    desk, form = sit_down(project), read_form(request)
    with reading() as look:
        finding = queries.thing(look, desk.reader, "finding", id)
    body = {"finding": finding["id"], "at": clock.text_of(desk.now), "result": form.get("result"),
            "whom": form.get("whom")}
    if complaints(SHAPES["call.recorded", 1], body):
        raise Problem("bad_request")
    event = hand_in(desk, form.get("event"), "call.recorded", body, after=newest(finding))
    if form.get("review"):      # called while reviewing: the same finding again, in the same turn
        turn: dict[str, Any] = {key: form.get(key) or None for key in ("passed", "over", "done")}
        return redirect(url_for("desk.review", project=project, **turn, at=id, said=event, of=id), 303)
    return redirect(url_for("desk.finding", project=project, id=id, said=event), 303)


@blueprint.post("/<project>/findings/<id>/seen")
def look_at(project: str, id: str) -> Response:
    """已看: sent by the page itself once somebody of the unit has it before his eyes."""
    desk, form = sit_down(project, "see"), read_form(request)
    with reading() as look:
        finding = queries.thing(look, desk.reader, "finding", id)
    hand_in(desk, form.get("event"), "finding.seen", {"findings": [finding["id"]]}, after=newest(finding))
    return redirect(url_for("desk.finding", project=project, id=id), 303)
