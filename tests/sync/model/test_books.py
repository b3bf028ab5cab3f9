"""The identities of the meeting's numbers: whatever people do, in whatever order, the book balances."""

import os
from collections import Counter

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from server.sync.rebuild import differences
from server.sync.sheet_check import check_all
from tests.people import PROJECT
from tests.sync.model.books import Life

NIGHTLY = bool(os.environ.get("XUNLOU_TEST_NIGHTLY"))
QUIET = dict.fromkeys((HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large))


MOVES = ("issue", "ask", "reject", "merge", "reassign", "control", "reply", "dispute", "pass", "fail", "reopen")
TAGS = ("reassigned", "reopened", "on_spot")


def test_every_sheet_of_any_history_adds_up_with_a_pencil(compounds):
    happened = Counter()

    @seed(45)
    @settings(max_examples=2000 if NIGHTLY else 200, suppress_health_check=list(QUIET))
    @given(data=st.data(), turns=st.integers(4, 22))
    def histories(data, turns):
        with compounds() as compound:
            life = Life(compound, data)
            for _ in range(turns):
                life.turn()
            life.sheet()
            happened.update(life.happened)
    histories()
    assert all(happened[f"{move} applied"] for move in MOVES), happened
    assert all(happened[tag] for tag in (*TAGS, "sheet", "correction", "gap")), happened


@seed(44)
@settings(max_examples=60 if NIGHTLY else 6, suppress_health_check=list(QUIET))
@given(data=st.data())
def test_the_log_makes_every_sheet_of_such_a_history_again(compounds, data):
    with compounds() as compound:
        life = Life(compound, data)
        for _ in range(25):
            life.turn()
        life.sheet()
        proofs = check_all(PROJECT, compound.engine)
        assert [(proof.number, proof.version) for proof in proofs] == life.issued
        assert {proof.verdict for proof in proofs} == {"same"}
        assert differences(PROJECT, compound.engine) == []
