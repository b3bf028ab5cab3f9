"""The feed gives each reader the newest state of what he may see, page by page, and nothing else."""

import random

import pytest
from sqlalchemy import select
from sqlalchemy.event import listen

from server.domain.rights import Reader
from server.storage import accounts, log, tables
from server.storage.db import reading, transaction
from server.sync.feed import feed
from tests.people import ALICE, ANN, BOB, CAROL, DORA, GUS, HAL, PAM, PROJECT, SAM, TOM, VIC, finding, visit


def reader(person):
    return Reader(PROJECT, person.id, person.role, person.org)


def page(compound, person, cursor="0", limit=500):
    with reading(compound.engine) as session:
        return feed(session, reader(person), cursor, limit, compound.clock())


def replica(compound, person, cursor="0", limit=500, things=None):
    """What a phone holds after paging from a cursor: ({(kind, id): state}, cursor)."""
    things = dict(things or {})
    while True:
        answer = page(compound, person, cursor, limit)
        for item in answer["items"]:
            things[item["kind"], item["id"]] = item["state"]
            if item["state"] is None:
                del things[item["kind"], item["id"]]
        cursor = answer["next"]
        if not answer["more"]:
            return things, cursor


def work(compound, nr):
    found = finding("TEMP-01", unit="o5" if nr % 2 else "o6")  # due D0: an item due NOW would reach its unit unreviewed
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", outcome="findings", findings=[found]))
    if nr % 3:
        compound.say(BOB, "finding.moved", {"finding": found["id"], "move": "issue", "unit": found["unit"],
                                            "due": "D1", "from": {"state": "submitted", "round": 0}})
    return found["id"]


@pytest.mark.parametrize("person", [ALICE, BOB, SAM, DORA, VIC], ids=lambda person: person.role)
def test_a_phone_that_followed_holds_what_a_new_phone_gets(compound, person):
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    things, cursor = replica(compound, person)
    for nr in range(8):
        work(compound, nr)
        if chance.random() < 0.5:
            things, cursor = replica(compound, person, cursor, chance.choice([1, 3, 500]), things)
    things, cursor = replica(compound, person, cursor, 2, things)
    assert things == replica(compound, person)[0] == replica(compound, person, limit=7)[0]


def test_a_page_never_splits_a_seq(compound):
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", outcome="findings", findings=[finding(), finding()]))
    cursor, seqs = "0", []
    while True:
        answer = page(compound, ALICE, cursor, 1)
        seqs.append({item["seq"] for item in answer["items"]})
        cursor = answer["next"]
        if not answer["more"]:
            break
    flat = [seq for found in seqs for seq in found]
    assert len(flat) == len(set(flat))


def test_a_unit_sees_its_own_findings_once_issued_and_nobody_elses(compound):
    mine, others, waiting = work(compound, 1), work(compound, 2), work(compound, 3)
    seen = {id for kind, id in replica(compound, SAM)[0] if kind == "finding"}
    assert seen == {mine}
    assert {id for kind, id in replica(compound, TOM)[0] if kind == "finding"} == {others}
    assert waiting not in seen


def test_a_finding_given_to_another_unit_goes_from_the_first_ones_phone(compound):
    id = work(compound, 1)
    things, cursor = replica(compound, SAM)
    assert ("finding", id) in things
    compound.say(BOB, "finding.moved", {"finding": id, "move": "reassign", "unit": "o6", "text": "属防水",
                                        "from": {"state": "issued", "round": 0}})
    items = page(compound, SAM, cursor)["items"]
    assert [item["state"] for item in items if item["id"] == id] == [None]
    assert ("finding", id) in replica(compound, TOM)[0]


@pytest.mark.parametrize("cursor", ["1", "1.0000000000000000", "999999.0123456789abcdef", "x", "-1.0", "٣.0"])
def test_a_cursor_that_is_not_ours_starts_over(compound, cursor):
    answer = page(compound, ALICE, cursor)
    assert answer["reset"] and "items" not in answer and answer["epoch"]


