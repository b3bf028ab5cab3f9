"""The weekly sheet is one A4 front and back, nothing leaves its frame, and its charts print their numbers."""

import io

import pypdf
import pytest

from server.domain.weekly import assemble
from server.paper.render import pdf
from tests.paper.printing import flat
from tests.paper.worked_week import week


def printed(part="text", **changes):
    return pypdf.PdfReader(io.BytesIO(pdf(assemble(week(**changes)), lambda sha: None, part)))


def test_the_worked_week_is_one_sheet_of_paper_with_every_section():
    paper = printed()
    assert len(paper.pages) == 2
    for title in ("一、本周概况", "二、超过7天未办结的议定事项", "三、问题分布与存续时间",
                  "四、重复、退回及逾期问题", "五、各责任单位整改情况", "六、巡查覆盖与监理时效", "七、工程节点",
                  "八、提请协调事项", "九、下周计划", "十、本次议定事项"):
        assert title in flat(paper)


def test_the_annex_lists_what_is_open_at_the_weeks_end():
    assert "期末未销（21条）" in flat(printed("annex"))


@pytest.mark.parametrize("part", ["text", "annex"])
def test_a_first_week_without_any_day_is_printed_too(part):
    assert printed(part, days=[], before=None, after=[], seen={}, judged=[]).pages
