"""The day at a glance says what the records say."""

import pytest

from server.storage import devices
from server.storage.db import transaction
from tests import people
from tests.people import ALICE, BOB, GUS, PAM, SAM, visit

STATES = ("findings", "clean", "no_access", "building_looked", "on_phone", "no_record")


@pytest.fixture
def said_to_hold(compound, clock):
    """`said_to_hold(person, places)`: his phone checked in and told what it still holds."""
    def tell(person: people.Person, places: list[str], device: str = "0b6c1f0e-8a51-4d8c-9a53-7d1f6a2b9c01") -> None:
        holds = {"events": len(places), "blobs": 2 * len(places), "visits": {"2023-06-14": places}}
        with transaction(compound.engine) as work:
            devices.seen(work, people.PROJECT, device, person.id, app="1", n=3, at=clock(), offset=0, holds=holds)
    return tell


def test_every_entrance_is_in_one_state_and_the_tiles_sum_to_all(office, compound, filed, said_to_hold):
    filed(ALICE, "SZ-B01-E1")
    compound.say(ALICE, "visit.recorded", visit("SZ-B01-E2"))
    compound.say(ALICE, "visit.recorded", visit("SZ-B02-E1", outcome="no_access", reason={"code": "locked"}))
    said_to_hold(ALICE, ["SZ-B03-E1", "SZ-B03-E2"])
    desk = office(PAM)
    desk.open("today")
    shown = {state: desk.number(f"count-{state}") for state in STATES}
    assert shown == {"findings": 1, "clean": 1, "no_access": 1, "building_looked": 0, "on_phone": 2, "no_record": 4}
    assert sum(shown.values()) == desk.number("total") == sum(people.DOORS.values())


def test_the_matrix_says_each_door_in_words_with_the_age_of_the_last_visit(office, compound, clock):
    clock.set("2023-06-11T09:00:00+08:00")
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", day="2023-06-11"))
    clock.set("2023-06-14T09:00:00+08:00")
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E1"))
    desk = office(PAM)
    matrix = desk.open("today") and desk.text("matrix")
    assert "3号楼1门：未发现问题，上次到访今日" in matrix
    assert "3号楼2门：未收到巡查记录，上次到访3天" in matrix
    assert "3号楼3门：未收到巡查记录，上次到访未到过" in matrix


def test_every_entrance_has_an_age_in_a_shape_and_a_number_and_the_legend_adds_up(office, compound, clock):
    for day, door in (("2023-06-11", "SZ-B03-E2"), ("2023-06-12", "SZ-B03-E3"), ("2023-06-13", "SZ-B02-E1")):
        clock.set(f"{day}T09:00:00+08:00")
        compound.say(ALICE, "visit.recorded", visit(door, day=day))
    clock.set("2023-06-14T09:00:00+08:00")
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2"))
    desk = office(PAM)
    for address, expected in (("today", (1, 1, 1, 0, 6)), ("today?day=2023-06-13", (1, 1, 1, 0, 6)),
                              ("today?day=2023-06-12", (1, 1, 0, 0, 7))):
        page = desk.open(address).text
        told = tuple(desk.number(f"age-{name}") for name in ("today", "one", "two", "long", "never"))
        assert told == expected and sum(told) == desk.number("total"), address
        assert all(page.count(f'data-age="{name}"') == n for name, n in zip(
            ("today", "one", "two", "long", "never"), told, strict=True))


def test_the_numbers_are_those_of_the_records(office, filed, moved):
    first, second, third = (filed(ALICE, f"SZ-B03-E{door}") for door in (1, 2, 3))
    moved(BOB, first, "issue")
    moved(BOB, second, "issue")
    moved(BOB, second, "reject", text="不属实")
    desk = office(PAM)
    desk.open("today")
    keys = ("opening", "new", "closed", "void", "closing")
    assert {key: desk.number(f"book-{key}") for key in keys} == dict(zip(keys, (0, 2, 0, 1, 1), strict=True))
    assert desk.number("review") == 1 and third in desk.open("findings?state=submitted").text


def test_overdue_is_counted_when_the_deadline_has_passed(office, filed, moved, clock):
    moved(BOB, filed(ALICE, "SZ-B03-E1", item="FAC-01", kind="quality"), "issue", due="D1")
    desk = office(PAM)
    desk.open("today")
    assert desk.number("overdue") == 0
    clock.set("2023-06-15T18:01:00+08:00")
    desk.open("today")
    assert desk.number("overdue") == 1
    assert "【逾期1天】" in desk.open("findings?overdue=counted").text


