"""The meeting's page in a real browser: nothing typed goes without a word, and every button is large enough."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser import screens
from tests.people import PAM

SMALL = """() => [...document.querySelectorAll("main a, main button, main select, main summary, main input, header nav a, header button")]
    .filter((one) => one.checkVisibility() && one.type !== "hidden" && !one.matches(".unseen"))
    .map((one) => [one.closest("label.inline") ?? one, one])
    .map(([box, one]) => [one.outerHTML.slice(0, 80), box.getBoundingClientRect().height])
    .filter(([, height]) => height < 43.5)"""


@pytest.fixture
def meeting(desk, network, compound, clock):
    """The page of the running day, after a morning of work."""
    clock.set(datetime.now(UTC).isoformat())
    compound.morning()
    screens.sign_in_at_desk(desk, network.origin, PAM)
    assert desk.goto(f"{network.origin}/desk/p1/meeting/{compound.today()}").ok
    return desk


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_every_target_of_the_meetings_page_is_large_enough(meeting, size):
    meeting.set_viewport_size({"width": size[0], "height": size[1]})
    assert meeting.evaluate(SMALL) == []


def test_what_is_typed_is_asked_about_before_the_page_goes_and_saving_it_asks_nothing(meeting):
    asked = []
    meeting.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    meeting.get_by_test_id("chair").fill("冯指挥")
    expect(meeting.get_by_test_id("unsaved")).to_be_visible()
    meeting.get_by_test_id("save").click()
    meeting.wait_for_url("**#preview")
    expect(meeting.get_by_test_id("said")).to_contain_text("已保存")
    assert asked == []
    meeting.get_by_test_id("chair").fill("别人")
    meeting.get_by_test_id("nav-today").click()
    meeting.wait_for_url("**/today")
    assert asked == ["beforeunload"]


def test_a_reason_is_asked_only_for_what_is_left_out(meeting):
    choice, reason = meeting.locator("[name^=out_]").first, meeting.locator("[name^=why_]").first
    expect(reason).to_be_hidden()
    choice.select_option("另行专题研究")
    expect(reason).to_be_focused()
    reason.fill("周四开专题会")
    choice.select_option("")
    expect(reason).to_be_hidden()
    assert reason.input_value() == ""


def test_an_issued_sheet_is_corrected_once_something_was_typed_and_its_answer_is_in_sight(meeting):
    meeting.get_by_test_id("issue").click()
    meeting.wait_for_url("**#issued")
    expect(meeting.get_by_test_id("said")).to_be_in_viewport()
    expect(meeting.get_by_test_id("issue")).to_be_disabled()
    meeting.get_by_test_id("chair").fill("冯指挥")
    expect(meeting.get_by_test_id("issue")).to_be_enabled()
