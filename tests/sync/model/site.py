"""One compound under the model: what was written, what was handed in, who reads along, and what must hold of it."""

import itertools
import json
import uuid
from contextlib import ExitStack
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from server.storage import devices
from server.storage.db import transaction
from server.sync.intake import Submitter, submit
from tests.people import ALICE, BOB, DORA, GUS, OPERATOR, PAM, PROJECT, SAM, TOM, VIC, Person, finding, visit, written
from tests.sync.model import bodies, checks
from tests.sync.model.phones import Phone, reader_of, visible

Body = dict[str, Any]
PAGES = {ALICE: 500, BOB: 7, PAM: 500, GUS: 3, SAM: 1, TOM: 500, DORA: 500, VIC: 500}
"""Who reads along, and how many items his phone asks for at a time."""


class Site(RuleBasedStateMachine):
    """`compounds` is conftest's; the log is applied anew whenever it has grown by `rebuild_every` rows."""

    def __init__(self, compounds: Any, rebuild_every: int) -> None:
        super().__init__()
        self.room, self.rebuild_every = ExitStack(), rebuild_every
        self.compound = self.room.enter_context(compounds())
        self.ids, self.findings = itertools.count(1), list[str]()
        self.events: dict[str, tuple[Person | None, str, bytes]] = {}
        self.unsent: list[str] = []
        self.rows = checks.rows_of(self.compound)
        self.rebuilt_at = len(self.rows)
        self.handed_in = {row["id"]: row["bytes"] for row in self.rows}
        self.phones = {person: Phone(self.compound, person, limit) for person, limit in PAGES.items()}
        self.asleep: dict[Person, list[Phone]] = {person: [] for person in PAGES}

    @initialize()
    def everybody_checks_in(self) -> None:
        """Each phone has once held its person's session, which a relay must prove."""
        with transaction(self.compound.engine) as work:
            for person in bodies.WRITERS:
                devices.seen(work, PROJECT, device_of(person), person.id, app="tests", n=None,
                             at=self.compound.clock(), offset=0, holds={})
        self.a_day_begins()

    def a_day_begins(self) -> None:
        """So that a short story is not all beginning: a finding at work, an internal word, a visit that waits."""
        filed = self.with_ids(visit(bodies.PLACES[0], outcome="findings", findings=[finding("TEMP-01")]))
        self.write(ALICE, "visit.recorded", filed)
        self.write(BOB, "finding.moved", {"finding": self.findings[0], "move": "issue", "unit": "o5", "due": "D1"})
        self.write(BOB, "comment.added", {"finding": self.findings[0], "text": "内部", "internal": True})
        self.write(ALICE, "visit.recorded", visit(bodies.UNFOUNDED[0]))

    def teardown(self) -> None:
        """The database goes with the example."""
        self.room.close()

    def new_id(self) -> str:
        """The same in every run of an example, so that it can be played again."""
        return str(uuid.UUID(int=next(self.ids), version=4))

    def with_ids(self, visit: Body, ids: tuple[str, ...] = ()) -> Body:
        """The visit with an id for each of its findings: first those given, then new ones."""
        spare = [*ids, *(self.new_id() for _ in visit["findings"])]
        said = {**visit, "findings": [{**one, "id": id} for one, id in zip(visit["findings"], spare, strict=False)]}
        self.findings += [one["id"] for one in said["findings"] if one["id"] not in self.findings]
        return said

    def write(self, author: Person | None, type: str, body: Body, *, stays: bool = False, **envelope: Any) -> None:
        """Freeze one event; it is sent now, or `stays` on its phone."""
        device = {"device": device_of(author), "n": next(self.ids)} if author else {}
        id, raw = written(author, type, body, self.compound.clock(), id=self.new_id(),
                          blobs=bodies.pictured(body), **{**device, **envelope})
        self.events[id] = author, type, raw
        if stays:
            self.unsent.append(id)
        else:
            self.send(id)

    def send(self, id: str, submitter: Submitter | None = None) -> None:
        """Hand it in for the first time. I15: whatever it says, it is taken, and the receipt is true."""
        author, _, raw = self.events[id]
        self.handed_in[id] = raw
        new, receipt = self.submit(id, raw, submitter or submitter_of(author))
        assert new and receipt["outcome"] in ("applied", "no_effect", "held")
        assert receipt["sha256"] == checks.sha256(raw)

    def submit(self, id: str, raw: bytes, submitter: Submitter) -> tuple[bool, Body]:
        """At the door of the server."""
        return submit(PROJECT, id, raw, submitter, self.compound.clock(), self.compound.engine)

    def sent(self) -> list[str]:
        """Events of this example that have arrived, in the order of writing."""
        return [id for id in self.events if id in self.handed_in]

    def of_type(self, type: str) -> list[str]:
        """Well-formed events of this type, arrived or not."""
        return [id for id, (_, known, raw) in self.events.items() if known == type and b'"findings"' in raw]

    def body(self, id: str) -> Body:
        """What an event said."""
        return json.loads(self.events[id][2])["body"]

    @invariant()
    def the_log_only_grew_by_what_was_said(self) -> None:
        before, self.rows = self.rows, checks.rows_of(self.compound)
        checks.log_only_grew(before, self.rows)
        checks.nothing_invented(self.rows, self.handed_in)
        checks.things_have_authors(self.compound, self.handed_in, set(self.findings))

    @invariant()
    def nothing_waits_for_what_has_come(self) -> None:
        checks.waiting_room_is_true(self.compound, self.handed_in)

    @invariant()
    def every_phone_holds_what_is_his_and_nothing_else(self) -> None:
        """I7, I9, I22: a phone that followed, one that slept since long ago, and a new one, against the state."""
        for person, phone in self.phones.items():
            reader = reader_of(self.compound, person)
            if reader is None:
                continue
            phone.follow()
            ought = visible(self.compound, reader)
            self.asleep[person].append(phone.asleep())
            woken = self.asleep[person][len(self.asleep[person]) // 2].asleep()
            for known in (phone, woken, Phone(self.compound, person)):
                known.follow()
                assert known.things == ought, (person.role, differing(known.things, ought))
                checks.verdicts_heard(known)
            checks.given_what_concerns_him(self.compound, reader, ought)

    @invariant()
    def the_log_decides(self) -> None:
        if len(self.rows) - self.rebuilt_at >= self.rebuild_every:
            self.rebuilt_at = len(self.rows)
            checks.log_decides(self.compound)


def differing(one: Body, other: Body) -> list[Any]:
    """The keys whose things differ."""
    return [key for key in {**one, **other} if one.get(key) != other.get(key)]


def device_of(person: Person) -> str:
    """The id of this person's phone."""
    return str(uuid.UUID(int=int(person.id[1:]) << 64, version=4))


def submitter_of(author: Person | None) -> Submitter:
    """The author's own session on his own phone, or the operator's console."""
    return Submitter(author.id, device_of(author)) if author else OPERATOR
