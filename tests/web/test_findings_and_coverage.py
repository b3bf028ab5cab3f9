"""Lists for the desk and for other programs: complete for whom they are meant, empty for everybody else."""

import pytest

from tests import people
from tests.web.conftest import refused

HERE = "/api/v1/projects/p1"


@pytest.fixture
def walked(compound) -> list[str]:
    """Three findings: scaffold (issued to the facade firm), roof (issued to the roofers), one not reviewed."""
    said = [people.finding(text="缺挡脚板约3米", unit="o5"),
            people.finding("ROOF-01", kind="quality", unit="o6", severity=1),
            people.finding("TEMP-01", unit="o5", text="电缆拖地")]
    compound.say(people.ALICE, "visit.recorded", people.visit("SZ-B03-E2", outcome="findings", findings=said))
    for one in said[:2]:
        receipt = compound.say(people.BOB, "finding.moved", {
            "finding": one["id"], "move": "issue", "from": {"state": "submitted", "round": 1}, "unit": one["unit"],
            "due": "D3"})
        assert receipt["outcome"] == "applied", receipt
    return [one["id"] for one in said]


def ids(answer) -> list[str]:
    return [one["id"] for one in answer.json["findings"]]


def test_each_reader_lists_what_concerns_him(walked, browser):
    for person, count in ((people.BOB, 3), (people.GUS, 2), (people.SAM, 1), (people.TOM, 1), (people.VIC, 0)):
        assert len(ids(browser(person).ask("GET", f"{HERE}/findings"))) == count, person.name


def test_the_filters_narrow_the_list(walked, browser):
    bob = browser(people.BOB)
    scaffold, roof, cable = walked
    for query, wanted in (("state=open", {scaffold, roof, cable}), ("state=submitted", {cable}), ("unit=o6", {roof}),
                          ("kind=quality", {roof}), ("severity=2", {scaffold, cable}), ("building=SZ-B03", set(walked)),
                          ("building=SZ-B01", set()), ("text=拖地", {cable}), ("text=100%25", set())):
        assert set(ids(bob.ask("GET", f"{HERE}/findings?{query}"))) == wanted, query


def test_pages_follow_each_other_without_gap_or_repeat(walked, browser):
    bob, seen, more = browser(people.BOB), [], ""
    while more is not None:
        answer = bob.ask("GET", f"{HERE}/findings?limit=1" + (f"&before={more}" if more else ""))
        seen += ids(answer)
        more = answer.json["next"]
    assert sorted(seen) == sorted(walked)


def test_a_search_cannot_find_by_words_its_reader_does_not_see(walked, compound, browser):
    compound.say(people.BOB, "comment.added", {
        "finding": walked[0], "text": "怀疑作假", "photos": [], "internal": True})
    assert ids(browser(people.SAM).ask("GET", f"{HERE}/findings?text=作假")) == []


def test_one_finding_is_whole_for_its_readers_and_absent_for_others(walked, browser):
    scaffold, roof, cable = walked
    sam = browser(people.SAM)
    assert sam.ask("GET", f"{HERE}/findings/{scaffold}").json["finding"]["timeline"]
    for hidden in (roof, cable, "nonsense"):
        refused(sam.ask("GET", f"{HERE}/findings/{hidden}"), "not_found")


def test_coverage_counts_every_entrance_exactly_once(walked, compound, browser):
    compound.say(people.ALICE, "visit.recorded", people.visit("SZ-B01-E1"))
    said = browser(people.PAM).ask("GET", f"{HERE}/coverage?day=2023-06-14").json
    assert sum(said["tally"].values()) == len(said["entrances"]) == sum(people.DOORS.values())
    assert said["entrances"]["SZ-B03-E2"]["state"] == "findings"
    assert said["entrances"]["SZ-B01-E1"]["state"] == "clean"


def test_what_a_phone_says_it_holds_is_known_to_be_missing(compound, browser):
    holds = {"events": 1, "blobs": 0, "bytes": 9, "oldest_at": None, "visits": {"2023-06-14": ["SZ-B02-E1"]}}
    alice = browser(people.ALICE)
    alice.ask("POST", f"{HERE}/checkin", json={
        "device": "0f8fad5b-d9cb-469f-a165-70867728950e", "app": "0.1.0", "at": "2023-06-14T09:00:00+08:00",
        "n": 1, "holds": holds})
    said = alice.ask("GET", f"{HERE}/coverage?day=2023-06-14").json
    assert said["entrances"]["SZ-B02-E1"]["state"] == "on_phone"


def test_contractors_do_not_read_who_looked_where(compound, browser):
    refused(browser(people.GUS).ask("GET", f"{HERE}/coverage?day=2023-06-14"), "not_allowed")
    refused(browser(people.PAM).ask("GET", f"{HERE}/coverage?day=2023-02-30"), "bad_request")
