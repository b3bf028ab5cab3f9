"""`findings`: lists and single findings, as the reader's rights let him see them."""

from flask import Blueprint, Response, request
from marshmallow import fields

from server.domain.bodies.parts import KINDS
from server.domain.lifecycle import OPEN, STATES
from server.house import house
from server.storage import finding_pages, queries
from server.storage.arrived import delivered
from server.storage.db import reading
from server.web import auth
from server.web.api.answers import answer
from server.web.api.described import described
from server.web.api.schemas import Strict, Timed, anything, number, one_of, text
from server.web.body import read_query

blueprint = Blueprint("findings", __name__)

PAGE = 50


class Wanted(Strict):
    """Filters; `before`: the `next` of the page before."""

    state = one_of("open", *STATES, load_default=None)
    unit = text(32, load_default="")
    building = text(32, load_default="")
    kind = one_of(*KINDS, load_default="")
    severity = number(1, 3, load_default=0)
    before = text(60, load_default="")
    limit = number(1, finding_pages.PAGE_MAX, load_default=PAGE)
    text = text(100, load_default="")


class Findings(Timed):
    """`next`: ask again with `before` set to it; null at the end."""

    findings = fields.List(anything(), required=True)
    next = fields.String(required=True, allow_none=True)


class Finding(Timed):
    """`delivered_at`: when a phone of its unit had certainly fetched it; null: not yet."""

    finding = anything(required=True)
    delivered_at = fields.AwareDateTime(required=True, allow_none=True)


@blueprint.get("/findings")
@described("Findings, newest day first", query=Wanted(), answers={200: Findings()})
def get_findings(project: str) -> Response:
    """A page of what this reader may see."""
    reader = auth.member(project)
    said = read_query(request, Wanted())
    states = OPEN if said["state"] == "open" else (said["state"],) if said["state"] else ()
    wanted = finding_pages.Filter(
        states, **{key: said[key] for key in ("unit", "building", "kind", "severity", "text")})
    with reading() as look:
        page = finding_pages.page(look, reader, wanted, house().clock(), after=said["before"], size=said["limit"],
                                  whole=False)
    return answer({"findings": page.findings, "next": page.after})


@blueprint.get("/findings/<id>")
@described("One finding with its timeline and pictures", answers={200: Finding()}, problems=("not_found",))
def get_finding(project: str, id: str) -> Response:
    """Closed ones too, whole."""
    reader = auth.member(project)
    with reading() as look:
        found = queries.thing(look, reader, "finding", id)
        return answer({"finding": found, "delivered_at": delivered(look, project, [id]).get(id)})
