"""会议模式: the sheet on the room's screen, one key finding after the other, and the decision typed under it."""

from typing import Any

from flask import Response, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from server.domain.bodies import SHAPES
from server.domain.clock import text_of
from server.domain.days import shifted
from server.domain.decisions import next_line
from server.domain.problems import Problem
from server.domain.shape import complaints
from server.domain.sheet_units import OutOfBalance
from server.storage import decisions_page, queries, sheets, sheets_shown
from server.storage.db import Session, reading
from server.storage.state import State
from server.sync.types.sheet import preview
from server.web.desk.finding import units_of
from server.web.desk.forms import Form, read_form
from server.web.desk.page import Desk, language, render, sit_down
from server.web.desk.preparing import TIER
from server.web.desk.results import why
from server.web.desk.room_slides import slides
from server.web.desk.rooms import blueprint
from server.web.desk.sheet_words import english
from server.web.desk.submission import hand_in, minted, outcome
from server.web.desk.today import asked_day
from server.web.desk.words import Words

NEAR = ("today", "tomorrow", "after_tomorrow")
OTHER_DAY = "other"
TYPES = ("decision.recorded", "decision.corrected")
Row = dict[str, Any]


@blueprint.get("/<project>/meeting/<day>/room")
def room(project: str, day: str) -> Response:
    """The issued sheet of the day, else what 定稿 would issue now. Raises not_found for a day that has neither."""
    return shown(sat(project, day), day)


@blueprint.post("/<project>/meeting/<day>/room")
def write_down(project: str, day: str) -> Answer:
    """Write one decision down. A script that asks for JSON gets {"good", "text", "event", "decision"}."""
    desk = sat(project, day)
    form, asked = read_form(request), request.accept_mimetypes.best == "application/json"
    event, refused, status = "", lacks(form), 400
    if not refused:
        try:
            event = _write(desk, day, form)
        except Problem as problem:
            if problem.code not in ("bad_request", "not_allowed"):
                raise
            refused, status = f"room.{problem.code}", problem.status
    said = said_of(desk, event) if event else refusal(desk, refused)
    if asked:
        return as_json(said, status if not event else 200)
    if not said["good"]:
        return shown(desk, day, typed=form, said=said, status=status if not event else 200)
    return redirect(url_for("desk.room", project=project, day=day, said=event, _anchor=slide_of(form)), 303)


def sat(project: str, day: str) -> Desk:
    """Whoever prepares sheets, for a day that has begun. Raises Problem not_found for one that has not."""
    desk = sit_down(project, "prepare_sheet")
    if asked_day(day) > desk.day:
        raise Problem("not_found")
    return desk


def shown(desk: Desk, day: str, *, typed: Form | None = None, said: Row | None = None, status: int = 200,
          at: str = "") -> Response:
    """The screen; with a refusal beside the line of the slide `at` it is about, and the words typed there."""
    project = desk.reader.project
    with reading() as look:
        content, version = _content(look, desk, day)
        ids = [row["finding"] for part in content["sections"] if part["id"] == "items" for row in part["items"]]
        decided = decisions_page.of_meeting(look, desk.reader, day)
        orgs = queries.things(look, desk.reader, "org")
        pages = slides(content, queries.things(look, desk.reader, "finding", ids), decided)
    near = [(key, shifted(desk.day, nr)) for nr, key in enumerate(NEAR)]
    said = said or _told(desk)
    return render("room.html", desk, status=status, day=day, content=content, version=version, decided=decided,
                  orgs=orgs, units=[*units_of(orgs), *_others(orgs)], near=near, mint=minted, typed=typed, said=said,
                  at=slide_of(typed) if typed else at or plain(request.args.get("at", "")),
                  writes=desk.may("record_decision"), mine=[one["id"] for one in decided if _mine(desk, one)],
                  said_in=str if language() == "zh-CN" else english,
                  blobs=f"/api/v1/projects/{project}/blobs/", **pages)


