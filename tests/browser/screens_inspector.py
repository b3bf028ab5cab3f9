"""What an inspector sees, from the first opening of the app to a record that waits for a network."""

import re

from playwright.sync_api import expect

from tests import pictures
from tests.browser.phone import Phone
from tests.browser.walks import Screen, Walk
from tests.people import ALICE
from tests.waiting import until

CLEAN, LOCKED, FOUND, OFFLINE = "SZ-B01-E1", "SZ-B02-E1", "SZ-B03-E2", "SZ-B10-E1"
AT_A_TIME = re.compile(r"\d\d:\d\d")


def sign_in(phone: Phone) -> None:
    phone.open()
    expect(phone.at("login-submit")).to_be_visible()


def sign_in_wrong(phone: Phone) -> None:
    phone.at("login-phone").fill(ALICE.login)
    phone.at("login-password").fill("not-the-password")
    phone.tap("login-submit")
    expect(phone.at("login-problem")).not_to_be_empty()


def today(phone: Phone) -> None:
    phone.sign_in(ALICE)


def settings(phone: Phone) -> None:
    phone.tap("btn-settings")
    expect(phone.at("sign-out")).to_be_visible()


def settings_install(phone: Phone) -> None:
    """How every phone installs, all of it unfolded."""
    for way in ("chrome", "edge", "vendor", "apple"):
        if phone.at(f"install-{way}").get_attribute("open") is None:
            phone.at(f"install-{way}").locator("summary").click()


def outbox_empty(phone: Phone) -> None:
    phone.open()
    phone.tap("badge-pending")
    expect(phone.at("pending-summary")).to_be_visible()
    expect(phone.at("pending-next")).to_have_text(AT_A_TIME)
    expect(phone.at("btn-send")).not_to_have_class("primary")


def first_save(phone: Phone) -> None:
    phone.go_to(CLEAN)
    phone.tap("btn-clean")
    expect(phone.at("first-save")).to_be_visible()


def no_access(phone: Phone) -> None:
    phone.go_to(LOCKED)
    phone.tap("btn-no-access")
    expect(phone.at("reason-sheet")).to_be_visible()


def finding_empty(phone: Phone) -> None:
    phone.tap("reason-locked")
    phone.is_told_it_is_saved()
    phone.go_to(FOUND)
    with phone.page.expect_file_chooser():
        phone.tap("btn-report")
    expect(phone.at("save-finding")).to_be_visible()


def item_search(phone: Phone) -> None:
    phone.tap("chip-more")
    expect(phone.at("item-results").locator("button").first).to_be_visible()


def finding_photos(phone: Phone) -> None:
    """Two photos, an item, one of its phrases with a number to fill in, and everything folded away opened."""
    phone.at("item-sheet").get_by_test_id("sheet-close").click()
    for number in (1, 6):
        photo = phone.chromium.profile / f"IMG_{number}.jpg"
        photo.write_bytes(pictures.turned(number))
        phone.take_photo("btn-camera", photo)
    expect(phone.at("photo").locator("img")).to_have_count(2)
    phone.tap("chip-item-GON-04")
    phone.tap("phrase-0")
    phone.tap("details")


def door_findings(phone: Phone) -> None:
    phone.at("finding-text").fill("东立面缺挡脚板约3米")
    phone.tap("phrase-0")
    phone.tap("save-finding")
    phone.is_told_it_is_saved()
    phone.tap("call-later")
    expect(phone.page.locator("article.card")).to_have_count(1)


def building(phone: Phone) -> None:
    phone.open()
    phone.tap("faces-SZ-B10")
    expect(phone.at("btn-looked")).to_be_visible()


def building_looked(phone: Phone) -> None:
    phone.tap("btn-looked")
    expect(phone.at("save-looked")).to_be_disabled()
    expect(phone.at("save-looked")).not_to_be_empty()
    expect(phone.page.locator(".places")).to_have_count(0)


def today_worked(phone: Phone) -> None:
    phone.tap("drop-looked")
    phone.open()
    expect(phone.at(f"door-{FOUND}")).to_have_attribute("data-outcome", "findings")


def outbox_waiting(phone: Phone) -> None:
    phone.chromium.context.set_offline(True)
    phone.go_to(OFFLINE)
    phone.nothing_found()
    phone.open()
    phone.tap("badge-pending")
    expect(phone.at("upload-state").first).to_be_visible()
    until(lambda: phone.at("pending-next").inner_text() == phone.at("why-here").inner_text(), "one reason, said once")


SCREENS = [
    Screen("sign-in", sign_in),
    Screen("sign-in-wrong", sign_in_wrong),
    Screen("today", today),
    Screen("settings", settings),
    Screen("settings-install", settings_install),
    Screen("outbox-empty", outbox_empty),
    Screen("door", lambda phone: phone.go_to(CLEAN)),
    Screen("first-save", first_save),
    Screen("no-access", no_access),
    Screen("finding-empty", finding_empty),
    Screen("item-search", item_search),
    Screen("finding-photos", finding_photos),
    Screen("door-findings", door_findings),
    Screen("building", building),
    Screen("building-looked", building_looked),
    Screen("today-worked", today_worked),
    Screen("outbox-waiting", outbox_waiting),
]
WALK = Walk("inspector", None, SCREENS)
