"""`sheets`: what was issued, as data and as paper."""

import re

from flask import Blueprint, Response, request
from marshmallow import fields

from server.domain.bodies.sheets import VERSION_MAX
from server.domain.problems import Problem
from server.domain.sheet_files import TIERS, file_name
from server.paper.render import PARTS
from server.storage import queries, sheets
from server.storage.db import reading
from server.web import auth, printing
from server.web.api.answers import answer
from server.web.api.described import described
from server.web.api.schemas import Strict, Timed, anything, number, one_of
from server.web.body import read_query
from server.web.files import naming

blueprint = Blueprint("sheets", __name__)
SHEETS_MAX, SEQ_MAX = 500, 2**53


class Version(Strict):
    """Which version; by default the newest."""

    version = number(1, VERSION_MAX, load_default=None)


class Paper(Version):
    """Which of the two prints: the sheet itself, or the ledger and photos."""

    part = one_of(*PARTS, load_default=PARTS[0])


class Page(Strict):
    """How many versions are looked at, and before which row of the log: `next` of the page before."""

    limit = number(1, SHEETS_MAX, load_default=SHEETS_MAX)
    before = number(1, SEQ_MAX, load_default=None)


class Sheets(Timed):
    """Issued sheets this reader may see, newest version of each, highest number first; `next` where older ones are."""

    sheets = fields.List(anything(), required=True)
    next = fields.Int()


class Sheet(Timed):
    """The canonical content: its hash is the one that was issued and stands on the paper."""

    content = anything(required=True)


@blueprint.get("/sheets")
@described("The issued sheets", query=Page(), answers={200: Sheets()})
def get_sheets(project: str) -> Response:
    """Number, version, day, hash, 核对码, who issued it."""
    reader, said = auth.member(project), read_query(request, Page())
    with reading() as look:
        rows = sheets.page(look, project, TIERS, said["limit"] + 1, said["before"])
        versions = {(f"{row['tier']}:{row['number']}", row["version"]) for row in rows[:said["limit"]]}
        found = queries.things(look, reader, "sheet", {id for id, _ in versions}).values()
    newest = [sheet for sheet in found if (sheet["id"], sheet["version"]) in versions]
    ordered = sorted(newest, key=lambda sheet: (sheet["tier"], -sheet["number"]))
    more = {"next": rows[said["limit"] - 1]["seq"]} if len(rows) > said["limit"] else {}
    return answer({"sheets": ordered, **more})


@blueprint.get("/sheets/<tier>/<number>")
@described("One issued sheet as data", query=Version(), answers={200: Sheet()}, problems=("not_found",))
def get_sheet(project: str, tier: str, number: str) -> Response:
    """Never changes once issued; a correction is another version."""
    nr = _visible(project, tier, number)
    said = read_query(request, Version())
    return answer({"content": printing.issued(project, tier, nr, said["version"])["content"]})


@blueprint.get("/sheets/<tier>/<number>/pdf")
@described("One issued sheet as paper", query=Paper(), answers={200: "application/pdf"}, problems=("not_found",))
def get_paper(project: str, tier: str, number: str) -> Response:
    """The bytes of the first printing, for ever."""
    nr = _visible(project, tier, number)
    said = read_query(request, Paper())
    sheet = printing.issued(project, tier, nr, said["version"])
    made = printing.paper(project, sheet, said["part"])
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f"inline; {naming(file_name(sheet['content'], said['part'], 'pdf'))}"
    return response


def _visible(project: str, tier: str, number: str) -> int:
    """The number, if this reader may see that sheet. Raises Problem not_found."""
    reader = auth.member(project)
    if tier not in TIERS or not re.fullmatch(r"[1-9][0-9]{0,5}", number):
        raise Problem("not_found")
    with reading() as look:
        queries.thing(look, reader, "sheet", f"{tier}:{number}")
    return int(number)
