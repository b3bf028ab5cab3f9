"""Charlie works at another compound: whatever he asks, this one does not exist for him. Route by route."""

import re

import pytest

from tests import people
from tests.web.calls import digest, record

FILL = {"project": "p1", "id": "0f8fad5b-d9cb-469f-a165-70867728950e", "sha256": "a" * 64, "tier": "daily",
        "number": "1"}
PUBLIC = {"/api/v1/hello", "/api/v1/session", "/api/v1/openapi.json", "/api/v1/docs"}


def calls(app) -> list[tuple[str, str]]:
    """(method, address) of everything under the API, with plausible ids filled in."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/"):
            path = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: FILL[found[1]], rule.rule)
            found += [(method, path) for method in sorted(rule.methods - {"HEAD", "OPTIONS"})]
    return found


def test_a_stranger_is_refused_on_every_route_of_the_project(compound, app, browser):
    charlie, seen = browser(people.CHARLIE), 0
    compound.say(people.ALICE, "visit.recorded", people.visit("SZ-B03-E2"), id=FILL["id"])
    for method, path in calls(app):
        if path in PUBLIC:
            continue
        answer = charlie.ask(method, path, data=b"{}", headers={"Content-Type": "application/json", **digest(b"{}")})
        assert (answer.status_code, answer.json["error"]) == (403, "not_member"), (method, path, answer.text)
        seen += 1
    assert seen >= 12


def test_nobody_signed_in_is_refused_on_every_route(compound, app, browser):
    nobody = browser()
    for method, path in calls(app):
        if path not in PUBLIC or (method, path) == ("GET", "/api/v1/session"):
            answer = nobody.ask(method, path, data=b"{}", headers={"Content-Type": "application/json"})
            assert (answer.status_code, answer.json["error"]) == (401, "signed_out"), (method, path)


@pytest.mark.parametrize("project", ["p1", "p9", "nowhere"])
def test_a_project_one_is_not_in_and_one_that_is_not_there_look_the_same(compound, browser, project):
    answer = browser(people.CHARLIE).ask("GET", f"/api/v1/projects/{project}/feed")
    assert (answer.status_code, answer.json["error"]) == (403, "not_member")


def test_a_stranger_cannot_put_a_record_into_another_project_through_his_own(compound, browser):
    charlie, (id, raw) = browser(people.CHARLIE), record(people.CHARLIE)
    answer = charlie.ask("PUT", f"/api/v1/projects/p2/events/{id}", data=raw, headers=digest(raw))
    assert (answer.status_code, answer.json["error"]) == (400, "bad_envelope")


def test_the_list_of_ones_projects_names_no_other(compound, browser):
    answer = browser(people.CHARLIE).ask("GET", "/api/v1/session")
    assert [project["id"] for project in answer.json["projects"]] == ["p2"]


def test_somebody_who_left_reads_nothing_any_more(compound, app, browser):
    alice = browser(people.ALICE)
    compound.say(None, "setup.changed", {"kind": "person", "id": "u1", "state": None})
    assert alice.ask("GET", "/api/v1/session").json["projects"] == []
    for method, path in calls(app):
        if method == "GET" and path not in PUBLIC:
            assert alice.ask(method, path).json["error"] == "not_member", path
