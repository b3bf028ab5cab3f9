"""A picture somebody drew on stands beside its original, and never in its place."""

import hashlib

import pytest

from server.domain.sheet_ledger import printed
from server.domain.views import seen_by_firm
from tests.paper.worked_day import material
from tests.people import ALICE, SAM, finding, visit
from tests.sync.types.site import DOOR, PICTURE, REPAIRED, folds, issued, photo

DRAWN = hashlib.sha256(b"scaffold with an arrow on it").hexdigest()


def filed(compound, *blobs):
    """A finding with these pictures in their order; its state."""
    entry = finding(photos=[one["sha256"] for one in blobs])
    body = visit(DOOR, outcome="findings", findings=[entry])
    receipt = compound.say(ALICE, "visit.recorded", body, blobs=list(blobs))
    assert receipt["outcome"] == "applied", receipt["reasons"]
    return compound.look("finding", entry["id"])


def test_it_names_its_original_and_stands_right_after_it_for_everybody(compound):
    found = filed(compound, photo(), photo(DRAWN, source="annotated", of=PICTURE), photo(REPAIRED))
    assert [one["sha256"] for one in found["photos"]] == [PICTURE, DRAWN, REPAIRED]
    assert [one.get("of") for one in found["photos"]] == [None, PICTURE, None]
    assert [one.get("of") for one in seen_by_firm("finding", found, "o5")["photos"]] == [None, PICTURE, None]
    assert folds(compound)


@pytest.mark.parametrize("of", [None, 7, DRAWN, "f" * 64, [PICTURE]])
def test_one_that_names_no_picture_of_its_record_is_a_picture_like_any_other(compound, of):
    found = filed(compound, photo(), photo(DRAWN, of=of))
    assert all("of" not in one for one in found["photos"]) and folds(compound)


def test_the_paper_shows_the_picture_as_it_was_taken(compound):
    found = filed(compound, photo(), photo(DRAWN, of=PICTURE))
    assert [one["sha256"] for one in printed(found, material(), "before")] == [PICTURE]


def test_a_reply_may_be_drawn_on_too(compound):
    id = issued(compound)
    body = {"finding": id, "move": "reply", "from": {"state": "issued", "round": 1}, "text": "已补装",
            "photos": [REPAIRED, DRAWN]}
    compound.say(SAM, "finding.moved", body, blobs=[photo(REPAIRED), photo(DRAWN, of=REPAIRED)])
    assert [one.get("of") for one in compound.look("finding", id)["photos"]] == [None, REPAIRED]
    assert folds(compound)
