"""`coverage`: every entrance in exactly one state of a day."""

from flask import Blueprint, Response, request
from marshmallow import fields

from server.domain.problems import Problem
from server.domain.rights import STAFF
from server.storage.coverage_day import coverage_of
from server.storage.db import reading
from server.web import auth
from server.web.api.answers import answer
from server.web.api.described import described
from server.web.api.schemas import Strict, Timed, anything, day
from server.web.body import read_query

blueprint = Blueprint("coverage", __name__)


class Day(Strict):
    """Which day."""

    day = day(required=True)


class Coverage(Timed):
    """{place: {"state", "active", "visits", "reason"?}}; the tally's numbers sum to the number of entrances.

    `filed`: some firm has said where it works; before that every part counts.
    """

    day = fields.String(required=True)
    entrances = anything(required=True)
    parts = anything(required=True)
    filed = fields.Boolean(required=True)
    tally = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


@blueprint.get("/coverage")
@described("Which entrances were looked at on a day, and with what outcome", query=Day(),
           answers={200: Coverage()}, problems=("not_allowed",))
def get_coverage(project: str) -> Response:
    """For those who read visits; contractors do not."""
    reader = auth.member(project)
    said = read_query(request, Day())
    if reader.role not in STAFF:
        raise Problem("not_allowed")
    with reading() as look:
        return answer(coverage_of(look, project, said["day"]))
