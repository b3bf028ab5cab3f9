"""台账: what the list shows as a spreadsheet, in the reader's scope, with texts that stay texts."""

import csv
import hashlib
import html
import io
import re
import zipfile
from datetime import datetime

import openpyxl
import pytest

from tests.people import ALICE, BOB, CAROL, GUS, PAM, PROJECT, SAM, TOM
from tests.waiting import until

EVIL = ["=HYPERLINK(\"http://evil.example\",\"点我\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", " =1+1", "＝1+1"]
BLOB = {"size": 9, "type": "image/jpeg", "w": 4, "h": 3, "taken_at": None, "source": "camera", "geo": None,
        "preview": None}

at = datetime.fromisoformat


def book(desk, query: str = "") -> openpyxl.worksheet.worksheet.Worksheet:
    answer = desk.open(f"ledger.xlsx?{query}")
    assert answer.status_code == 200 and "spreadsheetml" in answer.mimetype
    return openpyxl.load_workbook(io.BytesIO(answer.data)).active


def table(sheet) -> list[dict]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def lines(desk, query: str = "") -> list[dict]:
    answer = desk.open(f"ledger.csv?{query}")
    assert answer.status_code == 200 and answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


@pytest.fixture
def shot(photo, browser):
    """`shot(person, nr)`: the description of a picture that has been handed in."""
    def shoot(person, nr: int = 0) -> dict:
        raw = photo + bytes([nr])
        sha = hashlib.sha256(raw).hexdigest()
        answer = browser(person).ask("PUT", f"/api/v1/projects/{PROJECT}/blobs/{sha}", data=raw,
                                     content_type="image/jpeg")
        assert answer.status_code in (200, 201), answer.text
        return {**BLOB, "sha256": sha, "size": len(raw)}
    return shoot


def test_the_columns_of_the_trade_say_what_the_finding_says(office, compound, filed, moved, clock):
    id = filed(ALICE, "SZ-B03-E2", item="FAC-01", kind="quality", severity=2, text="空鼓约2平方米", position="三层")
    moved(BOB, id, "issue", unit="o5", due="D1")
    clock.set("2023-06-15T10:00:00+08:00")
    moved(SAM, id, "reply", text="已整改", photos=["ab" * 32])
    moved(BOB, id, "fail", text="仍有空鼓", photos=["cd" * 32])
    clock.set("2023-06-18T10:00:00+08:00")
    row, = table(book(office(PAM)))
    finding = compound.look("finding", id)
    assert (row["序号"], row["编号"], row["检查人（单位）"], row["部位"], row["类别"]) == (
        1, finding["number"], "王巡（代建）", "3号楼2门 三层", "质量")
    assert (row["问题描述"], row["等级"], row["责任单位"], row["状态"]) == (
        "空鼓约2平方米", "●较大", "外檐分包乙", "复查不合格")
    assert row["整改要求"] == finding["requirement"]
    assert row["检查时间"] == at("2023-06-14 09:00"), "a real date, on the clocks of the place"
    assert row["整改时限"] == at("2023-06-16 18:00") and row["回复时间"] == at("2023-06-15 10:00")
    assert (row["复查人"], row["销项时间"], row["逾期天数"], row["重复/退回/延期"]) == ("李专监", None, 2, "退回1次")


def test_the_sheet_is_ready_to_be_printed(office, filed):
    filed(ALICE, "SZ-B03-E1")
    sheet = book(office(PAM))
    assert sheet.freeze_panes == "A2" and sheet.print_title_rows == "$1:$1" and sheet.auto_filter.ref == "A1:S2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet["C2"].number_format == "yyyy-mm-dd hh:mm" and sheet["C2"].is_date
    assert all(sheet.column_dimensions[letter].width >= 5 for letter in "ABCDEFGHIJKLMNOPQRS")


@pytest.mark.parametrize("said", EVIL)
def test_a_text_that_looks_like_a_formula_stays_a_text(office, filed, said):
    filed(ALICE, "SZ-B03-E1", text=said, position="=1+1")
    desk = office(PAM)
    sheet = book(desk)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr", "n", "d"}
    assert table(sheet)[0]["问题描述"] == said
    written = desk.open("ledger.xlsx").data
    with zipfile.ZipFile(io.BytesIO(written)) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")
    assert lines(desk)[0]["问题描述"] == f"'{said}"


def test_signs_that_no_book_may_hold_are_left_out_of_it(office, filed):
    filed(ALICE, "SZ-B03-E1", text="缺\uffff挡\ufffe脚\u000b板\U0001f600", position="\uffff")
    desk = office(PAM)
    assert table(book(desk))[0]["问题描述"] == lines(desk)[0]["问题描述"] == "缺挡脚板\U0001f600"


def test_the_filters_of_the_list_are_those_of_the_ledger(office, filed, moved):
    first, second = filed(ALICE, "SZ-B03-E1", text="甲处"), filed(ALICE, "SZ-B10-E1", text="乙处")
    moved(BOB, first, "issue", unit="o5")
    moved(BOB, second, "issue", unit="o6")
    desk = office(PAM)
    assert [row["问题描述"] for row in lines(desk)] == ["甲处", "乙处"], "the oldest first"
    assert [row["问题描述"] for row in lines(desk, "building=SZ-B10")] == ["乙处"]
    assert [row["问题描述"] for row in table(book(desk, "unit=o5&state=open"))] == ["甲处"]
    page = desk.open("findings?unit=o5&state=open").text
    offered = re.findall(r'href="[^"]*ledger\.(xlsx|csv)\?([^"]*)"', page)
    assert {ending for ending, _ in offered} == {"xlsx", "csv"} and len(offered) == 3
    for _, query in offered:
        found = lines(desk, html.unescape(query))
        assert [row["问题描述"] for row in found] == ["甲处"], "the buttons carry the filters"


