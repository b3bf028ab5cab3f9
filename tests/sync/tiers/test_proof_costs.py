"""Proving every brief of a district folds each compound's log once, and still finds what is wrong."""

from sqlalchemy import update

from server.storage import district_inputs, sheets, tables
from server.storage.db import reading, transaction
from server.sync import rebuild
from server.sync.sheet_check import check_all
from tests import district as districts
from tests.people import PROJECT


def briefs(compound, days):
    """A district and one brief of the compound each day, a daily sheet before it."""
    home = districts.found(compound)
    districts.agrees(compound)
    for day in days:
        compound.clock.set(f"{day}T16:00:00+08:00")
        districts.ordered(compound)
        districts.daily(compound, day)
        compound.clock.set(f"{day}T17:00:00+08:00")
        assert home.issue(day)["outcome"] == "applied"
    return home


def test_each_row_of_a_compound_is_folded_once_for_all_its_briefs(compound, monkeypatch):
    home = briefs(compound, ("2023-06-14", "2023-06-15", "2023-06-16"))
    folded, whole = [], rebuild._fold
    monkeypatch.setattr(rebuild, "_fold", lambda state, row: (folded.append((state.project, row["seq"])),
                                                              whole(state, row)))
    assert [proof.verdict for proof in check_all(home.id, compound.engine)] == ["same"] * 3
    ours = [seq for project, seq in folded if project == PROJECT]
    assert ours and len(ours) == len(set(ours))


def test_only_the_brief_that_says_otherwise_than_its_compound_is_different(compound):
    home = briefs(compound, ("2023-06-14", "2023-06-15", "2023-06-16"))
    with reading(compound.engine) as look:
        cut = sheets.read(look, home.id, "district", 2)["content"]["compounds"][PROJECT]["cut_seq"]
    with transaction(compound.engine) as work:
        work.execute(update(tables.event).where(
            tables.event.c.project == PROJECT, tables.event.c.seq == cut).values(bytes=b"{}"))
    assert [proof.verdict for proof in check_all(home.id, compound.engine)] == ["same", "different", "different"]


def test_briefs_that_do_not_name_a_compound_are_not_read_to_find_the_last_that_did(compound, monkeypatch):
    home = briefs(compound, ("2023-06-14", "2023-06-15"))
    read, whole = [], sheets.read
    monkeypatch.setattr(district_inputs.sheets, "read", lambda *asked: (read.append(asked[3]), whole(*asked))[1])
    with reading(compound.engine) as look:
        assert district_inputs.last_told(look, home.id, 3, "p9") is None and read == []
        assert district_inputs.last_told(look, home.id, 3, PROJECT)["cut_seq"] and read == [2]
        assert district_inputs.last_told(look, home.id, 2, PROJECT)["cut_seq"] and read == [2, 1]
