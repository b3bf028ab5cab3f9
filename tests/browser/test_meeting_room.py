"""会议模式 in a real browser: turned by keys, decisions typed without leaving the picture, answered on the unit's phone."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from server.storage import sheets
from server.storage.db import reading
from tests.people import PAM, SAM, say
from tests.waiting import until


def count(room) -> str:
    return room.get_by_test_id("count").inner_text()


def typed(compound) -> list[dict]:
    return sorted((one for one in compound.everything("decision") if one["meeting"] == compound.today()),
                  key=lambda one: one["line"])


def test_arrows_space_and_a_presenters_keys_turn_the_pages_and_words_keep_their_arrows(room):
    assert count(room) == "1 / 4" and room.get_by_test_id("memory").is_visible()
    for key, at in (("ArrowLeft", 1), ("Space", 2), ("ArrowRight", 3), ("PageDown", 4), ("Space", 4), ("PageUp", 3),
                    ("ArrowLeft", 2)):
        room.keyboard.press(key)
        assert count(room) == f"{at} / 4", key
    expect(room.locator("[data-slide]:visible")).to_have_count(1)
    room.locator("#s1 .line [name=text]").focus()
    room.keyboard.type("补 齐")
    room.keyboard.press("ArrowLeft")
    assert count(room) == "2 / 4", "the arrow moved in the words"
    assert room.locator("#s1 .line [name=text]").input_value() == "补 齐"
    room.keyboard.press("Escape")
    room.keyboard.press("ArrowRight")
    assert count(room) == "3 / 4"
    room.reload()
    assert count(room) == "3 / 4", "where it was"


def test_a_decision_is_typed_by_keyboard_alone_without_leaving_the_picture(room, compound):
    room.keyboard.press("ArrowRight")
    room.locator("#s1 .line [name=text]").focus()
    room.keyboard.type("今晚挂验收牌")
    room.keyboard.press("Tab")
    room.keyboard.press("Tab")
    room.keyboard.press("ArrowLeft")
    assert count(room) == "2 / 4" and room.locator("#s1 .line [name=due]:checked").input_value() == compound.today()
    room.locator("#s1 .line [name=text]").focus()
    room.keyboard.press("Enter")
    expect(room.locator("#s1 [data-said]")).to_have_text("已记下：第1项。")
    assert count(room) == "2 / 4" and room.locator("#s1 .line [name=text]").input_value() == ""
    kept = typed(compound)[0]
    assert (kept["text"], kept["due"], kept["finding"] is not None) == ("今晚挂验收牌", compound.today(), True)
    room.keyboard.press("PageDown")
    room.keyboard.press("PageDown")
    expect(room.get_by_test_id("typed-all")).to_contain_text("今晚挂验收牌")
    room.locator("#free .line [name=text]").fill("停水告知")
    room.get_by_test_id("line-free").get_by_test_id("keep").click()
    expect(room.locator("#free [data-said]")).to_contain_text("请选责任单位")
    assert room.locator("#free .line [name=text]").input_value() == "停水告知", "the words are not lost"
    room.locator("#free .line [name=unit]").select_option("o4")
    room.get_by_test_id("line-free").get_by_test_id("keep").click()
    expect(room.get_by_test_id("typed-all").locator("li")).to_have_count(2)
    assert [(one["line"], one["unit"]) for one in typed(compound)][1] == (2, "o4")


def test_without_a_network_it_says_so_and_keeps_the_words(room, network, compound):
    room.keyboard.press("ArrowRight")
    room.locator("#s1 .line [name=text]").fill("补齐")
    network.stop()
    room.keyboard.press("Enter")
    expect(room.locator("#s1 [data-said]")).to_contain_text("文字还在")
    assert room.locator("#s1 .line [name=text]").input_value() == "补齐" and typed(compound) == []
    network.start()
    room.locator("#s1 .line [name=text]").press("Enter")
    expect(room.locator("#s1 [data-said]")).to_have_text("已记下：第1项。")
    assert len(typed(compound)) == 1


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (390, 844)])
def test_a_picture_and_its_line_fit_the_rooms_screen(room, size):
    room.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    room.keyboard.press("ArrowRight")
    assert room.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if size[0] > 1000:
        line, turn = room.get_by_test_id("line-s1").bounding_box(), room.get_by_test_id("next").bounding_box()
        assert line["y"] + line["height"] <= turn["y"], "the line stands above the buttons, nothing to scroll"
        photos = room.locator("#s1 .photos").bounding_box()
        assert photos["height"] >= 0.35 * size[1]


def test_the_unit_answers_on_its_phone_without_a_network_and_it_is_first_on_the_next_sheet(
        room, phone, network, compound, clock):
    room.keyboard.press("ArrowRight")
    room.locator("#s1 .line [name=text]").fill("今晚挂验收牌")
    room.keyboard.press("Enter")
    expect(room.locator("#s1 [data-said]")).to_have_text("已记下：第1项。")
    id = typed(compound)[0]["id"]
    phone.sign_in(SAM)
    expect(phone.at("wait-filing")).to_contain_text("总包报")
    phone.tap("wait-decisions")
    expect(phone.at(f"decision-{id}")).to_contain_text("今晚挂验收牌")
    network.stop()
    expect(phone.at(f"about-{id}")).to_contain_text("10号楼北立面")
    phone.tap(f"about-{id}")
    expect(phone.page).to_have_url(re.compile(r"#.*problem/"))
    phone.page.go_back()
    phone.tap(f"not-done-{id}")
    phone.tap("reason-material")
    phone.tap("why-save")
    expect(phone.at(f"decision-{id}")).to_contain_text("材料未到")
    network.start()
    until(lambda: compound.look("decision", id)["status"] == "not_done", "the answer to arrive")
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    clock.set(tomorrow.isoformat())
    say(compound.engine, PAM, "sheet.issued", {"day": compound.today(), "tier": "daily", "expects_version": 1}, tomorrow)
    assert compound.look("sheet", "daily:1")["day"] == compound.today()
    told = first_row(compound)
    assert (told["text"], told["outcome"]) == ("今晚挂验收牌", "未完成：材料未到")


def first_row(compound) -> dict:
    """The first row of section two of the issued sheet."""
    with reading(compound.engine) as look:
        content = sheets.read(look, "p1", "daily", 1)["content"]
    return next(part for part in content["sections"] if part["id"] == "decided")["rows"][0]
