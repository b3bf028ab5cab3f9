"""Filing in gloves: what was forgotten is asked, what was hit by mistake comes back."""

import pytest
from playwright.sync_api import expect

from tests import pictures
from tests.people import ALICE, ANN, PASSWORD
from tests.waiting import until

DOOR, ITEM = "SZ-B03-E2", "GON-04"


@pytest.fixture
def filing(phone, tmp_path):
    """An English phone with a finding begun: one photo, one item, the first phrase with a number in it."""
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(pictures.turned(1, width=1600, height=1200))
    phone.open()
    phone.tap("language-en")
    expect(phone.at("login-submit")).to_have_text("Sign in")
    phone.sign_in(ALICE)
    phone.go_to(DOOR)
    phone.take_photo("btn-report", path)
    expect(phone.at("photo").locator("img")).to_have_count(1)
    phone.tap(f"chip-item-{ITEM}")
    phone.page.locator(".phrase:has(.gap)").first.click()
    return phone


def is_saved(phone) -> None:
    expect(phone.at("toast")).to_contain_text("recorded")


def filed(compound) -> list[dict]:
    return [thing for thing in compound.everything("finding") if thing["place"] == DOOR]


def test_a_number_left_out_is_asked_for_and_never_filed_as_a_blank(filing, compound):
    expect(filing.page.locator("input.blank").first).to_be_focused()
    expect(filing.page.locator("input.blank").first).to_have_attribute("placeholder", "n")
    filing.tap("save-finding")
    filing.tap("blank-fill")
    expect(filing.page.locator("input.blank").first).to_be_focused()
    filing.tap("save-finding")
    filing.tap("blank-drop")
    is_saved(filing)
    until(lambda: filed(compound), "the finding to arrive")
    assert "_" not in filed(compound)[0]["text"]


def test_a_phrase_is_filed_in_chinese_whatever_the_screen_speaks(filing, compound):
    filing.page.locator("input.blank").first.fill("3")
    filing.tap("save-finding")
    is_saved(filing)
    until(lambda: filed(compound), "the finding to arrive")
    text = filed(compound)[0]["text"]
    assert "3" in text and not any(letter.isascii() and letter.isalpha() for letter in text)


def test_a_photo_dropped_by_mistake_comes_back_and_a_draft_can_be_thrown_away(filing):
    filing.page.locator(".drop").click()
    expect(filing.at("photo")).to_have_count(0)
    filing.tap("btn-undo")
    expect(filing.at("photo").locator("img")).to_have_count(1)
    filing.throw_away()
    filing.open()
    expect(filing.at("summary")).to_be_visible()
    expect(filing.at("banner-draft")).to_have_count(0)


def test_who_signs_in_next_neither_sees_nor_undoes_what_was_just_recorded(phone):
    phone.sign_in(ALICE)
    phone.go_to(DOOR)
    phone.tap("btn-clean")
    phone.tap("first-save-ok")
    phone.tap("btn-back")
    phone.tap("btn-settings")
    phone.tap("sign-out")
    phone.tap("sign-out-sure")
    phone.at("login-phone").fill(ANN.login)
    phone.at("login-password").fill(PASSWORD)
    phone.tap("login-submit")
    expect(phone.at("btn-settings")).to_be_visible()
    expect(phone.at("btn-undo")).to_have_count(0)
