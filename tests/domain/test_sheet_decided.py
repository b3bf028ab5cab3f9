"""Section two of the sheet: what became of what was decided, first on the next sheet, until it is done."""

import pytest

from server.domain.sheet_material import Previous
from tests.domain.worked_sheet import section, sheet
from tests.paper.worked_day import material

OLD = {"id": "d9", "meeting": "2023-06-08", "line": 1, "text": "围墙线路迁改", "unit": "o7", "due": "2023-06-12",
       "status": "open", "reason": None, "carried": None, "history": []}


def told(previous=None, day="2023-06-14", heard=(), **decisions):
    """Section two of the worked day with these decisions, and another sheet before it if told so."""
    changes = {"heard": frozenset(heard), **({"previous": previous} if previous else {})}
    return section(sheet(decisions=decisions, day=day, **changes), "decided")


def done(at, **more):
    """A decision that was done at an instant."""
    return {**OLD, "status": "done", "history": [{"at": at}], **more}


def test_last_meetings_decisions_come_with_their_outcome_unfinished_first():
    told = section(sheet(), "decided")
    assert told["sentence"] == "6月13日会议议定3项：完成2项，未完成1项。"
    assert told["rows"][0]["outcome"] == "未完成：社区尚未确认绕行路线，延至6月15日"
    assert told["rows"][0]["due"] == "6月14日（延至6月15日）"
    assert section(sheet(decisions={}), "decided")["sentence"] == "上次会议无议定事项。"


def test_an_older_decision_stays_on_the_sheet_until_the_meeting_has_heard_that_it_is_done():
    old = {"id": "d9", "meeting": "2023-06-08", "line": 1, "text": "围墙线路迁改", "unit": "o7", "due": "2023-06-12",
           "reason": None, "carried": None, "history": []}
    said = {"status": "done", "history": [{"at": "2023-06-13T01:00:00.000Z"}]}
    for more, since, expected in (({"status": "open"}, (), True), (said, (), False), (said, ("d9",), True)):
        rows = section(sheet(decisions={**material().decisions, "d9": {**old, **more}}, heard=frozenset(since)),
                       "decided")["rows"]
        assert ("围墙线路迁改（6月8日）" in [row["text"] for row in rows]) is expected


@pytest.mark.parametrize(("heard", "expected"), [((), False), (("d9",), True)])
@pytest.mark.parametrize("at", ["2023-06-12T01:00:00.000Z", "2023-06-14T01:00:00.000Z", "2030-01-01T01:00:00.000Z"])
def test_a_meeting_that_decided_nothing_does_not_bring_the_one_before_it_back(at, heard, expected):
    """What the clock of whoever said it showed does not matter."""
    last = told(d9=done(at), heard=heard)
    assert [row["text"] for row in last["rows"]] == (["围墙线路迁改（6月8日）"] if expected else [])
    assert last["sentence"] == (
        "上次会议无议定事项，以前遗留1项：完成1项。" if expected else "上次会议无议定事项。")


def test_after_days_without_a_sheet_every_meeting_since_the_last_one_is_told_and_the_newest_named():
    before = {**material().previous.__dict__, "day": "2023-06-12", "as_of": "2023-06-12T09:00:00.000Z"}
    two = told(Previous(**before), a=done("2023-06-13T01:00:00.000Z", meeting="2023-06-12", id="a"),
               b=done("2023-06-13T12:00:00.000Z", meeting="2023-06-13", id="b", text="停水告知"))
    assert [row["text"] for row in two["rows"]] == ["围墙线路迁改（6月12日）", "停水告知"]
    assert two["sentence"] == "6月13日会议议定1项，以前遗留1项：完成2项。"


def test_minutes_typed_after_the_next_sheet_are_told_on_the_one_after():
    later = {**material().previous.__dict__, "day": "2023-06-13"}
    rows = told(Previous(**later), d9={**OLD, "meeting": "2023-06-10", "history": [{"at": "2023-06-13T12:00:00.000Z"}]})
    assert rows["rows"][0]["outcome"] == "未反馈" and rows["sentence"].startswith("上次会议无议定事项，以前遗留1项")


