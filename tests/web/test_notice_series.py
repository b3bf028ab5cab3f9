"""Eight people at their desks issue notices at the same time: each kind's numbers run on, none twice, none left out."""

import threading
import uuid

import requests

from tests import people
from tests.people import ALICE, BOB, CAROL, HAL, PAM, PROJECT
from tests.sync.types.site import folds, move
from tests.web.conftest import listening

ISSUERS = (BOB, CAROL, PAM, HAL) * 2
EACH = 4


def put_right(compound):
    """A finding the facade firm has to put right; its id."""
    found = people.finding("TEMP-01")
    compound.say(ALICE, "visit.recorded", people.visit("SZ-B03-E2", outcome="findings", findings=[found]))
    assert move(compound, BOB, found["id"], "issue", due="D1")["outcome"] == "applied"
    return found["id"]


def signed_in(origin, person):
    """The person's own HTTP session."""
    session = requests.Session()
    session.headers["Origin"] = origin
    answer = session.post(f"{origin}/api/v1/session", json={"login": person.login, "password": people.PASSWORD})
    assert answer.status_code == 200, answer.text
    return session


def issue_many(origin, session, findings, start, came):
    """Issue a notice of each finding by the form, as fast as the server answers; every second one is pressed twice."""
    start.wait(30)
    for nr, finding in enumerate(findings):
        form = {"event": str(uuid.uuid4()), "unit": "o5", "text": "", "finding": finding}
        for _ in range(1 + nr % 2):
            answer = session.post(f"{origin}/desk/{PROJECT}/notices", data=form, allow_redirects=False, timeout=120)
            came.append((answer.status_code, answer.headers.get("Location", "")))


def test_numbers_run_on_under_eight_issuers_at_once(compound, app):
    findings = [[put_right(compound) for _ in range(EACH)] for _ in ISSUERS]
    start, came = threading.Barrier(len(ISSUERS)), []
    with listening(app) as server:
        origin = f"http://127.0.0.1:{server.port}"
        sessions = [signed_in(origin, person) for person in ISSUERS]
        hands = [threading.Thread(target=issue_many, args=(origin, session, mine, start, came))
                 for session, mine in zip(sessions, findings, strict=True)]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join(120)
        for session in sessions:
            session.close()
    assert [(status, place) for status, place in came if status != 303 or "/notices/new" in place] == []
    assert len(came) == len(ISSUERS) * EACH * 3 // 2
    issued = compound.everything("notice")
    for kind, pattern in (("supervision", "监通-{:03d}"), ("client", "整通-{:03d}")):
        numbers = sorted(one["number"] for one in issued if one["kind"] == kind)
        assert numbers == [pattern.format(nr) for nr in range(1, len(ISSUERS) * EACH // 2 + 1)]
    assert folds(compound)


def contend(origin, session, findings, start, came):
    """Issue a notice of the same findings as everybody else, one after the other, all at the same moment."""
    for finding in findings:
        form = {"event": str(uuid.uuid4()), "unit": "o5", "text": "", "finding": finding}
        start.wait(30)
        answer = session.post(f"{origin}/desk/{PROJECT}/notices", data=form, allow_redirects=False, timeout=120)
        came.append((answer.status_code, answer.headers.get("Location", "")))


def test_of_eight_who_issue_the_same_finding_at_once_one_does_and_no_number_is_lost(compound, app):
    findings = [put_right(compound) for _ in range(EACH)]
    issuers, came = (BOB, CAROL) * 4, []
    start = threading.Barrier(len(issuers))
    with listening(app) as server:
        origin = f"http://127.0.0.1:{server.port}"
        sessions = [signed_in(origin, person) for person in issuers]
        hands = [threading.Thread(target=contend, args=(origin, session, findings, start, came))
                 for session in sessions]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join(120)
        for session in sessions:
            session.close()
    assert {status for status, _ in came} <= {303, 422}
    assert sum(status == 303 and "/notices/new" not in place for status, place in came) == EACH
    issued = sorted(compound.everything("notice"), key=lambda one: one["number"])
    assert [one["number"] for one in issued] == [f"监通-{nr:03d}" for nr in range(1, EACH + 1)]
    assert [one["findings"] for one in issued] == [[id] for id in findings]
    assert folds(compound)