def _content(look: Session, desk: Desk, day: str) -> tuple[Row, int | None]:
    """(content, issued version or None for a preview). Raises Problem not_found, and internal out of balance."""
    issued = sheets.of_day(look, desk.reader.project, TIER, day)
    if issued is not None:
        state = State(look, desk.reader.project)
        return sheets_shown.on_paper(state, sheets_shown.shown(issued)["content"]), int(issued["version"])
    newest = sheets.newest(look, desk.reader.project, TIER)
    if newest is not None and day < newest["day"]:
        raise Problem("not_found")
    try:
        return preview(State(look, desk.reader.project), TIER, day, text_of(desk.now)), None
    except OutOfBalance as fault:
        raise Problem("internal") from fault


def _others(orgs: dict[str, Row]) -> list[Row]:
    """Whom a decision may go to besides the firms: the street, 代建, supervision; in the register's order."""
    kinds = ("street_hq", "pm_company", "supervision")
    found = [org for org in orgs.values() if org["kind"] in kinds and org.get("active", True)]
    return sorted(found, key=lambda org: (org["order"], org["id"]))


def lacks(form: Form) -> str:
    """The label of what is missing in the line, or nothing."""
    if not form.get("text"):
        return "room.need_text"
    return "" if form.get("unit") else "room.need_unit"


def _write(desk: Desk, day: str, form: Form) -> str:
    """The event that holds the decision; the same line pressed twice is one. Raises bad_request, not_allowed."""
    if not desk.may("record_decision"):
        raise Problem("not_allowed")
    due = form.get("due_other") if form.get("due") == OTHER_DAY else form.get("due")
    given = {"text": form.get("text"), "unit": form.get("unit"), "due": due, "finding": form.get("finding")}
    given = {key: said for key, said in given.items() if said}
    known = outcome(desk, form.get("event"))
    same = known is not None and {**known["body"], "line": 0} == {"meeting": day, "line": 0, **given}
    with reading() as look:
        if given.get("finding"):
            queries.thing(look, desk.reader, "finding", given["finding"])
        line = known["body"]["line"] if known and same else next_line(
            decisions_page.of_meeting(look, desk.reader, day))
    body = {"meeting": day, "line": line, **given}
    if complaints(SHAPES["decision.recorded", 1], body):
        raise Problem("bad_request")
    return hand_in(desk, form.get("event"), "decision.recorded", body)


def slide_of(form: Form) -> str:
    """The part of the screen a line stands on."""
    return plain(form.get("slide"))


def plain(said: str) -> str:
    """The id of a slide, or nothing for other words."""
    return said if said.isascii() and said.isalnum() else ""


def _mine(desk: Desk, decision: Row) -> bool:
    """Whether this person may still write it anew: the rule of `decision.corrected`."""
    return bool(desk.may("record_decision") and decision["meeting"] == desk.day and decision["status"] == "open"
                and decision["history"][0]["by"] == desk.reader.person)


def _told(desk: Desk) -> Row | None:
    """What became of the last line, when the page was sent without a script."""
    event = request.args.get("said", "")
    said = outcome(desk, event)
    return said_of(desk, event) if said and said["type"] in TYPES else None


def said_of(desk: Desk, event: str) -> Row:
    """{"good", "text", "decision"} of a line handed in."""
    kept, words = outcome(desk, event), Words(language(), desk.zone, desk.now)
    assert kept is not None, "handed in just now"
    body = kept["body"]
    if kept["outcome"] != "applied":
        return {"good": False, "text": words.t(f"result.{kept['outcome']}", why=why(words, kept["verdict"]))}
    if kept["type"] == "decision.corrected":
        return {"good": True, "text": words.t("room.withdrawn" if body["withdrawn"] else "room.corrected"),
                "decision": None}
    line = kept["verdict"].get("line", body["line"])    # as it was numbered, whoever typed at the same time
    return {"good": True, "text": words.t("room.kept", line=line), "decision": {
        "line": line, "text": body["text"], "unit": body["unit"], "due": words.at(body.get("due")),
        "finding": body.get("finding")}}


def refusal(desk: Desk, key: str) -> Row:
    words = Words(language(), desk.zone, desk.now)
    field = "unit" if key == "room.need_unit" else "text"
    return {"good": False, "text": words.t(key), "decision": None, "field": field}


def as_json(said: Row, status: int) -> Response:
    """The answer to the page's script, with the id of the next line."""
    answer = jsonify({**said, "event": minted()})
    answer.status_code = status
    return answer
