"""What people do in a simulation: the next act of a person, from what their phone shows and a seeded chance."""

import hashlib
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests import people
from tests.people import Person

DAY = "2023-06-14"
DOORS = [id for id, state in people.places() if state["kind"] == "entrance"]
PHOTO_BYTES = (400, 3_000)
Things = dict[tuple[str, str], Any]


@dataclass(frozen=True)
class Act:
    """One event to be recorded, with the pictures its body names; `envelope` replaces keys of the envelope."""

    type: str
    body: dict[str, Any]
    photos: list[bytes] = field(default_factory=list)
    envelope: dict[str, Any] = field(default_factory=dict)


def next_act(rng: random.Random, person: Person, things: Things, own: list[tuple[str, dict[str, Any]]]) -> Act:
    """What this person does next. `own`: (id, body) of the visits recorded on this phone."""
    findings = [state for (kind, _), state in things.items() if kind == "finding"]
    acts = ACTS[person.role]
    choose = rng.choices([act for act, _ in acts], [weight for _, weight in acts])[0]
    return choose(rng, person, findings, own) or clean(rng, person, findings, own)


def photo(rng: random.Random) -> tuple[str, bytes]:
    """(sha256, bytes) of a picture nobody else has."""
    raw = b"\xff\xd8\xff\xe0" + rng.randbytes(rng.randint(*PHOTO_BYTES))
    return hashlib.sha256(raw).hexdigest(), raw


def clean(rng: random.Random, person: Person, _findings, _own) -> Act:
    return Act("visit.recorded", people.visit(rng.choice(DOORS), DAY, note=f"{person.id} {rng.random()}"))


def found(rng: random.Random, _person: Person, _findings, _own) -> Act:
    taken = [photo(rng) for _ in range(rng.randint(1, 3))]
    listed = [people.finding(rng.choice(people.ITEMS), id=str(uuid.UUID(int=rng.getrandbits(128), version=4)),
                             severity=rng.randint(1, 3), unit=rng.choice(["o4", "o5", "o6"]), photos=[name])
              for name, _ in taken]
    body = people.visit(rng.choice(DOORS), DAY, outcome="findings", findings=listed)
    return Act("visit.recorded", body, [raw for _, raw in taken])


def looked(rng: random.Random, _person: Person, _findings, _own) -> Act:
    name, raw = photo(rng)
    doors = [door for door in DOORS if door.startswith("SZ-B03-")]
    body = people.visit("SZ-B03", DAY, outcome="building_looked", doors=doors, photos=[name])
    return Act("visit.recorded", body, [raw])


def amended(rng: random.Random, _person: Person, _findings, own) -> Act | None:
    if not own:
        return None
    target, body = rng.choice(own)
    return Act("visit.amended", {"target": target, "body": {**body, "note": f"更正 {rng.random()}"}},
               envelope={"after": [target]})


def withdrawn(rng: random.Random, _person: Person, _findings, own) -> Act | None:
    if not own:
        return None
    target, _ = rng.choice(own)
    return Act("visit.withdrawn", {"target": target, "reason": "点错了"}, envelope={"after": [target]})


def relayed(rng: random.Random, person: Person, findings, own) -> Act:
    """A colleague's record that lies on this phone, brought by whoever is signed in."""
    act, other = clean(rng, person, findings, own), rng.choice([people.PAM, people.ANN])
    return Act(act.type, act.body, envelope={"author": other.id, "org": other.org})


def strange(rng: random.Random, _person: Person, _findings, _own) -> Act:
    """What an app of another year might send: kept, and held until somebody knows what it means."""
    type, v = rng.choice(["visit.dreamt", "finding.moved"]), rng.choice([1, 9])
    return Act(type, {"whatever": rng.random()}, envelope={"v": v})


def commented(rng: random.Random, _person: Person, findings, _own) -> Act | None:
    if not findings:
        return None
    return Act("comment.added", {"finding": rng.choice(findings)["id"], "text": f"请看 {rng.random()}",
                                 "photos": [], "internal": False})


def sheet(_rng: random.Random, _person: Person, _findings, _own) -> Act:
    return Act("sheet.issued", {"day": DAY, "tier": "daily", "expects_version": 1})


def moved(*states: str, **given: Callable[[random.Random], dict[str, Any]]) -> Callable[..., Act | None]:
    """An act that moves a finding in one of `states` by one of the moves in `given`, with what it needs."""
    def act(rng: random.Random, _person: Person, findings, _own) -> Act | None:
        fit = [one for one in findings if one["state"] in states]
        if not fit:
            return None
        one, move = rng.choice(fit), rng.choice(sorted(given))
        more, pictures = given[move](rng), []
        if more.pop("photo", False):
            name, raw = photo(rng)
            more["photos"], pictures = [name], [raw]
        seen = {"state": one["state"], "round": one.get("round", 1)}
        return Act("finding.moved", {"finding": one["id"], "move": move, "from": seen, **more}, pictures)
    return act


def _text(rng: random.Random) -> dict[str, Any]:
    return {"text": f"说明 {rng.randint(1, 99)}"}


def _order(rng: random.Random) -> dict[str, Any]:
    return {"unit": rng.choice(["o4", "o5", "o6"]), "due": "D1"}


review = moved("submitted", issue=_order, ask=_text, reject=_text)
recheck = moved("replied", **{"pass": lambda _rng: {}}, fail=lambda rng: {**_text(rng), "photo": True})
reply = moved("issued", "returned", reply=lambda rng: {**_text(rng), "photo": True})
dispute = moved("issued", dispute=_text)

ACTS: dict[str, list[tuple[Callable[..., Act | None], int]]] = {
    "inspector": [(clean, 6), (found, 6), (looked, 1), (amended, 2), (withdrawn, 1), (relayed, 1), (strange, 1),
                  (commented, 1)],
    "specialist": [(review, 8), (recheck, 5), (commented, 1), (clean, 1)],
    "chief": [(review, 5), (recheck, 5), (commented, 1), (found, 1)],
    "contractor": [(reply, 8), (dispute, 1), (commented, 1)],
    "subcontractor": [(reply, 8), (dispute, 1), (commented, 1)],
    "pm": [(sheet, 1), (commented, 2), (clean, 2)],
}
"""By role: acts and their weights. A contractor with nothing to answer records a visit, held or refused by rule."""
