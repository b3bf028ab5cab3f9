"""The demo's stories as written down: each line is read as meant, and no two stories get into each other's way."""

import pytest

from server.demo import calendar, days, meetings, shorthand
from server.demo.issuing import has_brief, weeks
from server.demo.stories_before import BEFORE, EVE
from server.demo.stories_today import TODAY
from server.demo.stories_week1 import WEEK1
from server.demo.stories_week2 import WEEK2
from server.demo.story import Act, Shot
from server.domain import catalogue

ALL = (*BEFORE, *EVE, *TODAY, *WEEK1, *WEEK2)


def test_a_line_says_when_who_what_and_in_which_words():
    assert shorthand.act("-3 14:10 safety fail due=D0 | 仍有渗水", "leak") == Act(
        -3, "14:10", "safety", "fail", "仍有渗水", Shot("leak", weather="evening"), {"due": "D0"})
    assert shorthand.act("-7 09:00 facade extend_ask new_due=@-4_18:00", "leak").more == {"new_due": "@-4 18:00"}
    assert shorthand.act("-7 09:00 quality extend_answer granted=yes", "leak").more == {"granted": True}
    assert shorthand.act("-9 09:00 he call result=no_answer", "leak").more == {"result": "no_answer"}


@pytest.mark.parametrize(("place", "plate"), [
    ("B03-E2", "3号楼2门"), ("B14-RF", "14号楼"), ("B20-L1", "20号楼"), ("Z-P5", "甬路五段"), ("Z-W4", "围墙四段")])
def test_the_number_on_the_wall_is_that_of_the_place(place, plate):
    assert shorthand.plate(place) == plate


def test_a_place_that_is_none_is_refused():
    with pytest.raises(ValueError):
        shorthand.plate("C03")


def test_no_two_stories_share_a_name_and_every_act_follows_the_one_before():
    assert len({story.key for story in ALL}) == len(ALL)
    for story in ALL:
        times = [(act.day, act.time) for act in story.acts]
        assert times == sorted(times) and all(time > (story.day, story.time) for time in times), story.key
        assert story.item is None or catalogue.item(story.item), story.key


def test_what_a_meeting_decides_is_answered_on_later_days_and_only_meetings_decide():
    for one in meetings.DECISIONS:
        assert calendar.day_of(one.meeting).meeting and one.due > one.meeting
        assert [answer[0] for answer in one.answers] == sorted(answer[0] for answer in one.answers)
        assert all(answer[0] > one.meeting for answer in one.answers) and not one.answers[-1][2], one.text


def test_weeks_are_whole_and_end_on_the_weekday_of_the_day_shown():
    assert [weeks(days.first_of(played)) for played in (2, 6, 7, 13, 14, 31)] == [
        [], [], [0], [0], [0, -7], [0, -7, -14, -21]]
    assert [has_brief(days.first_of(played)) for played in (7, 13, 14)] == [False, False, True]
    assert [days.sheets_before(played) for played in (1, 2, 3, 4, 14)] == [1, 1, 2, 2, 12]
