"""A building looked at as a whole: the person says which doors, and where there is work the look stands for none."""

import pytest
from playwright.sync_api import expect

from tests.browser.screens_papers import eve
from tests.browser.supervising import show
from tests.people import ALICE
from tests.waiting import until

IDLE, WORKING = "SZ-B02", "SZ-B01"
GROWN = """async () => {
    document.documentElement.style.fontSize = "200%"
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame)
    const [actions, toast] = [".actions", ".toast"].map(one => document.querySelector(one).getBoundingClientRect())
    return [toast.bottom, actions.top]
}"""


@pytest.fixture
def inspecting(phone, day):
    """An inspector in front of the buildings, the evening after the firms said where they work."""
    eve(day.compound)
    phone.sign_in(ALICE)
    return phone


def test_no_door_of_an_idle_building_is_chosen_before_a_person_chooses_it(inspecting, day, photo):
    show(inspecting, f"building/{IDLE}")
    inspecting.tap("btn-looked")
    inspecting.take_photo("btn-camera", photo)
    expect(inspecting.at("photo").locator("img")).to_have_count(1)
    expect(inspecting.page.locator(".chip[aria-pressed=true]")).to_have_count(0)
    expect(inspecting.at("save-looked")).to_be_disabled()
    inspecting.tap("look-all")
    expect(inspecting.at("look-all")).to_have_attribute("aria-pressed", "true")
    inspecting.tap(f"look-{IDLE}-E2")
    expect(inspecting.at("look-all")).to_have_attribute("aria-pressed", "false")
    inspecting.tap("save-looked")
    inspecting.tap("first-save-ok")
    looks = until(lambda: [one for one in day.compound.everything("visit") if one["outcome"] == "building_looked"], "the look")
    assert [look["doors"] for look in looks] == [[f"{IDLE}-E1"]]
    expect(inspecting.at(f"door-{IDLE}-E1")).to_have_attribute("data-outcome", "building_looked")


def test_a_look_where_there_is_work_asks_for_no_doors_and_leaves_them_to_be_recorded(inspecting, day, photo):
    show(inspecting, f"building/{WORKING}")
    inspecting.tap("btn-looked")
    expect(inspecting.page.locator(".look .chip")).to_have_count(0)
    inspecting.take_photo("btn-camera", photo)
    inspecting.tap("save-looked")
    inspecting.tap("first-save-ok")
    expect(inspecting.at(f"door-{WORKING}-E1")).to_have_attribute("data-outcome", "no_record")


def test_what_was_just_said_never_lies_over_the_buttons_when_the_text_grows(inspecting):
    show(inspecting, f"place/{IDLE}-E1")
    inspecting.nothing_found()
    expect(inspecting.at("toast")).to_be_visible()
    inspecting.page.set_viewport_size({"width": 320, "height": 844})
    bottom, top = inspecting.page.evaluate(GROWN)
    assert bottom <= top