def test_who_has_not_reported_is_named_with_phone_and_what_is_missing(office, compound, said_to_hold):
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E1"))
    said_to_hold(ALICE, ["SZ-B03-E2"])
    desk = office(PAM)
    desk.open("today")
    row = desk.text("chase-u1")
    assert all(said in row for said in ("王巡", "代建", ALICE.login, "未交", "1/2", "09:00", "3号楼2门"))


def test_what_a_phone_holds_is_unknown_until_it_checks_in_and_a_record_is_contact(office, compound, said_to_hold):
    desk = office(PAM)
    desk.open("today")
    assert "从未联系" in desk.text("chase-u1") and "未知" in desk.text("chase-u1")
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E1"), device="0b6c1f0e-8a51-4d8c-9a53-7d1f6a2b9c01", n=1)
    desk.open("today")
    assert "从未联系" not in desk.text("chase-u1") and "09:00" in desk.text("chase-u1")
    assert "未知" in desk.text("chase-u1"), "a record alone does not say what else is there"
    said_to_hold(ALICE, [])
    desk.open("today")
    assert "未知" not in desk.text("chase-u1") and "无" in desk.text("chase-u1")


def test_a_firms_self_check_is_not_chased(office, compound):
    compound.say(GUS, "visit.recorded", visit("SZ-B03-E1"))
    desk = office(PAM)
    desk.open("today")
    assert desk.shows("chase-u1") and not desk.shows("chase-u5")


def test_a_report_that_names_a_record_not_here_keeps_its_author_on_the_list(office, compound):
    receipt = compound.say(ALICE, "visit.recorded", visit("SZ-B03-E1"))
    named = [{"visit": receipt["id"], "place": "SZ-B03-E1"},
             {"visit": "7f0f2d1e-4b7e-4a54-9d1c-3c2b1a0f9e8d", "place": "SZ-B03-E2"}]
    compound.say(ALICE, "day.closed", {"day": "2023-06-14", "visits": named})
    desk = office(PAM)
    desk.open("today")
    assert "已交" in desk.text("chase-u1") and "1/2" in desk.text("chase-u1")


def test_pictures_on_the_way_are_counted_apart_from_records(office, filed):
    blob = {"sha256": "ab" * 32, "size": 9, "type": "image/jpeg", "w": 4, "h": 3, "taken_at": None, "source": "camera",
            "geo": None, "preview": None}
    filed(ALICE, "SZ-B03-E1", blobs=(blob,))
    desk = office(PAM)
    desk.open("today")
    assert "1/1" in desk.text("chase-u1") and "0/1" in desk.text("chase-u1")


def test_a_missing_filing_is_chased_like_the_other_reports(office, compound):
    desk = office(PAM)
    desk.open("today")
    row, due = desk.text("chase-o4"), desk.number("chase")
    assert all(said in row for said in (GUS.name, "施工总包", GUS.login, "每日报备：未交", "复制催办"))
    assert f"{GUS.name}：6月14日施工单位每日报备未交" in desk.page.text, "what is copied says who and what"
    compound.say(GUS, "filing.recorded", {"day": "2023-06-14"})
    desk.open("today")
    assert "✓ 已交" in desk.text("chase-o4") and "复制催办" not in desk.text("chase-o4")
    assert desk.number("chase") == due - 1, "a firm counts among those to chase"


def test_what_waits_is_told_to_those_who_can_settle_it(office, filed, moved):
    filed(ALICE, "SZ-B03-E1")
    specialist, inspector = office(BOB), office(ALICE)
    specialist.open("today")
    assert specialist.number("waits-review") == 1
    inspector.open("today")
    assert not inspector.shows("waits-review")


def test_a_held_record_is_settled_by_a_person_with_a_reason(office, compound):
    held = compound.say(ALICE, "visit.recorded", visit("SZ-B99-E1"))
    assert held["outcome"] == "held"
    desk = office(PAM)
    desk.open("today")
    assert "SZ-B99-E1" in desk.text("held")
    desk.send(f"settle-{held['id']}", decision="apply", reason="先计入")
    assert "仍待处理" in desk.text("said"), "a place nobody registered cannot be decided away"


def test_a_day_nobody_can_mean_is_not_found(office):
    assert office(PAM).open("today?day=yesterday").status_code == 404


def test_contractors_have_no_day_page_but_their_findings(office):
    desk = office(SAM)
    desk.open("/desk/")
    assert desk.shows("list")
