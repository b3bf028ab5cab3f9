"""会议材料: every issued version with its code, whatever can be made of it, and a page that stays a page."""

import io
import re
import urllib.parse

import pypdf
import pytest
from docx import Document
from PIL import Image
from sqlalchemy import event

from server.storage.db import db
from server.web.desk import papers
from tests.paper.printing import flat
from tests.people import ALICE, BOB, CAROL, GUS, PAM, VIC

DAY = "2023-06-14"


@pytest.fixture
def issue(compound):
    """`issue()` presses 定稿 for a day; the sheet as phones see it."""
    def pressed(day=DAY, version=1):
        receipt = compound.say(PAM, "sheet.issued", {"day": day, "tier": "daily", "expects_version": version})
        assert receipt["outcome"] == "applied", receipt
        newest = [one for one in range(1, 20) if compound.look("sheet", f"daily:{one}")][-1]
        return compound.look("sheet", f"daily:{newest}")
    return pressed


def name_of(answer):
    """The name a browser of today saves the file under, and the plain one."""
    said = answer.headers["Content-Disposition"]
    return urllib.parse.unquote(said.split("filename*=UTF-8''")[1]), said.split('filename="')[1].split('"')[0]


def test_a_version_that_was_replaced_says_by_which_and_is_folded(office, issue, clock):
    issue()
    clock.later(minutes=9)
    issue(version=2)
    desk = office(PAM)
    page = desk.open("papers").text
    assert desk.text("replaced-daily-1-1") == "已被第2版替代" and not desk.shows("replaced-daily-1-2")
    assert page.index("sheet-daily-1-1") < page.index("打印或下载旧版") < page.index("print-text-daily-1-1")


def test_each_version_stands_with_its_own_code_the_newest_first(office, issue, clock):
    first = issue()["code"]
    clock.later(minutes=9)
    second = issue(version=2)["code"]
    desk = office(VIC)
    desk.open("papers")
    assert first != second
    assert (desk.text("code-daily-1-1"), desk.text("code-daily-1-2")) == (first, second)
    told = desk.text("papers")
    assert told.index("第2版（更正）") < told.index(first) and "日调度会 第1期" in told and "2023年6月14日" in told


def test_every_output_can_be_had_from_the_list_under_a_chinese_name(office, issue, filed, moved):
    moved(BOB, filed(ALICE, "SZ-B03-E1", text="缺挡脚板约3米"), "issue")
    code = issue()["code"]
    desk = office(VIC)
    page = desk.open("papers").text
    got = {}
    for output in ("text.pdf", "annex.pdf", "text.pdf?download=1", "sheet.docx", "group.txt", "long.png"):
        assert f"papers/daily/1/1/{output}" in page
        got[output] = desk.open(f"papers/daily/1/1/{output}")
        assert got[output].status_code == 200
    assert {output: name_of(answer)[0] for output, answer in got.items()} == {
        "text.pdf": "水竹花园-第1期-正文.pdf", "annex.pdf": "水竹花园-第1期-附件.pdf",
        "text.pdf?download=1": "水竹花园-第1期-正文.pdf", "sheet.docx": "水竹花园-第1期-供编辑非定稿.docx",
        "group.txt": "水竹花园-第1期-群发文字.txt", "long.png": "水竹花园-第1期-长图.png"}
    assert name_of(got["text.pdf"])[1] == "1.pdf"
    ways = {output: answer.headers["Content-Disposition"].split(";")[0] for output, answer in got.items()}
    assert [output for output, way in ways.items() if way == "attachment"] == ["text.pdf?download=1", "sheet.docx"]
    assert code in flat(pypdf.PdfReader(io.BytesIO(got["text.pdf"].data)))
    assert f"核对码 {code}" in got["group.txt"].text and "缺挡脚板约3米" in got["group.txt"].text
    assert "供编辑，非定稿" in Document(io.BytesIO(got["sheet.docx"].data)).sections[0].header.paragraphs[0].text
    assert Image.open(io.BytesIO(got["long.png"].data)).width == 1080


def test_the_name_of_a_correction_says_so(office, issue, clock):
    issue()
    clock.later(minutes=9)
    issue(version=2)
    assert name_of(office(PAM).open("papers/daily/1/2/text.pdf"))[0] == "水竹花园-第1期-第2版-正文.pdf"


def test_after_issuing_the_meetings_page_offers_the_same(office, compound, clock):
    clock.set("2023-06-14T16:30:00+08:00")
    desk = office(PAM)
    desk.open(f"meeting/{DAY}")
    desk.send("prepare", do="issue")
    for output in ("print-text", "print-annex", "pdf", "word", "group", "long"):
        assert desk.shows(f"{output}-1"), output


@pytest.mark.parametrize("path", [
    "papers/weekly/1/1/text.pdf", "papers/district/1/1/group.txt", "papers/other/1/1/text.pdf",
    "papers/daily/2/1/long.png",
    "papers/daily/1/2/sheet.docx", "papers/daily/1/1/other.pdf", "papers/daily/0/1/text.pdf",
    f"papers/daily/{10**30}/1/text.pdf", "papers/daily%00/1/1/text.pdf"])
def test_what_was_never_issued_is_not_found(office, issue, path):
    issue()
    assert office(PAM).open(path).status_code == 404


def test_a_contractor_reads_none_of_them(office, issue):
    issue()
    desk = office(GUS)
    for path in ("papers", "papers/daily/1/1/sheet.docx", "papers/daily/1/1/group.txt", "papers/daily/1/1/long.png"):
        assert desk.open(path).status_code == 403


@pytest.fixture
def aged(issue, clock):
    """Five days with a sheet each."""
    for day in range(14, 19):
        clock.set(f"2023-06-{day}T16:30:00+08:00")
        issue(f"2023-06-{day}")


def test_older_sheets_come_a_page_at_a_time(office, aged, monkeypatch):
    monkeypatch.setattr(papers, "PAGE", 2)
    desk, seen = office(CAROL), []
    desk.open("papers")
    while True:
        shown = [nr for nr in range(1, 6) if desk.shows(f"sheet-daily-{nr}-1")]
        seen.append(shown)
        if not desk.shows("older"):
            break
        assert len(seen) < 5
        desk.open(re.search(r'href="([^"]+)" data-testid="older"', desk.page.text)[1])
    assert seen == [[4, 5], [2, 3], [1]] and desk.shows("newest")
    assert office(CAROL).open("papers?before=x").status_code == 200


def test_the_list_reads_no_content_and_no_more_than_a_page(office, aged, app, monkeypatch):
    monkeypatch.setattr(papers, "PAGE", 2)
    with app.app_context():
        engine = db.engine
    rows = []

    def note(connection, cursor, statement, parameters, *more):
        if "FROM sheet" in statement or "FROM event" in statement and "verdict" in statement:
            rows.append((statement, str(parameters)))
    event.listen(engine, "before_cursor_execute", note)
    try:
        office(CAROL).open("papers")
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert rows and all("sheet.content" not in statement for statement, _ in rows)
    assert all("LIMIT" in statement for statement, _ in rows if "FROM sheet" in statement)
    sealed = [statement for statement, _ in rows if "FROM event" in statement and "event.seq IN" in statement]
    assert len(sealed) == 1


def test_the_setting_for_archives_reaches_what_is_printed(office, issue, app):
    issue()
    app.config["PDF_STANDARD"] = "a-2b"
    desk = office(PAM)
    for part in ("text", "annex"):
        assert b"pdfaid" in desk.open(f"papers/daily/1/1/{part}.pdf").data
