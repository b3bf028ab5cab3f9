"""What each reader sees of a thing he may read: firms get no doubts and no internal words."""

from typing import Any

import pytest

from server.domain.rights import view
from tests.domain.test_rights import ORGS, reader

FULL: dict[str, Any] = {
    "id": "f", "state": "issued", "unit": "fb", "filed_org": "jl", "asked": "补拍", "flags": ["photo_reused"],
    "repeat_of": "g", "merged_into": "h", "same_as": "i", "also_filed": [{"finding": "j", "number": "AQ-1"}],
    "timeline": [{"event": "1", "move": "file", "photos": ["a"], "doubts": [{"code": "photo_time"}], "device": "d1"},
                 {"event": "2", "move": "comment", "text": "只给监理看", "photos": ["b"], "internal": True}],
    "photos": [{"sha256": "a", "role": "before", "flags": ["x"]}, {"sha256": "b", "role": "note"}],
}


def test_a_firm_gets_no_doubts_and_no_internal_words_or_pictures() -> None:
    got = view("finding", FULL, reader("subcontractor"), ORGS)
    assert got == {"id": "f", "state": "issued", "unit": "fb", "filed_org": "jl",
                   "timeline": [{"event": "1", "move": "file", "photos": ["a"]}],
                   "photos": [{"sha256": "a", "role": "before"}]}


def test_a_firm_is_not_told_which_other_finding_a_line_names() -> None:
    rows = [{"event": "3", "move": "merge", "target": "k"},
            {"event": "4", "move": "merged_in", "finding": "j", "number": "AQ-1", "filed_by": "u9", "filed_org": "fc"}]
    got = view("finding", {**FULL, "timeline": rows}, reader("subcontractor"), ORGS)
    assert got is not None and got["timeline"] == [{"event": "3", "move": "merge"}, {"event": "4", "move": "merged_in"}]


def test_what_a_former_unit_said_and_showed_is_for_it_and_those_above_it() -> None:
    handed = {**FULL, "unit": "fc", "disputed": "非我方", "timeline": [
        {"event": "1", "move": "file", "photos": ["a"]},
        {"event": "2", "move": "dispute", "text": "非我方", "photos": ["c"], "only": ["fb", "zb"]}],
        "photos": [{"sha256": "a", "role": "before"}, {"sha256": "c", "role": "note", "only": ["fb", "zb"]}]}
    new = view("finding", handed, reader("subcontractor", "fc"), ORGS)
    assert new is not None and new["disputed"] is None
    assert [row["event"] for row in new["timeline"]] == ["1"] and [photo["sha256"] for photo in new["photos"]] == ["a"]
    for eyes in (reader("contractor", "zb"), reader("chief")):
        whole = view("finding", handed, eyes, ORGS)
        assert whole is not None and whole["disputed"] == "非我方"
        assert (len(whole["timeline"]), len(whole["photos"])) == (2, 2)


def test_a_picture_shown_openly_is_not_hidden_because_it_was_also_shown_internally() -> None:
    openly = {"event": "3", "move": "comment", "photos": ["b"]}
    got = view("finding", {**FULL, "timeline": [*FULL["timeline"], openly]}, reader("subcontractor"), ORGS)
    assert got is not None and [photo["sha256"] for photo in got["photos"]] == ["a", "b"]


def test_a_picture_marked_internal_stays_hidden_when_its_line_has_left_the_timeline() -> None:
    photo = {"sha256": "b", "role": "note", "internal": True}
    got = view("finding", {**FULL, "timeline": [], "photos": [photo]}, reader("subcontractor"), ORGS)
    assert got is not None and got["photos"] == []


def test_supervision_gets_everything_of_an_open_finding() -> None:
    assert view("finding", FULL, reader("specialist"), ORGS) == FULL


def test_the_filing_firm_reads_what_it_was_asked() -> None:
    got = view("finding", {**FULL, "filed_org": "fb"}, reader("subcontractor"), ORGS)
    assert got is not None and got["asked"] == "补拍"


@pytest.mark.parametrize("role", ["specialist", "subcontractor"])
def test_closed_findings_travel_light_and_open_whole_when_asked_for(role: str) -> None:
    closed = {**FULL, "state": "closed"}
    light = view("finding", closed, reader(role), ORGS)
    whole = view("finding", closed, reader(role), ORGS, whole=True)
    assert light is not None and not {"timeline", "photos"} & set(light)
    assert whole is not None and {"timeline", "photos"} <= set(whole)


def test_firms_get_places_without_who_came_last() -> None:
    place = {"id": "P", "label": "3号楼2门", "last": {"day": "2023-06-14", "by": "u7"}}
    assert view("place", place, reader("contractor"), ORGS) == {"id": "P", "label": "3号楼2门"}
    assert view("place", place, reader("inspector"), ORGS) == place


def test_a_view_never_changes_what_is_stored() -> None:
    before = repr(FULL)
    view("finding", FULL, reader("subcontractor"), ORGS)
    assert repr(FULL) == before
