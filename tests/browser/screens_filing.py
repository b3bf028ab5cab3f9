"""The screens of filing to the end, one after the other: repaired on the spot, the call, the same again, put right."""

from playwright.sync_api import expect

from tests import pictures
from tests.browser.phone import Phone
from tests.browser.walks import Screen, Walk
from tests.people import ANN, GUS

DOOR, CALM, DANGER = "SZ-B03-E3", "TEMP-01", "GON-04"


def _photo(phone: Phone, number: int):
    path = phone.chromium.profile / f"FILED_{number}.jpg"
    path.write_bytes(pictures.turned(number))
    return path


def _begin(phone: Phone, item: str, number: int) -> None:
    phone.go_to(DOOR)
    phone.take_photo("btn-report", _photo(phone, number))
    expect(phone.at("photo").locator("img")).to_have_count(1)
    phone.tap(f"chip-item-{item}")


def patrol(phone: Phone) -> None:
    phone.tap("patrol")
    expect(phone.at("patrol-person").first).to_be_visible()


def on_spot(phone: Phone) -> None:
    phone.at("patrol-sheet").get_by_test_id("sheet-close").click()
    _begin(phone, CALM, 1)
    phone.tap("details")
    phone.tap("severity-1")
    phone.tap("on_spot-yes")
    phone.take_photo("after-btn-camera", _photo(phone, 6))
    expect(phone.at("after-photos").locator("img")).to_have_count(1)
    phone.tap("witnessed-yes")


def on_spot_without_photo(phone: Phone) -> None:
    phone.at("after-photos").locator(".drop").click()
    expect(phone.at("after-photos").locator("img")).to_have_count(0)
    phone.tap("save-finding")
    expect(phone.at("after-sheet")).to_be_visible()


def call(phone: Phone) -> None:
    phone.tap("after-without")
    phone.is_told_it_is_saved()
    _begin(phone, DANGER, 3)
    phone.tap("save-finding")
    expect(phone.at("call-sheet")).to_be_visible()


def call_dialled(phone: Phone) -> None:
    phone.tap(f"tel-{GUS.id}")
    expect(phone.at("call-no-answer")).to_be_visible()


def call_no_answer(phone: Phone) -> None:
    phone.tap("call-no-answer")
    expect(phone.at("call-noted")).to_be_visible()


def not_called(phone: Phone) -> None:
    phone.tap("call-later")
    expect(phone.at("not-called")).to_be_visible()


def same_question(phone: Phone) -> None:
    _begin(phone, CALM, 2)
    phone.tap("same-yes")
    expect(phone.at("same-then")).to_be_visible()


def which_record(phone: Phone) -> None:
    phone.throw_away()
    phone.tap("btn-amend")
    expect(phone.at("sheet")).to_be_visible()


def amend(phone: Phone) -> None:
    phone.page.locator("dialog .row").first.click()
    expect(phone.at("save-amend")).to_be_visible()


def withdraw(phone: Phone) -> None:
    phone.tap("btn-withdraw")
    phone.tap("withdraw-twice")
    expect(phone.at("withdraw-sure")).to_be_enabled()


def amend_visit(phone: Phone) -> None:
    phone.tap("sheet-close")
    phone.go_to("SZ-B02-E2")
    phone.tap("btn-no-access")
    phone.tap("reason-locked")
    phone.is_told_it_is_saved()
    phone.go_to("SZ-B02-E2")
    phone.tap("btn-amend")
    expect(phone.at("save-amend")).to_be_visible()


WALK = Walk("filing", ANN, [  # an assistant may close what he saw repaired
    Screen("patrol", patrol),
    Screen("on-spot", on_spot),
    Screen("on-spot-no-photo", on_spot_without_photo),
    Screen("call", call),
    Screen("call-dialled", call_dialled),
    Screen("call-no-answer", call_no_answer),
    Screen("not-called", not_called),
    Screen("same-question", same_question),
    Screen("which-record", which_record),
    Screen("amend", amend),
    Screen("withdraw", withdraw),
    Screen("amend-visit", amend_visit),
])
