"""A line of the room's screen written anew or taken back, and the numbers decisions carry everywhere."""

import re

import pytest

from tests.people import ALICE, BOB, HAL, PAM, SAM

MEETING = "meeting/2023-06-14"
ROOM = f"{MEETING}/room"


@pytest.fixture
def room(office, compound, clock):
    """The secretary at the screen, with one line typed."""
    clock.set("2023-06-14T17:35:00+08:00")
    desk = office(PAM)
    desk.open(ROOM)
    desk.send("line-free", text="今晩补齐挡脚板", unit="o5", due="2023-06-14")
    return desk


def decided(compound) -> dict:
    return compound.everything("decision")[0]


def amend(desk, compound) -> str:
    return f"amend-free-{decided(compound)['id']}"


def test_a_line_typed_wrongly_is_written_anew_in_its_place(room, compound):
    fields = room.fields(amend(room, compound))
    assert (fields["text"], fields["unit"], fields["due"]) == ("今晩补齐挡脚板", "o5", "2023-06-14")
    room.send(amend(room, compound), do="correct", text="今晚补齐挡脚板", unit="o4")
    kept = decided(compound)
    assert (kept["text"], kept["unit"], kept["due"], kept["line"]) == ("今晚补齐挡脚板", "o4", "2023-06-14", 1)
    assert "已更正。" in room.texts("said") and "今晚补齐挡脚板" in room.text("typed-all")


def test_a_line_taken_back_is_gone_and_its_number_is_free(room, compound):
    room.send(amend(room, compound), do="withdraw")
    assert "已撤回。" in room.texts("said") and "补齐" not in room.text("typed-all")
    room.send("line-free", text="停水告知", unit="o4")
    assert "第1项 停水告知" in room.text("typed-all")
    assert "补齐" not in room.open("decisions").text


def test_the_script_is_told_too_and_a_line_without_words_is_refused(room, compound):
    form = room.fields(amend(room, compound))
    ask = {"headers": {"Accept": "application/json"}}
    address = f"/desk/p1/{ROOM}/{decided(compound)['id']}"
    refused = room.browser.ask("POST", address, data={**form, "do": "correct", "unit": ""}, **ask)
    assert refused.status_code == 400 and refused.json["field"] == "unit" and not refused.json["good"]
    assert room.browser.ask("POST", address, data={**form, "do": "withdraw"}, **ask).json["good"]


def test_only_its_writer_is_offered_it_and_only_that_day(room, office, compound, clock):
    id = decided(compound)["id"]
    other = office(HAL)
    other.open(ROOM)
    assert f"amend-free-{id}" not in other.page.text and "今晩补齐挡脚板" in other.text("typed-all")
    clock.set("2023-06-15T09:00:00+08:00")
    room.open(ROOM)
    assert f"amend-free-{id}" not in room.page.text


def test_under_a_picture_stand_the_last_two_and_how_many_there_are(room, compound, filed, moved, clock):
    found = filed(ALICE, "SZ-B03-E1", text="缺挡脚板约3米", item="SCF-01")
    moved(BOB, found, "issue", unit="o5", due="D1")
    room.open(ROOM)
    for nr in range(5):
        room.send("line-s1", text=f"第{nr}件")
    shown = re.search(rf'data-typed="{found}".*?</div>', room.page.text, re.S)[0]
    assert shown.index("共5项") < shown.index("第2件") < shown.index("</details><ol>") < shown.index("第3件")


def test_a_decision_is_named_alike_on_its_page_and_told_on_the_next_sheet(room, compound, clock):
    room.send("line-free", text="停水告知", unit="o5")
    compound.say(PAM, "sheet.issued", {"day": "2023-06-14", "tier": "daily", "expects_version": 1})
    first = next(one for one in compound.everything("decision") if one["line"] == 1)
    compound.say(SAM, "decision.moved", {"decision": first["id"], "done": True})
    room.open("decisions")
    told = [room.text(f"decision-{one['id']}") for one in compound.everything("decision")]
    assert sorted(one[:8] for one in told) == ["第1项 今晩补齐", "第2项 停水告知"]
    clock.set("2023-06-15T17:30:00+08:00")
    room.open("meeting/2023-06-15/room")
    assert "停水告知" in room.text("memory")
