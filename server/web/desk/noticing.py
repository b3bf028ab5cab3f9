"""A new notice: one unit's findings, ticked, with the number it will have; 签发 issues it."""

from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from server.domain.attention import attention
from server.domain.bodies import SHAPES
from server.domain.bodies.parts import FINDINGS_MAX
from server.domain.notice_paper import Material, copies, form
from server.domain.problems import Problem
from server.domain.shape import complaints
from server.storage import notice_pages, queries
from server.storage.db import Session, reading
from server.storage.state import State
from server.sync.types.notices import next_notice, notice_number
from server.web.desk.forms import read_form
from server.web.desk.notices import kind_of
from server.web.desk.page import Desk, language, render, sit_down
from server.web.desk.results import why
from server.web.desk.rooms import blueprint
from server.web.desk.submission import hand_in, minted, outcome
from server.web.desk.words import Words

Row = dict[str, Any]


@blueprint.get("/<project>/notices/new")
def new_notice(project: str) -> Response:
    """First the unit, then its findings, all ticked."""
    desk, kind = _issuer(project)
    return _show(desk, kind, request.args.get("unit", ""), said=_refusal(desk))


@blueprint.post("/<project>/notices")
def issue_notice(project: str) -> Answer:
    """Issue it and open its page; what it still needs is asked for on the same page."""
    desk, kind = _issuer(project)
    said = read_form(request)
    unit, ids = said.get("unit"), list(dict.fromkeys(said.all("finding")))
    body = {"kind": kind, "findings": ids, "to": unit, "text": said.get("text")}
    lacks = _lacks(desk, kind, body, said.get("event"))
    if lacks:
        return _show(desk, kind, unit, lacks=lacks, typed=body, status=422)
    if complaints(SHAPES["notice.issued", 1], body):
        raise Problem("bad_request")
    id = hand_in(desk, said.get("event"), "notice.issued", body)
    became = outcome(desk, id)
    if became and became["outcome"] == "applied":
        return redirect(url_for("desk.notice", project=project, id=id, said=id), 303)
    return redirect(url_for("desk.new_notice", project=project, unit=unit, said=id), 303)


def _lacks(desk: Desk, kind: str, body: Row, event: str) -> str:
    """What keeps the form from being sent, as a code with words; a second press of a sent one lacks nothing.

    Somebody else may have put a finding on his notice, or it may have been repaired, since the page was opened.
    """
    ids = body["findings"]
    if not ids or len(ids) > FINDINGS_MAX:
        return "too_many_findings" if ids else "missing_findings"
    if outcome(desk, event) is not None:
        return ""
    with reading() as look:
        free = {one["id"] for one in notice_pages.unnoticed(look, desk.reader, kind).get(body["to"], [])}
    return "" if set(ids) <= free else "changed"


def _issuer(project: str) -> tuple[Desk, str]:
    """The person and the kind of notice he issues. Raises Problem not_allowed."""
    desk = sit_down(project)
    kind = kind_of(desk)
    if kind is None:
        raise Problem("not_allowed")
    return desk, kind


def _show(desk: Desk, kind: str, unit: str, *, lacks: str = "", typed: Row | None = None, said: Row | None = None,
          status: int = 200) -> Response:
    with reading() as look:
        state = State(look, desk.reader.project)
        waiting = notice_pages.unnoticed(look, desk.reader, kind)
        orgs = queries.things(look, desk.reader, "org")
        findings = waiting.get(unit, [])
        items = queries.things(look, desk.reader, "item", {one["item"] for one in findings if one.get("item")})
        number = notice_number(state, kind, next_notice(state, kind))
        places = queries.things(look, desk.reader, "place")
        others = _copies(look, desk, kind, unit, orgs) if unit else []
    passed = {one["id"] for one in findings if attention(one, desk.now, desk.settings)["overdue"]}
    ticked = set(typed["findings"]) if typed else {one["id"] for one in findings[:FINDINGS_MAX]}
    return render(
        "notice_new.html", desk, status=status, kind=kind, unit=unit, findings=findings, ticked=ticked, orgs=orgs,
        passed=passed, places=places, items=items, number=number, mint=minted, lacks=lacks, said=said, copies=others,
        text=(typed or {}).get("text") or "", most=FINDINGS_MAX,
        title=form(desk.settings["notice_forms"], kind)["title"],
        units=sorted(((orgs[id], len(some)) for id, some in waiting.items() if id in orgs),
                     key=lambda pair: (pair[0]["order"], pair[0]["id"])))


def _copies(look: Session, desk: Desk, kind: str, unit: str, orgs: dict[str, Row]) -> list[str]:
    """Who else will get it, as the paper will say."""
    return copies(Material(desk.reader.project, "", desk.zone, {}, {"kind": kind, "to": unit, "org": desk.reader.org},
                           [], orgs=orgs))


def _refusal(desk: Desk) -> Row | None:
    """What became of a notice that was not issued, in a sentence."""
    became = outcome(desk, request.args.get("said", ""))
    if not became or became["outcome"] == "applied":
        return None
    words = Words(language(), desk.zone, desk.now)
    return {"good": False, "text": words.t(f"result.{became['outcome']}", why=why(words, became["verdict"]))}
