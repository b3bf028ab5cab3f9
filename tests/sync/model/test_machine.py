"""Whatever people say in whatever order, every promise holds after every step."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sync.model.machine import Life

COMMON = settings(suppress_health_check=list(HealthCheck))


def test_the_promises_hold_after_every_step_of_any_story(compounds):
    run_state_machine_as_test(lambda: Life(compounds, rebuild_every=16),
                              settings=settings(COMMON, max_examples=4, stateful_step_count=14))


@pytest.mark.nightly
def test_the_promises_hold_over_many_and_long_stories(compounds):
    run_state_machine_as_test(lambda: Life(compounds, rebuild_every=1),
                              settings=settings(COMMON, max_examples=150, stateful_step_count=50))
