"""A compound from an Excel list: complete, once, and refused as a whole when any row is wrong."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from server.domain.problems import Problem
from server.imports import project, workbook
from server.imports.templates import places_template
from server.imports.workbook import Workbook
from server.storage import log, tables
from server.storage.db import reading, transaction
from server.storage.state import State
from tests.imports import books

NOW = datetime(2023, 6, 1, tzinfo=UTC)


@pytest.fixture
def small(monkeypatch):
    """Two buildings and two check items: for what does not depend on how much there is."""
    items = project.items()[:2]
    monkeypatch.setattr(project, "items", lambda: items)
    monkeypatch.setattr(books, "DOORS", {3: 6, 20: 2})


@pytest.fixture
def empty(engine) -> str:
    """A project without anything in it."""
    with transaction(engine) as work:
        log.create_project(work, "p9", "水竹花园", "compound", NOW)
    return "p9"


def lines(raw: bytes) -> list[str]:
    with pytest.raises(Problem) as refused:
        project.read(raw, "SZ", {})
    assert refused.value.code == "bad_spreadsheet"
    return refused.value.facts["lines"]


def rows_of_log(engine) -> int:
    with reading(engine) as look:
        return look.scalar(select(func.count()).select_from(tables.event))


def test_the_list_of_the_compound_becomes_its_103_doors_and_1261_households(empty, engine):
    outcome = project.load(empty, books.compound(), "SZ", NOW, engine)
    assert outcome.refused == []
    with reading(engine) as look:
        state = State(look, empty)
        places, orgs, items = state.all("place"), state.all("org"), state.all("item")
    entrances = [place for place in places.values() if place["kind"] == "entrance"]
    assert (len(entrances), len(items), len(orgs)) == (103, 192, 5)
    assert sum(place["households"] for place in entrances) == 1261
    assert places["SZ-B11-E1"]["households"] == 11
    assert places["SZ-B03-FE"] | {"sort": 0, "route": 0} == {
        "id": "SZ-B03-FE", "kind": "facade_side", "label": "3号楼东立面", "building": "SZ-B03", "short": None,
        "aliases": [], "parts": [], "households": None, "active": True, "sort": 0, "route": 0}
    assert orgs["o5"]["parent"] == "o4" and {"SZ-ALL", "SZ-OTHER", "SZ-Z-P2", "SZ-Z-W1", "SZ-B20-RF"} <= set(places)


def test_the_same_file_again_writes_nothing_and_one_changed_row_writes_one_event(empty, engine, small):
    project.load(empty, books.compound(), "SZ", NOW, engine)
    before = rows_of_log(engine)
    again = project.load(empty, books.compound(), "QQ", NOW, engine)    # a project keeps its own code
    assert (again.written, rows_of_log(engine)) == (0, before)
    zones = [("类型", "名称"), ("甬路", "甬路一段（东门）"), ("甬路", "甬路二段"), ("围墙", "围墙一段")]
    assert project.load(empty, books.compound(区段=zones), "SZ", NOW, engine).written == 1
    assert project.load(empty, books.compound(), "SZ", NOW, engine).written == 1    # and back
    assert rows_of_log(engine) == before + 2


def test_a_new_firm_leaves_the_ids_of_the_others_alone(empty, engine, small):
    project.load(empty, books.compound(), "SZ", NOW, engine)
    firms = [("单位全称", "简称", "类型", "上级单位"),
             ("丙防水有限公司", "防水丙", "专业分包", "施工总包"), *books.FIRMS]
    project.load(empty, books.compound(单位=firms), "SZ", NOW, engine)
    with reading(engine) as look:
        orgs = State(look, empty).all("org")
    assert {id: org["short"] for id, org in orgs.items()} == {
        "o1": "街道", "o2": "代建", "o3": "监理", "o4": "施工总包", "o5": "外檐分包乙", "o6": "防水丙"}


def test_every_wrong_row_is_named_with_its_row_column_and_reason_and_nothing_is_written(empty, engine):
    buildings = [("楼栋", "楼门数", "楼门"), ("3号楼", 6, None), ("三号楼", 6, None), ("北楼", 6, None),
                 (None, 6, None), ("5号楼", "六", None), ("6号楼", 4, "1-3"), ("7号楼", None, "1-4,4"), ("8号楼",)]
    wrong = books.compound(楼栋楼门=buildings, 区段=[("类型", "名称"), ("马路", "一段")])
    found = lines(wrong)
    for beginning in ("楼栋楼门 第3行 楼栋：", "楼栋楼门 第4行 楼栋：“北楼”", "楼栋楼门 第5行 楼栋：不能为空",
                      "楼栋楼门 第6行 楼门数：“六”", "楼栋楼门 第7行 楼门：列出3个门", "楼栋楼门 第8行 楼门：门号重复",
                      "楼栋楼门 第9行 楼门数：楼门数和楼门至少填一项", "区段 第2行 类型：“马路”"):
        assert any(line.startswith(beginning) for line in found), (beginning, found)
    assert all(line.endswith(")") and " (" in line for line in found)   # in English too
    with pytest.raises(Problem):
        project.load(empty, wrong, "SZ", NOW, engine)
    assert rows_of_log(engine) == 0


def test_firms_above_each_other_in_a_ring_are_refused():
    ring = [("单位全称", "简称", "类型", "上级单位"),
            ("甲公司", "甲", "专业分包", "乙"), ("乙公司", "乙", "专业分包", "甲")]
    assert any("循环" in line for line in lines(books.compound(单位=ring)))


def test_a_formula_is_refused_by_the_name_of_its_cell():
    buildings = [("楼栋", "楼门数"), ("3号楼", "=2+4")]
    assert lines(books.compound(楼栋楼门=buildings))[0].startswith("楼栋楼门 第2行 楼门数：B2是公式")


@pytest.mark.parametrize("raw", [
    b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0 an old .xls", "楼栋,楼门\n3,6\n".encode("gb18030"), books.compound()[:-200],
    b"x" * (workbook.FILE_BYTES_MAX + 1)])
def test_what_is_no_spreadsheet_says_so(raw):
    assert len(lines(raw)) == 1


def test_a_file_that_unpacks_to_a_mountain_is_not_unpacked():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet1.xml", b" " * (workbook.UNPACKED_BYTES_MAX + 1))
    assert "解压" in lines(packed.getvalue())[0]


def test_a_zip_that_is_no_workbook_says_so():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("notes.txt", b"nothing")
    assert "不是可以读取的Excel文件" in lines(packed.getvalue())[0]


def test_missing_sheets_and_headings_are_named():
    assert lines(books.book(别的=[("楼栋",)]))[0].startswith("楼栋楼门：缺少工作表")
    assert "找不到表头" in lines(books.compound(楼栋楼门=[("栋", "门"), (3, 6)]))[0]


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(workbook, "ROWS_MAX", 10)
    assert any("超过10行" in line for line in lines(books.compound()))


def test_the_template_can_be_read_back_and_explains_itself():
    book = Workbook(places_template())
    assert all(book.has(name) for name in ("使用说明", "楼栋楼门", "区段", "单位", "分工"))
    assert lines(places_template()) == [
        "单位：没有填写任何内容 (nothing is filled in)", "楼栋楼门：没有填写任何内容 (nothing is filled in)"]
