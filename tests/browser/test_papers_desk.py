"""The text for the group in a real browser: one press copies it, and where the clipboard is refused it can be taken."""

import pytest
from playwright.sync_api import expect

from tests.browser import screens
from tests.people import PAM

LANGUAGES = pytest.mark.parametrize("language", screens.LANGUAGES)


@pytest.fixture
def opened(desk, network, compound):
    """`opened("zh-CN")`: the issued sheets, one of today, in the secretary's browser."""
    def open_page(language):
        compound.morning()
        compound.say(PAM, "sheet.issued", {"day": compound.today(), "tier": "daily", "expects_version": 1})
        desk.goto(f"{network.origin}/desk/language/{language}")
        screens.sign_in_at_desk(desk, network.origin, PAM)
        assert desk.goto(f"{network.origin}/desk/p1/papers").ok
        return desk
    return open_page


def test_one_press_puts_the_text_into_the_clipboard(opened, network, compound):
    page = opened("zh-CN")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=network.origin)
    link = page.get_by_test_id("group-daily-1-1")
    link.click()
    expect(link).to_have_text("已复制，可粘贴到群")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("【") and f"核对码 {compound.look('sheet', 'daily:1')['code']}" in copied
    expect(page.get_by_test_id("to-copy")).to_have_count(0)


@LANGUAGES
def test_a_refused_clipboard_leaves_the_text_in_a_field_ready_to_be_copied(opened, compound, language):
    page = opened(language)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException('no')) }")
    page.get_by_test_id("group-daily-1-1").click()
    field = page.locator("textarea.to-copy")
    expect(field).to_be_visible()
    assert compound.look("sheet", "daily:1")["code"] in field.input_value()
    taken = page.evaluate("() => document.activeElement.value.slice(0, document.activeElement.selectionEnd)")
    assert taken == field.input_value(), "all of it is selected"
    expect(page.locator("p.to-copy")).to_have_text(
        {"zh-CN": "请长按或按 Ctrl+C 复制下方文字", "en": "Copy the text below by hand"}[language])
    expect(page.get_by_test_id("group-daily-1-1")).to_have_text(
        {"zh-CN": "复制群发文字", "en": "Copy text for the group"}[language])
    assert field.bounding_box()["height"] < 200, "the page stays in sight"
