"""The paper the demo leaves: one A4 front and back with every section, and the ledger with photo pairs."""

import io
import re

import pypdf
import pytest

from server.demo.times import instant
from server.storage import demo_clock

HEADINGS = ("水竹花园改造项目日调度会材料", "一、巡查概况", "二、上次议定事项落实情况", "三、重点问题",
            "四、各责任单位整改情况", "五、施工进度", "六、提请协调事项", "七、明日重点", "八、本次议定事项", "签到表")


def text_of(pdf: pypdf.PdfReader) -> str:
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in pdf.pages))


@pytest.fixture(scope="module")
def sheet(played) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO((played.folder / played.told["sheet"]["pdf"]).read_bytes()))


@pytest.fixture(scope="module")
def annex(played) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO((played.folder / played.told["sheet"]["annex"]).read_bytes()))


def test_the_sheet_is_one_a4_front_and_back(sheet, played):
    assert len(sheet.pages) == played.told["sheet"]["pages"] == 2
    assert [round(float(side)) for side in sheet.pages[0].mediabox[2:]] == [595, 842]


@pytest.mark.parametrize("heading", HEADINGS)
def test_every_heading_is_on_the_paper(sheet, heading):
    assert heading in text_of(sheet)


def test_the_numbers_on_paper_are_those_of_the_json(sheet, played):
    told, book, code = text_of(sheet), played.told["reconcile"], played.told["sheet"]["code"]
    assert f"期初未销{book['opening']}+新增{book['new']}" in told
    assert f"期末未销{book['closing']}" in told and code in told


def test_danger_is_not_called_major_before_the_chief_has_said_so(sheet):
    assert "▲紧急（待总监判定）" in text_of(sheet) and "重大" not in text_of(sheet)


def test_overdue_repeated_returned_and_unreviewed_are_marked_without_colour(sheet):
    for mark in ("【逾期2天】", "重复2次", "退回1次", "监理未审"):
        assert mark in text_of(sheet), mark


def test_all_fonts_are_inside_the_files(sheet, annex):
    for pdf in (sheet, annex):
        embedded, named = set(), set()
        for page in pdf.pages:
            for font in (page["/Resources"].get("/Font") or {}).values():
                named.add(font.get_object()["/BaseFont"])
                below = font.get_object().get("/DescendantFonts", [font])[0].get_object()
                if {"/FontFile", "/FontFile2", "/FontFile3"} & set(below["/FontDescriptor"].get_object()):
                    embedded.add(font.get_object()["/BaseFont"])
        assert named and named == embedded


def test_the_annex_shows_before_beside_after(annex, played):
    assert len(annex.pages) == played.told["sheet"]["annex_pages"]
    assert "整改前" in text_of(annex) and "整改后" in text_of(annex) and "待上传" in text_of(annex)
    assert sum(len(page.images) for page in annex.pages) >= 25


def test_the_demos_clock_stands_at_the_meeting_not_in_the_present(played):
    now = demo_clock.clock_of(played.folder)()
    meeting = instant(played.told["date"], "17:30")
    assert 0 <= (now - meeting).total_seconds() < 3600
