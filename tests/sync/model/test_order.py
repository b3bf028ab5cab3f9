"""I8 as `state.md` §2 words it: what differs only in the order of unrelated arrivals gives the same state."""

import itertools
import json
import uuid
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from server.storage import tables
from server.storage.db import reading
from server.sync.intake import Submitter, submit
from tests.people import ADA, ALICE, ANN, BOB, CAROL, PROJECT, SAM, TOM, Compound, finding, visit, written
from tests.sync.model.bodies import PICTURES, UNITS

Event = tuple[str, bytes, str]
"""(id, bytes, author) as it lies on a phone."""

OF_ARRIVAL = ("seq", "number")
"""What may differ: "arrival orders that differ only between unrelated events give the same state, numbers excepted"."""


class Writer:
    """Freezes events with ids that are the same each time, each a minute after the one before."""

    def __init__(self, clock: Any) -> None:
        self.clock, self.nrs = clock, itertools.count(1)

    def id(self) -> str:
        return str(uuid.UUID(int=next(self.nrs), version=4))

    def write(self, author: Any, type: str, body: dict[str, Any], *after: Event) -> Event:
        """One event that builds on `after`."""
        at = self.clock().replace(hour=0, minute=next(self.nrs) % 60)
        id, raw = written(author, type, body, at, id=self.id(), after=[one[0] for one in after])
        return id, raw, author.id


def repair(writer: Writer, item: str, place: str, unit: str, *, named: bool) -> list[Event]:
    """Filed, issued, commented, repaired and passed; each names the one before, as its author's phone knew it."""
    found, fixer = {**finding(item, unit=unit, severity=2), "id": writer.id()}, SAM if unit == "o5" else TOM
    told = [writer.write(ALICE, "visit.recorded", visit(place, outcome="findings", findings=[found]))]
    steps: tuple[tuple[Any, str, dict[str, Any]], ...] = (
        (BOB, "finding.moved", {"move": "issue", "unit": unit, "due": "D1"}),
        (ANN, "comment.added", {"text": "请补拍全景"}),
        (fixer, "finding.moved", {"move": "reply", "text": "已加固", "photos": [PICTURES[UNITS.index(unit)]]}),
        (CAROL, "finding.moved", {"move": "pass"}))
    for author, type, body in steps if named else steps[:1]:
        told.append(writer.write(author, type, {"finding": found["id"], **body}, *(told[-1:] if named else ())))
    return told


def put_right(writer: Writer, place: str) -> list[Event]:
    """A visit, its correction and its withdrawal, in that order."""
    first = writer.write(ALICE, "visit.recorded", visit(place))
    right = writer.write(ALICE, "visit.amended", {"target": first[0], "body": visit(place, note="补充")}, first)
    return [first, right, writer.write(ALICE, "visit.withdrawn", {"target": first[0]}, right)]


def at_a_new_door(writer: Writer) -> list[Event]:
    """A visit that needs a door, and the door."""
    door = {"kind": "entrance", "building": "SZ-B03", "label": "3号楼9门", "sort": 399, "route": 399}
    return [writer.write(ADA, "setup.changed", {"kind": "place", "id": "SZ-B03-E9", "state": door}),
            writer.write(ANN, "visit.recorded", visit("SZ-B03-E9"))]


def contested(writer: Writer) -> list[Event]:
    """One finding about which four people say something at once, all knowing nothing but its filing."""
    found = {**finding("SCF-01", unit="o5", severity=2), "id": writer.id()}
    filed = writer.write(ALICE, "visit.recorded", visit("SZ-B03-FE", outcome="findings", findings=[found]))
    said = ((BOB, {"move": "issue", "unit": "o5", "due": "D1"}), (CAROL, {"move": "reject", "text": "不成立"}),
            (CAROL, {"move": "issue", "unit": "o6", "due": "D0"}), (SAM, {"move": "dispute", "text": "不是我们"}))
    return [filed, *(writer.write(who, "finding.moved", {"finding": found["id"], **move}, filed)
                     for who, move in said)]


def delivered(compound: Compound, events: list[Event]) -> tuple[Any, Any, Any]:
    """(things, what is seen in which scope, flows) after the events arrived in this order, as far as order may tell."""
    for id, raw, author in events:
        submit(PROJECT, id, raw, Submitter(author), compound.clock(), compound.engine)
    with reading(compound.engine) as session:
        assert session.execute(select(tables.waiting)).all() == []
        thing, scope, flow = tables.thing.c, tables.thing_scope.c, tables.flow.c
        things = {(kind, id): without(json.loads(state), OF_ARRIVAL) for kind, id, state in session.execute(
            select(thing.kind, thing.id, thing.state).where(thing.project == PROJECT))}
        assert not any(kind == "held" for kind, _ in things), "something stays held for what has arrived"
        seen = set(session.execute(select(scope.scope, scope.kind, scope.id).where(
            scope.project == PROJECT, scope.visible)))
        flows = sorted(str(tuple(row)) for row in session.execute(select(
            flow.finding, flow.unit, flow.effect, flow.tag).where(flow.project == PROJECT)))
        return things, {tuple(row) for row in seen}, flows


def without(value: Any, keys: tuple[str, ...]) -> Any:
    """The value without these keys, however deep."""
    if isinstance(value, dict):
        return {key: without(one, keys) for key, one in value.items() if key not in keys}
    return [without(one, keys) for one in value] if isinstance(value, list) else value


def same_in_any_order(compounds: Any, data: st.DataObject) -> None:
    """Unrelated stories, dealt out in any order, against told one after the other."""
    with compounds() as calm, compounds() as wild:
        writer = Writer(calm.clock)
        events = [*repair(writer, "GON-04", "SZ-B03-E2", "o5", named=True), *at_a_new_door(writer),
                  *repair(writer, "TEMP-01", "SZ-B10-E1", "o6", named=data.draw(st.booleans())),
                  *put_right(writer, "SZ-B01-E1")]
        ought = delivered(calm, events)
        assert "closed" in [one["state"] for (kind, _), one in ought[0].items() if kind == "finding"]
        assert delivered(wild, data.draw(st.permutations(events))) == ought


def concurrent_moves_in_order(compounds: Any, data: st.DataObject) -> None:
    """Moves that overtook their finding count as if they had come after it, in the order they came."""
    with compounds() as calm, compounds() as wild:
        filed, *moves = contested(Writer(calm.clock))
        order = data.draw(st.permutations([filed, *moves]))
        assert delivered(wild, order) == delivered(calm, [filed, *(one for one in order if one != filed)])


@pytest.mark.parametrize("promise", [same_in_any_order, concurrent_moves_in_order])
def test_the_order_of_arrival_tells_only_where_events_touch(compounds, promise):
    settings(max_examples=12)(given(st.data())(lambda data: promise(compounds, data)))()


@pytest.mark.nightly
@pytest.mark.parametrize("promise", [same_in_any_order, concurrent_moves_in_order])
def test_the_order_of_arrival_tells_only_where_events_touch_in_many_orders(compounds, promise):
    settings(max_examples=400)(given(st.data())(lambda data: promise(compounds, data)))()
