"""What Firefox's engine does with the promise."""

import pytest

from tests.engines import promise
from tests.engines.firefox import Firefox

pytestmark = pytest.mark.nightly


@pytest.fixture
def phone(network, tmp_path):
    """A phone on which nobody has signed in, with its own lasting storage."""
    with Firefox(tmp_path / "phone", network.origin) as started:
        yield started


def test_what_was_saved_offline_survives_a_dying_phone_and_arrives_once(phone, network, compound, office, photo):
    promise.keeps_it(phone, network, compound, office, photo)
