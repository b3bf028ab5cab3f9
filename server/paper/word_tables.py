"""Tables of the Word file: ruled, their heading repeated on every page, and no row split over two."""

from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt

from server.domain.sheet_blocks import Block

SHADE = "EEEEEE"
POINTS, LINE = 9, 13
WIDE = 14
"""Characters from which a column counts no wider than this, so that long words leave room for the others."""

SHORT = 8
"""What is at most this long in all its rows stands in the middle of its column."""


def table(document: Any, block: Block, width: int) -> Any:
    """One table as wide as `width` (EMU): columns by their longest words, numbers and short words centred."""
    head, rows = block["head"], [*block["rows"], *([block["total"]] if block["total"] else [])]
    longest = [max(_width(head[at]), *(_width(row[at]) if at < len(row) else 0 for row in rows), 3)
               for at in range(len(head))]
    shares = [min(WIDE, most) if most <= WIDE else WIDE + min(most - WIDE, 40) / 2 for most in longest]
    made = document.add_table(rows=1 + len(rows), cols=len(head), style="Table Grid")
    made.autofit = False
    for at, share in enumerate(shares):
        made.columns[at].width = Length(int(width * share / sum(shares)))
    centred = [most <= SHORT * 2 for most in longest]
    for nr, row in enumerate([head, *rows]):
        line = made.rows[nr]
        _kept(line, repeated=nr == 0)
        last = bool(block["total"]) and nr == len(rows)
        for at, cell in enumerate(line.cells):
            cell.width = made.columns[at].width
            if nr == 0:
                _shade(cell)
            _fill(cell, row[at] if at < len(row) else "", bold=nr == 0 or last, centred=nr == 0 or centred[at])
    return made


def _width(words: str) -> int:
    """Half characters: what is not ASCII is drawn twice as wide."""
    return sum(1 if char < "\u0100" else 2 for char in words)


def _kept(line: Any, *, repeated: bool) -> None:
    """A row stays whole; the first comes again on every page."""
    settings = line._tr.get_or_add_trPr()
    settings.append(OxmlElement("w:cantSplit"))
    if repeated:
        settings.append(OxmlElement("w:tblHeader"))


def _fill(cell: Any, words: str, *, bold: bool, centred: bool) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_after = Pt(LINE), Pt(0)
    run = paragraph.add_run(words)
    run.font.size, run.font.bold = Pt(POINTS), bold
    if bold:
        fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), "黑体")


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        shade.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
