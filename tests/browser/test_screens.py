"""Everybody can use every screen: no rule of axe is broken, nothing sticks out at 320 px, buttons fit a glove."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser import axe, screens
from tests.browser.chromium import PHONE, SMALL_PHONE

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL_BUTTONS = """[...document.querySelectorAll("button, a[href], select")].filter(one => one.checkVisibility())
    .filter(one => { const box = one.getBoundingClientRect(); return Math.max(box.height, box.width) < 44 })
    .map(one => one.outerHTML.slice(0, 120))"""


def test_every_screen_of_the_phone_is_accessible_and_fits(phone, compound, clock):
    clock.set(datetime.now(UTC).isoformat())
    compound.morning()
    complaints, signed_in = [], None
    for screen in screens.PHONE:
        if screen.who != signed_in:
            phone.sign_in(screen.who)
            signed_in = screen.who
        screen.reach(phone)
        complaints += [f"{screen.name}: {line}" for line in axe.violations(phone.page)]
        phone.page.set_viewport_size({"width": SMALL_PHONE[0], "height": SMALL_PHONE[1]})
        if (over := phone.page.evaluate(OVERFLOW)) > 0:
            complaints.append(f"{screen.name}: {over} px stick out at {SMALL_PHONE[0]} px")
        complaints += [f"{screen.name}: too small: {one}" for one in phone.page.evaluate(SMALL_BUTTONS)]
        phone.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert complaints == []


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_page_of_the_desk_is_accessible(desk, network, compound, clock, language):
    clock.set(datetime.now(UTC).isoformat())
    names, complaints = screens.names(compound), []
    desk.goto(f"{network.origin}/desk/language/{language}")
    for wanted in screens.DESK:
        if wanted.who is not None:
            screens.sign_in_at_desk(desk, network.origin, wanted.who)
        answer = desk.goto(network.origin + wanted.path.format(**names))
        assert answer.status == 200, wanted
        expect(desk.locator("h1").first).to_be_visible()
        complaints += [f"{wanted.name}: {line}" for line in axe.violations(desk)]
    assert complaints == []
