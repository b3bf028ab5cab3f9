"""The sheet says of late hours and of disputes what the phone and the desk say: it asks the same rules."""

import dataclasses

from server.domain import deadlines
from server.domain.attention import attention
from server.domain.clock import instant_of
from server.domain.reconcile import Flow, reconcile
from server.domain.sheet import assemble
from server.domain.sheet_ledger import table_limit
from server.domain.sheet_overview import walks
from server.web.desk.words import Words
from tests.domain.worked_sheet import section, sheet, with_finding
from tests.paper.worked_day import door, finding, material

ZONE = "Asia/Shanghai"
NIGHT = "2023-06-14T18:00:00.000Z"
"""02:00 of the 15th in the project: still the business day of the 14th."""


def visit(author, at):
    return {"id": at, "author": author, "org": "o3", "place": door(3, 2), "at": at, "day": "2023-06-14"}


def test_a_round_in_the_night_belongs_to_the_afternoon_before_it():
    evening, night, morning = "2023-06-14T09:00:00.000Z", NIGHT, "2023-06-14T00:30:00.000Z"
    day = dataclasses.replace(material(), visits=[visit("u7", evening), visit("u7", night), visit("u7", morning)])
    assert walks(day)["visits"] == 2
    early = dataclasses.replace(day, visits=day.visits[:2], settings={**day.settings, "day_starts_at": "01:00"})
    assert walks(early)["visits"] == 2, "where the day starts at 01:00, it is a morning"


def test_what_falls_due_before_the_day_ends_is_due_tonight():
    one = finding("x", "AQ-20230614-009", door(3, 2), "缺挡脚板", "o5")
    at = instant_of(NIGHT)
    for fix_by, tonight in (("2023-06-14T20:59:00.000Z", True), ("2023-06-14T21:00:00.000Z", False),
                            ("2023-06-14T17:59:00.000Z", False)):
        assert deadlines.due_tonight({**one, "deadlines": {"fix_by": fix_by}}, at, ZONE) is tonight, fix_by
    soon = {**one, "deadlines": {"fix_by": "2023-06-14T20:00:00.000Z"}}
    assert not deadlines.due_tonight({**soon, "state": "replied"}, at, ZONE), "the unit has answered"
    uncontrolled = {**soon, "deadlines": {**soon["deadlines"], "control_by": "2023-06-14T10:00:00.000Z"}}
    assert not deadlines.due_tonight(uncontrolled, at, ZONE), "overdue already"
    assert not deadlines.due_tonight(soon, at, ZONE, {"day_starts_at": "03:00"})


def test_a_danger_in_dispute_is_not_overdue_on_the_sheet_either():
    danger = finding("x", "AQ-20230614-009", door(3, 2), "缺挡脚板", "o5", state="submitted", urgent=True, severity=3,
                     counted_unit=None, deadlines={"control_by": "2023-06-14T02:00:00.000Z"})
    for disputed, tag in ((None, "【逾期1天】"), ("不是我单位施工", "有异议")):
        state = {**danger, "disputed": disputed}
        rows = section(sheet(**with_finding(state)), "items")["items"]
        tags = next(row["tags"] for row in rows if row["finding"] == "x")
        assert (tag in tags) and (("【逾期1天】" in tags) == (disputed is None)), tags
        late = attention(state, instant_of(material().as_of), {"zone": ZONE})["overdue"]
        assert (late is not None) == ("【逾期1天】" in tags)


def test_the_units_of_the_sheet_are_those_of_the_book():
    day = material()
    book = reconcile((Flow(row["unit"], row["effect"], row["tag"]) for row in day.flows), day.previous.closing)
    told = {row["unit"]: row for row in assemble(day)["units"]}
    keys = ("opening", "new", "closed", "void", "closing")
    assert {unit: [row[key] for key in keys] for unit, row in told.items()} == {
        unit: [row[key] for key in keys] for unit, row in book["units"].items()}


def test_until_a_danger_is_under_control_both_of_its_times_are_said_and_afterwards_the_repair_alone():
    danger = finding("x", "AQ-20230614-009", door(3, 2), "缺挡脚板", "o5", urgent=True, severity=3,
                     deadlines={"control_by": "2023-06-14T14:05:00.000Z", "fix_by": "2023-06-15T10:00:00.000Z"})
    safe = {**danger, "control": {"at": "2023-06-14T12:00:00.000Z", "by": "u5"}}
    words, told = Words("en", ZONE, instant_of(NIGHT)), {}
    for name, state in (("danger", danger), ("safe", safe)):
        content = sheet(**with_finding(state))
        row = next(row for row in section(content, "items")["items"] if row["finding"] == "x")
        told[name] = (row["limit"], table_limit(state, material()), words.limits(state))
    assert told == {
        "danger": ("6月14日22:05前控制，6月15日18:00前整改", "06-14 22:05前控制，06-15 18:00前整改",
                   ["make safe by 14 Jun 22:05", "fix by 15 Jun 18:00"]),
        "safe": ("6月15日18:00", "06-15 18:00", ["15 Jun 18:00"])}
