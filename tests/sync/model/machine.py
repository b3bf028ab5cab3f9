"""A compound as a state machine: people say what they like in any order, and every promise is checked each time."""

from typing import Any
from unittest.mock import patch

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from server.domain.problems import Problem
from server.sync.intake import Submitter
from server.sync.registry import APPLIERS, JUDGES
from server.sync.retry import retry_failed
from tests.people import ADA, ALICE, BOB, GUS, ORGS, PROJECT, SAM, TOM, Person
from tests.sync.model import bodies, checks
from tests.sync.model.site import Body, Site, device_of, submitter_of

FAULTS = {"judging": JUDGES, "folding": APPLIERS}
late = st.sampled_from((False, False, False, True))
"""Whether an event stays on its phone for now, while others already build on it."""


class Life(Site):
    """The rules: what people say, what happens to the project, how it arrives."""

    # what people say

    @rule(author=bodies.people, body=bodies.visits(), stays=late)
    def somebody_visits(self, author: Person, body: Body, stays: bool) -> None:
        self.write(author, "visit.recorded", self.with_ids(body), stays=stays)

    @precondition(lambda self: self.of_type("visit.recorded"))
    @rule(data=st.data(), body=bodies.visits(), stays=late, meddler=st.sampled_from((None, None, BOB)))
    def somebody_amends(self, data: st.DataObject, body: Body, stays: bool, meddler: Person | None) -> None:
        visit = data.draw(st.sampled_from(self.of_type("visit.recorded")))
        first = [one["id"] for one in self.body(visit)["findings"]]
        self.write(meddler or self.events[visit][0], "visit.amended",
                   {"target": visit, "body": self.with_ids(body, first)}, stays=stays)

    @precondition(lambda self: self.of_type("visit.recorded"))
    @rule(data=st.data(), stays=late)
    def somebody_withdraws(self, data: st.DataObject, stays: bool) -> None:
        visit = data.draw(st.sampled_from(self.of_type("visit.recorded")))
        self.write(self.events[visit][0], "visit.withdrawn", {"target": visit, "reason": "记错"}, stays=stays)

    @precondition(lambda self: self.findings)
    @rule(data=st.data(), stays=late, follows=st.booleans())
    def somebody_moves_as_the_table_allows(self, data: st.DataObject, stays: bool, follows: bool) -> None:
        finding = data.draw(st.sampled_from(self.findings))
        known = self.compound.look("finding", finding) or {"state": "submitted", "unit": "o5"}
        author, said = data.draw(bodies.fitting_moves(known["state"], known["unit"]))
        self.moves(data, author, finding, said, stays, follows)

    @precondition(lambda self: self.findings)
    @rule(data=st.data(), move=bodies.moves(), stays=late, follows=st.booleans())
    def somebody_moves_as_he_likes(self, data: st.DataObject, move: Any, stays: bool, follows: bool) -> None:
        self.moves(data, move[0], data.draw(st.sampled_from(self.findings)), move[1], stays, follows)

    def moves(self, data: st.DataObject, author: Person, finding: str, said: Body, stays: bool, follows: bool) -> None:
        """`follows`: his phone names the last event it knew; else the finding alone says what must be here."""
        said = {"finding": finding, "from": {"state": "submitted", "round": 1}, **said}
        if said["move"] == "merge":
            said["target"] = data.draw(st.sampled_from(self.findings))
        after = [data.draw(st.sampled_from(list(self.events)))] if follows else []
        self.write(author, "finding.moved", said, stays=stays, after=after)

    @precondition(lambda self: self.findings)
    @rule(data=st.data(), author=bodies.people, internal=st.booleans(), stays=late)
    def somebody_comments(self, data: st.DataObject, author: Person, internal: bool, stays: bool) -> None:
        self.write(author, "comment.added", {"finding": data.draw(st.sampled_from(self.findings)), "text": "请补拍",
                                             "photos": [bodies.PICTURES[2]], "internal": internal}, stays=stays)

    @rule(author=bodies.people, changes=st.sampled_from((
        {"type": "visit.imagined"}, {"v": 9}, {"body": {"day": "yesterday"}}, {"at": "half past nine"},
        {"at": "2099-01-01T00:00:00+08:00"}, {"after": ["11111111-1111-4111-8111-111111111111"]}, {"n": "seventeen"})))
    def a_newer_or_broken_phone_speaks(self, author: Person, changes: Body) -> None:
        said = {"type": "visit.recorded", "body": bodies.visit(bodies.PLACES[0]), **changes}
        self.write(author, **said)

    # what happens to the project

    @rule(person=st.sampled_from((ALICE, BOB, GUS, SAM, TOM)), role=st.sampled_from((None, "own", "own", "viewer")))
    def somebody_leaves_or_comes_back(self, person: Person, role: str | None) -> None:
        state = role and {"name": person.name, "org": person.org, "role": person.role if role == "own" else role}
        self.write(ADA, "setup.changed", {"kind": "person", "id": person.id, "state": state})

    @rule(parent=st.sampled_from(("o4", None, "o6")))
    def a_firm_gets_another_parent(self, parent: str | None) -> None:
        kind, name, short, _ = ORGS["o5"]
        self.write(ADA, "setup.changed", {"kind": "org", "id": "o5", "state": {
            "name": name, "short": short, "kind": kind, "parent": parent, "order": 4}})

    @rule(door=st.sampled_from(bodies.UNFOUNDED))
    def a_door_is_registered(self, door: str) -> None:
        self.write(None, "setup.changed", {"kind": "place", "id": door, "state": {
            "kind": "entrance", "building": door[:6], "label": "9门", "sort": 399, "route": 399}})

    @precondition(lambda self: self.compound.everything("held"))
    @rule(data=st.data(), reviewer=st.sampled_from(bodies.REVIEWERS), decision=st.sampled_from(("apply", "drop")))
    def a_reviewer_decides_over_what_is_held(self, data: st.DataObject, reviewer: Person, decision: str) -> None:
        target = data.draw(st.sampled_from(sorted(one["id"] for one in self.compound.everything("held"))))
        self.write(reviewer, "held.resolved", {"target": target, "decision": decision, "reason": "电话核实"})

    @rule(minutes=st.integers(-90, 40))
    def the_servers_clock_jumps(self, minutes: int) -> None:
        self.compound.clock.later(minutes=minutes)

    # how it arrives

    @precondition(lambda self: self.unsent)
    @rule(data=st.data())
    def what_stayed_on_a_phone_arrives(self, data: st.DataObject) -> None:
        self.send(self.unsent.pop(data.draw(st.integers(0, len(self.unsent) - 1))))

    @precondition(lambda self: self.unsent)
    @rule(data=st.data(), sender=bodies.people, own_phone=st.booleans())
    def a_colleague_brings_it(self, data: st.DataObject, sender: Person, own_phone: bool) -> None:
        id = self.unsent.pop(data.draw(st.integers(0, len(self.unsent) - 1)))
        self.send(id, Submitter(sender.id, device_of(sender if own_phone else self.events[id][0])))

    @precondition(lambda self: self.sent())
    @rule(data=st.data())
    def the_same_bytes_arrive_again(self, data: st.DataObject) -> None:
        """A success that changes nothing, unless the author now sends himself what a colleague brought."""
        id = data.draw(st.sampled_from(self.sent()))
        author = self.events[id][0]
        before, row = checks.rows_of(self.compound), next(row for row in self.rows if row["id"] == id)
        new, receipt = self.submit(id, self.events[id][2], submitter_of(author))
        assert not new and receipt["sha256"] == row["sha256"] and receipt["seq"] == row["seq"]
        assert row["submitter"] != row["author"] or checks.rows_of(self.compound) == before

    @precondition(lambda self: self.sent())
    @rule(data=st.data(), sender=bodies.people, space=st.integers(1, 9))
    def other_bytes_arrive_under_a_known_id(self, data: st.DataObject, sender: Person, space: int) -> None:
        id = data.draw(st.sampled_from(self.sent()))
        other = self.events[id][2] + b" " * space
        try:
            self.submit(id, other, Submitter(sender.id))
        except Problem as refused:
            kept = checks.second_bodies(self.compound, id, sender.id)
            assert (refused.code, other in kept) == ("id_conflict", True) or (refused.code, len(kept)) == ("quota", 5)
            return
        raise AssertionError("other bytes were taken for the first")

    @rule(fault=st.sampled_from(sorted(FAULTS)), author=bodies.people, body=bodies.visits())
    def the_server_fails_over_a_visit(self, fault: str, author: Person, body: Body) -> None:
        """The record is kept all the same, and judged once the fault is gone."""
        with patch.dict(FAULTS[fault], {"visit.recorded": lambda *_: 1 / 0}):
            self.write(author, "visit.recorded", self.with_ids(body))

    @rule()
    def the_server_tries_again(self) -> None:
        retry_failed(PROJECT, self.compound.clock(), self.compound.engine)
        assert [one for one in self.compound.everything("held") if one["reasons"][0]["code"] == "judge_failed"] == []
