"""Whole days under faults: nothing is lost, doubled, stuck or leaked, on any database, with any phone."""

import pytest

from tests.conftest import on_postgres
from tests.faults.run import CLIENTS
from tests.faults.simulation import simulate
from tests.faults.stage import Stage

SEEDS = range(1, 6)
MORE_SEEDS = range(6, 31)


@pytest.fixture(scope="module")
def stage():
    """Two servers for all days of this module, each on a database of its own."""
    with Stage("postgres" if on_postgres() else "sqlite") as stage:
        yield stage


@pytest.fixture(scope="module")
def bucket_stage():
    """The same with pictures in a bucket."""
    with Stage("postgres" if on_postgres() else "sqlite", "s3") as stage:
        yield stage


@pytest.mark.parametrize("client", sorted(CLIENTS))
@pytest.mark.parametrize("seed", [*SEEDS, *(pytest.param(seed, marks=pytest.mark.nightly) for seed in MORE_SEEDS)])
def test_after_a_day_of_faults_everything_is_there_once_and_seen_by_whom_it_concerns(stage, client, seed):
    outcome = simulate(stage, seed, CLIENTS[client])
    print(outcome)
    assert outcome.report.all() == []


def test_a_bucket_keeps_the_same_promise(bucket_stage):
    outcome = simulate(bucket_stage, 1, CLIENTS["js"])
    print(outcome)
    assert outcome.report.all() == []
