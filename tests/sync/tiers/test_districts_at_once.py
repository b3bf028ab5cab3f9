"""Briefs issued while records arrive: nobody waits for ever, and each brief is of one instant."""

import threading
import uuid

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from server.storage import tables
from server.sync import sheet_check
from server.sync.tiers import district as tier
from tests.district import ERIN, OTHER, agrees, asked, daily, found, ordered, settle
from tests.people import ALICE, OTHER_PROJECT, visit
from tests.sync.types.site import refused


def together(*works):
    """Run all at once; what any of them raised is raised here, and none may hang."""
    start, failed = threading.Barrier(len(works)), []

    def run(work):
        start.wait()
        try:
            work()
        except BaseException as fault:
            failed.append(fault)
    threads = [threading.Thread(target=run, args=(work,), daemon=True) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for somebody who waits for him"
    assert failed == []


def test_two_districts_at_once_and_records_arriving_in_their_compounds(compound):
    one, two = found(compound, listed=("p1", OTHER_PROJECT)), found(compound, OTHER, ERIN, listed=(OTHER_PROJECT, "p1"))
    agrees(compound)
    agrees(compound, OTHER, OTHER_PROJECT)
    ordered(compound)
    daily(compound)
    asked(compound)
    told = []
    together(*[lambda at=at, version=version: told.append(at.issue(expects=version))
               for at in (one, two) for version in (1, 2)],
             *[lambda: compound.say(ALICE, "visit.recorded", visit("SZ-B01-E1")) for _ in range(6)])
    for at, project in ((one, "p1"), (two, OTHER_PROJECT)):
        newest = at.content()
        assert newest["order"] == [project]
        for version in range(1, newest["version"] + 1):
            assert sheet_check.check(at.id, "district", 1, compound.engine, version).verdict == "same"
    assert sum(receipt["outcome"] == "applied" for receipt in told) >= 2


def test_two_districts_that_change_hands_of_the_same_compounds_do_not_lock_each_other_out(compound):
    both = ("p1", OTHER_PROJECT)
    one, two = found(compound, listed=both), found(compound, OTHER, ERIN, listed=both[::-1])
    for project in both:
        agrees(compound, one.id, project)
    rounds = 4

    def issuing(at):
        for version in range(1, rounds + 1):
            assert at.issue(expects=version)["outcome"] == "applied"

    def handing_over():
        for nr in range(rounds):
            for project in both:
                settle(compound, project, "reports_to", (one.id, two.id)[nr % 2])
    together(lambda: issuing(one), lambda: issuing(two), handing_over)
    for at in (one, two):
        assert sheet_check.check(at.id, "district", 1, compound.engine).verdict == "same"


def test_one_press_twice_issues_one_brief(compound):
    district = found(compound)
    agrees(compound)
    told, id = [], str(uuid.uuid4())
    together(*[lambda: told.append(district.say(district.person, "sheet.issued", {
        "day": "2023-06-14", "tier": "district", "expects_version": 1}, id=id)) for _ in range(3)])
    assert {receipt["outcome"] for receipt in told} == {"applied"} and district.content()["version"] == 1
    assert refused(district.issue()) == "sheet_version"


def test_no_record_gets_into_a_compound_while_its_brief_is_being_read(compound, monkeypatch):
    district, look, tried = found(compound), tier._look, []
    agrees(compound)

    def looked(state, id, *more):
        with compound.engine.connect() as other, pytest.raises(OperationalError):
            if other.dialect.name == "sqlite":
                other.execute(text("PRAGMA busy_timeout=0"))
                other.exec_driver_sql("ROLLBACK")
                other.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                row = tables.project.c
                other.execute(select(row.seq).where(row.id == id).with_for_update(nowait=True))
        tried.append(id)
        return look(state, id, *more)
    monkeypatch.setattr(tier, "_look", looked)
    assert district.issue()["outcome"] == "applied"
    assert tried == ["p1"]
