"""What a unit has answered: never called overdue, and never silently missing from what is counted as due."""

import pytest

from tests.domain.worked_sheet import section, sheet
from tests.paper.worked_day import door, finding, material

PAST, TONIGHT = "2023-06-14T08:00:00.000Z", "2023-06-14T10:00:00.000Z"
REPLY = {"state": "replied", "replied": {"at": "2023-06-14T08:30:00.000Z"}}
DISPUTE = {"state": "submitted", "disputed": "不是我方", "disputed_at": "2023-06-14T08:30:00.000Z",
           "counted_unit": "o5"}


def with_one(fix_by, **more):
    """The worked day, one of whose open findings of o5 is like this; the sums do not move."""
    one = finding("p13", "AQ-20230612-013", door(10, 2), "材料堆放不齐", "o5", severity=2,
                  deadlines={"fix_by": fix_by}, **more)
    return sheet(findings={**material().findings, "p13": one})


def row(content, id="p13"):
    return next(one for part in content["annex"]["ledger"] for one in part["rows"] if one["finding"] == id)


@pytest.mark.parametrize(("fix_by", "more", "tags"), [
    (PAST, REPLY, ["超期，已回复"]),
    (PAST, {**REPLY, "replied": {"at": "2023-06-14T07:30:00.000Z"}}, ["按期已回复"]),
    (TONIGHT, REPLY, []),
    (PAST, DISPUTE, ["超期，有异议"]),
    (TONIGHT, DISPUTE, ["有异议"]),
    (PAST, {}, ["【逾期1天】"]),
])
def test_past_its_limit_a_row_says_whether_it_is_overdue_or_answered(fix_by, more, tags):
    content = with_one(fix_by, **more)
    assert row(content)["tags"] == tags
    assert ("【逾期" in "".join(tags)) == (next(r for r in content["units"] if r["unit"] == "o5")["overdue"] == 2)


def test_the_legend_says_that_what_is_answered_is_not_overdue():
    assert section(sheet(), "items")["legend"].endswith("【逾期】超过整改时限（已回复待复查的不计）")


def test_what_falls_due_tonight_and_is_answered_already_is_said_beside_the_number():
    plain = section(sheet(), "overview")["outside"]
    assert plain.startswith("今晚到期另有已回复待复查1条；"), "8号楼4门"
    told = section(with_one(TONIGHT, **DISPUTE), "overview")
    assert told["outside"].startswith("今晚到期另有已回复待复查1条、有异议待复核1条；")
    assert told["table"]["row"][-1] == "0" and section(with_one(TONIGHT), "overview")["table"]["row"][-1] == "1"


def test_a_disputed_one_waits_for_another_word_than_what_nobody_has_reviewed():
    assert row(with_one(TONIGHT, **DISPUTE))["standing"] == "有异议待复核"
    waiting = with_one(TONIGHT, state="submitted", urgent=True)
    assert row(waiting)["standing"] == "待审核"


@pytest.mark.parametrize(("tier", "answer", "expected"), [
    ("district", None, "已提请区例会"), ("district", {"at": PAST, "text": "7月前拆除"}, "已提请区例会（已答复）"),
    ("street", None, "已提请街道周例会")])
def test_a_matter_put_to_a_higher_meeting_says_so_in_the_ledger(tier, answer, expected):
    cases = {"k": {**material().cases["k"], "tier": tier, "status": "answered" if answer else "open", "answer": answer}}
    assert row(sheet(cases=cases), "k1")["standing"] == expected
    assert row(sheet(cases={}), "k1")["standing"] == "待审核"
