"""One finding at the desk: its pictures, its story, and moves made by forms."""

from sqlalchemy import func, select

from server.storage import tables
from server.storage.db import reading
from server.web.desk import submission
from tests.people import ADA, ALICE, BOB, PAM, PROJECT, SAM

BLOB = {"sha256": "ab" * 32, "size": 9, "type": "image/jpeg", "w": 4, "h": 3, "taken_at": None, "source": "camera",
        "geo": None, "preview": None}


def events(compound) -> int:
    """How many rows the log has."""
    with reading(compound.engine) as look:
        return look.scalar(select(func.count()).select_from(tables.event).where(tables.event.c.project == PROJECT))


def test_a_picture_on_a_phone_is_said_plainly_with_whose_and_since_when(office, filed):
    id = filed(ALICE, "SZ-B03-E1", blobs=(BLOB,))
    desk = office(PAM)
    desk.open(f"findings/{id}")
    assert desk.text("missing-photo") == "照片还在王巡的手机上，该手机尚未与服务器联系过"


def test_the_deadline_stands_absolutely_on_the_form_before_it_is_pressed(office, filed, clock):
    id = filed(ALICE, "SZ-B03-E1", item="FAC-01", kind="quality")
    clock.set("2023-06-14T16:30:00+08:00")
    desk = office(BOB)
    desk.open(f"findings/{id}")
    form = desk.text("move-issue")
    assert "当日" not in form and "明日10:00前（6月15日）" in form, "under three hours are left today"
    assert "明日18:00前（6月15日） 建议" in form and "6月17日18:00前（3天内）" in form
    assert "立即：2小时内控制险情，明日18:00前（6月15日）整改" in form


def test_issuing_says_what_was_ordered_of_whom_by_when(office, filed, compound):
    id = filed(ALICE, "SZ-B03-E1", item="FAC-01", kind="quality")
    desk = office(BOB)
    desk.open(f"findings/{id}")
    desk.send("move-issue", due="D1", edit_requirement="铲除重做")
    assert desk.text("said") == "已下发整改：外檐分包乙，限6月15日18:00。"
    found = compound.look("finding", id)
    assert (found["state"], found["requirement"], found["issued"]["by"]) == ("issued", "铲除重做", BOB.id)


def test_the_story_names_the_deadline_that_was_ordered_and_the_entrance_it_was_recorded_at(office, filed, moved):
    plain, face = filed(ALICE, "SZ-B03-E2"), filed(ALICE, "SZ-B03-E1")
    moved(BOB, face, "issue", due="D3", edits={"place": "SZ-B03-FE", "position": "四层"})
    desk = office(PAM)
    desk.open(f"findings/{face}")
    assert "整改时限：6月17日18:00" in desk.text("timeline")
    assert desk.text("recorded-at") == "（记录于3号楼1门）" and "3号楼东立面</span> · 四层" in desk.page.text
    desk.open(f"findings/{plain}")
    assert not desk.shows("recorded-at")


def test_a_past_order_keeps_its_deadline_when_the_rules_change(office, filed, moved, compound):
    id = filed(ALICE, "SZ-B03-E1")
    moved(BOB, id, "issue", due="D3")
    moved(SAM, id, "dispute", text="不是我单位施工范围")
    compound.say(ADA, "setup.changed", {"kind": "setting", "id": "work_ends_at", "state": {"value": "16:00"}})
    moved(BOB, id, "issue", due="D7")
    desk = office(PAM)
    desk.open(f"findings/{id}")
    assert "整改时限：6月17日18:00" in desk.text("timeline") and "整改时限：6月21日16:00" in desk.text("timeline")


def test_pressing_twice_makes_one_event(office, filed, compound):
    id = filed(ALICE, "SZ-B03-E1")
    desk = office(BOB)
    page = desk.open(f"findings/{id}")
    before = events(compound)
    desk.send("move-issue")
    desk.page = page
    desk.send("move-issue")
    assert "已下发整改" in desk.text("said") and events(compound) == before + 1


def test_two_presses_that_did_not_see_each_other_make_one_event(office, filed, compound, clock, monkeypatch):
    """The second one looked before the first was stored, and carries another time of day."""
    id = filed(ALICE, "SZ-B03-E1")
    desk = office(BOB)
    page = desk.open(f"findings/{id}")
    before = events(compound)
    desk.send("move-issue")
    clock.later(seconds=1)
    looks, look = iter([None]), submission._stored
    monkeypatch.setattr(submission, "_stored", lambda *known: next(looks, look(*known)))
    desk.page = page
    desk.send("move-issue")
    assert "已下发整改" in desk.text("said") and events(compound) == before + 1


