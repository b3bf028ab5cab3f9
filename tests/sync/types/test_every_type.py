"""Nothing a well-shaped record says, in whatever state the project is, can make the server fail or forget it."""

import copy
import json
import random
import uuid
from pathlib import Path

import pytest

from server.domain.bodies import SHAPES
from server.domain.events import SERVER_MADE
from server.domain.shape import complaints
from server.sync.registry import APPLIERS, JUDGES
from tests.people import ADA, ALICE, ANN, BOB, CAROL, DORA, GUS, HAL, PAM, SAM, TOM, VIC
from tests.sync.types.site import folds, issued, photo

EVENTS = Path(__file__).parents[2] / "vectors" / "events"
EVERYBODY = (ADA, ALICE, ANN, BOB, CAROL, DORA, GUS, HAL, PAM, SAM, TOM, VIC)
WORDS = ("submitted", "D1", "NOW", "o5", "SZ-B03-E2", "SZ-B03", "TEMP-01", "2023-06-14", "2023-06-14T09:00:00+08:00",
         "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "", "甲" * 200)


def examples():
    return {path.name.rsplit(".", 2)[0]: json.loads(path.read_text())["body"] for path in sorted(EVENTS.glob("*.json"))}


def test_every_type_of_event_has_a_judge_and_an_applier():
    assert set(JUDGES) == set(APPLIERS) == {type for type, _ in SHAPES} - {"event.released"}


def places(value, path=()):
    """Every spot in a body that can be changed."""
    if isinstance(value, dict):
        for key in value:
            yield from places(value[key], (*path, key))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from places(entry, (*path, index))
    if path:
        yield path


def changed(body, chance, known):
    """The body with a few values replaced by null, by nothing, by other words or by ids of what is there."""
    body = copy.deepcopy(body)
    for _ in range(chance.randint(0, 4)):
        path = chance.choice(list(places(body)))
        spot = body
        for step in path[:-1]:
            spot = spot[step]
        spot[path[-1]] = chance.choice([None, [], 0, 1, 3, True, False, chance.choice(WORDS), chance.choice(known)])
    return body


@pytest.mark.parametrize("round", range(3))
def test_whatever_is_said_is_kept_with_a_verdict_and_folds_again(compound, clock, round):
    seed = random.randrange(2**32)
    print("seed", seed)
    chance, bodies = random.Random(seed), examples()
    known = [issued(compound), issued(compound, severity=1)]
    for _ in range(70):
        type = chance.choice([type for type in bodies if type not in SERVER_MADE])
        body = changed(bodies[type], chance, known)
        if complaints(SHAPES[type, 1], body):
            continue
        id = str(uuid.UUID(int=chance.getrandbits(128), version=4))
        receipt = compound.say(chance.choice(EVERYBODY), type, body, id=id, blobs=[photo()])
        assert receipt["outcome"] in ("applied", "no_effect", "held")
        assert [reason["code"] for reason in receipt["reasons"] if reason["code"] == "judge_failed"] == [], (type, body)
        known.append(id)
        clock.later(minutes=chance.choice([1, 30, 600]))
    assert folds(compound)
