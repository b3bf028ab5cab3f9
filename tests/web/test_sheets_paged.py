"""The list of issued sheets comes a page at a time, and the pages together are the whole."""

from server.storage import queries
from tests import people
from tests.sync.test_weekly_sheet import issue
from tests.web.conftest import refused

HERE = "/api/v1/projects/p1/sheets"


def listed(answer):
    return [(sheet["tier"], sheet["number"], sheet["version"]) for sheet in answer["sheets"]]


def test_pages_join_to_the_whole_and_a_corrected_sheet_is_on_one_of_them(compound, browser, clock, monkeypatch):
    for nr in range(12, 16):
        clock.set(f"2023-06-{nr}T17:00:00+08:00")
        issue(compound, f"2023-06-{nr}")
    issue(compound, "2023-06-15", expects=2)
    issue(compound, "2023-06-15", "weekly")
    pam = browser(people.PAM)
    whole = pam.ask("GET", HERE).json
    assert listed(whole) == [("daily", 4, 2), ("daily", 3, 1), ("daily", 2, 1), ("daily", 1, 1), ("weekly", 1, 1)]
    assert "next" not in whole
    asked, things = [], queries.things
    monkeypatch.setattr(queries, "things", lambda *given: (asked.append(given[3:]), things(*given))[1])
    pages, before = [], ""
    while True:
        page = pam.ask("GET", f"{HERE}?limit=2{before}").json
        pages.append(listed(page))
        if "next" not in page:
            break
        before = f"&before={page['next']}"
    assert pages == [[("daily", 4, 2), ("weekly", 1, 1)], [("daily", 3, 1)], [("daily", 2, 1), ("daily", 1, 1)]]
    assert all(ids and len(ids[0]) <= 2 for ids in asked), "no more is read than is shown"


def test_a_page_of_no_size_or_too_much_is_a_bad_request(compound, browser):
    pam = browser(people.PAM)
    for odd in ("limit=0", "limit=501", "limit=x", "before=0", "before=-1"):
        refused(pam.ask("GET", f"{HERE}?{odd}"), "bad_request")
