"""Issued sheets on paper: printed once, kept as a blob, and the same bytes for ever after."""

import hashlib
import io
from typing import Any

from flask import current_app

from server.domain.problems import Problem
from server.domain.sheet_shown import legible
from server.house import house
from server.paper import long
from server.paper.render import TEMPLATES, pdf
from server.paper.word import docx
from server.storage import sheets, sheets_shown
from server.storage.db import reading, transaction
from server.storage.pictures import NotAPicture
from server.storage.renditions import kept_or_made
from server.storage.state import State
from server.sync.pictures_in import store_blob

PRINTER = "command"
"""Whose upload a printed sheet is: the house's own."""

KEPT_AS = {"text": "pdf_sha256", "annex": "annex_sha256"}


def issued(project: str, tier: str, number: int, version: int | None = None) -> dict[str, Any]:
    """A sheet to hand out, by default its newest version. Raises Problem not_found."""
    with reading() as look:
        found = sheets.read(look, project, tier, number, version)
    if found is None:
        raise Problem("not_found")
    return sheets_shown.shown(found)


def paper(project: str, sheet: dict[str, Any], part: str = "text") -> bytes:
    """The PDF of one part of an issued sheet. Raises Problem not_found for a part its tier has not."""
    if (sheet["content"]["tier"], part) not in TEMPLATES:
        raise Problem("not_found")
    return kept(sheet[KEPT_AS[part]]) or _made(project, sheet["content"], part)


def drafted(content: dict[str, Any], part: str = "text") -> bytes:
    """The PDF of what is not issued yet; it says so, and nobody keeps it. Raises Problem not_found."""
    if (content["tier"], part) not in TEMPLATES:
        raise Problem("not_found")
    return pdf(content, print_copy, part, draft=True, **settings())


def _made(project: str, content: dict[str, Any], part: str) -> bytes:
    """Two first printings at once: equal input gives equal bytes, so either may be kept.

    What is covered or erased while it is being printed stays on no print that is kept.
    """
    told = on_paper(project, content)
    made = pdf(told, print_copy, part, **settings())
    sha = hashlib.sha256(made).hexdigest()
    try:
        store_blob(house().blobs, project, PRINTER, sha, io.BytesIO(made), len(made), "application/pdf",
                   house().clock())
    except Problem as problem:
        if problem.code != "erased":    # a part like the one that went with its sheet's other one is not kept again
            raise
        return made
    with transaction() as work:
        sheets_shown.keep_print(work, project, told, part, sha)
    return made


def on_paper(project: str, content: dict[str, Any]) -> dict[str, Any]:
    """An issued content without the pictures that are kept off paper by now."""
    with reading() as look:
        return sheets_shown.on_paper(State(look, project), content)


def word(content: dict[str, Any]) -> bytes:
    """The DOCX of an issued content."""
    return docx(legible(content))


def long_picture(content: dict[str, Any]) -> bytes:
    """The PNG of an issued content, made anew each time: it shows no picture that is kept off paper by now."""
    return long.long_picture(legible(on_paper(content["project"], content)), print_copy, fonts=settings()["fonts"])


def settings() -> dict[str, Any]:
    """What the process's settings say about every paper: {"fonts", "standard"} as `render.pdf` takes them."""
    return {"fonts": current_app.config["FONTS"] or None, "standard": current_app.config["PDF_STANDARD"]}


def print_copy(sha256: str) -> bytes | None:
    """The print copy of a picture, or None if it is not here or is none."""
    try:
        return kept_or_made(house().blobs, house().renditions, sha256, "print")
    except NotAPicture:
        return None


def kept(sha256: str | None) -> bytes | None:
    """The bytes of a blob, or None if there is no such blob."""
    file = house().blobs.open(sha256) if sha256 else None
    if file is None:
        return None
    with file:
        return file.read()
