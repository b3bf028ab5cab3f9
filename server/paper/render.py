"""Sets the content of a sheet on paper: JSON and photos in, PDF out; it lays out and decides no number."""

import json
import re
import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from server.domain.sheet import code_of
from server.paper.fonts import families, folders, printable
from server.paper.photos import Photos, hang

HERE = Path(__file__).parent
PARTS = ("text", "annex")
TEMPLATES = {("daily", "text"): "text", ("daily", "annex"): "annex",
             ("weekly", "text"): "weekly", ("weekly", "annex"): "weekly_annex", ("district", "text"): "district"}
"""By tier and part of a sheet: which template sets it."""

_PREFERENCES = b"/ViewerPreferences<<"
_PAGES = re.compile(rb"<xmpTPg:NPages>(\d+)</xmpTPg:NPages>")
# Points; `line` and `sign` are the millimetres of a row to write in; `items`: how many key items are told;
# `place`, `text`, `demand`: in how many signs at most. A demand of 0 signs is left out.
ROOMY: dict[str, float] = {
    "items": 99, "place": 99, "text": 99, "demand": 99, "body": 12, "pitch": 20, "table": 10.5, "table-pitch": 14,
    "inset": 3, "gap": 10, "line": 8.5, "sign": 8.5}
CLOSE = {**ROOMY, "pitch": 18, "table": 10, "table-pitch": 13, "inset": 2.2, "gap": 6, "line": 7.5, "sign": 7}
CLOSER = {**CLOSE, "body": 11, "pitch": 16.5, "table": 9.5, "table-pitch": 12.2, "inset": 2, "gap": 5, "line": 7,
          "sign": 6.5}
DENSE = {**CLOSER, "body": 10.5, "pitch": 15, "table": 9, "table-pitch": 11.4, "inset": 1.6, "gap": 4, "line": 6.5,
         "sign": 6}
SIZES = (ROOMY, CLOSE, CLOSER, DENSE)
FEWER = tuple({**DENSE, "items": items} for items in (7, 6, 5, 4, 3, 2, 1, 0))
SHORTER = (*({**DENSE, "text": text, "demand": demand} for text, demand in ((40, 26), (30, 18), (24, 14), (30, 0))),
           *({**DENSE, "place": 18, "text": 18, "demand": 0, "items": items} for items in (99, 7, 6, 5, 4, 3, 2, 1, 0)))
"""When the smallest size is not small enough: fewer words of each key item, then no demands, then fewer key items.
The ledger of 附件1 holds all of them whole."""

ROSTER = tuple({**sizes, "roster": 1} for sizes in (ROOMY, CLOSE, CLOSER))
"""With a sign-in table, where the weekly's second page has room for one in letters that are easily read."""

Sizes = tuple[dict[str, float], ...]
FITTED: dict[str, tuple[Sizes, Sizes, int]] = {
    "text": (SIZES, SHORTER, 2), "weekly": ((*ROSTER, *SIZES), FEWER, 2), "district": ((*SIZES, CLOSER), (), 1)}
"""By template: the settings tried one by one; then those of which each takes no more room than the one before it, so
that halving finds the first that fits; and the pages one may take. The district's brief is one page for leaders; of
many compounds it has several, and then need not be dense."""


def pdf(content: dict[str, Any], photos: Photos, part: str = "text", *, fonts: str | None = None,
        draft: bool = False, standard: str = "") -> bytes:
    """The PDF of one part ("text": one A4 front and back; "annex": ledger and photos) of an assembled sheet.

    `photos` gives the print copy of a picture by the hash the content names, or None. `fonts` names a folder whose
    fonts are preferred to those that travel with the product. A draft says so where the 核对码 would stand.
    `standard`: "" or one of `config.PDF_STANDARDS`. Equal input gives equal bytes.
    """
    template = TEMPLATES[content["tier"], part]
    with tempfile.TemporaryDirectory(prefix="sheet-") as name:
        folder = Path(name)
        for source in HERE.glob("*.typ"):
            shutil.copy(source, folder)
        code = "预览，未定稿" if draft else f"核对码 {code_of(content)}"
        shown = printable(content) | {"code": code}
        if part == "annex":
            hang(shown["annex"]["pairs"], photos, folder)
        return _fitted(Press(folder, template, shown, fonts, standard))


class Press:
    """One compiler for the several tries a page may need."""

    def __init__(self, folder: Path, template: str, shown: dict[str, Any], fonts: str | None,
                 standard: str = "") -> None:
        self.template = template
        self._standards: Any = [standard] if standard else []
        self._given = {"content": json.dumps(shown, ensure_ascii=False), "faces": json.dumps(families(fonts))}
        self._as_of = int(datetime.fromisoformat(shown["as_of"]).timestamp())
        self._compiler = typst.Compiler(str(folder / f"{template}.typ"), root=str(folder),
                                        font_paths=list(folders(fonts)), ignore_system_fonts=True)

    def printed(self, sizes: dict[str, float]) -> bytes:
        """The PDF in these sizes."""
        given = {**self._given, "sizes": json.dumps(sizes)}
        made = self._compiler.compile(format="pdf", sys_inputs=given, timestamp=self._as_of,
                                       pdf_standards=self._standards)
        assert isinstance(made, bytes), "a PDF is one piece"
        return showing_title(made)

    def pictured(self, sizes: dict[str, float], ppi: int) -> bytes:
        """The PNG of a page that is as high as it has to be."""
        given = {**self._given, "sizes": json.dumps(sizes)}
        made = self._compiler.compile(format="png", ppi=ppi, sys_inputs=given, timestamp=self._as_of)
        assert isinstance(made, bytes), "it has one page"
        return made


def _fitted(press: Press) -> bytes:
    """The roomiest setting in which the text is one sheet of paper; annexes may be long.

    A sign-in list beyond reason spills over in the densest one: a meeting is never left without its sheet.
    """
    if press.template not in FITTED:
        return press.printed(CLOSE)
    sizes, shorter, pages = FITTED[press.template]
    made = b""
    for size in sizes:
        made = press.printed(size)
        if page_count(made) <= pages:
            return made
    return _halving(press, shorter, pages) if shorter else made


def _halving(press: Press, tries: Sizes, pages: int) -> bytes:
    """In the first of the tries that fits, or else in the last."""
    found, low, high = b"", 0, len(tries) - 1
    while low <= high:
        middle = (low + high) // 2
        made = press.printed(tries[middle])
        if page_count(made) <= pages:
            found, high = made, middle - 1
        else:
            low = middle + 1
    return found or press.printed(tries[-1])


def page_count(made: bytes) -> int:
    """The pages of a PDF made here, as its own description (XMP) says."""
    found = _PAGES.search(made)
    assert found is not None, "typst writes the number of pages into every PDF"
    return int(found[1])


def showing_title(made: bytes) -> bytes:
    """The same PDF, asking its reader to show the document's title rather than a file name (ISO 32000-1, 12.2).

    The catalogue is the last object typst writes, so that only the place of the table of objects moves behind it.
    """
    at, wish = made.rindex(_PREFERENCES) + len(_PREFERENCES), b"/DisplayDocTitle true"
    table = int(made[made.rindex(b"startxref"):].split()[1])
    assert made.rindex(b" obj", 0, table) < at < table, "the catalogue stands last"
    head, tail = made[:at] + wish + made[at:table], made[table:]
    return head + tail.replace(b"startxref\n%d\n" % table, b"startxref\n%d\n" % (table + len(wish)))
