"""What supervision sees: review, re-inspection, the chief's decisions; and what a reporter reads afterwards."""

from dataclasses import replace
from datetime import timedelta

from playwright.sync_api import expect

from tests import pictures
from tests.browser import supervised
from tests.browser.phone import Phone
from tests.browser.walks import Screen, Walk
from tests.people import ALICE, BOB, CAROL, PAM, Compound


def listed(phone: Phone, name: str) -> None:
    """From the map to one of the lists."""
    phone.open()
    phone.tap(f"wait-{name}")
    expect(phone.page.locator(".screen h1")).to_be_visible()


def review_list(phone: Phone) -> None:
    staged[-1].bring(phone)
    listed(phone, "review")
    expect(phone.at("btn-begin")).to_be_visible()


def review_one(phone: Phone) -> None:
    phone.tap("btn-begin")
    expect(phone.at("btn-issue")).to_be_visible()


def review_opened(phone: Phone) -> None:
    phone.tap("details")
    expect(phone.at("due-other")).to_be_visible()


def others(phone: Phone) -> None:
    phone.tap("btn-other")
    expect(phone.at("other-sheet")).to_be_visible()


def ask(phone: Phone) -> None:
    phone.tap("other-ask")
    phone.tap("reason-photo_unclear")
    expect(phone.at("ask-text")).not_to_have_value("")


def merge(phone: Phone) -> None:
    phone.tap("sheet-close")
    phone.tap("btn-other")
    phone.tap("other-merge")
    phone.tap(f"merge-{staged[-1].ids['plain']}")
    expect(phone.at("merge-chief")).to_be_visible()


def reassign(phone: Phone) -> None:
    phone.tap("sheet-close")
    phone.tap("btn-other")
    phone.tap("other-reassign")
    phone.page.locator("[data-testid=reassign-sheet] .row").first.click()
    expect(phone.at("send-reassign")).to_be_visible()
    expect(phone.at("reassign-danger")).to_be_visible()


def recheck_places(phone: Phone) -> None:
    listed(phone, "recheck")
    expect(phone.page.locator(".place-row")).to_have_count(2)


def recheck_place(phone: Phone) -> None:
    phone.tap(f"recheck-{supervised.DOOR}")
    expect(phone.page.locator("article.recheck")).to_have_count(2)


def recheck_passed(phone: Phone) -> None:
    phone.page.locator("[data-testid^=pass-]").first.click()
    phone.at("first-save-ok").click()
    expect(phone.at("decided")).to_contain_text("✓")


def fail_empty(phone: Phone) -> None:
    with phone.page.expect_file_chooser():
        phone.page.locator("[data-testid^=fail-]").first.click()
    expect(phone.at("save-fail")).to_be_disabled()


def fail_filled(phone: Phone) -> None:
    photo = phone.chromium.profile / "IMG_1.jpg"
    photo.write_bytes(pictures.turned(1))
    phone.take_photo("btn-camera", photo)
    expect(phone.at("photo").locator("img")).to_have_count(1)
    phone.tap("reason-partly_fixed")
    phone.tap("details")
    expect(phone.at("save-fail")).to_be_enabled()


def above_rank(phone: Phone) -> None:
    phone.page.evaluate("place => { location.hash = `#/recheck/${place}` }", supervised.SIDE)
    expect(phone.page.locator("article.recheck .alert")).to_be_visible()
    phone.page.wait_for_function("() => [...document.querySelectorAll('img.proof')].every(one => one.naturalWidth)")


def extension(phone: Phone) -> None:
    phone.tap(f"also-{staged[-1].ids['plain']}")
    phone.tap("btn-extend")
    expect(phone.at("extend-grant")).to_be_visible()


def verdict(phone: Phone) -> None:
    phone.tap("sheet-close")
    listed(phone, "review")
    phone.tap("btn-begin")
    phone.tap("btn-other")
    phone.tap("other-confirm")
    expect(phone.at("confirm-yes")).to_be_visible()


def mine_news(phone: Phone) -> None:
    staged[-1].bring(phone)
    listed(phone, "mine")
    expect(phone.at("new")).to_have_count(9)


def mine_today(phone: Phone) -> None:
    phone.tap("tab-today")
    expect(phone.page.locator("article.visit").first).to_be_visible()


def mine_nothing(phone: Phone) -> None:
    """Somebody who has reported nothing comes here by an address kept from before."""
    phone.page.evaluate("location.hash = '#/mine'")
    expect(phone.at("none-mine")).to_be_visible()


def nothing_waits(phone: Phone) -> None:
    phone.page.evaluate("location.hash = '#/recheck'")
    expect(phone.at("none-waiting")).to_be_visible()


AGO = timedelta(minutes=80)
"""How long the work of the reviewer has been waiting."""

staged: list[supervised.Day] = []
"""The day that was prepared last: its pictures are brought by whoever looks at them first."""


def waiting(compound: Compound) -> None:
    day = supervised.Day(replace(compound, clock=lambda: compound.clock() - AGO))
    supervised.reviews(day)
    supervised.rechecks(day)
    staged[:] = [day]


def answered(compound: Compound) -> None:
    day = supervised.Day(compound)
    supervised.answers(day)
    staged[:] = [day]


WALKS = [
    Walk("specialist", BOB, [
        Screen("review-list", review_list), Screen("review", review_one), Screen("review-opened", review_opened),
        Screen("review-others", others), Screen("review-ask", ask), Screen("review-merge", merge),
        Screen("review-reassign", reassign), Screen("recheck-places", recheck_places),
        Screen("recheck-place", recheck_place), Screen("recheck-passed", recheck_passed),
        Screen("fail-empty", fail_empty), Screen("fail-filled", fail_filled), Screen("recheck-above-rank", above_rank),
    ], waiting),
    Walk("chief", CAROL, [
        Screen("review-list", review_list), Screen("extension", extension), Screen("verdict", verdict),
    ], answered),
    Walk("client", PAM, [
        Screen("review-list", review_list), Screen("review", review_one), Screen("mine-nothing", mine_nothing),
        Screen("recheck-nothing", nothing_waits),
    ], answered),
    Walk("reporter", ALICE, [Screen("mine-news", mine_news), Screen("mine-today", mine_today)], answered),
]
