"""Notices and replies on paper: printed once from one content, kept as a blob, and the same bytes ever after."""

import hashlib
import io
from typing import Any

from server.domain.problems import Problem
from server.domain.sheet import content_sha256
from server.house import house
from server.paper.forms import pdf
from server.storage import arrived, notice_papers
from server.storage.db import db, reading, transaction
from server.storage.state import State
from server.sync.papers_again import make_papers
from server.sync.pictures_in import store_blob
from server.web.printing import PRINTER, kept, print_copy, settings

FORMS = ("notice", "reply")


def paper(project: str, notice: dict[str, Any], form: str) -> bytes:
    """The PDF of a notice this person may read, or of its reply. Raises Problem not_found while there is no reply.

    While a picture is still awaited its box says so and the print is not kept: the next one may have it.
    """
    make_papers(project, house().clock(), db.engine, notice["id"])
    with reading() as look:
        state = State(look, project)
        content = notice_papers.issued(state, notice)[1] if form == "notice" else \
            notice_papers.replied(state, notice) if form == "reply" else None
        if content is None:
            raise Problem("not_found")
        key = content_sha256(content)
        known = notice_papers.printed(look, project, key)
        cells = _cells(content)
        here = arrived.pictures_here(look, project, [sha for one in cells for sha in one])
    return kept(known) or _made(project, content, key, dict(cells), whole=all(full in here for full, _ in cells))


def _cells(content: dict[str, Any]) -> list[tuple[str, str]]:
    """(picture, preview or "") of every cell that shows one."""
    return [(one["sha256"], one.get("preview") or "") for figure in content["figures"]
            for row in figure["rows"] for one in row if one["sha256"]]


def _made(project: str, content: dict[str, Any], key: str, previews: dict[str, str], *, whole: bool) -> bytes:
    def photos(sha256: str) -> bytes | None:
        return print_copy(sha256) or (print_copy(previews[sha256]) if previews.get(sha256) else None)

    made = pdf(content, photos, **settings())
    if whole:
        sha = hashlib.sha256(made).hexdigest()
        try:
            store_blob(house().blobs, project, PRINTER, sha, io.BytesIO(made), len(made), "application/pdf",
                       house().clock())
        except Problem as problem:
            if problem.code == "erased":    # it says again what a redaction dropped once: shown, not kept
                return made
            raise
        with transaction() as work:
            notice_papers.remember(work, project, content["notice"], key, sha)
    return made
