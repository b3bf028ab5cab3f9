"""A district's brief is proved from the logs of every compound it was made of, each up to its cut."""

import pytest
from sqlalchemy import func, select, update

from server.storage import tables
from server.storage.db import transaction
from server.sync import sheet_check
from server.sync.rebuild import differences
from tests.district import DISTRICT, agrees, asked, daily, ordered
from tests.people import ADA, ALICE, visit


def proof(district, number=1, version=None):
    return sheet_check.check(district.id, "district", number, district.compound.engine, version)


def test_a_withdrawn_consent_changes_no_brief_that_was_issued(district, compound):
    ordered(compound)
    daily(compound)
    asked(compound)
    district.issue()
    agrees(compound, "")
    ordered(compound, "SZ-B01-E1")
    assert proof(district).verdict == "same"
    assert differences(DISTRICT, compound.engine) == differences("p1", compound.engine) == []
    district.issue(expects=2)
    assert district.content()["order"] == [] and proof(district, version=1).verdict == "same"


@pytest.mark.parametrize("where", ["facts", "verdict", "bytes"])
@pytest.mark.parametrize("project", ["p1", DISTRICT])
def test_one_changed_byte_in_any_log_it_was_made_of_is_found_out(district, compound, project, where):
    ordered(compound)
    daily(compound)
    asked(compound)
    district.issue()
    assert proof(district).verdict == "same"
    row = tables.event.c
    with transaction(compound.engine) as session:
        seq = 3 if project == DISTRICT else session.scalar(select(func.max(row.seq)).where(row.project == "p1"))
        stood = session.scalar(select(row[where]).where(row.project == project, row.seq == seq))
        changed = bytes(stood).replace(b":", b": ", 1) if where == "bytes" else stood.replace(":", ": ", 1)
        session.execute(update(tables.event).where(row.project == project, row.seq == seq).values({where: changed}))
    assert proof(district).verdict == "different"


def test_a_compounds_changed_words_are_found_out_though_its_chain_was_mended(district, compound, monkeypatch):
    asked(compound)
    district.issue()
    row = tables.event.c
    with transaction(compound.engine) as session:
        raw = session.scalar(select(row.bytes).where(row.project == "p1", row.type == "case.escalated"))
        session.execute(update(tables.event).where(row.project == "p1", row.type == "case.escalated").values(
            bytes=bytes(raw).replace("违建".encode(), "围墙".encode())))
    monkeypatch.setattr(sheet_check, "first_fault", lambda project, engine: None)
    assert proof(district).verdict == "different"


def test_a_brief_touched_in_the_table_is_found_out_and_so_is_an_older_version(district, compound):
    asked(compound)
    district.issue()
    district.issue(expects=2)
    row = tables.sheet.c
    with transaction(compound.engine) as session:
        session.execute(update(tables.sheet).where(row.project == DISTRICT, row.version == 1).values(
            content=func.replace(row.content, "区城管委", "区住建委")))
    assert proof(district).verdict == "same" and proof(district).version == 2
    assert proof(district, version=1).verdict == "different"


def test_words_covered_by_law_in_a_compound_excuse_its_briefs_and_no_number(district, compound):
    case = asked(compound, text="住户张三的电话")
    ordered(compound)
    daily(compound)
    district.issue()
    assert compound.say(ADA, "event.redacted", {"target": case, "reason": "依法"})["outcome"] == "applied"
    assert proof(district).verdict == "redacted"
    district.issue(expects=2)
    assert proof(district).verdict == "same" and "张三" not in str(district.content())


def test_a_daily_covered_before_the_brief_leaves_the_brief_provable(district, compound):
    told = compound.say(ALICE, "visit.recorded", visit("SZ-B03-E1", note="住户张三"))["id"]
    ordered(compound)
    daily(compound)
    compound.say(ADA, "event.redacted", {"target": told, "reason": "依法"})
    district.issue()
    assert proof(district).verdict == "same"
