"""A sheet is proven by the assembler of the format it was issued in, whatever later programs print."""

from dataclasses import replace

import pytest

from server.domain.problems import Problem
from server.storage import log, sheets
from server.storage.db import reading
from server.sync.rebuild import differences
from server.sync.sheet_check import check, check_all
from server.sync.tiers import MAKERS
from server.sync.tiers.making import Assembler
from server.sync.types import sheet
from tests.people import PAM, PROJECT
from tests.sync.test_weekly_sheet import at, content, found, issue


def another_program(monkeypatch):
    """The daily sheet's maker of a later program: it prints in a second format."""
    first = MAKERS["daily"].formats[1]

    def second(state, day, frozen):
        return {**first.content(state, day, frozen), "format": 2, "more": "said by a later program"}

    monkeypatch.setitem(MAKERS, "daily", replace(MAKERS["daily"], formats={1: first, 2: Assembler(second)}))


def verdict_of(compound, number):
    with reading(compound.engine) as look:
        row = sheets.read(look, PROJECT, "daily", number)
        return next(log.rows(look, PROJECT, after=row["seq"] - 1, upto=row["seq"]))["verdict"]


def test_the_verdict_says_the_format_and_an_upgrade_leaves_older_sheets_as_they_were(compound, monkeypatch):
    at(compound, "2023-06-14")
    found(compound)
    issue(compound, "2023-06-14")
    another_program(monkeypatch)
    at(compound, "2023-06-15")
    issue(compound, "2023-06-15")
    assert [verdict_of(compound, nr)["format"] for nr in (1, 2)] == [1, 2]
    assert [content(compound, "daily", nr).get("more") for nr in (1, 2)] == [None, "said by a later program"]
    assert [proof.verdict for proof in check_all(PROJECT, compound.engine)] == ["same", "same"]


def test_a_sheet_of_a_format_nobody_here_knows_is_named_so_and_not_called_different(compound, monkeypatch):
    at(compound, "2023-06-14")
    with monkeypatch.context() as later:
        another_program(later)
        issue(compound, "2023-06-14")
    with pytest.raises(Problem) as refused:
        check(PROJECT, "daily", 1, compound.engine)
    assert (refused.value.code, refused.value.facts) == ("newer_format", {"format": 2})


def test_a_verdict_that_says_no_format_means_the_first(compound, monkeypatch):
    at(compound, "2023-06-14")
    told = sheet.applied
    with monkeypatch.context() as before:
        before.setattr(sheet, "applied", lambda **said: told(**{key: said[key] for key in said if key != "format"}))
        issue(compound, "2023-06-14")
    assert "format" not in verdict_of(compound, 1)
    another_program(monkeypatch)
    assert check(PROJECT, "daily", 1, compound.engine).verdict == "same"


def test_a_preparation_has_the_later_keys_only_where_somebody_said_them(compound):
    at(compound, "2023-06-14")
    compound.say(PAM, "sheet.prepared", {"day": "2023-06-14", "tier": "daily", "chair": "张三"})
    compound.say(PAM, "sheet.prepared", {"day": "2023-06-14", "tier": "weekly", "plan": "屋面"})
    daily, weekly = (compound.look("preparation", f"{tier}:2023-06-14") for tier in ("daily", "weekly"))
    assert "plan" not in daily and weekly["plan"] == "屋面"
    assert (daily["chair"], daily["opinion"]) == ("张三", None)     # as every program so far stored it
    assert differences(PROJECT, compound.engine) == []
