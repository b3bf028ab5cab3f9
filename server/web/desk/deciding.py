"""议定事项: every decision that is not done, whoever's it is, and the answers to it; done ones of the last month."""

from datetime import timedelta
from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from server.domain.bodies import SHAPES
from server.domain.clock import text_of
from server.domain.decisions import done_late, first_due, is_late
from server.domain.problems import Problem
from server.domain.rights import FIRMS, READS
from server.domain.shape import complaints
from server.storage import decisions_page, queries
from server.storage.db import reading
from server.web.desk.forms import Form, read_form
from server.web.desk.page import Desk, language, render, sit_down
from server.web.desk.results import why
from server.web.desk.rooms import blueprint
from server.web.desk.submission import hand_in, minted, outcome
from server.web.desk.words import Words

DONE_DAYS = 30
Row = dict[str, Any]


@blueprint.get("/<project>/decisions")
def decisions(project: str) -> Response:
    """Open ones by meeting, oldest first; below them what was done in the last month."""
    return _shown(_sat(project))


@blueprint.post("/<project>/decisions/<id>")
def answer_decision(project: str, id: str) -> Answer:
    """Done; or not done with the reason, to a new day if who calls the meeting says so. Raises Problem not_found."""
    desk, form = _sat(project), read_form(request)
    if not desk.may("answer_decision"):
        raise Problem("not_allowed")
    with reading() as look:
        known = queries.thing(look, desk.reader, "decision", id)
    body = _body(id, form)
    if not body["done"] and not body.get("reason"):
        return _shown(desk, refused="codes.missing_reason", at=id, typed=form, status=400)
    if complaints(SHAPES["decision.moved", 1], body):
        return _shown(desk, refused="decisions.bad_day", at=id, typed=form, status=400)
    event = hand_in(desk, form.get("event"), "decision.moved", body, after=_newest(known))
    return redirect(url_for("desk.decisions", project=project, said=event, _anchor="said"), 303)


def _sat(project: str) -> Desk:
    """Whoever reads decisions: staff all of them, a firm those of its own people. Raises Problem not_allowed."""
    desk = sit_down(project)
    if "decision" not in READS.get(desk.reader.role or "", {}):
        raise Problem("not_allowed")
    return desk


def _body(id: str, form: Form) -> Row:
    given = {key: said for key in ("reason", "carried") if (said := form.get(key))}
    done = form.get("do") == "done"
    return {"decision": id, "done": done, **{key: given[key] for key in given if not (done and key == "carried")}}


def _newest(decision: Row) -> list[str]:
    """The last event the page knew of it, for `after` (state.md §2)."""
    return [entry["event"] for entry in (decision.get("history") or [])[-1:]]


def _shown(desk: Desk, *, refused: str = "", at: str = "", typed: Form | None = None, status: int = 200) -> Response:
    """The page; with a refusal beside the decision it is about, and what was typed there."""
    since = text_of(desk.now - timedelta(days=DONE_DAYS))
    with reading() as look:
        waiting = decisions_page.open_ones(look, desk.reader)
        done = decisions_page.done_lately(look, desk.reader, since)
        named = {one["finding"] for one in (*waiting, *done) if one.get("finding")}
        shown = {"people": queries.things(look, desk.reader, "person"),
                 "orgs": queries.things(look, desk.reader, "org"),
                 "findings": queries.things(look, desk.reader, "finding", named)}
    late = {one["id"] for one in waiting if is_late(one, desk.day, desk.now)}
    words = Words(language(), desk.zone, desk.now)
    return render("decisions.html", desk, status=status, waiting=waiting, done=done, late=late, mint=minted, at=at,
                  first_due=first_due, done_late=lambda one: done_late(one, desk.zone, desk.settings["day_starts_at"]),
                  may=desk.may("answer_decision"), carries=desk.reader.role not in FIRMS, days=DONE_DAYS, typed=typed,
                  refused=words.t(refused) if refused else "", said=_said(desk, words), **shown)


def _said(desk: Desk, words: Words) -> Row | None:
    """What became of the last press, in a sentence."""
    said = outcome(desk, request.args.get("said", ""))
    if said is None or said["type"] != "decision.moved":
        return None
    if said["outcome"] != "applied":
        return {"good": False, "text": words.t(f"result.{said['outcome']}", why=why(words, said["verdict"]))}
    body = said["body"]
    key = "done" if body["done"] else "carried" if body.get("carried") else "not_done"
    return {"good": True, "text": words.t(f"decisions.said_{key}", at=words.at(body.get("carried")))}
