"""Half an hour before the cutoff phone and desk of a supervisor say the same of what is still to be done."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser import screens, supervised
from tests.people import BOB, PAM


@pytest.fixture
def near_the_cutoff(compound, clock):
    """It is past noon at the compound, wherever it lies now, and records are cut off at 14:00; warned for hours."""
    now = datetime.now(UTC)
    clock.set(now.isoformat())
    ahead = (12 - now.hour) % 24
    ahead -= 24 if ahead > 12 else 0
    for id, value in (("zone", f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"), ("meeting", {"cutoff": "14:00"}),
                      ("cutoff_warnings", [120, 10])):
        said = compound.say(None, "setup.changed", {"kind": "setting", "id": id, "state": {"value": value}})
        assert said["outcome"] == "applied", said
    supervised.reviews(supervised.Day(compound, painted=False))


def test_the_supervisor_is_warned_on_his_phone_without_a_signal_and_at_his_desk(
        near_the_cutoff, phone, desk, network):
    desk.goto(f"{network.origin}/desk/language/zh-CN")
    screens.sign_in_at_desk(desk, network.origin, BOB)
    assert desk.goto(f"{network.origin}/desk/p1/today").ok
    expect(desk.get_by_test_id("warned")).to_contain_text("14:00截止前还有审核")
    phone.sign_in(BOB)
    expect(phone.at("banner-cutoff")).to_contain_text("14:00截止前还有待审核")
    network.stop()
    phone.open()
    expect(phone.at("banner-cutoff")).to_contain_text("分钟）")


def test_nobody_else_is_warned(near_the_cutoff, phone):
    phone.sign_in(PAM)
    expect(phone.at("waits")).to_be_visible()
    expect(phone.at("banner-cutoff")).to_have_count(0)
