"""Sets a notice or its reply on A4: content and pictures in, PDF out; signatures and seals are left to hands."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from server.domain.sheet import check_code, content_sha256
from server.paper.fonts import printable
from server.paper.photos import Photos, hang
from server.paper.render import HERE, ROOMY, Press, page_count

FORMS = ("notice", "reply")
SIZES = {**ROOMY, "pitch": 20, "table-pitch": 14.5, "inset": 3.5}
SEALS = (24, 22, 18, 14)
"""Millimetres left for a round seal above the line to sign, best first."""


def pdf(content: dict[str, Any], photos: Photos, *, fonts: str | None = None,
        standard: str = "") -> bytes:
    """The PDF of one form as `notice_paper.notice` or `notice_reply.reply` made it.

    `photos`, `fonts` and `standard` as in `render.pdf`; a picture's preview stands in while the full one is
    not here, and a box says 待上传 while neither is. Equal input gives equal bytes.
    """
    form = content["form"]
    assert form in FORMS, form
    with tempfile.TemporaryDirectory(prefix="form-") as name:
        folder = Path(name)
        for source in HERE.glob("*.typ"):
            shutil.copy(source, folder)
        shown = printable(content) | {"code": f"核对码 {check_code(content_sha256(content))}"}
        hang(_pairs(shown["figures"]), photos, folder)
        return _sealed(Press(folder, form, shown, fonts, standard))


def _sealed(press: Press) -> bytes:
    """The most room for the seals that costs no page more than the least does."""
    least = page_count(press.printed({**SIZES, "seal": SEALS[-1]}))
    made = b""
    for seal in SEALS:
        made = press.printed({**SIZES, "seal": seal})
        if page_count(made) <= least:
            break
    return made


def _pairs(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cells as `photos.hang` takes them; an empty cell keeps its box empty."""
    cells = [one for figure in figures for row in figure["rows"] for one in row]
    for one in cells:
        one["box"] = one["box"] or ("" if one["sha256"] else " ")
    blank = {"sha256": None, "box": " "}
    return [{"before": one, "after": {**blank}} for one in cells]
