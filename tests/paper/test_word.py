"""The sheet as a file to edit: everything on it, tables that survive a page break, and not a word that it is final."""

import io
import json
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn

from server.domain.sheet import assemble, check_code, content_sha256
from server.paper.word import docx
from tests.paper.printing import DAYS
from tests.paper.worked_day import material


def kept(**changes):
    """The content as the database gives it back: keys in the order of the alphabet."""
    return json.loads(json.dumps(assemble(material(**changes)), sort_keys=True))


def opened(content=None):
    """The file of a content (the worked day's), read again."""
    return Document(io.BytesIO(docx(content or kept())))


def grid(table):
    """All cells as words."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def below(document, title):
    """What stands between a heading and the next one: paragraphs as words, tables as grids."""
    found, inside = [], False
    for block in document.iter_inner_content():
        heading = not hasattr(block, "rows") and block.style.name.startswith("Heading")
        if heading:
            inside = block.text == title
        elif inside and (hasattr(block, "rows") or block.text):
            found.append(grid(block) if hasattr(block, "rows") else block.text)
    return found


def test_every_section_stands_under_a_heading_of_its_own_in_the_order_of_the_paper():
    content = kept()
    headings = [one.text for one in opened(content).paragraphs if one.style.name == "Heading 1"]
    assert headings == [*(part["title"] for part in content["sections"]), "签到表", "附件1　问题台账"]


def test_sentences_and_numbers_are_those_of_the_paper():
    overview = below(opened(), "一、巡查概况")
    assert overview[0].startswith("全部103个楼门：逐门已查58") and overview[3].startswith("期初未销12 + 新增7")
    assert overview[2][1] == ["3组", "9人", "52", "9/20", "58/103", "7", "1", "2", "4", "2", "0"]
    units, note = below(opened(), "四、各责任单位整改情况")
    assert "到期销项率 = 销项 ÷（销项 + 逾期）" in note
    assert units[0][0] == "责任单位" and units[-1] == ["合计", "12", "7", "6", "0", "13", "2", "1", "6/8 = 75%"]
    assert below(opened(), "二、上次议定事项落实情况")[1][1] == [
        "1", "12号楼前甬路开挖让行方案", "施工总包甲", "6月14日（延至6月15日）",
        "未完成：社区尚未确认绕行路线，延至6月15日"]


def test_key_items_say_what_the_paper_says_of_them():
    _, items = below(opened(), "三、重点问题")
    assert items[2] == ["2", "●较大", "ZL-20230609-002", "10号楼屋面（5门段）", "蓄水后管根渗漏。要求：返工后重新蓄水",
                        "防水分包丙", "6月12日18:00", "复查不合格 【逾期2天】 退回1次", "图2"]
    assert len(items) == 6
    assert below(opened(), "六、提请协调事项") == [
        "1. 6号楼东立面：违建占压雨水井，居民已谈2次未拆。→ 请区城管委牵头拆除违建（提请区例会，6月20日前答复）。"]
    assert len(below(opened(), "八、本次议定事项")[0]) == 7, "six lines to write on"


def test_the_ledger_is_whole_and_lies_across():
    document = opened()
    listed, = below(document, "期末未销（13条）")
    assert len(listed) == 14 and listed[1][:4] == ["1", "AQ-20230614-001", "06-14 张巡", "3号楼东立面（2门上方）"]
    assert listed[1][10] == "待整改（险情已控制）"
    assert below(document, "未查楼门和部位清单")[0].startswith("未能进入（3个楼门）")
    upright = document.sections[0]
    assert [(round(page.page_width.mm), round(page.page_height.mm)) for page in document.sections] == [
        (210, 297), (297, 210)]
    assert [round(getattr(upright, f"{side}_margin").mm) for side in ("left", "right", "top", "bottom")] == [
        25, 20, 20, 20]


@pytest.mark.parametrize("day", DAYS)
def test_heads_come_again_on_every_page_and_no_row_is_split(day):
    document = opened(kept(**DAYS[day]()))
    across = False
    for table in document.tables:
        assert [bool(row._tr.trPr.findall(qn("w:tblHeader"))) for row in table.rows] == [True] + [False] * (
            len(table.rows) - 1)
        assert all(row._tr.trPr.findall(qn("w:cantSplit")) for row in table.rows)
        across = across or len(table.columns) == 12
        page = document.sections[1 if across else 0]
        room = page.page_width - page.left_margin - page.right_margin
        assert room * 0.999 <= sum(column.width for column in table.columns) <= room * 1.001, "twips are rounded"


def test_every_page_says_that_it_is_not_final_and_carries_no_code():
    content = kept()
    document = opened(content)
    assert [part.header.paragraphs[0].text for part in document.sections] == ["供编辑，非定稿"] * 2
    with zipfile.ZipFile(io.BytesIO(docx(content))) as parts:
        everything = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
    assert check_code(content_sha256(content)) not in everything and "核对码" not in everything


def test_chinese_has_a_chinese_face_everywhere():
    document = opened()
    for name, face in (("Normal", "仿宋"), ("Heading 1", "黑体"), ("Footer", "仿宋")):
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == face and fonts.get(qn("w:eastAsiaTheme")) is None
    title = document.paragraphs[0]
    assert title.text == "水竹花园改造项目日调度会材料"
    assert title.runs[0]._element.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"


def test_the_file_has_a_title_and_nobodys_name():
    about = opened().core_properties
    assert about.title == "水竹花园改造项目日调度会材料（巡查情况）第45期　2023年6月14日　星期三"
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert f"{about.created:%Y-%m-%d %H:%M}" == "2023-06-14 09:00"
    with zipfile.ZipFile(io.BytesIO(docx(kept()))) as parts:
        assert not [name for name in parts.namelist() if "thumbnail" in name], "no picture of an empty page"


def test_equal_content_gives_equal_bytes_with_no_clock_in_them():
    made = docx(kept())
    assert made == docx(kept())
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_no_xml_can_hold_is_named_and_markup_is_only_text():
    day = material()
    odd = {**day.findings["f1"], "text": "a<b>&amp;\x00\ufffe\U0001f600\u202e"}
    told = json.dumps(below(opened(kept(findings={**day.findings, "f1": odd})), "三、重点问题"), ensure_ascii=False)
    assert "a<b>&amp;〔U+FFFE〕〔U+1F600〕" in told


def test_a_tier_with_tables_of_its_own_is_told_too():
    content = {**kept(), "annex": None, "sign_off": [], "sections": [
        {"id": "trend", "title": "一、本周概况", "note": "本周新增多于上周。",
         "table": {"head": ["日期", "新增"], "rows": [["06-08", 3], ["06-09", 4]], "total": ["合计", 7]}},
        {"id": "open", "title": "二、未结议定事项", "head": ["序号", "事项"], "rows": [{"nr": 1, "text": "让行方案"}]}]}
    document = opened(content)
    assert below(document, "一、本周概况") == [[["日期", "新增"], ["06-08", "3"], ["06-09", "4"], ["合计", "7"]],
                                               "本周新增多于上周。"]
    assert below(document, "二、未结议定事项") == [[["序号", "事项"], ["1", "让行方案"]]]
    assert len(document.sections) == 1


def test_the_numbers_behind_charts_and_lines_to_write_on_are_told_without_drawing():
    content = {**kept(), "annex": None, "sign_off": [], "sections": [
        {"id": "overview", "title": "一、本周概况", "trend_title": "每期新增", "trend": [
            {"day": "06-10", "new": 6, "closed": 4, "closing": 14}], "latency": ["审核5条。", ""]},
        {"id": "walked", "title": "二、巡查覆盖", "strip": {"days": ["06-10"], "note": "× 未到", "rows": [
            {"name": "1号楼", "doors": 4, "seen": [3], "days": 1}]}},
        {"id": "pressed", "title": "三、退回", "head": ["等级、编号、部位、问题", "情形", "状态"], "more": 2, "rows": [
            {"mark": "●较大", "number": "AQ-1", "place": "1号楼", "text": "缺板", "tags": ["退回1次"],
             "state": "待整改"}]},
        {"id": "funds", "title": "四、资金事项", "note": "会上填写：", "lines": 1}]}
    document = opened(content)
    assert below(document, "一、本周概况") == [
        "审核5条。", "每期新增", [["日期", "新增", "销项", "期末未销"], ["06-10", "6", "4", "14"]]]
    assert below(document, "二、巡查覆盖") == ["每日到访楼门数", [["", "06-10"], ["1号楼", "3"]]]
    assert below(document, "三、退回") == [
        [["等级、编号、部位、问题", "情形", "状态"], ["●较大 AQ-1 1号楼 缺板", "退回1次", "待整改"]],
        "其余2条见附件。"]
    assert below(document, "四、资金事项")[0] == "会上填写：" and set(below(document, "四、资金事项")[1]) == {"＿"}
