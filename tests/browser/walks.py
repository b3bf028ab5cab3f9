"""A walk: one person's screens in the order in which the phone comes by them. Who walks is listed in `screens.py`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.browser.phone import Phone
from tests.people import Compound, Person


@dataclass(frozen=True)
class Screen:
    """`reach` brings a phone from the screen before it in the list to this one, and waits until it is there."""

    name: str
    reach: Callable[[Phone], None]


def nothing_before(_compound: Compound) -> None:
    """The stage of a walk on a compound nobody has walked yet."""


@dataclass(frozen=True)
class Walk:
    """All screens of one person, on a phone and a compound of its own.

    `prepare` sets the stage through the compound, whose clock shows the real time, before the phone is opened.
    `person` is signed in and stands on the map when the first screen is reached; None: the walk signs in by itself.
    """

    name: str
    person: Person | None
    screens: list[Screen]
    prepare: Callable[[Compound], Any] = nothing_before

    def take(self, phone: Phone, language: str) -> Iterator[Screen]:
        """Every screen of a fresh phone in that language, one after the other; it stands on the one given."""
        phone.open()
        phone.speak(language)
        if self.person:
            phone.sign_in(self.person)
        for screen in self.screens:
            screen.reach(phone)
            yield screen
        phone.chromium.context.set_offline(False)
