"""请核对 at review: said in plain sentences with a way to the other record, to those who check and nobody else."""

from datetime import timedelta

from sqlalchemy import func, select

from server.storage import tables
from server.storage.db import reading
from server.web.desk import doubted
from tests.people import ALICE, BOB, SAM, visit
from tests.web.desk.brought import drawn


def doubts(desk, id: str) -> str:
    """What the review of a finding asks to check; "" for nothing."""
    desk.open(f"review?at={id}")
    return desk.text("doubts") if desk.shows("doubts") else ""


def test_the_same_photo_in_two_findings_is_said_with_a_link_to_the_other(office, filed, brought, compound):
    blob = brought(drawn())
    first, second = filed(ALICE, "SZ-B03-E1", blobs=(blob,)), filed(ALICE, "SZ-B10-E1", blobs=(blob,))
    desk, number = office(BOB), compound.look("finding", first)["number"]
    assert "同一张照片也在另一条问题里（3号楼1门" in doubts(desk, second)
    assert f'findings/{first}">{number}</a>' in desk.page.text
    assert doubts(desk, first) == ""


def test_a_photo_saved_anew_is_found_by_its_look_on_both_findings_whichever_is_opened_first(
        office, filed, brought, compound):
    first = filed(ALICE, "SZ-B03-E1", blobs=(brought(drawn(95)),))
    second = filed(ALICE, "SZ-B10-E1", blobs=(brought(drawn(50)),))
    third = filed(ALICE, "SZ-B02-E1", blobs=(brought(drawn(90, shift=2)),))
    desk, number = office(BOB), compound.look("finding", first)["number"]
    assert doubts(desk, first) == "", "nobody has looked at the other picture yet"
    assert "照片与另一条问题的照片很像（3号楼1门" in doubts(desk, second) and number in doubts(desk, second)
    assert "10号楼1门" in doubts(desk, first)
    assert doubts(desk, third) == "", "another look"


def test_a_photo_taken_days_before_is_said_with_both_times(office, filed, brought, compound):
    blob = brought(drawn(), taken_at=(compound.clock() - timedelta(days=3)).isoformat())
    id = filed(ALICE, "SZ-B03-E1", blobs=(blob,))
    assert "照片拍于6月11日" in doubts(office(BOB), id) and "上报于6月14日" in doubts(office(BOB), id)


def test_a_walk_at_running_speed_on_the_same_day_is_said_with_its_times(office, filed, compound, clock):
    start = compound.clock()
    for nr, place in enumerate(("SZ-B01-E1", "SZ-B01-E2", "SZ-B02-E1", "SZ-B02-E2", "SZ-B03-E1")):
        clock.set((start + timedelta(seconds=15 * nr)).isoformat())
        compound.say(ALICE, "visit.recorded", visit(place, compound.today()))
    id = filed(ALICE, "SZ-B10-E1")
    assert "王巡当日" in doubts(office(BOB), id) and "连续记录5个楼门，每门间隔不到20秒" in doubts(office(BOB), id)


def test_the_firm_that_is_checked_reads_none_of_it(office, filed, brought, moved):
    blob = brought(drawn())
    filed(ALICE, "SZ-B03-E1", blobs=(blob,))
    id = filed(ALICE, "SZ-B10-E1", blobs=(blob,))
    moved(BOB, id, "issue")
    page = office(SAM).open(f"findings/{id}").text
    assert "同一" not in page and "请核对" not in page


def looked_at(compound) -> int:
    """How many pictures have been decoded."""
    with reading(compound.engine) as look:
        return look.scalar(select(func.count()).select_from(tables.blob).where(tables.blob.c.looked_at))


def test_who_opens_a_finding_of_many_photos_waits_for_a_few_of_them_only(
        office, filed, brought, compound, monkeypatch):
    id = filed(ALICE, "SZ-B03-E1", blobs=tuple(brought(drawn(shift=nr)) for nr in range(6)))
    desk = office(BOB)
    doubts(desk, id)
    assert looked_at(compound) == doubted.LOOK_MAX == 4
    monkeypatch.setattr(doubted, "LOOK_SECONDS", 0)
    doubts(desk, id)
    assert looked_at(compound) == 4, "no time left"
    monkeypatch.undo()
    doubts(desk, id)
    assert looked_at(compound) == 6
