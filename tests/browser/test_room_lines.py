"""The lines of the meeting's screen: written anew, taken back, always in sight, never lost without a word."""

from playwright.sync_api import expect

from tests.browser.test_meeting_room import count, typed


def test_a_line_is_written_anew_and_taken_back_without_leaving_the_screen(room, compound):
    room.keyboard.press("ArrowRight")
    for words in ("今晚补其", "停水告知", "清运垃圾"):
        room.locator("#s1 .line [name=text]").fill(words)
        room.keyboard.press("Enter")
        expect(room.locator("#s1 [data-typed]")).to_contain_text(words)
    expect(room.locator("#s1 [data-typed] > ol > li")).to_have_count(2)
    expect(room.locator("#s1 .earlier > summary")).to_have_text("共3项")
    room.locator("#s1 .earlier > summary").click()
    first = room.locator("#s1 .earlier li")
    first.locator("summary").click()
    first.locator("[name=text]").fill("今晚补齐")
    first.locator("[value=correct]").click()
    expect(room.locator("#s1 [data-said]")).to_have_text("已更正。")
    last = room.locator("#s1 [data-typed] > ol > li").last
    last.locator("summary").click()
    last.locator("[value=withdraw]").click()
    expect(room.locator("#s1 [data-said]")).to_have_text("已撤回。")
    expect(room.locator("#s1 [data-typed] li")).to_have_count(2)
    assert [one["text"] for one in typed(compound) if one["status"] == "open"] == ["今晚补齐", "停水告知"]
    assert count(room) == "2 / 4"


def test_the_line_stays_on_a_screen_of_one_page_however_much_was_decided(room, compound):
    room.keyboard.press("ArrowRight")
    for nr in range(5):
        room.locator("#s1 .line [name=text]").fill(f"第{nr}件")
        room.keyboard.press("Enter")
        expect(room.locator("#s1 [data-typed]")).to_contain_text(f"第{nr}件")
    line, last = room.locator("#s1 .line").bounding_box(), room.locator("#s1 [data-typed] > ol > li").last.bounding_box()
    assert last["y"] + last["height"] <= line["y"] + 1 and line["y"] + line["height"] <= 720
    assert room.evaluate("document.documentElement.scrollHeight") == 720


def test_words_nobody_kept_are_named_and_asked_about(room):
    asked = []
    room.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    room.keyboard.press("ArrowRight")
    room.locator("#s1 .line [name=text]").fill("补齐")
    room.keyboard.press("PageDown")
    expect(room.get_by_test_id("unkept")).to_have_text("未记下：第2页")
    room.keyboard.press("PageUp")
    expect(room.get_by_test_id("unkept")).to_be_hidden()
    room.reload()
    assert asked == ["beforeunload"]


def test_after_a_refusal_the_missing_field_is_next_and_escape_leaves_a_list(room):
    room.keyboard.press("PageDown")
    room.keyboard.press("PageDown")
    room.keyboard.press("PageDown")
    room.locator("#free .line [name=text]").fill("停水告知")
    room.keyboard.press("Enter")
    expect(room.locator("#free .line [name=unit]")).to_be_focused()
    room.keyboard.press("Escape")
    room.keyboard.press("ArrowLeft")
    assert count(room) == "3 / 4"
