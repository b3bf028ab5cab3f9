"""The desk in a real browser: what is not saved yet is said, and nothing takes more room than it must."""

import pytest
from playwright.sync_api import expect

from tests.browser import screens
from tests.browser.chromium import PHONE
from tests.people import ALICE, BOB, PAM, PROJECT, SAM, finding, visit
from tests.waiting import until

HEAD_MAX_PX = 150


@pytest.fixture
def opened(desk, network):
    """`opened("today")`: a page of the secretary's desk, in Chinese or as told."""
    def open_page(path, language="zh-CN"):
        desk.goto(f"{network.origin}/desk/language/{language}")
        screens.sign_in_at_desk(desk, network.origin, PAM)
        assert desk.goto(f"{network.origin}/desk/p1/{path}").ok
        return desk
    return open_page


def test_beside_the_preview_stands_that_it_lacks_what_is_not_saved(opened, compound):
    compound.morning()
    page = opened(f"meeting/{compound.today()}")
    sign, order = page.get_by_test_id("unsaved"), page.locator("[data-move='1']").first
    expect(sign).to_be_hidden()
    page.get_by_test_id("chair").press_sequentially("陈")
    expect(sign).to_be_visible()
    page.get_by_test_id("chair").press("Backspace")
    expect(sign).to_be_hidden()
    order.click()
    expect(sign).to_be_visible()
    page.get_by_test_id("save").click()
    expect(page.get_by_test_id("said")).to_be_visible()
    expect(sign).to_be_hidden()


@pytest.mark.parametrize("language", screens.LANGUAGES)
def test_the_head_is_low_on_a_phone_and_the_filter_is_one_row_on_a_laptop(opened, language):
    page = opened("findings", language)
    page.set_viewport_size({"width": 1280, "height": 720})
    tops = page.get_by_test_id("filter").locator("> div").evaluate_all(
        "boxes => boxes.map(box => Math.round(box.getBoundingClientRect().bottom))")
    assert len(set(tops)) == 1, "the filter breaks its row"
    page.set_viewport_size(dict(zip(("width", "height"), PHONE, strict=True)))
    assert page.locator(".top").evaluate("head => head.offsetHeight") < HEAD_MAX_PX


def test_a_finding_opened_by_its_unit_at_the_desk_counts_as_seen(desk, network, compound):
    found = finding()
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E1", outcome="findings", findings=[found]))
    compound.say(BOB, "finding.moved", {"finding": found["id"], "move": "issue", "from": {}, "due": "D1"})
    screens.sign_in_at_desk(desk, network.origin, SAM)
    desk.goto(f"{network.origin}/desk/{PROJECT}/findings/{found['id']}")
    until(lambda: compound.look("finding", found["id"])["seen"], "the look to be recorded")
    assert compound.look("finding", found["id"])["seen"]["by"] == SAM.id