def test_the_verdicts_on_my_own_records_come_with_the_feed(compound):
    _, cursor = replica(compound, ALICE)
    receipt = compound.say(ALICE, "visit.recorded", visit("SZ-B03-E9"))
    mine = page(compound, ALICE, cursor)["mine"]
    assert [(one["id"], one["outcome"]) for one in mine] == [(receipt["id"], "held")]
    assert page(compound, BOB, cursor)["mine"] == []


def test_next_is_the_head_when_nothing_more_is_there(compound):
    answer = page(compound, VIC)
    with reading(compound.engine) as session:
        assert answer["next"].split(".")[0] == str(log.head(session, PROJECT)["seq"])


def rights_part(answer):
    return answer["view"].split(".")[0]


def test_the_rights_part_of_the_view_token_changes_with_role_and_organisation(compound):
    first = page(compound, ALICE)
    with reading(compound.engine) as session:
        other = feed(session, Reader(PROJECT, ALICE.id, "pm", ALICE.org), "0", 1, compound.clock())
    assert rights_part(first) != rights_part(other)


def people(things):
    return {id: state for (kind, id), state in things.items() if kind == "person"}


@pytest.mark.parametrize("person", [ALICE, ANN, BOB, CAROL, PAM, HAL], ids=lambda person: person.role)
def test_whoever_may_call_is_given_the_numbers(compound, person):
    known = people(replica(compound, person)[0])
    assert known[SAM.id]["phone"] == SAM.login and known[CAROL.id]["phone"] == CAROL.login


@pytest.mark.parametrize("person", [GUS, SAM, TOM], ids=lambda person: person.name)
def test_a_firm_is_given_the_chiefs_number_for_its_dangers_and_no_other(compound, person):
    known = people(replica(compound, person)[0])
    assert {id: one["phone"] for id, one in known.items() if "phone" in one} == {CAROL.id: CAROL.login}


def test_a_chief_who_has_left_is_nobodys_to_call_and_his_successor_is(compound):
    before = page(compound, SAM)
    for one, role, active in ((CAROL, "chief", False), (BOB, "chief", True)):
        state = {"name": one.name, "org": one.org, "role": role, "active": active}
        receipt = compound.say(None, "setup.changed", {"kind": "person", "id": one.id, "state": state})
        assert receipt["outcome"] == "applied"
    known = people(replica(compound, SAM)[0])
    assert {id for id, one in known.items() if "phone" in one} == {BOB.id}
    assert page(compound, SAM)["view"] != before["view"]


@pytest.mark.parametrize("person", [DORA, VIC], ids=lambda person: person.role)
def test_nobody_else_ever_gets_a_number(compound, person):
    assert not any("phone" in state for state in replica(compound, person)[0].values())


def test_a_new_number_reaches_every_phone_that_may_call_and_only_those(compound):
    before = {one: page(compound, one) for one in (ALICE, SAM)}
    with transaction(compound.engine) as work:
        accounts.set_phone(work, GUS.id, "13911112222", by="command", now=compound.clock())
    after = {one: page(compound, one) for one in (ALICE, SAM)}
    assert after[ALICE]["view"] != before[ALICE]["view"] and after[SAM]["view"] == before[SAM]["view"]
    assert rights_part(after[ALICE]) == rights_part(before[ALICE])      # nobody's phone is emptied for it
    assert people(replica(compound, ALICE)[0])[GUS.id]["phone"] == "13911112222"


def test_numbers_are_kept_out_of_the_log_and_of_every_state(compound):
    assert people(replica(compound, ALICE)[0])[SAM.id]["phone"]
    assert "phone" not in compound.look("person", SAM.id)
    with reading(compound.engine) as session:
        rows = session.execute(select(tables.event.c.bytes, tables.event.c.facts, tables.event.c.verdict))
        assert not any(SAM.login in f"{bytes.decode()}{facts}{verdict}" for bytes, facts, verdict in rows)
        assert not any(SAM.login in state for state in session.scalars(select(tables.thing.c.state)))


def test_numbers_cost_two_questions_to_the_database_however_many_people_there_are(compound):
    asked = []
    listen(compound.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    page(compound, ALICE)
    assert len([one for one in asked if "account" in one]) == 2
