"""One notice: its findings and how they stand, the signed copy, the unit's reply with pairs, and both papers."""

from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from server.domain import clock, rights
from server.domain.notice_paper import form
from server.domain.notice_reply import answer
from server.domain.problems import Problem
from server.domain.sheet_files import named
from server.storage import arrived, notice_pages, notice_papers, queries
from server.storage.db import Session, db, reading
from server.storage.proposals import noted
from server.storage.state import State
from server.sync.papers_again import make_papers
from server.web import form_printing
from server.web.desk import answering
from server.web.desk.finding import groups
from server.web.desk.forms import read_form
from server.web.desk.offers import typed_instant
from server.web.desk.page import Desk, render, sit_down
from server.web.desk.rooms import blueprint
from server.web.desk.scans import scan
from server.web.desk.submission import hand_in, minted
from server.web.files import as_pdf

Row = dict[str, Any]


@blueprint.get("/<project>/notices/<id>")
def notice(project: str, id: str) -> Response:
    """The page of one notice."""
    return show(sit_down(project), id)


@blueprint.get("/<project>/notices/<id>/<form>.pdf")
def notice_paper(project: str, id: str, form: str) -> Response:
    """The notice or the reply on paper, for whoever reads the notice."""
    desk = sit_down(project)
    with reading() as look:
        found = queries.thing(look, desk.reader, "notice", id)
    if form not in form_printing.FORMS:
        raise Problem("not_found")
    return as_pdf(form_printing.paper(project, found, form), _file_name(desk, found, form))


def _file_name(desk: Desk, found: Row, form: str) -> str:
    """水竹花园-监通-012-通知单.pdf."""
    return named([desk.project_name, str(found["number"]), "通知单" if form == "notice" else "回复单"], "pdf")


@blueprint.post("/<project>/notices/<id>/received")
def receive(project: str, id: str) -> Answer:
    """拍签收联: the photographed signed copy, or that it was signed without a photo, and when."""
    desk, said = sit_down(project, "receive_notice"), read_form(request)
    with reading() as look:
        found = queries.thing(look, desk.reader, "notice", id)
    at = typed_instant(desk, said.get("at")) or clock.text_of(desk.now)
    if not clock.instant_of(found["at"]) <= clock.instant_of(at) <= desk.now:
        return show(desk, id, lacks="received_when", status=422)
    copy = scan(desk, said)
    if copy is None and not said.get("without"):
        return show(desk, id, lacks="missing_photo", status=422)
    body = {"notice": id, "at": at, "photo": copy["sha256"] if copy else None}
    event = hand_in(desk, said.get("event"), "notice.received", body, after=[found["history"][-1]["event"]],
                    blobs=[copy] if copy else [])
    return redirect(url_for("desk.notice", project=project, id=id, said=event), 303)


@blueprint.post("/<project>/notices/<id>/replies")
def reply_notice(project: str, id: str) -> Answer:
    """The unit's reply to the whole notice: per finding a text and photos."""
    desk, said = sit_down(project, "reply_notice"), read_form(request)
    with reading() as look:
        found = queries.thing(look, desk.reader, "notice", id)
        open_ones = answering.to_answer(look, desk, found)
    body, blobs, lacks = answering.body_of(desk, said, found, open_ones)
    if lacks:
        return show(desk, id, lacks=lacks, typed=said.prefixed("text_"), status=422)
    event = hand_in(desk, said.get("event"), "notice.replied", body, after=[found["history"][-1]["event"]],
                    blobs=blobs)
    return redirect(url_for("desk.notice", project=project, id=id, said=event), 303)


def show(desk: Desk, id: str, *, lacks: str = "", typed: Row | None = None, status: int = 200) -> Response:
    """The page again when a form lacked something: `lacks` says what, `typed` is {finding: text}."""
    make_papers(desk.reader.project, desk.now, db.engine, id)
    with reading() as look:
        found = queries.thing(look, desk.reader, "notice", id)
        found = notice_pages.with_standing(look, desk.reader, [found])[0]
        orgs, people = queries.things(look, desk.reader, "org"), queries.things(look, desk.reader, "person")
        rows = lines(look, desk, found, orgs, people)
        copy = (found.get("received") or {}).get("photo")
        shown = {
            "rows": rows, "places": queries.things(look, desk.reader, "place"), "orgs": orgs, "people": people,
            "items": queries.things(look, desk.reader, "item",
                                    {row["finding"]["item"] for row in rows if row.get("finding", {}).get("item")}),
            "copy_type": notice_pages.types_of(look, desk.reader.project, [copy]).get(copy) if copy else None,
            "to_answer": {row["id"] for row in answering.to_answer(look, desk, found)}}
    firm = desk.reader.role in rights.FIRMS
    signs = desk.may("receive_notice") and (not firm or rights.speaks_for(desk.reader.org, found["to"], orgs))
    return render("notice.html", desk, status=status, notice=found, mint=minted, lacks=lacks, typed=typed or {},
                  firm=firm, signs=signs, replied=any(row.get("answer") for row in rows),
                  titles=form(desk.settings["notice_forms"], found["kind"]),
                  said=answering.became(desk, request.args.get("said", "")), **shown)


def lines(look: Session, desk: Desk, found: Row, orgs: dict[str, Row], people: dict[str, Row]) -> list[Row]:
    """A row per finding in the notice's order: as it stands, delivery, the reply with its pictures.

    One that went to another firm is told as the notice's own paper has it, no more.
    """
    state = State(look, desk.reader.project)
    since, paper = notice_papers.issued(state, found)
    findings = queries.things(look, desk.reader, "finding", found["findings"])
    came = arrived.delivered(look, desk.reader.project, findings)
    notes = noted(look, desk.reader, list(findings.values()), desk.now, desk.settings)
    printed = {row["finding"]: row for row in reversed(paper["rows"])}
    rows = []
    for nr, id in enumerate(found["findings"], start=1):
        row: Row = {"nr": nr, "id": id, "paper": printed.get(id) or {}}
        if id in findings:
            finding = findings[id]
            said = answer(finding, found["to"], orgs, since)
            sides = groups(look, desk, finding, people)
            shas = {photo["sha256"] for photo in (said or {}).get("photos") or []}
            row |= {"finding": finding, "delivered": came.get(id), "answer": said, "noted": notes[id],
                    "before": sides.get("before", []),
                    "after": [photo for photo in sides.get("after", []) if photo["sha256"] in shas]}
        rows.append(row)
    return rows
