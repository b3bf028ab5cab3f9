"""Lists of findings: what a filter asks for, page by page, and nothing a reader may not know."""

import re

import pytest

from server.web.desk import findings
from tests.people import ALICE, BOB, GUS, PAM, SAM, TOM


def numbers(page) -> list[str]:
    """The numbers a list shows, in its order."""
    return re.findall(r'data-testid="finding-([A-Z]+-\d+-\d+)"', page.text)


@pytest.fixture
def some(filed, moved):
    """Five findings: three of the facade firm (one issued, one rejected), one of waterproofing, one of quality."""
    ids = [filed(ALICE, "SZ-B03-E1"), filed(ALICE, "SZ-B03-E2", severity=1), filed(ALICE, "SZ-B10-E1", urgent=True),
           filed(ALICE, "SZ-B01-E1", unit="o6", item="BAL-01", text="屋面附加层漏做"),
           filed(ALICE, "SZ-B01-E2", item="FAC-01", kind="quality")]
    moved(BOB, ids[0], "issue")
    moved(BOB, ids[1], "reject", text="不属实")
    return ids


@pytest.mark.parametrize(("asked", "count"), [
    ("", 5), ("state=open", 4), ("state=submitted", 3), ("state=rejected", 1), ("unit=o6", 1), ("kind=quality", 1),
    ("building=SZ-B03", 2), ("severity=1", 1), ("text=附加层", 1), ("text=ZL-2023", 1), ("state=nonsense", 5),
    ("unit=o6&state=issued", 0), ("severity=9", 5)])
def test_a_filter_gives_what_it_says(office, some, asked, count):
    assert len(numbers(office(PAM).open(f"findings?{asked}"))) == count


def test_page_after_page_shows_each_finding_once_newest_first(office, some, monkeypatch):
    monkeypatch.setattr(findings, "PAGE", 2)
    desk, seen = office(PAM), []
    page = desk.open("findings")
    for _ in range(5):
        seen += numbers(page)
        more = re.search(r'href="([^"]+)" data-testid="more"', page.text)
        if more is None:
            break
        page = desk.open(more[1].replace("&amp;", "&"))
    assert len(seen) == len(set(seen)) == 5 and seen == sorted(seen, reverse=True)


def test_a_cursor_that_is_not_ours_is_refused(office, some):
    assert office(PAM).open("findings?after=x").status_code == 400


def test_a_firm_sees_its_own_subtree_and_only_after_review(office, some):
    assert len(numbers(office(SAM).open("findings"))) == 2, "one issued, one urgent before review"
    assert len(numbers(office(TOM).open("findings"))) == 0
    assert len(numbers(office(GUS).open("findings"))) == 2, "the general contractor sees his subcontractors"


def test_searching_finds_nothing_in_words_a_reader_may_not_see(office, compound, some):
    compound.say(ALICE, "comment.added", {"finding": some[0], "text": "暗语", "photos": [], "internal": True})
    assert numbers(office(SAM).open("findings?text=暗语")) == []


def test_quotes_and_percent_signs_are_searched_as_they_are(office, filed):
    filed(ALICE, "SZ-B03-E1", text='管径"100%"处开裂')
    filed(ALICE, "SZ-B03-E2", text="管径100处开裂")
    assert len(numbers(office(PAM).open("findings?text=%22100%25%22"))) == 1


def test_a_picture_still_on_a_phone_is_said_in_the_list(office, filed):
    blob = {"sha256": "cd" * 32, "size": 9, "type": "image/jpeg", "w": 4, "h": 3, "taken_at": None, "source": "camera",
            "geo": None, "preview": None}
    filed(ALICE, "SZ-B03-E1", blobs=(blob,))
    assert "照片待上传" in office(PAM).open("findings").text


def test_in_english_a_part_is_said_in_english_and_names_stay(office, compound, filed):
    ids = compound.morning()
    filed(ALICE, "SZ-B10-E1", text="门口积水")
    desk = office(PAM)
    desk.open("/desk/language/en?back=/desk/p1/findings")
    page = desk.open("findings").text
    assert "3号楼 East face" in page and "10号楼 North face" in page and "10号楼1门</span> · East face" in page
    assert "立面" not in page
    assert "3号楼 East face" in desk.open(f"findings/{ids['issued']}").text
    desk.open("/desk/language/zh-CN?back=/desk/p1/findings")
    assert "3号楼东立面" in desk.page.text
