"""Makes the small compound of tests/people.py as large as the real one, by the events that make a real one."""

from collections.abc import Iterator

from server.demo import compound as real
from server.domain import catalogue
from tests.people import ALICE, BOB, Compound, finding, visit

DOORS, ITEMS = 103, 192
FINDINGS_PER_VISIT = 10


def grow(compound: Compound) -> list[str]:
    """All 20 buildings with 103 doors, and the whole catalogue; the ids of the doors."""
    for change in real.places():
        say(compound, change.kind, change.id, change.state)
    for row in catalogue.items():
        say(compound, "item", row["code"], {**row, "id": row["code"]})
    doors = [change.id for change in real.places() if change.state["kind"] == "entrance"]
    assert (len(doors), len(catalogue.items())) == (DOORS, ITEMS)
    return doors


def say(compound: Compound, kind: str, id: str, state: dict) -> None:
    """One line of the setup, as the administrator's import says it."""
    receipt = compound.say(None, "setup.changed", {"kind": kind, "id": id, "state": state})
    assert receipt["outcome"] == "applied", receipt


def find(compound: Compound, doors: list[str], count: int) -> None:
    """That many open findings, spread over these doors; half of them issued to a unit."""
    codes = spread([row["code"] for row in catalogue.items()])
    for door, _ in zip(spread(doors), range(0, count, FINDINGS_PER_VISIT), strict=False):
        found = [finding(next(codes), text=f"第{n}处") for n in range(FINDINGS_PER_VISIT)]
        told = visit(door, compound.today(), outcome="findings", findings=found)
        receipt = compound.say(ALICE, "visit.recorded", told)
        assert receipt["outcome"] == "applied", receipt
        for one in found[::2]:
            compound.say(BOB, "finding.moved", {"finding": one["id"], "move": "issue", "unit": "o5", "due": "D1",
                                                "from": {"state": "submitted", "round": 1}})


def spread(values: list[str]) -> Iterator[str]:
    """The values again and again, far apart from their neighbours."""
    at = 0
    while True:
        yield values[at % len(values)]
        at += 37
