"""What the forms of domain.md §5 must carry, on pages that hold it: notices and replies as they leave the printer."""

import re

import pytest

from server.domain.notice_paper import printable
from tests.paper.forms import LISTS, answered, found, issued, outside, pages, printed
from tests.paper.printing import photos_of

FIELDS = {
    "supervision": """
        表A.0.3 监理通知单 工程名称：水竹花园改造项目 编号：监通-012 致：外檐分包乙施工项目经理部 抄送：项目管理公司
        事由：吊篮及脚手架安全防护 内容：经巡查 序号 编号、部位及问题 整改要求 整改时限 图号
        AQ-20230614-001 2号楼1门（六层北侧阳台）： 缺挡脚板约1米 补齐挡脚板并固定 6月16日18:00 图1
        签发日期：2023年6月14日 项目监理机构（盖章）： 总/专业监理工程师（签字）： 日期： 年月日
        签收 施工项目经理部（盖章）： 签收人（签字）： 签收时间： 第1页/共1页 核对码""",
    "client": """
        项目管理公司 整改通知单 工程名称：水竹花园改造项目 编号：整通-003 致：外檐分包乙施工项目经理部 抄送：监理公司
        事由：吊篮及脚手架安全防护 内容：经巡查 AQ-20230614-001 2号楼1门 缺挡脚板约1米 补齐挡脚板并固定
        6月16日18:00 图1 签发日期：2023年6月14日 签发单位（盖章）： 签发人（签字）： 签收人（签字）： 签收时间：""",
}
REPLY_FIELDS = {
    "supervision": """
        表B.0.9 监理通知回复单 工程名称：水竹花园改造项目 编号： 对应通知单号：监通-012 致：监理公司
        回复单位：外檐分包乙 事由：对2023年6月14日监理通知单（监通-012）的回复 我方收到编号为监通-012的监理通知单后
        整改情况 回复时间 AQ-20230614-001 2号楼1门 缺挡脚板约1米 已补齐并固定，自检合格 6月15日10:00 图1 整改前 整改后
        施工项目经理部（盖章）： 项目经理（签字）： 复查意见 项目监理机构（盖章）： 总/专业监理工程师（签字）：""",
    "client": """
        整改回复单 编号： 对应通知单号：整通-003 致：项目管理公司 抄送：监理公司 回复单位：外檐分包乙 AQ-20230614-001
        已补齐并固定，自检合格 施工项目经理部（盖章）： 项目经理（签字）： 复查意见
        复查单位（盖章）： 复查人（签字）：""",
}


@pytest.mark.parametrize("kind", FIELDS)
def test_every_field_of_the_form_stands_on_the_notice(kind):
    told = "".join(pages(printed(issued(kind))))
    assert [field for field in FIELDS[kind].split() if field not in told] == []


@pytest.mark.parametrize("kind", REPLY_FIELDS)
def test_every_field_of_the_form_stands_on_the_reply(kind):
    told = "".join(pages(printed(answered(issued(kind)))))
    assert [field for field in REPLY_FIELDS[kind].split() if field not in told] == []


def test_what_the_client_issues_is_never_called_a_supervision_notice():
    content = issued("client")
    for made in (content, answered(content)):
        assert "监理通知" not in "".join(pages(printed(made)))


@pytest.mark.parametrize("listed", LISTS)
def test_nothing_leaves_the_frame_and_every_page_of_the_table_repeats_its_head(listed):
    content = issued(findings=LISTS[listed])
    for form in (content, answered(content, pictures=9)):
        made = printed(form)
        told = pages(made)
        assert outside(made) == []
        for nr, page in enumerate(told, start=1):
            assert f"第{nr}页/共{len(told)}页" in page
            assert "序号" in page or not any(row["place"] and row["place"] + "：" in page for row in form["rows"])


def test_twelve_findings_stand_whole_each_on_one_page():
    content = issued(findings=12)
    told = pages(printed(content))
    assert len(told) > 2
    for row in content["rows"]:
        part = f"{row['place']}：{row['text']}"
        assert sum(part in page for page in told) == 1, row["number"]


def test_words_longer_than_a_page_go_on_in_the_next_row_and_none_is_lost():
    content = issued(findings=LISTS["long words"])
    assert {row["nr"] for row in content["rows"]} >= {"1", "1续", "2", "2续"}
    for id in ("f1", "f2"):
        mine = [row for row in content["rows"] if row["finding"] == id]
        given = next(one for one in LISTS["long words"] if one["id"] == id)
        assert "".join(row["text"] for row in mine) == given["text"]
        assert "".join(row["demand"] for row in mine) == given["requirement"]


@pytest.mark.parametrize(("pictures", "boxes"), [(0, 1), (1, 0), (9, 0)])
def test_a_reply_shows_its_pairs_and_says_which_side_is_missing(pictures, boxes):
    content = answered(issued(), pictures=pictures)
    told = "".join(pages(printed(content)))
    assert told.count("尚无整改后照片") == boxes and told.count("整改后6月") == pictures
    first = content["figures"][0]["rows"][0]
    assert first[0]["sha256"] and bool(first[1]["sha256"]) is bool(pictures)


def test_a_limit_that_had_passed_when_the_notice_was_issued_is_said():
    limits = {"fix_by": "2023-06-12T10:00:00.000Z", "original": "2023-06-12T10:00:00.000Z"}
    told = "".join(pages(printed(issued(findings=[found(1, deadlines=limits), found(2)]))))
    assert "6月12日18:00【逾期2天】" in told and told.count("逾期") == 1


def test_what_nobody_replied_to_and_what_was_found_wanting_is_told():
    content = issued(findings=3)
    told = "".join(pages(printed(answered(content, check="fail", only={"f1", "f3"}))))
    assert "3项问题中已回复2项（其中复查不合格2项，继续整改），其余1项尚未回复" in told
    assert "尚未回复" in told and "第1、3项复查不合格（6月15日14:00）。" in told


def test_a_picture_still_on_a_phone_leaves_its_box_and_its_preview_may_stand_in():
    content = issued()
    assert "待上传" in "".join(pages(printed(content, lambda sha: None)))
    assert "待上传" not in "".join(pages(printed(content, photos_of)))


def test_a_picture_kept_off_paper_is_not_there_and_no_figure_is_named_for_it():
    content = issued(findings=[found(1, pictures=2), found(2, pictures=1)])
    shas = [one["sha256"] for figure in content["figures"] for row in figure["rows"] for one in row]
    left = printable(content, shas[:1])
    assert [len(row) for figure in left["figures"] for row in figure["rows"]] == [1, 1]
    none = printable(content, shas)
    assert none["figures"] == [] and not re.search(r"图\d|附图", "".join(pages(printed(none))))


def test_the_same_content_prints_the_same_bytes():
    assert printed(issued(findings=3)) == printed(issued(findings=3))
