"""Nothing waits for review without being reached: whatever was asked back, passed, or came in the meantime."""

import re

from alembic import command

from server.storage.migrations import alembic_config
from tests.people import ALICE, BOB, SAM

DOOR, MANY = "SZ-B03-E1", 65
NUMBER = re.compile(r'data-finding="([^"]+)"')


def link(desk, key: str) -> str:
    """Where a button of the page leads."""
    return re.search(rf'href="([^"]+)" data-key="{key}"', desk.page.text)[1].replace("&amp;", "&")


def on(desk, key: str = "onward") -> str:
    """Press it; the finding shown then."""
    desk.open(link(desk, key))
    return shown(desk)


def shown(desk) -> str:
    return NUMBER.search(desk.page.text)[1]


def minute_by_minute(filed, clock, count: int, **more) -> list[str]:
    """So many findings, filed one after the other."""
    ids = []
    for nr in range(count):
        clock.set(f"2023-06-14T{9 + nr // 60:02}:{nr % 60:02}:00+08:00")
        ids.append(filed(ALICE, DOOR, item="BAL-01", severity=1, **more))
    clock.set("2023-06-14T12:00:00+08:00")
    return ids


def test_however_many_were_asked_back_the_fresh_ones_come_first(office, filed, moved, clock):
    ids = minute_by_minute(filed, clock, 5)
    for id in ids[:3]:
        moved(BOB, id, "ask", text="请补近景")
    desk = office(BOB)
    desk.open("review")
    assert [shown(desk), *(on(desk) for _ in range(5))] == [ids[3], ids[4], *ids[:3], ids[3]]


def test_what_an_older_database_asked_back_waits_last_after_the_migration(office, filed, moved, clock, compound):
    ids = minute_by_minute(filed, clock, 3)
    moved(BOB, ids[0], "ask", text="请补近景")
    moved(BOB, ids[1], "issue", unit="o5", due="D1")
    config = alembic_config(compound.engine)
    command.downgrade(config, "0003")
    command.upgrade(config, "head")
    desk = office(BOB)
    desk.open("review")
    assert [shown(desk), on(desk)] == [ids[2], ids[0]]


def test_an_urgent_one_asked_back_waits_behind_them_too_and_comes_forward_when_it_is_decided_anew(
        office, filed, moved, clock, compound):
    urgent = filed(ALICE, "SZ-B10-E1", urgent=True)
    plain = minute_by_minute(filed, clock, 1)[0]
    moved(BOB, urgent, "ask", text="请补近景")
    desk = office(BOB)
    desk.open("review")
    assert [shown(desk), on(desk)] == [plain, urgent]
    moved(BOB, urgent, "issue", unit="o5", due="NOW")
    moved(SAM, urgent, "dispute", text="不是我单位施工范围")
    desk.open("review")
    assert shown(desk) == urgent, "disputed now, no longer asked back"


def test_more_than_sixty_are_passed_one_by_one_and_all_are_reached_with_a_short_address(office, filed, clock):
    ids = minute_by_minute(filed, clock, MANY)
    desk, seen = office(BOB), []
    desk.open("review")
    for nr in range(MANY):
        seen.append(shown(desk))
        assert desk.text("count") == f"第{nr + 1}条，共{MANY}条" and len(link(desk, "onward")) < 200
        on(desk)
    assert seen == ids
    assert (shown(desk), desk.text("count")) == (ids[0], f"第1条，共{MANY}条"), "then they come round again"


def test_findings_of_one_visit_are_filed_at_one_instant_and_none_is_left_out(office, filed):
    ids = {filed(ALICE, DOOR, item=item, severity=1) for item in ("BAL-01", "FAC-01", "TEMP-01")}
    desk = office(BOB)
    desk.open("review")
    assert {shown(desk), on(desk), on(desk)} == ids


def test_what_comes_while_somebody_reviews_is_reached_in_its_place(office, filed, clock):
    ids = minute_by_minute(filed, clock, 3)
    desk = office(BOB)
    desk.open("review")
    assert on(desk) == ids[1]
    urgent, last = filed(ALICE, "SZ-B10-E1", urgent=True), filed(ALICE, DOOR, item="FAC-01", severity=1)
    assert [on(desk), on(desk), on(desk)] == [urgent, ids[2], last]


def test_one_goes_back_through_all_that_was_passed_and_on_again(office, filed, clock):
    ids = minute_by_minute(filed, clock, 3)
    desk = office(BOB)
    desk.open("review")
    pressed = ("onward", "onward", "back", "back", "onward")
    assert [on(desk, key) for key in pressed] == [ids[nr] for nr in (1, 2, 1, 0, 1)]


def test_one_opened_out_of_turn_takes_nobody_past_those_before_it(office, filed, clock):
    ids = minute_by_minute(filed, clock, 3)
    desk = office(BOB)
    desk.open(f"review?at={ids[2]}")
    assert [on(desk), on(desk), on(desk)] == ids
    desk.open(f"review?at={ids[2]}")
    desk.send("move-ask", text="请补近景")
    assert shown(desk) == ids[0]


def test_what_an_address_cannot_mean_says_nothing(office, filed):
    id = filed(ALICE, DOOR)
    desk = office(BOB)
    for said in ("passed=9AQ-1,x,0:&over=-1&done=x", "passed=3AQ-20230614-999", "over=99999&done=٣",
                 "passed=" + "3A," * 500):
        assert desk.open(f"review?{said}").status_code == 200 and shown(desk) == id
