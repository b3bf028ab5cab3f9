"""After the faults: is everything there, once, as it was, and seen by whom it concerns alone? (protocol.md §5)"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from server.domain.events import SERVER_MADE
from server.domain.rights import Reader, may_read
from server.storage import tables
from server.storage.blobs import BlobStore
from server.storage.db import reading
from server.sync.intake import missing_blobs
from server.sync.rebuild import differences
from server.sync.verify import verify_blobs, verify_log
from tests.faults.hands import Hand
from tests.faults.line import Line
from tests.faults.phone import HERE
from tests.people import PASSWORD, PROJECT, Person

SAFE = ("receipted", "confirmed", "released")
FEED_LIMIT = 200


@dataclass
class Report:
    """What was found wrong, by kind; nothing anywhere is the promise kept."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    leaked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    events: int = 0
    photos: int = 0

    def all(self) -> list[str]:
        """Every complaint with its kind in front."""
        kinds = ("lost", "doubled", "stuck", "leaked", "wrong")
        return [f"{kind}: {what}" for kind in kinds for what in getattr(self, kind)]


def check(engine: Engine, store: BlobStore, incoming: Path, hands: list[Hand], port: int) -> Report:
    """Compare the server's rows, files and feeds with what the phones hold. `port`: of a server that works."""
    report = Report()
    with reading(engine) as session:
        row = tables.event.c
        rows = session.execute(select(row.id, row.seq, row.type, row.sha256, row.device, row.n, row.author, row.bytes)
                               .where(row.project == PROJECT).order_by(row.seq)).all()
    _events(report, rows, hands)
    _numbers(report, rows)
    _pictures(report, engine, store, hands)
    _replicas(report, engine, hands, port)
    report.wrong += [fault for hand in hands for fault in hand.faults]
    report.wrong += [*verify_log(PROJECT, engine), *verify_blobs(store, engine)]
    if not report.doubled:      # a log with one id twice cannot even be applied again
        report.wrong += differences(PROJECT, engine)
    report.wrong += [f"half an upload is left: {path.name}" for path in incoming.iterdir()]
    return report


def _events(report: Report, rows: list[Any], hands: list[Hand]) -> None:
    """I1, I2, I11, I14, I15: what a phone keeps is there once with equal bytes, and nothing else is."""
    there = {row.id: row.sha256 for row in rows}
    minted: set[str] = set()
    for hand in hands:
        kept = hand.phone.kept()
        minted |= kept.keys()
        report.events += len(kept)
        report.lost += [f"{hand.name} was told {id} is saved, and has it no more" for id in hand.told if id not in kept]
        for id, (_, sha256, state) in kept.items():
            if id not in there:
                report.lost.append(f"{id} of {hand.name}, {state} there")
            elif there[id] != sha256:
                report.lost.append(f"{id} of {hand.name} has other bytes at the office")
            if state not in SAFE:
                report.stuck.append(f"{id} of {hand.name} is still {state}")
    invented = [row.id for row in rows if row.author not in ("command", "server") and row.id not in minted]
    report.wrong += [f"{id} was recorded by no phone" for id in invented if _type(rows, id) not in SERVER_MADE]


def _type(rows: list[Any], id: str) -> str:
    return next(str(row.type) for row in rows if row.id == id)


def _numbers(report: Report, rows: list[Any]) -> None:
    """I6, I19: seq without gaps, each number of a device once and none missing; findings of visits once."""
    if [row.seq for row in rows] != list(range(1, len(rows) + 1)):
        report.wrong.append("seq has gaps")
    by_device: dict[str, list[int]] = {}
    for row in rows:
        if row.device and row.n is not None:
            by_device.setdefault(row.device, []).append(row.n)
    for device, numbers in by_device.items():
        report.doubled += [f"number {n} of {device} came {times} times"
                           for n, times in Counter(numbers).items() if times > 1]
        report.lost += [f"number {n} of {device} never came" for n in set(range(1, max(numbers) + 1)) - set(numbers)]
    ids = Counter(row.id for row in rows)
    report.doubled += [f"event {id} is there {times} times" for id, times in ids.items() if times > 1]


