"""A finding given to another unit takes its place and its order along, not what the former unit said and showed."""

import pytest

from tests.people import ALICE, BOB, GUS, SAM, TOM
from tests.web.calls import HERE
from tests.web.walls.secret import Site


@pytest.fixture
def told(compound, browser):
    """The unit's story; then the contractor above it is told that it is another unit's work after all."""
    found = Site(compound, browser)
    found.begin()
    told = found.happen()
    fail = {"finding": told.finding, "move": "fail", "from": {}, "text": "未到位", "photos": [told.before], "due": "D1"}
    hand = {"finding": told.finding, "move": "reassign", "from": {}, "unit": TOM.org}
    for body in (fail, hand):
        assert compound.say(BOB, "finding.moved", body)["outcome"] == "applied"
    return told


def read(browser, person, told) -> str:
    return browser(person).ask("GET", f"{HERE}/findings/{told.finding}").text


def statuses(browser, person, sha: str) -> set[int]:
    asked = browser(person)
    return {asked.ask(method, f"{HERE}/blobs/{sha}{kind}").status_code
            for method in ("GET", "HEAD") for kind in ("", "?as=thumb", "?as=print", "?as=marked")}


def test_the_new_unit_reads_the_finding_and_none_of_the_former_units_words(told, browser):
    said = read(browser, TOM, told)
    assert told.number in said and told.text in said and told.before in said
    for word in (told.reply, told.after, told.person, told.firm, told.short):
        assert word not in said, word
    page = browser(TOM).ask("GET", f"/desk/p1/findings/{told.finding}").text
    assert told.number in page and not any(word in page for word in (
        told.reply, told.after, told.person, told.firm, told.short, "责任单位：o5"))


def test_the_new_unit_sees_what_was_found_but_not_the_former_units_picture_even_with_its_hash(told, browser):
    assert statuses(browser, TOM, told.before) == {200}
    assert statuses(browser, TOM, told.after) == {404}
    assert {frozenset(statuses(browser, one, told.after)) for one in (SAM, GUS, ALICE)} == {frozenset({200})}


def test_the_former_unit_no_longer_reads_on(told, browser):
    assert browser(SAM).ask("GET", f"{HERE}/findings/{told.finding}").status_code == 404
    assert browser(GUS).ask("GET", f"{HERE}/findings/{told.finding}").status_code == 200
