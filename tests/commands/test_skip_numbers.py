"""A database put back by other means than `restore` passes over numbers as well, once somebody says so."""

import pytest

from server.storage import log
from server.storage.db import reading
from server.sync import registry
from tests.people import ALICE, PROJECT, finding, visit

pytestmark = pytest.mark.usefixtures("on_this_database")


@pytest.fixture(autouse=True)
def same_time(clock, monkeypatch):
    """Commands look at the clock of the compound."""
    monkeypatch.setattr("server.storage.demo_clock.clock_of", lambda data: clock)


def number(compound) -> str:
    """The number of a finding recorded now."""
    entry = finding()
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", outcome="findings", findings=[entry]))
    return compound.look("finding", entry["id"])["number"]


def epochs(engine) -> list[str]:
    with reading(engine) as look:
        return [log.head(look, project)["epoch"] for project in ("p1", "p2")]


def test_all_projects_jump_and_say_so(compound, typed):
    assert number(compound) == "AQ-20230614-001"
    code, said = typed("skip-numbers")
    assert code == 0 and [line.split()[3] for line in said.splitlines() if line.startswith("跳号")] == ["p1", "p2"]
    assert number(compound) == "AQ-20230614-102"


def test_it_may_be_repeated_and_leaves_out_more(compound, typed):
    for _ in range(2):
        assert typed("skip-numbers", "--skip-findings", 10)[0] == 0
    assert number(compound) == "AQ-20230614-021"
    assert typed("skip-numbers", "--skip-findings", 10, "--restored-before", 2)[0] == 0
    assert number(compound) == "AQ-20230614-052"
    assert typed("verify")[0] == 0 and typed("doctor", "--rebuild-check")[0] == 0


def test_one_project_may_jump_alone(compound, typed):
    assert typed("skip-numbers", "--project", "p2")[0] == 0
    assert number(compound) == "AQ-20230614-001"
    code, said = typed("skip-numbers", "--project", "p9")
    assert code == 1 and "no such project" in said


def test_phones_are_told_to_check_only_when_asked(compound, typed, engine):
    before = epochs(engine)
    typed("skip-numbers")
    assert epochs(engine) == before
    assert typed("skip-numbers", "--new-epoch")[0] == 0
    assert set(epochs(engine)) & set(before) == set()


def test_a_gap_that_was_not_applied_is_an_error_and_tells_no_phone(compound, typed, engine, monkeypatch):
    def broken(*_):
        raise RuntimeError("a fault of ours")
    before = epochs(engine)
    with monkeypatch.context() as fault:
        fault.setitem(registry.JUDGES, "numbers.skipped", broken)
        code, said = typed("skip-numbers", "--new-epoch")
    assert code == 1 and f"{PROJECT}: 跳号没有生效" in said
    assert epochs(engine) == before
    assert typed("skip-numbers")[0] == 0 and number(compound) == "AQ-20230614-101"
