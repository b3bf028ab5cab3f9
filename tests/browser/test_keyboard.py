"""Whoever cannot tap walks by keyboard and listens: everything is reached by Tab, nobody loses his place."""

from playwright.sync_api import expect

from tests import pictures
from tests.people import ALICE, PASSWORD
from tests.waiting import until

STOPS_MAX = 150
HERE = "document.activeElement.dataset.testid ?? document.activeElement.tagName"
SAID = "document.getElementById('said').textContent"


def walk_to(phone, testid: str) -> None:
    """Press Tab until that is reached."""
    met = []
    for _ in range(STOPS_MAX):
        met.append(phone.page.evaluate(HERE))
        if met[-1] == testid:
            return
        phone.page.keyboard.press("Tab")
    raise AssertionError(f"{testid} is not to be reached by Tab: {met}")


def press(phone, testid: str) -> None:
    walk_to(phone, testid)
    phone.page.keyboard.press("Enter")


def stands_on(phone, what: str) -> None:
    until(lambda: phone.page.evaluate(HERE) == what, f"the focus to be on {what}")


def test_a_finding_is_filed_without_a_single_tap(phone, tmp_path):
    photo = tmp_path / "IMG_1.jpg"
    photo.write_bytes(pictures.turned(1))
    phone.open()
    walk_to(phone, "login-phone")
    phone.page.keyboard.type(ALICE.login)
    walk_to(phone, "login-password")
    phone.page.keyboard.type(PASSWORD)
    press(phone, "login-submit")
    expect(phone.at("door-SZ-B03-E2")).to_be_visible()
    press(phone, "door-SZ-B03-E2")
    stands_on(phone, "H1")
    walk_to(phone, "btn-report")
    with phone.page.expect_file_chooser() as opened:
        phone.page.keyboard.press("Enter")
    opened.value.set_files(photo)
    stands_on(phone, "H1")
    press(phone, "chip-item-GON-04")
    stands_on(phone, "chip-item-GON-04")
    press(phone, "phrase-0")
    stands_on(phone, "blank-0-0")
    phone.page.keyboard.type("3")
    press(phone, "details")
    stands_on(phone, "details")
    press(phone, "save-finding")
    expect(phone.at("toast")).to_contain_text("已记录")
    expect(phone.at("first-save")).to_be_visible()
    press(phone, "first-save-ok")
    expect(phone.page.locator("article.card")).to_have_count(1)
    until(lambda: "全部已上传" in phone.page.evaluate(SAID), "the upload to be told to those who listen")


def test_a_sheet_takes_the_focus_and_gives_it_back(phone):
    phone.sign_in(ALICE)
    for opener, leaves in (("patrol", "Escape"), ("patrol", "sheet-close")):
        opens_and_closes(phone, opener, leaves)
    press(phone, "door-SZ-B03-E2")
    opens_and_closes(phone, "btn-no-access", "Escape")
    with phone.page.expect_file_chooser():
        press(phone, "btn-report")
    opens_and_closes(phone, "chip-more", "Escape")
    press(phone, "chip-more")
    stands_on(phone, "item-search")
    press(phone, "item-GON-04")
    stands_on(phone, "chip-item-GON-04")


def opens_and_closes(phone, opener: str, way: str) -> None:
    press(phone, opener)
    until(lambda: phone.page.evaluate("document.querySelector('dialog[open]')?.contains(document.activeElement)"),
          "the focus to be in the sheet")
    if way == "Escape":
        phone.page.keyboard.press("Escape")
    else:
        press(phone, way)
    stands_on(phone, opener)


def test_nothing_moves_for_whoever_asked_for_stillness(phone):
    phone.page.emulate_media(reduced_motion="reduce")
    phone.sign_in(ALICE)
    phone.go_to("SZ-B03-E2")
    phone.tap("btn-no-access")
    assert phone.page.evaluate("document.getAnimations().length") == 0


def test_a_phone_set_to_dark_still_shows_black_on_white(phone):
    phone.page.emulate_media(color_scheme="dark")
    phone.sign_in(ALICE)
    ground, ink, scheme = phone.page.evaluate("""() => {
        const style = getComputedStyle(document.documentElement)
        return [style.backgroundColor, style.color, style.colorScheme]
    }""")
    assert (ground, ink, scheme) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)", "light only")
