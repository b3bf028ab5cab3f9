"""Issued sheets: the list for everybody who may read them, and their PDFs, printed once and kept."""

import hashlib
import io
from typing import Any

from flask import Response, current_app, request

from server.domain.problems import Problem
from server.house import house
from server.paper.render import PARTS, pdf
from server.storage import queries, sheets
from server.storage.db import reading, transaction
from server.storage.pictures import NotAPicture
from server.storage.renditions import kept_or_made
from server.sync.pictures_in import store_blob
from server.web.desk.page import render, sit_down
from server.web.desk.rooms import blueprint

TIER = "daily"
PRINTER = "command"
"""Whose upload a printed sheet is: the house's own."""

FRAMED = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; plugin-types application/pdf; " \
         "frame-ancestors 'self'"
"""A PDF may stand in a frame of our own pages and can load nothing."""


@blueprint.get("/<project>/papers")
def papers(project: str) -> Response:
    """All issued sheets, newest first."""
    desk = sit_down(project, "read_sheets")
    with reading() as look:
        issued = sheets.issued(look, project, TIER)
        known = queries.things(look, desk.reader, "sheet")
        people = queries.things(look, desk.reader, "person")
    return render("papers.html", desk, issued=issued, known=known, people=people)


@blueprint.get("/<project>/papers/<int:number>/<int:version>/<part>.pdf")
def paper(project: str, number: int, version: int, part: str) -> Response:
    """The PDF of one part of an issued sheet: the bytes of its first printing, for ever."""
    sit_down(project, "read_sheets")
    if part not in PARTS:
        raise Problem("not_found")
    with reading() as look:
        found = sheets.read(look, project, TIER, number, version)
    if found is None:
        raise Problem("not_found")
    sha = found["pdf_sha256" if part == "text" else "annex_sha256"]
    made = _kept(sha) if sha else None
    if made is None:
        made = printed(found["content"], part)
        _keep(project, number, version, part, made)
    return as_pdf(made, f"{found['content']['day']}-{number}-{part}.pdf")


def printed(content: dict[str, Any], part: str, *, draft: bool = False) -> bytes:
    """A part of a sheet set on paper now, with the pictures that are here."""
    return pdf(content, _print_copy, part, fonts=current_app.config["FONTS"] or None, draft=draft)


def as_pdf(made: bytes, name: str) -> Response:
    """An answer the browser shows in place; the download carries the name."""
    response = Response(made, mimetype="application/pdf")
    way = "attachment" if request.args.get("download") else "inline"
    response.headers["Content-Disposition"] = f'{way}; filename="{name}"'
    response.headers["Content-Security-Policy"] = FRAMED
    return response


def _print_copy(sha256: str) -> bytes | None:
    try:
        return kept_or_made(house().blobs, house().renditions, sha256, "print")
    except NotAPicture:
        return None


def _kept(sha256: str) -> bytes | None:
    file = house().blobs.open(sha256)
    if file is None:
        return None
    with file:
        return file.read()


def _keep(project: str, number: int, version: int, part: str, made: bytes) -> None:
    """Two first printings at once: equal input gives equal bytes, so either may be kept."""
    sha = hashlib.sha256(made).hexdigest()
    store_blob(house().blobs, project, PRINTER, sha, io.BytesIO(made), len(made), "application/pdf", house().clock())
    with transaction() as work:
        sheets.printed(work, project, TIER, number, version, part, sha)
