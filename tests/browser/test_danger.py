"""A danger is told by telephone: whom to call, what came of it, and nothing that hides it."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser import screens_unit as unit
from tests.browser import supervised
from tests.browser.chromium import PHONE, SMALL_PHONE
from tests.browser.layout import seen_at
from tests.browser.photographing import DOOR, ITEM, filed, photos
from tests.browser.supervising import open_list
from tests.people import ALICE, BOB, CAROL, GUS, SAM, TOM
from tests.waiting import until

SAY = """() => import("/static/js/elements/toast.js").then(
    one => one.toast("3号楼2门 已记录", {label: "撤销", act: () => {}}, 600_000))"""
SEEN_WHOLE = """one => {
    const box = one.getBoundingClientRect(), parts = [0.1, 0.5, 0.9]
    return parts.every(x => parts.every(y =>
        one.contains(document.elementFromPoint(box.left + box.width * x, box.top + box.height * y))))
}"""


def report_danger(phone, picture):
    """A finding that is due at once; the sheet asks for the call."""
    phone.at(f"door-{DOOR}").first.click()
    phone.take_photo("btn-report", picture())
    expect(photos(phone)).to_have_count(1)
    phone.tap(f"chip-item-{ITEM}")
    phone.tap("save-finding")
    phone.tap("first-save-ok")


def test_the_call_made_without_signal_sets_the_limit(phone, network, compound, picture):
    phone.sign_in(ALICE)
    network.stop()
    report_danger(phone, picture)
    people = phone.at("call-sheet").locator("a")
    expect(people).to_have_count(2)
    assert [one.get_attribute("href") for one in people.all()] == [f"tel:{GUS.login}", f"tel:{CAROL.login}"]
    phone.tap("call-later")
    expect(phone.at("not-called")).to_contain_text("还没有打电话")
    phone.at("not-called").locator("button").click()
    nobody_answers_and_the_chief_does(phone)
    network.start()
    phone.page.reload()
    until(lambda: ((filed(compound) or {}).get("called") or {}).get("result") == "reached", "both calls to arrive",
          seconds=60)
    found = filed(compound)
    called = datetime.fromisoformat(found["called"]["at"])
    assert datetime.fromisoformat(found["deadlines"]["control_by"]) == called + timedelta(hours=2)


def nobody_answers_and_the_chief_does(phone):
    """What came of a call is asked of whom one called, and of nobody before: the tap that dials chooses him."""
    phone.count_taps()
    expect(phone.at("call-reached")).to_be_hidden()
    expect(phone.at("call-sheet").locator("[aria-current=true]")).to_have_count(0)
    phone.tap(f"tel-{GUS.id}")
    expect(phone.at("call-no-answer")).to_have_text("钱总包未接通")
    phone.tap("call-no-answer")
    expect(phone.at("call-noted")).to_contain_text("钱总包未接通，请换人再打")
    expect(phone.at("not-called")).to_contain_text("未接通")
    expect(phone.at(f"tel-{GUS.id}")).to_contain_text("未接通")
    expect(phone.at("call-reached")).to_be_hidden()
    expect(phone.at("call-sheet").locator("[aria-current=true]")).to_have_count(0)
    phone.tap(f"tel-{CAROL.id}")
    expect(phone.at("call-reached")).to_have_text("赵总监已接通")
    phone.tap("call-reached")
    expect(phone.at("called")).to_contain_text("已接通 赵总监")
    assert phone.taps == 4, "a call and what came of it are two taps"


@pytest.mark.parametrize(("size", "percent"), [(PHONE, 100), (PHONE, 125), (SMALL_PHONE, 100), (SMALL_PHONE, 200)])
def test_what_was_just_said_never_hides_a_danger_nobody_was_told_of(phone, picture, size, percent):
    phone.sign_in(ALICE)
    with seen_at(phone.page, size, percent):
        report_danger(phone, picture)
        phone.tap("call-later")
        expect(phone.at("not-called").locator("button")).to_be_in_viewport(ratio=1)
        phone.page.evaluate(SAY)
        for part in ("strong", "button"):
            until(lambda part=part: phone.at("not-called").locator(part).evaluate(SEEN_WHOLE), f"its {part} to be seen")


def test_a_firm_that_cannot_make_it_safe_calls_the_chief_with_one_tap(phone, compound, clock):
    clock.set(datetime.now(UTC).isoformat())
    danger = unit.prepare(compound)["danger"]
    phone.sign_in(SAM)
    unit.open_list(phone)
    unit.open_card(phone, unit.DANGER)
    expect(phone.at("call-supervision").locator("a")).to_have_count(1)
    expect(phone.at(f"tel-{CAROL.id}")).to_have_attribute("href", f"tel:{CAROL.login}")
    said = {"finding": danger, "text": "已围挡", "photos": [], "internal": False}
    assert compound.say(ALICE, "comment.added", said)["outcome"] == "applied"
    phone.page.evaluate("dispatchEvent(new Event('online'))")  # news are shown beside it
    expect(phone.at("line-comment")).to_be_visible()


def test_a_specialist_ends_no_danger_in_something_lesser_and_no_change_of_hands_delays_it(phone, day):
    supervised.reviews(day)
    phone.sign_in(BOB)
    open_list(phone, "review")
    phone.tap("btn-begin")
    phone.tap("btn-other")
    phone.tap("other-merge")
    phone.tap(f"merge-{day.ids['plain']}")
    expect(phone.at("merge-chief")).to_contain_text("由总监决定：赵总监")
    expect(phone.at(f"tel-{CAROL.id}")).to_be_visible()
    expect(phone.at("send-merge")).to_have_count(0)
    phone.tap("sheet-close")
    phone.tap("btn-other")
    phone.tap("other-reassign")
    phone.tap(f"reassign-{TOM.org}")
    told = phone.at("reassign-danger")
    expect(told).to_contain_text("前控制")
    expect(told).to_contain_text("已通知外檐分包乙；防水分包丙改派后才收到通知")
    expect(told.get_by_test_id("not-called").locator("button")).to_be_visible()
    expect(told.get_by_test_id(f"tel-{TOM.id}")).to_have_attribute("href", f"tel:{TOM.login}")
