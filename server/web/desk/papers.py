"""Issued sheets: the list for everybody who may read them, and their PDFs, printed once and kept."""

from flask import Response, request

from server.paper.render import PARTS, TEMPLATES
from server.storage import queries, sheets
from server.storage.db import reading
from server.storage.state import State
from server.web import printing
from server.web.desk.page import Desk, render, sit_down
from server.web.desk.rooms import blueprint

TIER = "daily"
FRAMED = ("script-src 'none'; object-src 'self'; img-src 'none'; connect-src 'none'; form-action 'none'; "
          "base-uri 'none'; frame-ancestors 'self'")
"""A PDF may stand in a frame of our own pages and can load nothing."""


@blueprint.get("/<project>/papers")
def papers(project: str) -> Response:
    """All issued sheets, newest first, and the numbers that a restore left out."""
    desk = sit_down(project, "read_sheets")
    with reading() as look:
        issued = sheets.issued(look, project, tier_of(desk))
        known = queries.things(look, desk.reader, "sheet")
        people = queries.things(look, desk.reader, "person")
        gaps = sorted(State(look, project).all("gap").values(), key=lambda gap: gap["seq"], reverse=True)
    return render("papers.html", desk, issued=issued, known=known, people=people, gaps=gaps,
                  tier=tier_of(desk), parts=[part for part in PARTS if (tier_of(desk), part) in TEMPLATES])


def tier_of(desk: Desk) -> str:
    """Which papers a project has: a district's its briefs, a compound's its daily sheets."""
    return "district" if desk.kind == "district" else TIER


@blueprint.get("/<project>/papers/<int:number>/<int:version>/<part>.pdf")
def paper(project: str, number: int, version: int, part: str) -> Response:
    """The PDF of one part of an issued sheet: the bytes of its first printing, for ever."""
    desk = sit_down(project, "read_sheets")
    sheet = printing.issued(project, tier_of(desk), number, version)
    made = printing.paper(project, sheet, part)
    return as_pdf(made, f"{sheet['content']['day']}-{number}-{version}-{part}.pdf")


def as_pdf(made: bytes, name: str) -> Response:
    """An answer the browser shows in place; the download carries the name."""
    response = Response(made, mimetype="application/pdf")
    way = "attachment" if request.args.get("download") else "inline"
    response.headers["Content-Disposition"] = f'{way}; filename="{name}"'
    response.headers["Content-Security-Policy"] = FRAMED
    return response