def test_what_is_decided_at_this_meeting_is_not_told_by_its_own_correction():
    assert told(d9={**OLD, "meeting": "2023-06-14"})["rows"] == []


def test_a_carried_decision_stays_with_its_reason_and_its_new_day():
    row = told(d9={**OLD, "status": "not_done", "reason": "待停电计划", "carried": "2023-06-16", "due": "2023-06-16"})
    assert row["rows"][0]["outcome"] == "未完成：待停电计划，延至6月16日" and row["rows"][0]["due"] == "6月16日"


def test_the_day_first_set_stays_beside_the_new_one_and_the_new_one_is_never_cut():
    carried = {**OLD, "status": "not_done", "reason": "停电计划待供电公司批复" * 9, "carried": "2023-06-16",
               "due": "2023-06-16", "first_due": "2023-06-12"}
    row = told(d9=carried)["rows"][0]
    assert row["due"] == "6月12日（延至6月16日）" and row["outcome"].endswith("…，延至6月16日")
    assert len(row["outcome"]) <= 40
    moved = done("2023-06-14T01:00:00.000Z", first_due="2023-06-12", due="2023-06-16")
    assert told(d9=moved, heard=("d9",))["rows"][0]["due"] == "6月12日（延至6月16日）"


@pytest.mark.parametrize(("due", "at", "expected"), [
    ("2023-06-12", "2023-06-14T01:00:00.000Z", "完成（逾期2天）"), ("2023-06-14", "2023-06-14T15:59:00.000Z", "完成"),
    ("2023-06-13", "2023-06-13T17:00:00.000Z", "完成"),     # past midnight is still the business day of the 13th
    ("2023-06-14T01:00:00.000Z", "2023-06-14T01:30:00.000Z", "完成（逾期1天）"),
    (None, "2023-06-14T01:00:00.000Z", "完成")])
def test_what_was_done_late_says_so(due, at, expected):
    previous = Previous(**{**material().previous.__dict__, "day": "2023-06-08", "as_of": "2023-06-08T09:00:00.000Z"})
    late = {**OLD, "due": due, "status": "done", "history": [{"at": at, "status": "done"}]}
    part = told(previous, d9=late)
    assert part["rows"][0]["outcome"] == expected and "完成1项" in part["sentence"]


def test_what_the_sheet_has_no_row_for_stands_whole_in_the_annex_and_the_sheet_says_so():
    words = "围墙线路迁改，" * 10
    many = {f"d{nr}": {**OLD, "id": f"d{nr}", "meeting": "2023-06-13", "line": nr, "reason": words,
                       "text": f"第{nr}项：{words}", "status": ("not_done", "done")[nr % 2]} for nr in range(9)}
    made = sheet(decisions=many)
    whole, part = made["annex"]["decided"], section(made, "decided")
    assert part["sentence"].endswith("；其余3项及全文见附件1。") and len(part["rows"]) == 6
    assert whole["title"] == "议定事项落实情况（9项）" and [row["nr"] for row in whole["rows"]] == list(range(1, 10))
    assert "".join(row["text"][1] for row in whole["rows"]) == "024681357", "what is not done first"
    assert whole["rows"][0]["text"] == f"第0项：{words}" and words in whole["rows"][0]["outcome"]


def test_a_few_decisions_are_told_again_in_the_annex_only_if_the_sheet_cut_their_words():
    assert sheet()["annex"]["decided"] == {}
    made = sheet(decisions={"d9": {**OLD, "text": "围墙线路迁改，" * 10}})
    assert section(made, "decided")["sentence"].endswith("未反馈1项；全文见附件1。")
    assert [row["text"] for row in made["annex"]["decided"]["rows"]] == ["围墙线路迁改，" * 10 + "（6月8日）"]
