"""Issued sheets of every tier: the list for everybody who may read them, and whatever can be made of each."""

import re
from typing import Any

from flask import Response, request

from server.domain.problems import Problem
from server.domain.sheet_files import TIERS, file_name
from server.domain.sheet_group import group_text
from server.domain.sheet_shown import legible
from server.paper.render import TEMPLATES
from server.storage import queries, sheets
from server.storage.db import reading
from server.storage.state import State
from server.web import printing
from server.web.desk.page import render, sit_down
from server.web.desk.rooms import blueprint
from server.web.files import TYPES, as_file, as_pdf

PAGE = 30
Row = dict[str, Any]


@blueprint.get("/<project>/papers")
def papers(project: str) -> Response:
    """Issued versions, newest first, a page at a time, and the numbers that a restore left out."""
    desk = sit_down(project, "read_sheets")
    asked = request.args.get("before", "")
    before = int(asked) if re.fullmatch(r"[1-9][0-9]{0,15}", asked) else None
    with reading() as look:
        rows = sheets.page(look, project, TIERS, PAGE + 1, before)
        sealed = sheets.seals(look, project, [row["seq"] for row in rows[:PAGE]])
        names = queries.things(look, desk.reader, "person", {seal["by"] for seal in sealed.values()})
        gaps = sorted(State(look, project).all("gap").values(), key=lambda gap: gap["seq"], reverse=True)
    listed = [{**row, **sealed.get(row["seq"], {}), "annexed": annexed(row["tier"])} for row in rows[:PAGE]]
    return render("papers.html", desk, issued=listed, people=names, gaps=gaps, first=before is None,
                  more=rows[PAGE - 1]["seq"] if len(rows) > PAGE else None)


@blueprint.get("/<project>/papers/<tier>/<int:number>/<int:version>/<part>.pdf")
def paper(project: str, tier: str, number: int, version: int, part: str) -> Response:
    """The PDF of one part of an issued sheet: the bytes of its first printing, for ever."""
    sheet = _asked(project, tier, number, version)
    made = printing.paper(project, sheet, part)
    return as_pdf(made, file_name(sheet["content"], part, "pdf"))


@blueprint.get("/<project>/papers/<tier>/<int:number>/<int:version>/sheet.docx")
def word(project: str, tier: str, number: int, version: int) -> Response:
    """The same content as a Word file to edit, 供编辑，非定稿."""
    sheet = _asked(project, tier, number, version)
    return as_file(printing.word(sheet["content"]), file_name(sheet["content"], "word", "docx"), TYPES["docx"],
                   download=True)


@blueprint.get("/<project>/papers/<tier>/<int:number>/<int:version>/long.png")
def long_picture(project: str, tier: str, number: int, version: int) -> Response:
    """The same content as one long picture for a chat group."""
    sheet = _asked(project, tier, number, version)
    return as_file(printing.long_picture(sheet["content"]), file_name(sheet["content"], "long", "png"), TYPES["png"])


@blueprint.get("/<project>/papers/<tier>/<int:number>/<int:version>/group.txt")
def group(project: str, tier: str, number: int, version: int) -> Response:
    """The same content in the few lines a chat group reads."""
    sheet = _asked(project, tier, number, version)
    told = group_text(legible(sheet["content"]))
    return as_file(told.encode(), file_name(sheet["content"], "group", "txt"), TYPES["txt"])


def annexed(tier: str) -> bool:
    """Whether sheets of a tier have an annex to print."""
    return (tier, "annex") in TEMPLATES


def _asked(project: str, tier: str, number: int, version: int) -> Row:
    """Raises Problem not_found for what was never issued, not_allowed for who may not read sheets."""
    sit_down(project, "read_sheets")
    if tier not in TIERS or not (0 < number < 10**9 and 0 < version < 10**9):
        raise Problem("not_found")
    return printing.issued(project, tier, number, version)
