"""A contractor of one unit sees nothing of another, a general contractor sees its subcontractors. Route by route."""

import pytest

from tests.people import CHARLIE, DORA, GUS, SAM, TOM, VIC
from tests.web.walls.asking import ask, routes, steady
from tests.web.walls.rows import ROWS
from tests.web.walls.secret import Site, nothing
from tests.web.walls.ways import fill

STRANGERS = {"another unit": TOM, "viewer": VIC, "district": DORA, "another compound": CHARLIE, "signed out": None}
READ_SHEETS = (VIC, DORA)


@pytest.fixture
def site(compound, browser):
    """The compound with another unit's finding on it; the unit's story is still to happen."""
    found = Site(compound, browser)
    found.begin()
    return found


def everything(browser, told, person, only=lambda route: True):
    """Answers of every route of the table."""
    return [answer for route in ROWS if only(route) for answer in ask(browser, route, told, person)]


def test_every_route_of_the_application_has_a_row(app):
    assert sorted(set(routes(app)) - set(ROWS)) == [], "say in tests/web/walls/rows.py how these are asked"
    assert sorted(set(ROWS) - set(routes(app))) == [], "these routes are gone"


@pytest.mark.parametrize("stranger", STRANGERS)
def test_no_route_says_anything_of_the_units_things(site, browser, stranger):
    person, told = STRANGERS[stranger], site.happen()
    before = site.compound.look("finding", told.finding)
    for answer in everything(browser(person), told, person):
        if ROWS[answer.route].sheets and person in READ_SHEETS:
            continue
        said = [word for word in told.words() if word in answer.text and word not in answer.asked]
        assert not said, (answer.route, answer.asked, answer.status, said, answer.text[:1500])
    assert site.compound.look("finding", told.finding) == before, "nor changes anything"


@pytest.mark.parametrize("stranger", STRANGERS)
def test_the_units_things_are_refused_like_things_that_do_not_exist(site, browser, stranger):
    person, told, decoy = STRANGERS[stranger], site.happen(), nothing()
    asked = [route for route in ROWS if not ROWS[route].tells_bytes]
    asking = browser(person)
    for route in asked:
        pairs = zip(ask(asking, route, told, person), ask(asking, route, decoy, person), strict=True)
        for one, other in pairs:
            assert one.without(told, decoy) == other.without(decoy, decoy), (one.route, one.asked)


@pytest.mark.parametrize("stranger", ("another unit", "another compound", "signed out"))
def test_no_list_and_no_count_changes_when_the_unit_has_something_new(site, browser, stranger):
    person, decoy = STRANGERS[stranger], nothing()
    reading = [route for route in ROWS if route.startswith("GET")]
    before = everything(browser(person), decoy, person, reading.__contains__)
    site.happen()
    after = everything(browser(person), decoy, person, reading.__contains__)
    for one, other in zip(before, after, strict=True):
        assert steady(one) == steady(other), (one.route, one.asked)


@pytest.mark.parametrize("person", (SAM, GUS), ids=lambda person: person.role)
def test_the_unit_and_the_contractor_above_it_are_let_in_by_the_same_questions(site, browser, person):
    told = site.happen()
    for route, row in ROWS.items():
        if row.seen is None:
            continue
        answers = ask(browser(person), route, told, person)
        assert {answer.status for answer in answers} <= {200}, route
        assert any(fill(row.seen, told) in answer.text for answer in answers), route
        assert not any(told.internal in answer.text and told.internal not in answer.asked for answer in answers), route
