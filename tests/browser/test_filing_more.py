"""Filing to the end: repaired on the spot, put right, taken back, the same again, issued at once."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from tests import pictures
from tests.people import ALICE, ANN, BOB, SAM, SHANGHAI, finding, visit
from tests.waiting import until

DOOR, OTHER_DOOR = "SZ-B03-E2", "SZ-B03-E1"
CALM = "TEMP-01"
"""Due today, not at once."""

SHOWN = "[...document.querySelectorAll('figure img')].map(one => one.complete && one.naturalWidth > 0)"


@pytest.fixture
def photo(tmp_path):
    """A new photo at each asking: the same one twice would be one."""
    def taken(number: int):
        path = tmp_path / f"IMG_{number}.jpg"
        path.write_bytes(pictures.turned(number, width=1600, height=1200))
        return path
    return taken


def at_door(compound, door=DOOR):
    return [one for one in compound.everything("finding") if one["place"] == door]


def arrived(compound, door=DOOR):
    """The one finding of the door, once it is with the office."""
    until(lambda: len(at_door(compound, door)) == 1, "the finding to arrive", seconds=30)
    return at_door(compound, door)[0]


def begin(phone, photo, item, door=DOOR):
    phone.go_to(door)
    phone.take_photo("btn-report", photo(1))
    expect(phone.at("photo").locator("img")).to_have_count(1)
    phone.tap(f"chip-item-{item}")


@pytest.mark.parametrize(("person", "then", "state"), [(ANN, "当场销项", "closed"), (ALICE, "待监理复查", "replied")],
                         ids=["assistant", "inspector"])
def test_what_is_repaired_on_the_spot_is_closed_by_the_supervisor_who_saw_it_and_else_confirmed_from_two_photos(
        phone, compound, photo, person, then, state):
    phone.sign_in(person)
    begin(phone, photo, CALM)
    phone.tap("details")
    phone.tap("severity-1")
    phone.tap("on_spot-yes")
    phone.tap("save-finding")
    phone.take_photo("after-take", photo(6))  # asked for: without a photo of it nothing is repaired
    until(lambda: phone.page.evaluate(SHOWN) == [True, True], "both pictures to be seen")
    if person is ANN:
        phone.tap("witnessed-yes")
    expect(phone.at("on-spot-then")).to_contain_text(then)
    phone.tap("save-finding")
    phone.tap("first-save-ok")
    expect(phone.at("btn-undo")).to_have_count(0)
    expect(phone.page.locator(".card")).to_have_count(0 if state == "closed" else 1)
    found = arrived(compound)
    assert (found["state"], found["on_spot"]) == (state, True)
    assert [one["role"] for one in found["photos"]] == ["before", "after"]


def test_a_record_is_put_right_until_it_is_reviewed_and_then_says_so(phone, compound, photo, office):
    phone.sign_in(ALICE)
    begin(phone, photo, CALM)
    phone.tap("save-finding")
    phone.tap("first-save-ok")
    arrived(compound)
    phone.tap("btn-amend")
    phone.at("finding-text").fill("配电箱门未关")
    phone.take_photo("btn-camera", photo(6))
    expect(phone.at("photo").locator("img")).to_have_count(2)
    phone.tap("details")
    phone.tap("severity-2")
    phone.tap("save-amend")
    expect(phone.at("toast")).to_contain_text("已更正")
    expect(phone.page.locator(".card h3")).to_contain_text("配电箱门未关")
    until(lambda: arrived(compound)["text"] == "配电箱门未关", "the correction to arrive", seconds=30)
    found = arrived(compound)
    assert found["severity"] == 2 and len(found["photos"]) == 2 and found["item"] == CALM

    office(BOB).tell("finding.moved", {"finding": found["id"], "move": "issue", "unit": "o5", "due": "D1",
                                       "from": {"state": "submitted", "round": 1}})
    phone.page.reload()
    expect(phone.page.locator(".card .tag")).to_have_text("待整改", timeout=30_000)
    phone.tap("btn-amend")
    expect(phone.at("reviewed")).to_contain_text("已审核的问题不再随记录修改")
    expect(phone.at("save-amend")).to_have_count(0)
    phone.tap("btn-withdraw")
    phone.tap("withdraw-twice")
    phone.tap("withdraw-sure")
    expect(phone.at("toast")).to_contain_text("已撤回")
    expect(phone.page.locator(".card .tag")).to_have_text("待整改")
    until(lambda: [one["withdrawn"] for one in compound.everything("visit")] != [None], "the withdrawal", seconds=30)
    assert arrived(compound)["state"] == "issued"


def test_a_clean_door_becomes_one_that_could_not_be_entered_or_none_at_all(phone, compound):
    phone.sign_in(ALICE)
    phone.correct_to_locked(DOOR)
    phone.tap("save-amend")
    expect(phone.at("record")).to_have_attribute("data-outcome", "no_access")
    until(lambda: [one["outcome"] for one in compound.everything("visit")] == ["no_access"], "the correction",
          seconds=30)
    phone.page.reload()
    phone.tap("btn-amend")
    phone.tap("btn-withdraw")
    phone.tap("withdraw-wrong_place")
    phone.tap("withdraw-sure")
    expect(phone.at("record")).to_have_attribute("data-outcome", "no_record")
    until(lambda: compound.everything("visit")[0]["withdrawn"], "the withdrawal", seconds=30)
    assert compound.everything("visit")[0]["withdrawn"]["reason"] == "记错地方"


def test_a_record_undone_within_seconds_leaves_no_mark_and_returns_to_its_door(phone, compound):
    phone.sign_in(ALICE)
    phone.go_to(DOOR)
    phone.tap("btn-clean")
    phone.tap("first-save-ok")
    phone.tap("btn-undo")
    expect(phone.page.locator("h1")).to_contain_text("3号楼2门")
    expect(phone.at("record")).to_have_attribute("data-outcome", "no_record")
    expect(phone.at("btn-amend")).to_have_count(0)
    phone.open()
    expect(phone.at(f"door-{DOOR}")).to_have_attribute("data-outcome", "no_record")


def test_the_same_question_is_asked_before_anything_is_typed_and_then_a_photo_is_enough(phone, compound, photo, clock):
    clock.set(datetime.now().astimezone().isoformat())
    known = finding(CALM, place=DOOR)
    compound.say(ALICE, "visit.recorded", visit(DOOR, compound.today(), outcome="findings", findings=[known]))
    phone.sign_in(ALICE)
    begin(phone, photo, CALM)
    number = compound.look("finding", known["id"])["number"]
    expect(phone.at("same-question")).to_contain_text(number)
    phone.tap("same-yes")
    expect(phone.at("same-then")).to_contain_text(number)
    expect(phone.page.locator(".phrase")).to_have_count(0)
    phone.tap("save-finding")
    phone.is_told_it_is_saved()
    until(lambda: len(at_door(compound)) == 2, "the second to arrive", seconds=30)
    assert [one["same_as"] for one in at_door(compound) if one["id"] != known["id"]] == [known["id"]]


def test_what_a_reviewer_files_and_issues_at_once_has_the_unit_and_the_deadline_he_was_shown(phone, compound, photo):
    phone.sign_in(BOB)
    begin(phone, photo, CALM)
    phone.tap("details")
    phone.page.get_by_test_id("unit").select_option(SAM.org)
    phone.tap("due-D1")
    shown = phone.at("save-issue").inner_text()
    phone.take_photo("btn-camera", photo(6))
    phone.tap("save-issue")  # while the second photo is still being developed
    phone.is_told_it_is_saved()
    until(lambda: (at_door(compound) or [{"state": ""}])[0]["state"] == "issued", "the order to arrive", seconds=30)
    found = arrived(compound)
    due = datetime.fromisoformat(found["deadlines"]["fix_by"]).astimezone(SHANGHAI)
    assert len(found["photos"]) == 2 and found["unit"] == SAM.org
    assert "外檐分包乙" in shown and f"{due.month}月{due.day}日{due:%H:%M}" in shown, shown