def test_another_wish_from_a_page_opened_by_the_back_button_is_told_apart(office, filed, compound):
    id = filed(ALICE, "SZ-B03-E1")
    desk = office(BOB)
    page = desk.open(f"findings/{id}")
    desk.send("move-issue", unit="o5")
    desk.page = page
    desk.send("move-issue", unit="o6")
    assert "没有生效" in desk.text("said") and compound.look("finding", id)["unit"] == "o5"


def test_what_is_missing_is_asked_for_with_the_words_kept_and_nothing_recorded(office, filed, moved, compound):
    id = filed(ALICE, "SZ-B03-E1", blobs=(BLOB,), item="FAC-01", kind="quality")
    moved(BOB, id, "issue")
    moved(SAM, id, "reply", text="已改", photos=[BLOB["sha256"]])
    desk = office(BOB)
    desk.open(f"findings/{id}")
    before = events(compound)
    desk.send("move-fail", text="仍有空鼓")
    assert desk.page.status_code == 422 and "请附照片" in desk.text("lacks") and "仍有空鼓" in desk.text("move-fail")
    assert events(compound) == before


def test_a_failed_repair_goes_back_with_the_picture_taken_at_the_desk(office, filed, moved, compound, photo):
    id = filed(ALICE, "SZ-B03-E1", item="FAC-01", kind="quality")
    moved(BOB, id, "issue")
    moved(SAM, id, "reply", text="已改", photos=[BLOB["sha256"]])
    desk = office(BOB)
    desk.open(f"findings/{id}")
    desk.send("move-fail", files=(photo,), text="仍有空鼓")
    found = compound.look("finding", id)
    assert found["state"] == "returned" and "复查不合格，已退回外檐分包乙" in desk.text("said")
    picture = found["photos"][-1]
    assert (picture["source"], picture["w"], picture["h"]) == ("desk", 640, 480)
    assert desk.browser.ask("GET", f"/api/v1/projects/p1/blobs/{picture['sha256']}").data == photo


def test_something_else_than_a_picture_is_refused_and_moves_nothing(office, filed, moved, compound):
    id = filed(ALICE, "SZ-B03-E1", item="FAC-01", kind="quality")
    moved(BOB, id, "issue")
    moved(SAM, id, "reply", text="已改", photos=[BLOB["sha256"]])
    desk = office(BOB)
    desk.open(f"findings/{id}")
    desk.send("move-fail", files=(b"not a picture",), text="仍有空鼓")
    assert desk.page.status_code == 422 and compound.look("finding", id)["state"] == "replied"


def test_a_firm_reads_neither_internal_words_nor_others_findings(office, filed, moved, compound):
    mine, others = filed(ALICE, "SZ-B03-E1"), filed(ALICE, "SZ-B03-E2", unit="o6")
    moved(BOB, mine, "issue")
    staff = office(BOB)
    staff.open(f"findings/{mine}")
    staff.send("comment", text="此单位屡犯", internal="1")
    assert "此单位屡犯" in staff.open(f"findings/{mine}").text
    firm = office(SAM)
    assert "此单位屡犯" not in firm.open(f"findings/{mine}").text
    assert firm.open(f"findings/{others}").status_code == 404


def test_merging_names_the_other_finding_by_its_number(office, filed, compound):
    first, second = filed(ALICE, "SZ-B03-E1"), filed(ALICE, "SZ-B03-E1")
    desk = office(BOB)
    desk.open(f"findings/{second}")
    desk.send("move-merge", target="AQ-20230614-999")
    assert "没有找到" in desk.text("lacks")
    desk.send("move-merge", target=compound.look("finding", first)["number"].lower())
    assert compound.look("finding", second)["merged_into"] == first


def test_a_picture_is_kept_off_the_paper_by_one_press(office, filed, compound):
    id = filed(ALICE, "SZ-B03-E1", blobs=(BLOB,))
    desk = office(PAM)
    desk.open(f"findings/{id}")
    desk.send(f"/desk/p1/findings/{id}/photos")
    assert compound.look("photo", BLOB["sha256"])["printed"] is False and "☐" in desk.text("photo")


def test_an_order_that_waited_for_another_record_shows_the_deadline_it_set(office, filed, compound):
    id, later = filed(ALICE, "SZ-B03-E1", item="FAC-01", kind="quality"), "6c84fb90-12c4-41e1-840d-725adee63e53"
    compound.say(BOB, "finding.moved", {"finding": id, "move": "issue", "from": {}, "unit": "o5", "due": "D1"},
                 after=[later])
    compound.say(BOB, "comment.added", {"finding": id, "text": "看过", "photos": []}, id=later)
    desk = office(BOB)
    assert desk.open(f"findings/{id}").status_code == 200
    assert compound.look("finding", id)["state"] == "issued" and "6月15日18:00" in desk.page.text
