"""会议模式: the sheet on the room's screen, and decisions typed under its pictures."""

import re

import pytest

from tests.people import ALICE, ANN, BOB, PAM, SAM

ROOM, MEETING = "meeting/2023-06-14/room", "meeting/2023-06-14"


@pytest.fixture
def site(compound, clock, filed, moved):
    """Yesterday's decision with its unit's answer, and two findings of today, ordered to be put right."""
    clock.set("2023-06-13T17:40:00+08:00")
    old = compound.say(PAM, "decision.recorded", {
        "meeting": "2023-06-13", "line": 1, "text": "搭设防护棚", "unit": "o5", "due": "2023-06-14"})["id"]
    compound.say(SAM, "decision.moved", {"decision": old, "done": False, "reason": "材料未到"})
    clock.set("2023-06-14T09:00:00+08:00")
    told = ((1, "缺挡脚板约3米", "SCF-01"), (2, "水落管松动", "FAC-01"))
    found = [filed(ALICE, f"SZ-B03-E{door}", text=text, item=item) for door, text, item in told]
    for id in found:
        moved(BOB, id, "issue", unit="o5", due="D1")
    clock.set("2023-06-14T17:35:00+08:00")
    return {"old": old, "found": found}


@pytest.fixture
def room(office, site):
    """The secretary at the room's screen."""
    desk = office(PAM)
    assert desk.open(ROOM).status_code == 200
    return desk


def decisions(compound) -> list[dict]:
    return sorted((one for one in compound.everything("decision") if one["meeting"] == "2023-06-14"),
                  key=lambda one: one["line"])


def asked(desk, **typed):
    """The line as the page's script sends it."""
    form = {**desk.fields("line-s1"), **typed}
    return desk.browser.ask("POST", f"/desk/p1/{ROOM}", data=form, headers={"Accept": "application/json"})


def test_the_memory_comes_first_then_each_key_finding_then_room_for_more(room, site, compound):
    assert "搭设防护棚" in room.text("memory") and "未完成：材料未到" in room.text("memory")
    number = compound.look("finding", site["found"][0])["number"]
    item = room.text(f"item-{number}")
    assert all(said in item for said in ("●较大", "3号楼1门", "缺挡脚板约3米", "外檐分包乙", "6月15日18:00", "待整改"))
    order = re.findall(r'<section class="slide[^>]* id="(\w+)"', room.page.text)
    assert order == ["s0", "s1", "s2", "free"]
    assert "预览，尚未定稿" in room.page.text


def test_a_decision_typed_under_a_picture_is_kept_with_its_finding_unit_and_day(room, site, compound):
    fields = room.fields("line-s1")
    first = site["found"][0]
    assert (fields["unit"], fields["finding"]) == ("o5", first)
    room.send("line-s1", text="今晚补齐挡脚板", due="2023-06-14")
    kept = decisions(compound)[0]
    assert {key: kept[key] for key in ("line", "text", "unit", "due", "finding", "status")} == {
        "line": 1, "text": "今晚补齐挡脚板", "unit": "o5", "due": "2023-06-14", "finding": first,
        "status": "open"}
    assert "今晚补齐挡脚板" in room.text(f"typed-{first}") and "今晚补齐挡脚板" in room.text("typed-all")
    room.send("line-free", text="周五停水告知居民", unit="o4", due="other", due_other="2023-06-20")
    assert [(one["line"], one["due"], one["finding"]) for one in decisions(compound)][1:] == [(2, "2023-06-20", None)]


def test_the_script_is_told_the_number_and_gets_the_next_id(room, compound):
    said = asked(room, text="补齐", due="2023-06-15").json
    assert said["good"] and said["text"] == "已记下：第1项。" and said["decision"]["due"] == "6月15日"
    assert said["event"] != room.fields("line-s1")["event"]


def test_the_same_line_pressed_twice_is_one_and_another_line_is_another(room, compound):
    for _ in range(2):
        assert asked(room, text="补齐").json["decision"]["line"] == 1
    assert asked(room, text="另一件").json["decision"]["line"] == 2
    assert [one["text"] for one in decisions(compound)] == ["补齐", "另一件"]


@pytest.mark.parametrize(("typed", "told"), [
    ({"text": " "}, "没有记下：请写议定事项。"), ({"text": "补齐", "unit": ""}, "没有记下：请选责任单位。"),
    ({"text": "补齐", "due": "other", "due_other": "周五"}, "没有记下：日期或文字不对，请检查。")])
def test_a_refusal_stands_beside_the_line_and_the_words_are_not_lost(room, compound, typed, told):
    answer = asked(room, **typed)
    assert answer.status_code == 400 and answer.json["text"] == told and not answer.json["good"]
    room.send("line-s1", **typed)
    assert room.page.status_code == 400 and told in room.texts("said")
    assert room.fields("line-s1")["text"] == typed["text"].strip() and decisions(compound) == []


def test_supervision_shows_the_screen_and_does_not_write(office, site, compound):
    desk = office(ANN)
    desk.open(ROOM)
    assert desk.shows("memory") and "line-s1" not in desk.page.text
    answer = desk.browser.ask("POST", f"/desk/p1/{ROOM}", data={
        "event": "0b6c1f0e-8a51-4d8c-9a53-7d1f6a2b9c01", "text": "x", "unit": "o5"})
    assert answer.status_code == 403 and decisions(compound) == []


def test_once_issued_the_screen_shows_the_sheet_and_not_what_came_after(room, office, compound, filed, moved):
    compound.say(PAM, "sheet.issued", {"day": "2023-06-14", "tier": "daily", "expects_version": 1})
    moved(BOB, filed(ALICE, "SZ-B03-E3", text="晚到的"), "issue", unit="o5", due="D1")
    page = room.open(ROOM).text
    assert "预览" not in page and "晚到的" not in page and "第1期" in page


def test_what_was_typed_is_first_on_the_next_sheet_with_its_outcome(room, site, compound, clock):
    room.send("line-s1", text="今晚补齐挡脚板", due="2023-06-14")
    compound.say(PAM, "sheet.issued", {"day": "2023-06-14", "tier": "daily", "expects_version": 1})
    clock.set("2023-06-15T10:00:00+08:00")
    compound.say(SAM, "decision.moved", {"decision": decisions(compound)[0]["id"], "done": True})
    clock.set("2023-06-15T17:30:00+08:00")
    told = room.open("meeting/2023-06-15/room") and room.text("memory")
    assert "6月14日会议议定1项，以前遗留1项：完成1项，未完成1项。" in told
    assert told.index("搭设防护棚（6月13日）") < told.index("今晚补齐挡脚板")


def test_a_day_to_come_and_a_day_that_never_had_a_sheet_have_no_screen(room, compound):
    assert room.open("meeting/2023-06-15/room").status_code == 404
    compound.say(PAM, "sheet.issued", {"day": "2023-06-14", "tier": "daily", "expects_version": 1})
    assert room.open("meeting/2023-06-13/room").status_code == 404