def test_a_contractors_ledger_holds_nothing_of_another_unit(office, filed, moved, compound):
    mine, other = filed(ALICE, "SZ-B03-E1", text="外檐的"), filed(ALICE, "SZ-B03-E2", text="防水的")
    filed(BOB, "SZ-B03-E3", text="还没下发的", item="FAC-01", kind="quality")
    for id, unit in ((mine, "o5"), (other, "o6")):
        moved(BOB, id, "issue", unit=unit)
    number = {id: compound.look("finding", id)["number"] for id in (mine, other)}
    for ending in ("csv", "xlsx"):
        found = office(SAM).open(f"ledger.{ending}").data
        said = found if ending == "csv" else zipfile.ZipFile(io.BytesIO(found)).read("xl/worksheets/sheet1.xml")
        assert number[mine].encode() in said and number[other].encode() not in said
        assert not any(word.encode() in said for word in ("防水的", "还没下发的", "防水分包丙", "王巡"))
    assert {row["编号"] for row in lines(office(GUS))} == set(number.values()), "the general contractor has both"
    assert [row["编号"] for row in lines(office(TOM))] == [number[other]]


def test_who_found_it_stays_unnamed_for_a_firm_that_does_not_know_him(office, filed, moved):
    id = filed(TOM, "SZ-B03-E1", text="防水发现的", unit="o5", item="FAC-01", kind="quality")
    moved(BOB, id, "issue", unit="o5")
    row, = lines(office(SAM))
    assert (row["问题描述"], row["检查人（单位）"]) == ("防水发现的", "")
    assert lines(office(PAM))[0]["检查人（单位）"] == "吴防水（防水分包丙）"


def test_who_may_not_read_findings_gets_no_ledger(office):
    from tests.people import VIC
    assert office(VIC).open("ledger.csv").status_code == 403
    assert office(PAM).open("ledger.pdf").status_code == 404


def test_pictures_stand_in_their_cells_and_one_still_on_a_phone_is_said(office, filed, shot):
    here, away = shot(ALICE), {**BLOB, "sha256": "ab" * 32}
    filed(ALICE, "SZ-B03-E1", blobs=(here,))
    filed(ALICE, "SZ-B03-E2", blobs=(away,))
    filed(ALICE, "SZ-B03-E3")
    sheet = book(office(PAM), "photos=1")
    placed = [(image.anchor._from.row, image.anchor._from.col) for image in sheet._images]
    assert placed == [(1, 18)] and sheet.row_dimensions[2].height > 60
    assert [row["整改前"] for row in table(sheet)] == [None, "照片待上传", None]


def test_a_picture_marked_not_to_be_printed_is_in_no_ledger_of_anybody(office, filed, moved, compound, shot):
    first, second = shot(ALICE, 1), shot(ALICE, 2)
    id = filed(ALICE, "SZ-B03-E1", blobs=(first, second), unit="o5")
    moved(BOB, id, "issue", unit="o5")
    assert [row["照片"] for row in lines(office(PAM))] == ["整改前2"]
    compound.say(PAM, "photo.marked", {"sha256": first["sha256"], "printed": False})
    for person in (PAM, CAROL, SAM):
        assert [row["照片"] for row in lines(office(person))] == ["整改前1"]
    compound.say(PAM, "photo.marked", {"sha256": second["sha256"], "printed": False})
    for person in (PAM, SAM):
        assert book(office(person), "photos=1")._images == []
    compound.say(PAM, "photo.marked", {"sha256": first["sha256"], "printed": True})
    assert len(book(office(SAM), "photos=1")._images) == 1


def test_english_headings_for_those_who_read_english(office, filed):
    filed(ALICE, "SZ-B03-E1")
    desk = office(PAM)
    desk.open("/desk/language/en?back=/desk/p1/findings")
    row, = lines(desk)
    assert row["Number"].startswith("AQ-") and row["Kind"] == "Safety" and row["State"]


def test_a_long_ledger_is_made_while_one_waits_and_is_fetched_from_its_page(office, filed, monkeypatch):
    from server.web.desk import ledger
    monkeypatch.setattr(ledger, "AT_ONCE", 1)
    for door in (1, 2, 3):
        filed(ALICE, f"SZ-B03-E{door}")
    desk, other = office(PAM), office(BOB)
    address = desk.started("ledger.csv?building=SZ-B03")
    until(lambda: 'data-phase="ready"' in desk.open(address).text, "the ledger to be made")
    assert desk.text("phase") == "已生成。" and "findings?building=SZ-B03" in desk.page.text
    fetched = desk.open(f"{address}/file")
    assert fetched.data.decode("utf-8-sig").count("\r\n") == 4
    assert "attachment" in fetched.headers["Content-Disposition"]
    assert other.open(address).status_code == other.open(f"{address}/file").status_code == 404
    assert desk.open(f"{address}?as=json").json == {"phase": "ready", "done": 3, "total": 3}
