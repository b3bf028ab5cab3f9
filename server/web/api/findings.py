"""`findings`: lists and single findings, as the reader's rights let him see them."""

from flask import Blueprint, Response, request
from marshmallow import fields

from server.storage import queries
from server.storage.db import reading
from server.storage.finding_list import OPEN, page
from server.sync.delivery import delivered
from server.web import auth
from server.web.api.answers import answer
from server.web.api.described import described
from server.web.api.schemas import Strict, Timed, anything, number, one_of, text
from server.web.body import read_query

blueprint = Blueprint("findings", __name__)

PAGE = 50


class Wanted(Strict):
    """Filters; `before`: the `next` of the page before."""

    state = one_of("open", *OPEN, "closed", "rejected", "merged", load_default=None)
    unit = text(32, load_default=None)
    building = text(32, load_default=None)
    kind = one_of("safety", "quality", "coordination", load_default=None)
    severity = number(1, 3, load_default=None)
    before = text(24, load_default=None)
    limit = number(1, 200, load_default=PAGE)
    text = text(100, load_default=None)


class Findings(Timed):
    """`next`: ask again with `before` set to it; null at the end."""

    findings = fields.List(anything(), required=True)
    next = fields.String(required=True, allow_none=True)


class Finding(Timed):
    """`delivered_at`: when a phone of its unit had certainly fetched it; null: not yet."""

    finding = anything(required=True)
    delivered_at = fields.AwareDateTime(required=True, allow_none=True)


@blueprint.get("/findings")
@described("Findings, highest number first", query=Wanted(), answers={200: Findings()})
def get_findings(project: str) -> Response:
    """A page of what this reader may see."""
    reader = auth.member(project)
    said = read_query(request, Wanted())
    with reading() as look:
        found, further = page(look, reader, said, before=said["before"], limit=said["limit"])
    return answer({"findings": found, "next": further})


@blueprint.get("/findings/<id>")
@described("One finding with its timeline and pictures", answers={200: Finding()}, problems=("not_found",))
def get_finding(project: str, id: str) -> Response:
    """Closed ones too, whole."""
    reader = auth.member(project)
    with reading() as look:
        found = queries.thing(look, reader, "finding", id)
        return answer({"finding": found, "delivered_at": delivered(look, project, [id]).get(id)})
