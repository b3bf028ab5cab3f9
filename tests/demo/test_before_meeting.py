"""`xunlou demo --before-meeting`: the day is walked, nothing is prepared, and the first 定稿 is the trainee's."""

import json
from datetime import datetime, timedelta

import pytest

from server.demo.play import BEFORE_MEETING, app_of
from server.demo.times import instant
from server.storage.db import reading
from server.storage.state import State
from server.sync.types.sheet import preview
from tests.demo.conftest import Played, demo, once


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory, worker) -> Played:
    """The demo that stops before the meeting."""
    return once(tmp_path_factory, worker, "the-rehearsal", "--before-meeting")


def test_the_days_sheet_is_neither_issued_nor_prepared(rehearsal):
    day = rehearsal.told["date"]
    assert [content["number"] for content in rehearsal.contents()] == [44]
    assert not [one for one in rehearsal.states("preparation") if one["day"] == day]
    last = datetime.fromisoformat(rehearsal.told["last_received_at"])
    assert instant(day, BEFORE_MEETING) - timedelta(minutes=10) < last < instant(day, "16:41")


def test_what_it_tells_is_what_the_first_sheet_will_say(rehearsal):
    told = rehearsal.told
    assert (told["sheet"], told["before_meeting"], told["next"]) == (None, True, 45)
    assert "第45期尚未定稿" in rehearsal.printed and "核对码" not in rehearsal.printed.split("逐期核对")[0]
    assert "正文 sheet" not in rehearsal.printed and not list(rehearsal.folder.glob("*45*.pdf"))
    with app_of(rehearsal.folder, {"HOST": "127.0.0.1", "ORIGIN": ""}).app_context(), reading() as look:
        content = preview(State(look, "p1"), "daily", told["date"], told["last_received_at"])
    assert content["number"] == 45 and content["reconcile"] == told["reconcile"]
    assert content["coverage"] == told["coverage"]


def test_its_clock_stands_at_twenty_to_five(rehearsal):
    app = app_of(rehearsal.folder, {"HOST": "127.0.0.1", "ORIGIN": ""})
    now = app.extensions["xunlou"].clock()
    assert instant(rehearsal.told["date"], BEFORE_MEETING) <= now < instant(rehearsal.told["date"], "17:00")


def test_a_second_start_goes_on_and_the_other_demo_does_not_take_its_folder(rehearsal, tmp_path):
    again = demo(rehearsal.folder, "--before-meeting", "--json", str(tmp_path / "again.json"))
    assert again.returncode == 0, again.stdout + again.stderr
    known = json.loads((tmp_path / "again.json").read_text())
    assert known["chain"] == rehearsal.told["chain"]
    other = demo(rehearsal.folder)
    assert other.returncode != 0 and "--data" in other.stderr


def test_the_usual_demo_says_nothing_of_it(played):
    assert not {"before_meeting", "next"} & played.told.keys() and played.told["sheet"]["number"] == 45
