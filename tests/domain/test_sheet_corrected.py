"""A second version says on paper which one it replaces and what it changes of it, in numbers and names of parts."""

import json

from server.domain.sheet_changes import printed, replaced
from server.domain.weekly import assemble as weekly
from tests.domain.worked_sheet import sheet, with_finding
from tests.paper.worked_day import door, finding, material
from tests.paper.worked_district import brief
from tests.paper.worked_week import week


def said(before, after):
    """The line of a correction."""
    return printed(replaced(before, "6BB0-8EA8", after))["said"]


def test_a_first_version_says_nothing():
    assert sheet()["replaced"] is None


def test_numbers_are_told_before_and_after_and_then_the_parts_of_other_words():
    more = finding("late", "AQ-20230614-050", door(3, 3), "临边无防护", "o5", severity=2)
    assert said(sheet(), sheet(version=2, **with_finding(more, effects=["new"]))) == (
        "本版代替第1版（核对码6BB0-8EA8）：新增7→8，期末13→14；重点问题、附件有调整。")


def test_a_new_word_alone_is_told_by_its_part_and_none_at_all_is_said_too():
    wording = {"prepared": {**material().prepared, "wording": {"f1": "秘密的话"}}}
    frozen = replaced(sheet(), "6BB0-8EA8", sheet(version=2, **wording))
    assert printed(frozen)["said"] == "本版代替第1版（核对码6BB0-8EA8）：重点问题有调整。"
    assert "秘密" not in json.dumps(frozen, ensure_ascii=False), "words may be covered by law later"
    assert said(sheet(), sheet(version=2)).endswith("：各项数字和内容未变。")


def test_the_line_is_part_of_what_the_code_seals():
    frozen = replaced(sheet(), "6BB0-8EA8", sheet(version=2))
    assert sheet(version=2, replaced=frozen)["replaced"]["said"].startswith("本版代替第1版")


def test_the_weekly_and_the_district_say_it_in_their_own_parts():
    content = weekly(week())
    plan = {**content, "sections": [{**part, "text": "抢工"} if part["id"] == "plan" else part
                                    for part in content["sections"]]}
    assert said(content, plan) == "本版代替第1版（核对码6BB0-8EA8）：下周计划有调整。"
    sums = {**brief()["reconcile"], "closed": 60, "closing": 7}
    assert "销项57→60" in said(brief(), {**brief(), "reconcile": sums})
