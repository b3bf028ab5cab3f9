"""不打印: a picture so marked is on no paper made after the mark; what was issued before stays as it was."""

import pytest

from server.domain.sheet import canonical, content_sha256
from server.storage.db import reading
from server.storage.state import State
from server.sync import sheet_check
from server.sync.types.sheet import preview
from tests.paper.printing import printed
from tests.paper.test_issued_sheet import DAY, content, issue
from tests.paper.worked_day import material
from tests.people import ALICE, BOB, PAM, PROJECT, finding, visit

FIRST, SECOND = "ab" * 32, "cd" * 32


@pytest.fixture
def pictured(compound):
    """A finding with two pictures of before; its number."""
    blobs = [{"sha256": sha, "size": 9, "type": "image/jpeg", "w": 4, "h": 3, "taken_at": None, "source": "camera",
              "geo": None, "preview": None} for sha in (FIRST, SECOND)]
    told = finding(photos=[FIRST, SECOND])
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", outcome="findings", findings=[told]), blobs=blobs)
    compound.say(BOB, "finding.moved", {"finding": told["id"], "move": "issue", "from": {}, "unit": "o5", "due": "D1"})
    return compound.look("finding", told["id"])["number"]


def off(compound, sha, printed=False):
    assert compound.say(PAM, "photo.marked", {"sha256": sha, "printed": printed})["outcome"] == "applied"


def drafted(compound):
    with reading(compound.engine) as session:
        return preview(State(session, PROJECT), "daily", DAY, "2023-06-14T02:00:00.000Z")


def boxes(told):
    return [pair["before"]["box"] for pair in told["annex"]["pairs"]]


def test_a_picture_marked_off_is_in_no_annex_and_gives_no_figure(compound, pictured):
    assert boxes(drafted(compound)) == ["待上传"], "two pictures are promised, one is shown"
    off(compound, FIRST)
    assert boxes(drafted(compound)) == ["待上传"], "the other one takes its place"
    off(compound, SECOND)
    told = drafted(compound)
    assert boxes(told) == []
    items = next(part for part in told["sections"] if part["id"] == "items")["items"]
    assert [row["figure"] for row in items] == [row["figure"] for group in told["annex"]["ledger"]
                                                for row in group["rows"]] == [""]
    off(compound, SECOND, printed=True)
    assert boxes(drafted(compound)) == ["待上传"], "and back again"


def test_an_issued_sheet_keeps_its_pictures_and_its_correction_leaves_them_out(compound, pictured):
    assert issue(compound)["outcome"] == "applied"
    before = content(compound)
    off(compound, FIRST), off(compound, SECOND)
    assert canonical(content(compound)) == canonical(before) and boxes(before) == ["待上传"]
    proof = sheet_check.check(PROJECT, "daily", 1, compound.engine)
    assert (proof.verdict, proof.issued) == ("same", content_sha256(before)), "the mark came after the cut"
    assert issue(compound, expects=2)["outcome"] == "applied"
    assert boxes(content(compound, version=2)) == []


def test_the_printed_annex_holds_one_picture_less_for_each_mark():
    def pictures(**changes) -> int:
        return sum(len(page.images) for page in printed("annex", **changes).pages)
    day = material()
    shown = [photo["sha256"] for finding in day.findings.values() for photo in finding["photos"]
             if photo["role"] == "before"]
    whole = pictures(pictures={sha: sha for sha in day.pictures})
    assert whole > 1
    assert pictures(pictures={sha: sha for sha in day.pictures}, unprinted=frozenset(shown[:1])) == whole - 1
