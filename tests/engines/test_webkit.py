"""What an iPhone's engine does with the promise."""

import pytest

from tests.engines import promise
from tests.engines.webkit import WebKit
from tests.people import ALICE


@pytest.fixture
def phone(network, tmp_path):
    """A phone on which nobody has signed in, with its own lasting storage."""
    with WebKit(tmp_path / "phone", network.origin) as started:
        yield started


def test_what_was_saved_offline_survives_a_dying_phone_and_arrives_once(phone, network, compound, office, photo):
    promise.keeps_it(phone, network, compound, office, photo)


def test_a_page_left_right_after_a_save_does_not_keep_the_next_one_from_starting(phone, network):
    """WebKit puts the page to sleep for going back; what it had begun would lock the storage for ever."""
    phone.sign_in(ALICE)
    network.stop()
    phone.open()
    for number in range(1, 7):
        phone.tap("next-door")
        phone.tap("btn-no-access")
        phone.tap("reason-locked")
        if number == 1:
            phone.tap("first-save-ok")
        phone.sees("toast", "已记录")
        phone.open()
        phone.sees("badge-pending", str(number))
