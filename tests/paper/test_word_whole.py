"""The Word file leaves out nothing that the paper says, and says nothing that only programs are meant to read."""

import re

import pytest

from server.domain.sheet_blocks import RULED, sections
from server.domain.weekly import assemble as weekly
from tests.paper.test_word import below, kept, opened
from tests.paper.worked_day import material
from tests.paper.worked_district import brief
from tests.paper.worked_week import week


def test_who_signs_stands_with_a_date_and_who_was_there_in_a_table():
    content = kept()
    document = opened(content)
    signed = [one.text for one in document.paragraphs if one.text.startswith("编制（代建）")]
    assert signed and signed[0].endswith("　　年　　月　　日")
    table, = below(document, "签到表")
    assert table[0] == ["单位", "职务", "姓名", "电话"] and table[1][:2] == [
        content["sign_in"][0]["unit"], content["sign_in"][0]["title"]]
    assert table[-2:] == [[""] * 4] * 2 and len(table) >= len(content["sign_in"]) + 3


def test_the_annex_says_why_and_what_is_late_as_the_paper_does():
    flows = [{"finding": "p10", "unit": "o4", "effect": "void", "tag": None},
             {"finding": "p10", "unit": "o4", "effect": "new", "tag": "reopened"}]
    document = opened(kept(flows=[*material().flows, *flows]))
    assert below(document, "核减及新增说明")[0].startswith("核减1：")
    assert below(document, "滞后节点清单") == ["12号楼屋面防水：计划6月10日，滞后4天。"]


def test_a_weekly_annex_says_of_which_instant_it_is():
    content = weekly(week())
    assert [one.text for one in opened(content).paragraphs if one.text.startswith("附件")] == [
        f"附件　期末未销问题台账{content['annex']['cut']}"]


@pytest.mark.parametrize("content", [kept(), weekly(week()), brief(12)], ids=["daily", "weekly", "district"])
def test_what_is_meant_for_programs_is_never_told(content):
    """Every sentence is one of the paper's own, or made of the words of a request."""
    said = {told for part in content["sections"] for told in strings(part)}
    for part in sections(content):
        for text in (block["text"] for block in part["blocks"] if "text" in block and block["text"] != RULED):
            own = text in said or text == "每日到访楼门数" or re.fullmatch(r"其余\d+[条项].+。", text)
            assert own or re.match(r"\d+\. .+。→ ", text), (part["title"], text)


def strings(value):
    """All words inside a value."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [one for below in inner for one in strings(below)]