def _pictures(report: Report, engine: Engine, store: BlobStore, hands: list[Hand]) -> None:
    """I4: every picture of a surviving phone is in the store under its name, and no record waits for one."""
    with reading(engine) as session:
        ids = session.scalars(select(tables.event.c.id).where(tables.event.c.project == PROJECT))
        report.lost += [f"picture {name} of {id}" for id in ids for name in missing_blobs(session, PROJECT, id)]
    for hand in hands:
        for name, state in hand.phone.pictures().items():
            report.photos += 1
            if store.size(name) is None:
                report.lost.append(f"picture {name} of {hand.name}, {state} there")
            if state not in SAFE:
                report.stuck.append(f"picture {name} of {hand.name} is still {state}")


def _replicas(report: Report, engine: Engine, hands: list[Hand], port: int) -> None:
    """I7, I22: a phone shows what a fresh one of the same person is given: all that concerns him, and nothing else."""
    fresh = {hand.phone.person: _from_zero(port, hand.phone.person) for hand in hands}
    for hand in hands:
        wanted, shown = fresh[hand.phone.person], hand.phone.shown()
        differ = [key for key in wanted.keys() | shown.keys() if wanted.get(key) != shown.get(key)]
        report.wrong += [f"{hand.name} and a fresh phone of his differ in {key}" for key in sorted(differ)]
    with reading(engine) as session:
        rows = session.execute(select(tables.thing.c.kind, tables.thing.c.id, tables.thing.c.state).where(
            tables.thing.c.project == PROJECT)).all()
    things = {(row.kind, row.id): json.loads(row.state) for row in rows}
    for person, given in fresh.items():
        allowed = _allowed(person, things)
        report.leaked += [f"{key} is given to {person.name}" for key in sorted(given.keys() - allowed)]
        report.wrong += [f"{key} is withheld from {person.name}" for key in sorted(allowed - given.keys())]
        report.leaked += _pictures_given(port, person, things, allowed)


def _allowed(person: Person, things: dict[tuple[str, str], Any]) -> set[tuple[str, str]]:
    """What the read table gives this person, thing by thing, without any index of scopes; to phones only own visits."""
    orgs, reader = {id: state for (kind, id), state in things.items() if kind == "org"}, Reader(
        PROJECT, person.id, person.role, person.org)
    return {(kind, id) for (kind, id), state in things.items() if may_read(kind, state, reader, orgs)
            and (kind != "visit" or state["author"] == person.id)}


def _pictures_given(port: int, person: Person, things: dict[tuple[str, str], Any],
                    allowed: set[tuple[str, str]]) -> Iterator[str]:
    """Pictures of findings this person may not see, and is given all the same."""
    def named(keys: Iterable[tuple[str, str]]) -> set[str]:
        return {photo["sha256"] for key in keys if key[0] == "finding" for photo in things[key].get("photos", [])}
    line = _signed_in(port, person)
    for name in named(things.keys()) - named(allowed):
        if line.ask("GET", f"{HERE}/blobs/{name}").status == 200:
            yield f"picture {name} is given to {person.name}"


def _from_zero(port: int, person: Person) -> dict[tuple[str, str], Any]:
    line, things, after, more = _signed_in(port, person), {}, "0", True
    while more:
        page = line.ask("GET", f"{HERE}/feed?after={after}&limit={FEED_LIMIT}").said
        things.update({(item["kind"], item["id"]): item["state"] for item in page["items"]})
        after, more = page["next"], page["more"]
    return things


def _signed_in(port: int, person: Person) -> Line:
    line = Line(port)
    body = json.dumps({"login": person.login, "password": PASSWORD}).encode()
    assert line.ask("POST", "/api/v1/session", body, Content_Type="application/json").status == 200, person
    return line
