"""Pictures that look alike find each other: whatever bits differ, whoever commits first, whenever they were entered."""

import io
import random
import threading

import pytest
from alembic import command
from sqlalchemy import insert, select

from server.domain.doubt import HASH_DISTANCE_MAX, distance
from server.storage import lookalikes, tables
from server.storage.db import reading, transaction
from server.storage.lookalikes import BANDS, CANDIDATES_MAX, bands
from server.storage.migrations import alembic_config
from server.sync import pictures_in
from tests.people import PROJECT

FIRST = "00ff13579bdf2468"
TIMES = 8


def put(work, compound, sha: str, phash: str | None, **more) -> None:
    """A stored picture, seen by nobody if it has no hash."""
    work.execute(insert(tables.blob).values(**{
        "project": PROJECT, "sha256": sha, "size": 1, "type": "image/jpeg", "uploader": "u1",
        "received_at": compound.clock(), "erased": False, "looked_at": phash is not None, "picture": True,
        "phash": phash, **more}))


def differing(bits) -> str:
    """FIRST with these bits turned over."""
    return f"{int(FIRST, 16) ^ sum(1 << bit for bit in bits):016x}"


def entered(compound, hashes: dict[str, str], **more) -> None:
    with transaction(compound.engine) as work:
        for sha, phash in hashes.items():
            put(work, compound, sha, phash, **more)
            lookalikes.enter(work, PROJECT, sha, phash)


def found(compound, sha: str, phash: str) -> list[str]:
    with reading(compound.engine) as look:
        return lookalikes.search(look, PROJECT, sha, phash)


def pairs(engine) -> set[tuple[str, str]]:
    with reading(engine) as look:
        return {(row.a, row.b) for row in look.execute(select(tables.alike.c.a, tables.alike.c.b))}


def test_no_picture_within_the_distance_is_missed_wherever_its_bits_differ(compound):
    dice = random.Random(4)
    near = {"spread": range(0, 60, 10), "one_band": range(6), "two_each": (0, 1, 16, 17, 32, 33)}
    near |= {f"dice{nr}": dice.sample(range(64), HASH_DISTANCE_MAX) for nr in range(8)}
    entered(compound, {"own": FIRST} | {name: differing(bits) for name, bits in near.items()})
    far = differing(range(0, 63, 9))
    entered(compound, {"far": far})
    entered(compound, {"gone": FIRST}, erased=True)
    assert distance(far, FIRST) == HASH_DISTANCE_MAX + 1
    assert set(found(compound, "own", FIRST)) == set(near) and len(near) < lookalikes.NOTED_MAX


def test_a_band_that_everything_shares_is_not_read_without_end(compound, monkeypatch):
    monkeypatch.setattr(lookalikes, "CANDIDATES_MAX", 5)
    entered(compound, {f"dark{nr:02}": FIRST for nr in range(30)})
    assert 0 < len(found(compound, "new", FIRST)) <= 5 * BANDS < CANDIDATES_MAX


@pytest.fixture
def stored(compound, app, monkeypatch):
    """Pictures whose bytes are here and whose look is known without decoding: all the same."""
    def keep(*shas: str) -> None:
        with transaction(compound.engine) as work:
            for sha in shas:
                put(work, compound, sha, None, looked_at=False)

    class Facts:
        w = h = 1
    monkeypatch.setattr(pictures_in, "inspect", lambda file: Facts())
    monkeypatch.setattr(pictures_in, "asdict", lambda facts: {})
    monkeypatch.setattr(pictures_in, "perceptual_hash", lambda file: FIRST)
    return keep


class Store:
    """Opens anything."""

    def open(self, sha256):
        return io.BytesIO(b"x")


def test_two_looked_at_at_the_same_time_are_found_whichever_commits_first(compound, stored):
    for nr in range(TIMES):
        shas = [f"{nr}{name}" for name in "ab"]
        stored(*shas)
        with transaction(compound.engine) as work:      # only these two look alike in this turn
            work.execute(tables.picture_band.delete())
        barrier, failed = threading.Barrier(2), []

        def look(sha, barrier=barrier, failed=failed):
            barrier.wait()
            try:
                pictures_in.look_at(Store(), PROJECT, sha, compound.engine)
            except Exception as fault:
                failed.append(fault)
        threads = [threading.Thread(target=look, args=(sha,)) for sha in shas]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == [] and {(shas[0], shas[1]), (shas[1], shas[0])} <= pairs(compound.engine)


def test_while_one_searches_the_other_may_commit_and_neither_is_lost(compound, stored, monkeypatch):
    """Both have entered before either searches: the case in which each used to see only itself."""
    stored("a", "b")
    barrier, whole = threading.Barrier(2), lookalikes.search
    monkeypatch.setattr(lookalikes, "search", lambda *asked: (barrier.wait(), whole(*asked))[1])
    threads = [threading.Thread(target=pictures_in.look_at, args=(Store(), PROJECT, sha, compound.engine))
               for sha in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert pairs(compound.engine) == {("a", "b"), ("b", "a")}


def test_a_stop_between_entering_and_noting_leaves_the_picture_to_be_looked_at(compound, stored, monkeypatch):
    stored("a", "b")
    pictures_in.look_at(Store(), PROJECT, "a", compound.engine)
    with monkeypatch.context() as cut:
        cut.setattr(lookalikes, "search", lambda *asked: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            pictures_in.look_at(Store(), PROJECT, "b", compound.engine)
    with reading(compound.engine) as look:
        assert lookalikes.not_looked_at(look, PROJECT, ["a", "b"]) == ["b"]
    assert pictures_in.look_at_new(Store(), engine=compound.engine) == 1
    assert pairs(compound.engine) == {("a", "b"), ("b", "a")}


def test_what_an_older_database_knew_is_found_after_the_migration(compound):
    with transaction(compound.engine) as work:
        put(work, compound, "old", FIRST, facts='{"w": 1, "alike": ["twin"]}')
        put(work, compound, "twin", FIRST, facts='{"w": 1, "alike": ["old"]}')
    config = alembic_config(compound.engine)
    command.downgrade(config, "0003")
    command.upgrade(config, "head")
    assert pairs(compound.engine) == {("old", "twin"), ("twin", "old")}
    assert found(compound, "new", FIRST) == ["old", "twin"]
    with reading(compound.engine) as look:
        row = tables.picture_band.c
        assert list(look.scalars(select(row.bits).where(row.sha256 == "old").order_by(row.band))) == bands(FIRST)
