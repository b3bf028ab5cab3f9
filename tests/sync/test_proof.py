"""The log decides: applying it again gives the same rows, and a changed byte is noticed."""

import hashlib
import io

import pytest
from sqlalchemy import update

from server.storage import tables
from server.storage.blobs import DiskBlobs
from server.storage.db import transaction
from server.sync import rebuild, verify
from server.sync.pictures_in import store_blob
from tests.people import ALICE, BOB, PROJECT, SAM, finding, visit


def a_day(compound):
    """A few records of each kind, held and released ones among them."""
    found = finding()
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E9"))
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", outcome="findings", findings=[found]))
    compound.say(BOB, "finding.moved", {"finding": found["id"], "move": "issue", "unit": "o5", "due": "D1",
                                        "from": {"state": "submitted", "round": 0}})
    compound.say(SAM, "finding.moved", {"finding": found["id"], "move": "pass", "photos": [],
                                        "from": {"state": "issued", "round": 0}})
    compound.say(None, "setup.changed", {"kind": "place", "id": "SZ-B03-E9", "state": {
        "kind": "entrance", "building": "SZ-B03", "label": "3号楼9门", "sort": 399, "route": 399}})
    compound.say(BOB, "visit.recorded", {"day": 3})


def test_applying_the_log_again_gives_the_same_rows(compound):
    a_day(compound)
    assert rebuild.differences(PROJECT, compound.engine) == []
    assert list(verify.verify_log(PROJECT, compound.engine)) == []


def test_a_row_that_the_log_does_not_give_is_noticed(compound):
    a_day(compound)
    with transaction(compound.engine) as session:
        session.execute(update(tables.finding_row).values(severity=1))
    assert rebuild.differences(PROJECT, compound.engine)


@pytest.mark.parametrize("column", ["bytes", "facts", "verdict"])
def test_one_changed_byte_breaks_the_chain(compound, column):
    a_day(compound)
    row = tables.event.c
    with transaction(compound.engine) as session:
        found = session.execute(tables.event.select().where(row.project == PROJECT, row.seq == 9)).mappings().one()
        old = found[column]
        new = old[:-1] + (b" " if isinstance(old, bytes) else " ")
        session.execute(update(tables.event).where(row.project == PROJECT, row.seq == 9).values(**{column: new}))
    assert list(verify.verify_log(PROJECT, compound.engine))


def test_a_rotted_picture_is_cleared_so_that_the_phone_sends_it_again(compound, data):
    store = DiskBlobs(data / "blobs", 0)
    raw = b"\xff\xd8 not really a picture"
    sha = hashlib.sha256(raw).hexdigest()
    store_blob(store, PROJECT, ALICE.id, sha, io.BytesIO(raw), len(raw), "image/jpeg", compound.clock(),
               compound.engine)
    assert list(verify.verify_blobs(store, compound.engine)) == []
    (store.root / sha[:2] / sha[2:]).write_bytes(raw[:-1] + b"X")
    assert len(list(verify.verify_blobs(store, compound.engine))) == 1
    assert store.size(sha) is None
    assert store_blob(store, PROJECT, ALICE.id, sha, io.BytesIO(raw), len(raw), "image/jpeg", compound.clock(),
                      compound.engine)


def test_a_file_whose_row_was_lost_is_adopted(compound, data):
    store = DiskBlobs(data / "blobs", 0)
    raw = b"a picture that arrived before the power failed"
    sha = hashlib.sha256(raw).hexdigest()
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", photos=[sha]),
                 blobs=[{"sha256": sha, "size": len(raw)}])
    store.receive(io.BytesIO(raw), len(raw), sha)
    assert verify.adopt_orphans(store, compound.clock(), compound.engine) == 1
    assert list(verify.verify_blobs(store, compound.engine)) == []
