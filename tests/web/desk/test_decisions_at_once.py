"""Decisions typed in one room at the same instant: each has a number of its own, the same on every page."""

import threading
import uuid

from server.sync.rebuild import differences
from tests.people import HAL, PAM

DAY = "2023-06-14"
SAID = {"meeting": DAY, "text": "补齐", "unit": "o5"}


def recorded(compound, line):
    receipt = compound.say(PAM, "decision.recorded", {**SAID, "line": line})
    assert receipt["outcome"] == "applied"
    return compound.look("decision", receipt["id"])["line"]


def test_a_number_that_is_taken_becomes_the_next_free_one(compound):
    assert [recorded(compound, line) for line in (1, 1, 2, 7, 1)] == [1, 2, 3, 7, 8]
    assert compound.say(PAM, "decision.recorded", {**SAID, "meeting": "2023-06-13", "line": 1})["outcome"] == "applied"
    assert sorted(one["line"] for one in compound.everything("decision")) == [1, 1, 2, 3, 7, 8]
    assert differences("p1", compound.engine) == []


def test_lines_typed_at_one_instant_are_numbered_one_after_the_other_and_said_so(browser, compound, clock):
    clock.set(f"{DAY}T17:00:00+08:00")
    seats, gate, told = [browser(who) for who in (PAM, HAL) * 3], threading.Barrier(6), [None] * 6

    def write(nr):
        gate.wait()
        said = {"event": str(uuid.uuid4()), "text": f"第{nr}件", "unit": "o5", "due": "2023-06-15"}
        told[nr] = seats[nr].ask("POST", f"/desk/p1/meeting/{DAY}/room", data=said,
                                 headers={"Accept": "application/json"}).get_json()["decision"]

    works = [threading.Thread(target=write, args=(nr,)) for nr in range(6)]
    for work in works:
        work.start()
    for work in works:
        work.join(60)
    kept = {one["text"]: one["line"] for one in compound.everything("decision")}
    assert sorted(kept.values()) == [1, 2, 3, 4, 5, 6]
    assert {one["text"]: one["line"] for one in told} == kept
    page = browser(PAM).ask("GET", f"/desk/p1/meeting/{DAY}/room").text
    assert all(f"<b>第{line}项</b> {text}" in page for text, line in kept.items())
    assert differences("p1", compound.engine) == []
