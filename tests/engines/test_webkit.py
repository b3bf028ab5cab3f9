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


def test_a_page_left_while_it_writes_does_not_keep_the_next_one_from_starting(phone):
    """WebKit puts the page to sleep for going back; what it had begun to write would lock the storage for ever."""
    phone.sign_in(ALICE)
    phone.ask("""const { write } = await import("/static/js/edge/db.js")
        const again = (tx) => { tx.objectStore("meta").get("session").onsuccess = () => again(tx) }
        write(["meta", "events"], again).catch(() => {})""")
    phone.open()
    phone.sees("door-SZ-B03-E2")
