"""复制到监理日志: a supervisor's day in one paragraph, made of his own records and nobody else's."""

import uuid

import pytest
from sqlalchemy import event

from server.domain.rights import Reader
from server.domain.settings import DEFAULTS
from server.storage.db import reading
from server.storage.diary_day import diary_day
from tests.people import ADA, ALICE, BOB, CAROL, PAM, PROJECT, SAM, visit

QUALITY = {"item": "FAC-01", "kind": "quality", "severity": 1}


@pytest.fixture
def paragraph(office):
    """`paragraph(person, day)`: the text on his day's page."""
    def told(person, day: str = "2023-06-14") -> str:
        desk = office(person)
        desk.open(f"today?day={day}")
        return desk.text("diary-text")
    return told


def test_a_whole_day_is_one_paragraph(paragraph, compound, filed, moved, clock):
    old = filed(ALICE, "SZ-B10-E1", text="女儿墙漏水", **QUALITY)
    moved(CAROL, old, "issue", unit="o6", due="D1")
    moved(CAROL, filed(ALICE, "SZ-B10-E2", text="别人的", **QUALITY), "issue", unit="o6", due="D1")
    clock.set("2023-06-15T08:30:00+08:00")
    for door in (1, 2):
        compound.say(BOB, "visit.recorded", visit(f"SZ-B01-E{door}", day="2023-06-15"))
    compound.say(BOB, "visit.recorded", visit("SZ-B02-E1", day="2023-06-15", outcome="no_access",
                                              reason={"code": "locked"}))
    found = "0b6c1f0e-8a51-4d8c-9a53-7d1f6a2b9c01"
    body = visit("SZ-B03-E2", day="2023-06-15", outcome="findings", findings=[{
        "id": found, "kind": "safety", "severity": 2, "item": "SCF-01",
        "text": "缺挡脚板约8米", "position": "三层", "unit": "o5", "photos": []}])
    compound.say(BOB, "visit.recorded", body)
    compound.say(BOB, "day.closed", {"day": "2023-06-15", "visits": [], "weather": "晴 19–31℃"})
    clock.set("2023-06-15T10:05:00+08:00")
    moved(BOB, found, "issue", unit="o5", due="D1")
    clock.set("2023-06-15T10:13:00+08:00")
    compound.say(BOB, "call.recorded", {"finding": found, "at": "2023-06-15T10:12:00+08:00", "result": "reached",
                                        "whom": "周经理"})
    notice = compound.say(BOB, "notice.issued", {"kind": "supervision", "findings": [found], "to": "o5"})
    assert notice["outcome"] == "applied"
    moved(SAM, found, "reply", text="已整改", photos=["ab" * 32])
    moved(BOB, found, "fail", text="仍缺3米。", photos=["cd" * 32])
    numbers = {id: compound.look("finding", id)["number"] for id in (old, found)}
    assert paragraph(BOB, "2023-06-15") == (
        "2023年6月15日 星期四 晴 19–31℃。巡视：日常巡查4处——1号楼1–2门、2号楼1门、3号楼2门；"
        "未发现问题2处，发现问题1处，未能进入1处（2号楼1门：门锁）。"
        f"发现问题1条：（1）3号楼2门三层，缺挡脚板约8米（●较大，外檐分包乙，{numbers[found]}，须立即处理）。"
        f"下发整改1条：{numbers[found]}（外檐分包乙，限6月16日18:00前）。签发监理通知单监通-001（致外檐分包乙，1条）。"
        f"复查1条：不合格1条（{numbers[found]}：仍缺3米）。紧急情况：10:12就{numbers[found]}电话通知外檐分包乙（周经理，已接通）。")
    assert "别人的" not in paragraph(BOB, "2023-06-15") and numbers[old] not in paragraph(BOB, "2023-06-15")


def test_a_day_belongs_to_whom_and_when_it_was(paragraph, filed, moved, clock):
    id = filed(ALICE, "SZ-B03-E1", **QUALITY)
    moved(BOB, id, "reject", text="不属实")
    assert "其他处理：不成立1条" in paragraph(BOB)
    assert paragraph(CAROL) == "2023年6月14日 星期三。当日无巡视、复查和处理记录。"
    clock.set("2023-06-16T09:00:00+08:00")
    assert "其他处理：不成立1条" in paragraph(BOB) and "当日无" in paragraph(BOB, "2023-06-16")


def test_a_move_that_had_no_effect_is_not_in_the_diary(paragraph, compound, filed):
    id = filed(ALICE, "SZ-B03-E1", **QUALITY)
    said = compound.say(BOB, "finding.moved", {"finding": id, "move": "pass", "from": {}})
    assert said["outcome"] == "no_effect"
    assert "当日无" in paragraph(BOB)


def test_only_supervision_keeps_this_diary(office):
    desk = office(PAM)
    desk.open("today")
    assert not desk.shows("diary")


def test_what_waited_for_another_record_is_told_once_it_counts(paragraph, compound, filed, clock):
    id, later = filed(ALICE, "SZ-B03-E1", **QUALITY), str(uuid.uuid4())
    first = compound.say(BOB, "finding.moved", {"finding": id, "move": "reject", "from": {}, "text": "不属实"},
                         after=[later])
    assert first["outcome"] == "held" and "其他处理" not in paragraph(BOB)
    clock.set("2023-06-14T16:00:00+08:00")
    compound.say(BOB, "comment.added", {"finding": id, "text": "看过", "photos": []}, id=later)
    assert compound.look("finding", id)["state"] == "rejected"
    assert "其他处理：不成立1条" in paragraph(BOB)


def test_the_years_around_a_day_cost_the_diary_no_words_of_theirs(paragraph, compound, filed, moved, clock):
    moved(BOB, filed(ALICE, "SZ-B03-E1", **QUALITY), "reject", text="不属实")
    clock.set("2023-06-20T09:00:00+08:00")
    later = [filed(ALICE, f"SZ-B0{nr}-E1", day="2023-06-20", **QUALITY) for nr in (1, 2, 3)]
    for id in later:
        moved(BOB, id, "reject", text="重复")
    asked = []
    event.listen(compound.engine, "before_cursor_execute", lambda *given: asked.append(given[2:4]))
    with reading(compound.engine) as look:
        told = diary_day(look, Reader(PROJECT, BOB.id, BOB.role, BOB.org), "2023-06-14", DEFAULTS)
    assert [one["move"] for one in told.moves] == ["reject"]
    [(_, given)] = [one for one in asked if "event.bytes" in one[0]]
    assert len(given) == 2, "the project and the one event of the day"


def test_what_he_wrote_stands_there_however_much_others_wrote_after(paragraph, compound, filed, moved):
    id = filed(ALICE, "SZ-B03-E1", **QUALITY)
    moved(BOB, id, "issue", unit="o5", due="D1")
    moved(SAM, id, "reply", text="已整改", photos=["ab" * 32])
    moved(BOB, id, "fail", text="仍缺3米", photos=["cd" * 32])
    compound.say(BOB, "call.recorded", {"finding": id, "at": "2023-06-14T10:12:00+08:00", "result": "reached",
                                        "whom": "周经理"})
    for nr in range(30):
        compound.say(ALICE, "comment.added", {"finding": id, "text": f"第{nr}句"})
    assert "仍缺3米" in paragraph(BOB) and "周经理，已接通" in paragraph(BOB)
    failed = compound.look("finding", id)["answers"][-1]["check"]["event"]
    compound.say(ADA, "event.redacted", {"target": failed, "reason": "依法"})
    assert "仍缺3米" not in paragraph(BOB) and "已依法遮盖" in paragraph(BOB)
