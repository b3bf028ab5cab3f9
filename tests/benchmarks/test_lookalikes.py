"""Finding the pictures that look alike costs the same in a young project and in an old one: 1,000 and 50,000 pictures.

The time is printed; what is asserted is how many rows are looked at, which holds for any machine.
"""

import random
import time
from statistics import median

import pytest
from sqlalchemy import event, insert

from server.storage import lookalikes, tables
from server.storage.db import reading, transaction
from tests.people import PROJECT

FEW, MANY, TIMES = 1_000, 50_000, 50
ROWS_MAX = 150
"""Of 50,000 pictures, 68 values of 65,536 in four bands: about 52."""


@pytest.fixture
def gathered(compound):
    """`gathered(FEW)`: the project holds that many pictures in all, each with a look of its own."""
    dice, held = random.Random(7), [0]

    def fill(count: int) -> None:
        new = [{"project": PROJECT, "sha256": f"{nr:064x}", "size": 1, "type": "image/jpeg", "uploader": "u1",
                "received_at": compound.clock(), "erased": False, "looked_at": True, "picture": True,
                "phash": f"{dice.getrandbits(64):016x}"} for nr in range(held[0], count)]
        with transaction(compound.engine) as work:
            work.execute(insert(tables.blob), new)
            work.execute(insert(tables.picture_band), [
                {"project": PROJECT, "band": nr, "bits": bits, "sha256": row["sha256"]}
                for row in new for nr, bits in enumerate(lookalikes.bands(row["phash"]))])
        held[0] = count
    return fill


def test_the_search_does_not_grow_with_the_project(compound, gathered, monkeypatch):
    said, compared, whole = [], [0], lookalikes.distance
    monkeypatch.setattr(lookalikes, "distance", lambda *pair: (compared.__setitem__(0, compared[0] + 1), whole(*pair))[1])
    for count in (FEW, MANY):
        gathered(count)
        dice, times, most = random.Random(11), [], 0
        for _ in range(TIMES):
            compared[0], began = 0, time.perf_counter()
            with reading(compound.engine) as look:
                lookalikes.search(look, PROJECT, "new", f"{dice.getrandbits(64):016x}")
            times.append(1000 * (time.perf_counter() - began))
            most = max(most, compared[0])
        said.append(f"{count} pictures: {median(times):.2f} ms, at most {most} compared")
        assert most <= ROWS_MAX
    print("\n" + "\n".join(said))


def test_the_index_of_the_bands_answers_it(compound, gathered):
    gathered(FEW)
    asked = []
    event.listen(compound.engine, "before_cursor_execute", note := lambda *told: asked.append(told[2:4]))
    with reading(compound.engine) as look:
        lookalikes.search(look, PROJECT, "new", "00ff13579bdf2468")
    event.remove(compound.engine, "before_cursor_execute", note)
    if compound.engine.dialect.name == "sqlite":
        for statement, given in asked:
            with compound.engine.connect() as look:
                plan = [row[3] for row in look.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)]
            assert not any("SCAN" in line for line in plan) and "band=? AND bits=?" in " ".join(plan), plan
