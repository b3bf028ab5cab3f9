"""An issued sheet as a Word file to edit: 供编辑，非定稿 on every page, without the 核对码 of the paper."""

import io
import zipfile
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from server.domain.clock import instant_of
from server.domain.sheet_blocks import Block, Content, annex_title, annexes, sections
from server.paper.fonts import printable
from server.paper.word_tables import table

NOT_ISSUED = "供编辑，非定稿"
SERIF, SANS, LATIN = "仿宋", "黑体", "Times New Roman"
"""Faces of any Chinese Windows; another program puts its own in their place."""

SIGN_IN = ["单位", "职务", "姓名", "电话"]
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip can say: equal content must give equal bytes."""

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx(content: Content) -> bytes:
    """The DOCX of a content of any tier: its head, every section, then the ledger on pages across.

    Equal content gives equal bytes.
    """
    shown = printable(content)
    document = _blank(shown)
    _head(document, shown)
    for part in sections(shown):
        _part(document, part, level=1)
    _sign_off(document, shown)
    lists = annexes(shown)
    if lists:
        _across(document)
        document.add_heading(annex_title(shown), 1)
        for part in lists:
            _part(document, part, level=2)
    return _dated(document)


def _blank(content: Content) -> Any:
    """An A4 page with the margins of the paper, its fonts, and nothing in it yet."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(25), Mm(20), Mm(20), Mm(20)
    page.header_distance = page.footer_distance = Mm(10)
    _faced(document.styles["Normal"], SERIF, 12)
    for name, face, size in (("Heading 1", SANS, 12), ("Heading 2", SANS, 11), ("Footer", SERIF, 9)):
        _faced(document.styles[name], face, size)
    for name in ("Normal", "Heading 1", "Heading 2"):
        spacing = document.styles[name].paragraph_format
        spacing.space_before, spacing.space_after = Pt(0 if name == "Normal" else 8), Pt(3)
        spacing.line_spacing = Pt(20)
    _said(page.header.paragraphs[0], NOT_ISSUED, SANS, 10.5, WD_ALIGN_PARAGRAPH.CENTER)
    _foot(page.footer.paragraphs[0], content)
    _about(document, content)
    return document


def _foot(paragraph: Any, content: Content) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(f"{content['foot']}　第")
    _field(paragraph, "PAGE")
    paragraph.add_run("页/共")
    _field(paragraph, "NUMPAGES")
    paragraph.add_run("页")


def _about(document: Any, content: Content) -> None:
    """What the file says of itself: its title and the instant of the sheet; nobody's name, and no picture of a page."""
    about, as_of = document.core_properties, instant_of(content["as_of"]).replace(tzinfo=None)
    about.title, about.language = content["title"] + content["heading"], "zh-CN"
    about.author = about.last_modified_by = about.comments = about.keywords = about.subject = ""
    about.created = about.modified = as_of.replace(microsecond=0)
    about.revision = 1
    parts = document.part.package.rels
    for id in [id for id, link in parts.items() if link.reltype.endswith("/thumbnail")]:
        del parts[id]
    for tongue in document.styles.element.iter(qn("w:lang")):
        tongue.set(qn("w:eastAsia"), "zh-CN")


def _head(document: Any, content: Content) -> None:
    """Title, which one it is, weather and meeting; what a correction corrects."""
    _said(document.add_paragraph(), content["title"], SANS, 18, WD_ALIGN_PARAGRAPH.CENTER).paragraph_format \
        .line_spacing = Pt(28)
    _said(document.add_paragraph(), content["heading"], SERIF, 12, WD_ALIGN_PARAGRAPH.CENTER)
    for line in content.get("head") or ():
        _said(document.add_paragraph(), line, SERIF, 10.5)
    if content.get("replaced"):
        _boxed(_said(document.add_paragraph(), content["replaced"]["said"], SANS, 10.5))


def _part(document: Any, part: dict[str, Any], level: int) -> None:
    if part["title"]:
        document.add_heading(part["title"], level)
    for block in part["blocks"]:
        _block(document, block)


def _block(document: Any, block: Block) -> None:
    if "text" in block:
        document.add_paragraph(block["text"]).paragraph_format.first_line_indent = Pt(24)
        return
    page = document.sections[-1]
    made = table(document, block, page.page_width - page.left_margin - page.right_margin)
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    document.add_paragraph().paragraph_format.line_spacing = Pt(6)


def _sign_off(document: Any, content: Content) -> None:
    """The line to sign with its date, then the table of who was there, with rows for those not named."""
    if content.get("sign_off"):
        _said(document.add_paragraph(), "　".join(
            [*(f"{word}＿＿＿" for word in content["sign_off"]), "　　年　　月　　日"]), SERIF, 10.5)
    if content.get("sign_in"):
        rows = [[row["unit"], row["title"], "", ""] for row in content["sign_in"]]
        blanks = [[""] * len(SIGN_IN)] * (2 + len(rows) % 2)
        _part(document, {"title": "签到表", "blocks": [
            {"head": SIGN_IN, "rows": [*rows, *blanks], "total": []}]}, level=1)


def _across(document: Any) -> None:
    page = document.add_section(WD_SECTION.NEW_PAGE)
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    page.left_margin = page.right_margin = Mm(20)


def _said(paragraph: Any, words: str, face: str, size: float, align: Any = None) -> Any:
    run = paragraph.add_run(words)
    run.font.size = Pt(size)
    run.font.name = LATIN
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face)
    paragraph.alignment = align
    return paragraph


def _boxed(paragraph: Any) -> None:
    """A thin rule on all four sides."""
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        rule = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "6"), ("space", "3"), ("color", "000000")):
            rule.set(qn(f"w:{key}"), value)
        borders.append(rule)
    # The schema wants it before shading, tabs, spacing, indents and alignment.
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _faced(style: Any, face: str, size: float) -> None:
    """Both alphabets of a style, in black; themes of the library would decide otherwise."""
    style.font.size, style.font.name, style.font.color.rgb = Pt(size), LATIN, RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), face)


def _field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    run.append(OxmlElement("w:t"))
    run[0].text = "1"
    field.append(run)
    paragraph._p.append(field)


def _dated(document: Any) -> bytes:
    """The file with every part dated alike, for the library writes the clock of the machine into the zip."""
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as dated:
        for name in sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            dated.writestr(zipfile.ZipInfo(name, ZIP_DAY), parts.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
