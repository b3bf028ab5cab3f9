"""A district over the compound of tests/people.py."""

import pytest

from tests.district import agrees, found


@pytest.fixture
def district(compound):
    """The district over the compound, which has agreed."""
    made = found(compound)
    agrees(compound)
    return made
