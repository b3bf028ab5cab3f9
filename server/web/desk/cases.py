"""What was put to the street or the district: proposed, open, answered; put forward, declined and answered here.

In a district's project the page lists the cases of the compounds that report to it and of which the person is a member
with the district's role; each answer is written into its compound's log.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from server.domain.bodies import SHAPES
from server.domain.problems import Problem
from server.domain.rights import Reader
from server.domain.shape import complaints
from server.storage import arrived, cases_page, office, queries
from server.storage.db import Session, reading
from server.storage.district_inputs import reporting
from server.storage.sheet_inputs import unprinted
from server.storage.state import State
from server.web import labels
from server.web.desk.forms import Form, read_form
from server.web.desk.page import Desk, language, render, sit_down
from server.web.desk.results import sentence, why
from server.web.desk.rooms import blueprint
from server.web.desk.submission import hand_in, minted, outcome
from server.web.desk.words import Words

Row = dict[str, Any]
ORDER = ("open", "proposed", "answered", "declined")
SETTLED_MAX = 40
"""Of what is settled only the newest: the rest stands on the papers."""

REFUSED = labels.text("zh-CN", "cases.refused")
"""How an answer begins that refuses what was asked; Chinese, as papers are, whoever writes it."""
PHOTOS_MAX = 4


@blueprint.get("/<project>/cases")
def cases(project: str) -> Response:
    """The cases this person may read, those that wait first."""
    desk = sit_down(project, "read_cases")
    with reading() as look:
        groups = [_group(look, desk, reader) for reader in _readers(look, desk)]
    said = _said(desk, {group["project"] for group in groups})
    return render("cases.html", desk, groups=groups, said=said, mint=minted, many=desk.kind == "district",
                  puts=desk.may("propose_case"), decides=desk.may("decide_case"), refused=REFUSED)


@blueprint.post("/<project>/cases")
def put_case(project: str) -> Answer:
    """A case about no single finding: a proposal, or put at once by those who decide. Raises Problem bad_request."""
    desk, form = sit_down(project, "propose_case"), read_form(request)
    body = {"tier": form.get("tier"), "ask": form.get("ask"), **_given(form)}
    if complaints(SHAPES["case.escalated", 1], body):
        raise Problem("bad_request")
    event = hand_in(desk, form.get("event"), "case.escalated", body)
    return redirect(url_for("desk.cases", project=project, said=event, _anchor="said"), 303)


@blueprint.post("/<project>/cases/<id>")
def settle_case(project: str, id: str) -> Answer:
    """Put a proposal forward, decline it, or answer a case. Raises bad_request for words nobody can mean."""
    desk, form = sit_down(project, "read_cases"), read_form(request)
    with reading() as look:
        case = queries.thing(look, desk.reader, "case", id)
    type, body, after = _asked(case, form)
    if complaints(SHAPES[type, 1], body):
        raise Problem("bad_request")
    event = hand_in(desk, form.get("event"), type, body, after=after)
    home = form.get("home") or project
    return redirect(url_for("desk.cases", project=home, said=event, of=project, _anchor="said"), 303)


def _asked(case: Row, form: Form) -> tuple[str, Row, list[str]]:
    """(type, body, after) of the event that a form means."""
    do = form.get("do")
    if do == "forward":
        about = {"finding": case["finding"]} if case.get("finding") else {}
        return "case.escalated", {"tier": case["tier"], "ask": form.get("ask"), **about, **_given(form)}, [case["id"]]
    if do not in ("answer", "decline"):
        raise Problem("bad_request")
    declined = {"declined": True} if do == "decline" else {}
    said = form.get("answer")
    if do == "answer" and said and form.get("refuse"):
        said = said if said.startswith(REFUSED) else REFUSED + said
    return "case.answered", {"case": case["id"], "answer": said, **declined}, [case["id"]]


def _given(form: Form) -> Row:
    return {key: said for key in ("lead", "needed_by", "text") if (said := form.get(key))}


def _readers(look: Session, desk: Desk) -> Iterable[Reader]:
    """The person in his compound; of a district, in each that reports to it and has him as the district's."""
    if desk.kind != "district":
        return [desk.reader]
    found = []
    for id in reporting(look, desk.reader.project, list(desk.settings["compounds"])):
        known = State(look, id).get("person", desk.reader.person) or {}
        if known.get("active") and known.get("role") == "district":
            found.append(Reader(id, desk.reader.person, "district", known.get("org")))
    return found


def _group(look: Session, desk: Desk, reader: Reader) -> Row:
    """The cases of one compound as this reader sees them."""
    live = cases_page.waiting(look, reader)
    live.sort(key=lambda case: (ORDER.index(case["status"]), case.get("needed_by") or "9999-12-31", case["at"]))
    shown = live + cases_page.settled(look, reader, SETTLED_MAX)
    findings = queries.things(look, reader, "finding", {case["finding"] for case in shown if case.get("finding")})
    asking = replace(desk, reader=reader, kind="compound")
    pictures = _pictures(look, reader, findings) if reader.role == "district" else {}
    return {"project": reader.project, "name": office.project_named(look, reader.project)[0],
            "places": queries.things(look, reader, "place"), "people": queries.things(look, reader, "person"),
            "rows": [{"case": case, "finding": findings.get(case.get("finding") or ""), "may": _may(asking, case),
                      "photos": pictures.get(case.get("finding") or "", []),
                      "earlier": [one for one in case["history"] if one["did"] == "answered"][:-1]} for case in shown]}


def _pictures(look: Session, reader: Reader, findings: dict[str, Row]) -> dict[str, list[Row]]:
    """{finding: its newest pictures that are here and may go on paper}: the district has no page of a finding."""
    taken = {id: [photo for photo in one.get("photos") or [] if photo["role"] in ("before", "after")]
             for id, one in findings.items()}
    shas = [photo["sha256"] for photos in taken.values() for photo in photos]
    off = unprinted(State(look, reader.project), shas)
    here = arrived.pictures_here(look, reader.project, [sha for sha in shas if sha not in off])
    return {id: [{"sha256": photo["sha256"], "role": photo["role"]} for photo in photos
                 if photo["sha256"] in here][-PHOTOS_MAX:] for id, photos in taken.items()}


def _may(desk: Desk, case: Row) -> str:
    """What this person can do about it: decide, answer, or nothing."""
    if case["status"] == "proposed":
        return "decide" if desk.may("decide_case") else ""
    if case["status"] not in ("open", "answered"):
        return ""
    theirs = desk.may("answer_case") if case["tier"] == "district" else desk.reader.role == "hq"
    return "answer" if theirs else ""


def _said(desk: Desk, projects: set[str]) -> Row | None:
    """What became of the last press, which may have been written into a compound's log."""
    of = request.args.get("of", desk.reader.project)
    if of not in projects:
        return None
    there = replace(desk, reader=replace(desk.reader, project=of))
    said = outcome(there, request.args.get("said", ""))
    if said is None or said["type"] not in ("case.escalated", "case.answered"):
        return None
    if said["type"] == "case.escalated":
        return sentence(there, said, {}, {})
    words = Words(language(), desk.zone, desk.now)
    if said["outcome"] != "applied":
        return {"good": False, "text": words.t(f"result.{said['outcome']}", why=why(words, said["verdict"]))}
    key = "cases.done_declined" if said["body"].get("declined") else "cases.done_answered"
    return {"good": True, "text": words.t(key)}
