"""What the law may change: covered words excuse a sheet made of them, and no other."""

from sqlalchemy import select

from server.storage import tables
from server.storage.db import transaction
from server.storage.state import State
from server.sync import sheet_check
from tests.paper.test_issued_sheet import found, issue
from tests.people import ADA, ALICE, PROJECT, visit


def test_covered_words_excuse_only_the_sheets_made_of_them(compound, clock):
    id = found(compound)
    issue(compound)
    clock.set("2023-06-15T16:00:00+08:00")
    later = compound.say(ALICE, "visit.recorded", visit("SZ-B03-E1", "2023-06-15", note="住户张三"))["id"]
    compound.say(ADA, "event.redacted", {"target": later, "reason": "依法"})
    assert sheet_check.check(PROJECT, "daily", 1, compound.engine).verdict == "same"
    with transaction(compound.engine) as session:
        before = session.scalar(select(tables.sheet.c.content))
        session.execute(tables.sheet.update().values(content=before.replace('"closing":1', '"closing":0')))
    assert sheet_check.check(PROJECT, "daily", 1, compound.engine).verdict == "different"
    with transaction(compound.engine) as session:
        session.execute(tables.sheet.update().values(content=before))
        told = State(session, PROJECT).get("finding", id)["visit"]
    assert compound.say(ADA, "event.redacted", {"target": told, "reason": "依法"})["outcome"] == "applied"
    assert sheet_check.check(PROJECT, "daily", 1, compound.engine).verdict == "redacted"
