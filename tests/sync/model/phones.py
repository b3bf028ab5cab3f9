"""A phone that follows the feed page by page, and what the server's state says it ought to hold."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from server.domain import rights
from server.domain.rights import Reader
from server.storage import tables
from server.storage.db import reading
from server.sync.feed import feed
from tests.people import PROJECT, Compound, Person

Things = dict[tuple[str, str], dict[str, Any]]


def reader_of(compound: Compound, person: Person) -> Reader | None:
    """Whom the server takes this person for today; None for one who is no member now."""
    known = compound.look("person", person.id)
    return Reader(PROJECT, person.id, known["role"], known["org"]) if known and known["active"] else None


def visible(compound: Compound, reader: Reader) -> Things:
    """Every thing in this reader's scopes as he is to see it, by the tables of `domain/rights` and nothing else."""
    with reading(compound.engine) as session:
        row = tables.thing.c
        stands = [(kind, id, json.loads(state)) for kind, id, state in session.execute(
            select(row.kind, row.id, row.state).where(row.project == PROJECT))]
    orgs = {id: state for kind, id, state in stands if kind == "org"}
    own = rights.scopes_of(reader)
    seen = {(kind, id): rights.view(kind, state, reader) for kind, id, state in stands
            if rights.scopes(kind, state, orgs) & own}
    return {key: state for key, state in seen.items() if state is not None}


@dataclass
class Phone:
    """One person's replica: `things` and `cursor` as of the last page, `heard` = the verdicts on his own events."""

    compound: Compound
    person: Person
    limit: int = 500
    cursor: str = "0"
    view: str | None = None
    things: Things = field(default_factory=dict)
    heard: dict[str, str] = field(default_factory=dict)

    def asleep(self) -> "Phone":
        """This phone as it is now, to be woken later."""
        return replace(self, things=dict(self.things), heard=dict(self.heard))

    def follow(self) -> None:
        """Page on to the head; a change of what he may see at all starts it over, as on the real phone."""
        reader, more = reader_of(self.compound, self.person), True
        while reader and more:
            with reading(self.compound.engine) as session:
                page = feed(session, reader, self.cursor, self.limit, self.compound.clock())
            assert "reset" not in page, f"a cursor of this epoch was refused: {self.cursor}"
            view, before = page["view"].split(".")[0], self.view
            self.view = view
            if before not in (None, view):
                self.cursor, self.things = "0", {}
                continue
            self._take(page)
            more = page["more"]

    def _take(self, page: dict[str, Any]) -> None:
        after, upto = _seq(self.cursor), _seq(page["next"])
        seqs = [item["seq"] for item in page["items"]]
        assert after <= upto <= page["head"], "the cursor went back (I9)"
        assert seqs == sorted(seqs) and all(after < seq <= upto for seq in seqs), "an item outside its page (I6)"
        for item in page["items"]:
            key = item["kind"], item["id"]
            self.things.pop(key, None)
            if item["state"] is not None:   # numbers to call stand beside the log
                self.things[key] = {name: told for name, told in item["state"].items() if name != "phone"}
        self.heard.update((verdict["id"], verdict["outcome"]) for verdict in page["mine"])
        self.cursor = page["next"]


def _seq(cursor: str) -> int:
    return int(cursor.partition(".")[0])
