"""What people do on site, in one line each, for tests that need a finding in some state."""

import hashlib
import json
import uuid

from sqlalchemy import select

from server.storage import tables
from server.storage.db import reading
from server.sync.rebuild import differences
from tests.people import ALICE, BOB, PROJECT, SAM, finding, visit

DOOR = "SZ-B03-E2"
PICTURE = hashlib.sha256(b"scaffold").hexdigest()
REPAIRED = hashlib.sha256(b"scaffold with toe boards").hexdigest()


def photo(sha=PICTURE, **more):
    """An entry of an envelope's list of pictures."""
    return {"sha256": sha, "size": 300_000, "type": "image/jpeg", "w": 1536, "h": 2048, "source": "camera",
            "taken_at": "2023-06-14T09:00:00+08:00", "geo": None, "preview": None, **more}


def file(compound, author=ALICE, place=DOOR, **found):
    """One finding filed at a door; its id. The item waits for review unless `found` says otherwise."""
    entry = finding(**{"item": "TEMP-01", **found})
    receipt = compound.say(author, "visit.recorded", visit(place, outcome="findings", findings=[entry]))
    assert receipt["outcome"] == "applied", receipt["reasons"]
    return entry["id"]


def move(compound, author, id, name, **said):
    """One move; the receipt."""
    body = {"finding": id, "move": name, "from": {"state": "?", "round": 1}, **said}
    return compound.say(author, "finding.moved", body)


def issued(compound, due="D1", **found):
    """A finding ordered to be put right by the facade firm; its id."""
    id = file(compound, **found)
    assert move(compound, BOB, id, "issue", due=due)["outcome"] == "applied"
    return id


def replied(compound, **found):
    """A finding the unit says it has put right; its id."""
    id = issued(compound, **found)
    assert move(compound, SAM, id, "reply", text="已补装", photos=[REPAIRED])["outcome"] == "applied"
    return id


def closed(compound, **found):
    """A finding closed after re-inspection; its id."""
    id = replied(compound, **found)
    assert move(compound, BOB, id, "pass")["outcome"] == "applied"
    return id


def refused(receipt):
    """The code of a record that had no effect."""
    assert receipt["outcome"] == "no_effect", receipt
    return receipt["reasons"][0]["code"]


def needs(compound, receipt):
    """What a held record waits for."""
    assert receipt["outcome"] == "held", receipt
    return compound.look("held", receipt["id"])["needs"]


def verdict(compound, id):
    """The stored verdict of an event."""
    row = tables.event.c
    with reading(compound.engine) as session:
        return json.loads(session.scalar(select(row.verdict).where(row.project == PROJECT, row.id == id)))


def flows(compound, id):
    """What a finding did to the book: [(unit, effect, tag)] in order."""
    row = tables.flow.c
    with reading(compound.engine) as session:
        return [tuple(found) for found in session.execute(
            select(row.unit, row.effect, row.tag).where(row.project == PROJECT, row.finding == id)
            .order_by(row.seq, row.nr))]


def folds(compound):
    """Whether applying the log again gives what stands; prints what it does not."""
    wrong = differences(PROJECT, compound.engine)
    print(*wrong, sep="\n")
    return wrong == []


def new_id():
    """An id nobody has used."""
    return str(uuid.uuid4())
