"""Supervision with one thumb, in the words of the tests: the day, its photo, its lists, and what the office has."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests import pictures
from tests.browser.supervised import Day
from tests.waiting import until


@pytest.fixture
def day(compound, clock):
    """The compound of today, with nothing reported yet."""
    clock.set(datetime.now(UTC).isoformat())
    return Day(compound, painted=False)


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(pictures.turned(1))
    return path


def show(phone, address: str) -> None:
    phone.page.evaluate("address => { location.hash = address }", f"#/{address}")


def open_list(phone, name: str) -> None:
    """From the map, by the strip of what waits."""
    phone.open()
    phone.tap(f"wait-{name}")


def says(phone, words: str, *, first: bool = False) -> None:
    """What was saved is said; the first save ever explains itself once."""
    expect(phone.at("toast")).to_contain_text(words)
    if first:
        phone.at("first-save-ok").click()


def state_of(day: Day, name: str) -> str:
    return (day.compound.look("finding", day.ids[name]) or {})["state"]


def arrived(day: Day, **states: str) -> None:
    until(lambda: {name: state_of(day, name) for name in states} == states, f"the office to have {states}", seconds=60)
