"""What the law may change: covered words excuse a sheet made of them, and no other."""

from sqlalchemy import select

from server.domain.sheet import check_code, content_sha256
from server.storage import tables
from server.storage.db import transaction
from server.storage.state import State
from server.sync import sheet_check
from server.sync.rebuild import differences
from tests.paper.test_issued_sheet import content, found, issue
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


def test_a_correction_is_proven_although_words_of_the_version_before_were_covered_in_between(compound):
    id = found(compound, text="住户张三阻挠")
    issue(compound)
    first = content(compound, 1, 1)
    with transaction(compound.engine) as session:
        told = State(session, PROJECT).get("finding", id)["visit"]
    compound.say(ADA, "event.redacted", {"target": told, "reason": "依法"})
    assert issue(compound, expects=2)["outcome"] == "applied"
    line = content(compound)["replaced"]["said"]
    assert line.startswith(f"本版代替第1版（核对码{check_code(content_sha256(first))}）：") and "张三" not in line
    assert "重点问题" in line, "the stored words were others"
    assert [proof.verdict for proof in sheet_check.check_all(PROJECT, compound.engine)] == ["redacted", "same"]
    assert differences(PROJECT, compound.engine) == []
