"""What is waited for before a meeting costs the same after months: 20,000 visits beside 1,000, in one run."""

import pytest

from tests.benchmarks.kept_works import filled
from tests.benchmarks.meeting import desks, in_turn, judge, show
from tests.people import ALICE

SMALL, LARGE, TIMES = 1000, 20_000, 25


@pytest.mark.nightly
def test_the_meeting_costs_the_same_after_months_of_works(tmp_path_factory):
    ground = tmp_path_factory.mktemp("works")
    with desks("sqlite", {visits: filled(ground, visits) for visits in (SMALL, LARGE)}) as (small, large):
        times = in_turn(small, large, TIMES)
        verdicts = judge(times, {ALICE.name: large.feed(ALICE)[1:]})
    show("sqlite", times, verdicts)
    assert [one.what for one in verdicts if not one.kept and "÷" in one.what] == []
