"""What a correction would change is said before it is pressed: numbers before and after, and parts of other words."""

import pytest

from server.domain.sheet_changes import NUMBERS, changes
from tests.domain.worked_sheet import sheet, with_finding
from tests.paper.worked_day import door, finding, material


def test_a_second_version_of_the_same_records_changes_nothing():
    assert changes(sheet(), sheet(version=2, cut_seq=999, as_of=material().as_of)) == {
        "numbers": [], "units": [], "parts": []}
    assert "head" not in changes(sheet(), sheet(as_of="2023-06-14T09:10:00.000Z"))["parts"], "only the cut is later"


def test_a_finding_that_came_late_is_told_in_the_numbers_of_the_sheet_and_of_its_unit():
    more = finding("late", "AQ-20230614-050", door(3, 3), "临边无防护", "o5", severity=2)
    told = changes(sheet(), sheet(**with_finding(more, effects=["new"])))
    was = {row["key"]: (row["before"], row["after"]) for row in told["numbers"]}
    opening, closing = sheet()["reconcile"], sheet(**with_finding(more, effects=["new"]))["reconcile"]
    assert was["new"] == (opening["new"], opening["new"] + 1)
    assert was["closing"] == (opening["closing"], closing["closing"])
    assert "opening" not in was and was["items"][1] == was["items"][0] + 1 == 6
    assert [(row["name"], row["after"] - row["before"]) for row in told["units"]] == [("外檐分包乙", 1)]
    assert "三、重点问题" in told["parts"] and "annex" in told["parts"]


def test_other_words_without_other_numbers_are_told_by_their_part():
    told = changes(sheet(), sheet(prepared={"chair": "冯指挥"}))
    assert told == {"numbers": [], "units": [], "parts": ["head"]}


def test_a_door_that_is_explained_or_found_changes_its_state():
    day = material()
    seen = {**day.coverage, door(17, 3): {"state": "clean"}}
    told, before = changes(sheet(), sheet(coverage=seen)), day.coverage[door(17, 3)]["state"]
    assert {row["key"] for row in told["numbers"]} == {"coverage.clean", f"coverage.{before}"}


@pytest.mark.parametrize("tier", ["weekly", "district"])
def test_a_paper_without_coverage_key_findings_or_annex_is_compared_too(tier):
    paper = {"tier": tier, "head": ["数据截止17:09"], "reconcile": dict.fromkeys(NUMBERS, 1), "units": [
        {"unit": "p1", "name": "水竹花园", "closing": 1}], "sections": [{"id": "room", "title": "五、本次议定事项"}]}
    annex = {"annex": {"ledger": [{"rows": [1]}]}} if tier == "weekly" else {}
    later = {**paper, **({"annex": {"ledger": [{"rows": [1, 2]}]}} if annex else {}), "head": ["数据截止18:00"],
             "reconcile": {**paper["reconcile"], "new": 2, "closing": 2},
             "units": [{"unit": "p1", "name": "水竹花园", "closing": 2}]}
    told = changes(paper | annex, later)
    assert [row["key"] for row in told["numbers"]] == ["new", "closing", *(["ledger"] if annex else [])]
    assert told["units"] == [{"name": "水竹花园", "before": 1, "after": 2}]
    assert told["parts"] == (["annex"] if annex else [])
