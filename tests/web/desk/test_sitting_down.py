"""Signing in at the desk, and who may open which page."""

import re

import pytest

from tests import people
from tests.people import ADA, ALICE, ANN, BOB, CAROL, CHARLIE, DORA, GUS, HAL, PAM, SAM, VIC

PAGES = ("today", "findings", "meeting/2023-06-14", "papers")
MAY_OPEN = {
    ALICE: ("today", "findings", "papers"), ANN: PAGES, BOB: PAGES, CAROL: PAGES, PAM: PAGES, HAL: PAGES,
    ADA: ("today", "findings", "papers"), GUS: ("findings",), SAM: ("findings",),
    DORA: ("findings", "papers"), VIC: ("papers",), CHARLIE: (),
}


@pytest.mark.parametrize("person", MAY_OPEN, ids=lambda person: person.role + person.project)
def test_everybody_opens_exactly_the_pages_of_his_role(office, person):
    desk = office(person)
    answers = {page: desk.open(page).status_code for page in PAGES}
    assert answers == {page: 200 if page in MAY_OPEN[person] else 403 for page in PAGES}


@pytest.mark.parametrize("page", [*PAGES, "", "held/x", "meeting/2023-06-14/preview.pdf", "papers/daily/1/1/text.pdf"])
def test_a_stranger_learns_nothing_not_even_a_name(office, page):
    desk = office(CHARLIE)
    answer = desk.open(page)
    assert answer.status_code in (403, 404)
    assert "水竹花园" not in answer.text and not any(one.name in answer.text for one in people.EVERYBODY
                                                if one is not CHARLIE)


def test_a_refused_page_says_so_in_a_sentence_and_offers_a_way_back(office):
    desk = office(SAM)
    desk.open("today")
    assert "您没有这项权限" in desk.text("refused") and "/desk/" in desk.page.text


def test_signing_in_leads_to_the_page_one_wanted(browser, compound):
    visitor = browser()
    sent_away = visitor.ask("GET", "/desk/p1/findings?state=open")
    assert sent_away.status_code == 303 and sent_away.location.startswith("/desk/login?back=")
    answer = visitor.ask("POST", "/desk/login", data={
        "login": PAM.login, "password": people.PASSWORD, "back": "/desk/p1/findings?state=open"})
    assert (answer.status_code, answer.location) == (303, "/desk/p1/findings?state=open")


@pytest.mark.parametrize("back", [
    "https://evil.example/", "//evil.example/desk/", "/desk/\\evil.example", "/elsewhere"])
def test_signing_in_never_leads_away_from_the_desk(browser, compound, back):
    answer = browser().ask("POST", "/desk/login", data={"login": PAM.login, "password": people.PASSWORD, "back": back})
    assert (answer.status_code, answer.location) == (303, "/desk/")


def test_a_wrong_password_is_said_beside_the_form_with_the_number_kept(browser, compound):
    answer = browser().ask("POST", "/desk/login", data={"login": PAM.login, "password": "wrong"})
    assert answer.status_code == 401
    assert "手机号或密码不对" in answer.text and f'value="{PAM.login}"' in answer.text


def test_another_site_cannot_sign_anybody_in(browser, compound):
    answer = browser().ask("POST", "/desk/login", data={"login": PAM.login, "password": people.PASSWORD},
                           headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


def test_whoever_has_one_project_is_in_it_at_once(office):
    desk = office(PAM)
    desk.open("/desk/")
    assert desk.page.status_code == 200 and desk.shows("tiles")


def test_signing_out_ends_the_session(office):
    desk = office(PAM)
    desk.open("today")
    desk.send("/desk/logout")
    assert desk.shows("login")
    assert desk.open("today").status_code == 200 and desk.shows("login")


def test_the_language_stays_chosen(office):
    desk = office(PAM)
    assert desk.open("/desk/language/en?back=/desk/p1/today").status_code == 200
    assert "Nothing found" in desk.page.text and 'lang="en"' in desk.page.text
    assert "Findings" in desk.open("findings").text


def test_pages_hold_no_script_or_style_of_their_own(office, filed):
    """The policy of headers allows neither; what slipped in would silently not work."""
    id = filed(ALICE, "SZ-B03-E1")
    desk = office(CAROL)
    for page in (*PAGES, f"findings/{id}"):
        html = desk.open(page).text
        assert not re.search(r"<script(?![^>]+src=)|<style|\sstyle=|\son[a-z]+=|javascript:", html), page
        assert "unsafe-inline" not in desk.page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/desk/p1/nothing", "/desk/p1/today/more"])
def test_an_address_that_leads_nowhere_is_answered_in_the_office_look_with_a_way_home(browser, compound, path):
    answer = browser().ask("GET", path)
    assert answer.status_code == 404
    assert "没有找到" in answer.text and "desk.css" in answer.text and 'href="/desk/"' in answer.text
