"""下发 of several findings at once: only what asks for no closer look, each by its own event, each result told."""

import re

import pytest
from sqlalchemy import func, select

from server.domain.problems import Problem
from server.house import house
from server.storage import tables
from server.storage.db import reading
from server.sync.pictures_in import look_at_new
from server.web.desk import moving
from tests.people import ALICE, BOB, PROJECT, SAM
from tests.web.desk.brought import drawn

BLOB = {"sha256": "ab" * 32, "size": 9, "type": "image/jpeg", "w": 4, "h": 3, "taken_at": None, "source": "camera",
        "geo": None, "preview": None}
OTHER = {**BLOB, "sha256": "cd" * 32}
PLAIN = {"item": "BAL-01", "severity": 1}


def offered(desk) -> set[str]:
    """The findings one can tick."""
    page = desk.open("findings?state=submitted")
    return set(re.findall(r'name="finding" value="([^"]+)"', page.text))


@pytest.fixture
def two(filed):
    """Two ordinary findings, each with a photo of its own."""
    return [filed(ALICE, "SZ-B03-E1", blobs=(BLOB,), **PLAIN), filed(ALICE, "SZ-B03-E2", blobs=(OTHER,), **PLAIN)]


def test_each_of_those_ticked_is_issued_by_its_own_event_and_told_by_number(office, two, compound):
    desk = office(BOB)
    assert offered(desk) == set(two)
    before = events(compound)
    form = {name: [said] for name, said in desk.fields("together").items()}
    page = desk.post("/desk/p1/review", {**form, "finding": two})
    assert events(compound) == before + 2
    assert [compound.look("finding", id)["state"] for id in two] == ["issued", "issued"]
    assert desk.text("results").count("已下发整改：外檐分包乙，限6月17日18:00。") == 2
    desk.page = page
    desk.post("/desk/p1/review", {**form, "finding": two})
    assert events(compound) == before + 2
    assert desk.text("results").count("已下发整改：外檐分包乙，限6月17日18:00。") == 2, "told again what was done"


def test_one_that_cannot_be_handed_in_does_not_hide_what_became_of_the_others(office, two, compound, monkeypatch):
    desk, hand_in = office(BOB), moving.hand_in

    def full(*given, **more):
        if given[3]["finding"] == two[1]:
            raise Problem("quota")
        return hand_in(*given, **more)
    monkeypatch.setattr(moving, "hand_in", full)
    offered(desk)
    desk.post("/desk/p1/review", {**{name: [said] for name, said in desk.fields("together").items()}, "finding": two})
    assert [compound.look("finding", id)["state"] for id in two] == ["issued", "submitted"]
    assert "已下发整改：外檐分包乙" in desk.text("results") and "未下发：今日上传已达上限" in desk.text("results")


@pytest.mark.parametrize("more", [
    {"severity": 2}, {"urgent": True}, {"item": "SCF-01"}, {"item": None}, {"blobs": ()}], ids=str)
def test_what_asks_for_a_closer_look_cannot_be_ticked_nor_slipped_in(office, filed, compound, more):
    id = filed(ALICE, "SZ-B03-E1", **{"blobs": (BLOB,), **PLAIN, **more})
    desk = office(BOB)
    assert offered(desk) == set()
    desk.post("/desk/p1/review", {"finding": [id], f"event:{id}": ["0f8fad5b-d9cb-469f-a165-70867728950e"]})
    assert "请单独审核，未下发。" in desk.text("results") and compound.look("finding", id)["state"] == "submitted"


def test_a_photo_used_twice_keeps_the_second_finding_out(office, filed):
    first = filed(ALICE, "SZ-B03-E1", blobs=(BLOB,), **PLAIN)
    filed(ALICE, "SZ-B03-E2", blobs=(BLOB,), **PLAIN)
    assert offered(office(BOB)) == {first}


def test_pictures_nobody_has_looked_at_are_left_for_single_review_and_none_is_decoded_in_the_press(
        office, filed, brought, app, compound):
    id = filed(ALICE, "SZ-B03-E1", blobs=(brought(drawn()),), **PLAIN)
    desk = office(BOB)
    assert offered(desk) == set() and desk.text("not-compared").startswith("有1条的照片还没有和别的照片比对")
    desk.post("/desk/p1/review", {"finding": [id], f"event:{id}": ["0f8fad5b-d9cb-469f-a165-70867728950e"]})
    assert "照片还没有和别的照片比对，请单独审核，未下发。" in desk.text("results")
    assert compound.look("finding", id)["state"] == "submitted" and offered(desk) == set()
    with app.app_context():
        look_at_new(house().blobs)
    assert offered(desk) == {id} and not desk.shows("not-compared"), "after the night"


def test_who_will_not_wait_for_the_night_has_the_photos_compared_now(office, filed, brought, app):
    same = filed(ALICE, "SZ-B03-E1", blobs=(brought(drawn(95)),), **PLAIN)
    id = filed(ALICE, "SZ-B03-E2", blobs=(brought(drawn(shift=2)),), **PLAIN)
    twin = filed(ALICE, "SZ-B10-E1", blobs=(brought(drawn(50)),), **PLAIN)
    desk = office(BOB)
    assert offered(desk) == set() and set(desk.fields("compare")) == {"new"}
    desk.post("/desk/p1/review/pictures", {"new": [same, id, twin]})
    assert offered(desk) == {id} and not desk.shows("not-compared"), "two of them look alike"
    assert office(ALICE).post("/desk/p1/review/pictures", {"new": [id]}).status_code == 403


def test_a_disputed_one_is_never_among_them(office, two, moved):
    moved(BOB, two[0], "issue", unit="o5", due="D3")
    moved(SAM, two[0], "dispute", text="不是我单位施工范围")
    assert offered(office(BOB)) == {two[1]}


def test_who_issues_nothing_has_no_ticks(office, two):
    desk = office(ALICE)
    assert offered(desk) == set() and desk.post("/desk/p1/review", {"finding": two}).status_code == 403


def events(compound) -> int:
    """How many rows the log has."""
    with reading(compound.engine) as look:
        return look.scalar(select(func.count()).select_from(tables.event).where(tables.event.c.project == PROJECT))
