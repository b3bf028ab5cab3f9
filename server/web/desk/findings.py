"""The list of findings: filters in the address, newest first, a page at a time."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, request, url_for

from server.domain import lifecycle, rights
from server.domain.bodies.parts import KINDS
from server.domain.places import in_order
from server.domain.problems import Problem
from server.storage import arrived, finding_pages, queries
from server.storage.db import reading
from server.storage.finding_pages import Filter
from server.storage.proposals import noted
from server.web.desk import together
from server.web.desk.page import Desk, render, sit_down
from server.web.desk.rooms import blueprint

PAGE = 30
OF_ONE_ANSWER = ("after", "said", "left", "failed", "nothing")
"""What an address says besides the filter."""

TEXT_CHARS_MAX = 80
FILTERS = ("state", "unit", "building", "kind", "severity", "overdue", "urgent", "text")


@blueprint.get("/<project>/findings")
def findings(project: str) -> Response:
    """What this person may see, filtered."""
    desk = sit_down(project)
    if "finding" not in rights.READS.get(desk.reader.role or "", {}):
        raise Problem("not_allowed")
    wanted = asked(desk)
    with reading() as look:
        page = finding_pages.page(look, desk.reader, wanted, desk.now, after=request.args.get("after", ""), size=PAGE)
        shown = [first_picture(finding) for finding in page.findings]
        here = arrived.pictures_here(look, project, [sha for one in shown for sha in one])
        notes = noted(look, desk.reader, page.findings, desk.now, desk.settings)
        orgs, places = queries.things(look, desk.reader, "org"), queries.things(look, desk.reader, "place")
        items = queries.things(look, desk.reader, "item", {one["item"] for one in page.findings if one.get("item")})
        asked_to_review = wanted.states == ("submitted",)
        ready = together.ready(look, desk, page.findings, items) if asked_to_review else {}
        not_compared = together.not_compared(look, desk, page.findings, items) if asked_to_review else []
        results = together.results(look, desk, orgs)
    thumbs = {finding["id"]: next((sha for sha in pair if sha in here), None)
              for finding, pair in zip(page.findings, shown, strict=True)}
    asked_for = {key: said for key, said in request.args.items() if key not in OF_ONE_ANSWER}
    base = url_for("desk.findings", project=project)
    units = sorted((org for org in orgs.values() if org["kind"] in ("general_contractor", "subcontractor")),
                   key=lambda org: org["order"])
    return render(
        "findings.html", desk, page=page, wanted=wanted, thumbs=thumbs, noted=notes, orgs=orgs, places=places,
        items=items, units=units, ready=ready, results=results,
        reviews=together.reviews(desk), not_compared=not_compared,
        buildings=in_order(place for place in places.values() if place["kind"] == "building"),
        kinds=KINDS, states=lifecycle.STATES, asked_state=request.args.get("state", ""),
        filters={key: said for key, said in asked_for.items() if said and key in FILTERS},
        first=f"{base}?{urlencode(asked_for)}",
        more=f"{base}?{urlencode({**asked_for, 'after': page.after})}" if page.after else None)


def asked(desk: Desk) -> Filter:
    """The filter in the address; what it cannot mean asks nothing."""
    said = request.args
    state = said.get("state", "")
    states = lifecycle.OPEN if state == "open" else (state,) if state in lifecycle.STATES else ()
    severity = said.get("severity", "")
    return Filter(
        states=tuple(states), unit=_word(said.get("unit")), building=_word(said.get("building")),
        kind=said.get("kind", "") if said.get("kind") in KINDS else "",
        severity=int(severity) if severity in ("1", "2", "3") else 0, overdue=bool(said.get("overdue")),
        counted=said.get("overdue") == "counted",
        urgent=bool(said.get("urgent")), extension=state == "extension",
        text=(said.get("text") or "").strip()[:TEXT_CHARS_MAX].replace("\x00", ""))


def first_picture(finding: dict[str, Any]) -> list[str]:
    """The picture a list shows: the first one of before, its preview in case the full one is not here."""
    photos = finding.get("photos") or []
    photo = next((photo for photo in photos if photo["role"] == "before"), photos[0] if photos else None)
    return [sha for sha in (photo["sha256"], photo.get("preview")) if sha] if photo else []


def _word(said: str | None) -> str:
    return "".join(sign for sign in (said or "")[:32] if sign.isprintable())
