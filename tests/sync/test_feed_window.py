"""What is settled leaves the feed after a month; what still says how the day is counted never does."""

import pytest

from tests.people import ALICE, GUS, HAL, PAM, SAM
from tests.sync.test_feed import page, replica


def file(compound, day, building="SZ-B01"):
    compound.clock.set(f"{day}T10:00:00+08:00")
    body = {"day": day, "people": {"managers": 1, "workers": 2}, "faces": [{"building": building, "item": "roof"}],
            "tomorrow": [], "outages": [], "quantities": {}}
    return compound.say(GUS, "filing.recorded", body)["id"]


def filings(things):
    return {id for kind, id in things if kind == "filing"}


@pytest.mark.parametrize("person", [ALICE, GUS, PAM], ids=lambda person: person.role)
def test_the_newest_filing_is_on_a_new_phone_however_long_ago_it_was_filed(compound, person):
    old = file(compound, "2023-06-13")
    newest = file(compound, "2023-06-14")
    compound.clock.set("2023-12-20T10:00:00+08:00")
    seen = filings(replica(compound, person)[0])
    assert newest in seen and old not in seen


def test_todays_filing_does_not_hide_the_one_that_today_is_counted_by(compound):
    before = file(compound, "2023-06-14")
    today = file(compound, "2023-12-20")
    assert filings(replica(compound, ALICE)[0]) == {before, today}
    compound.clock.set("2023-12-21T10:00:00+08:00")
    assert filings(replica(compound, ALICE)[0]) == {today}


def test_a_phone_that_was_away_for_months_is_told_of_the_filing_too(compound):
    cursor = page(compound, ALICE)["next"]
    newest = file(compound, "2023-06-14")
    compound.clock.set("2023-12-20T10:00:00+08:00")
    assert filings(replica(compound, ALICE, cursor)[0]) == {newest}


@pytest.mark.parametrize("ends", [{"answer": "已协调"}, {"answer": "不报", "declined": True}])
def test_a_case_that_was_answered_or_declined_leaves_after_a_month_and_an_open_one_stays(compound, ends):
    putter = SAM if ends.get("declined") else PAM
    ended, waiting = (compound.say(putter, "case.escalated", {"tier": "street", "ask": ask})["id"] for ask in "甲乙")
    assert compound.say(HAL, "case.answered", {"case": ended, **ends})["outcome"] == "applied"
    cases = [{id for kind, id in replica(compound, PAM)[0] if kind == "case"}]
    compound.clock.set("2023-12-20T10:00:00+08:00")
    cases.append({id for kind, id in replica(compound, PAM)[0] if kind == "case"})
    assert cases == [{ended, waiting}, {waiting}]
