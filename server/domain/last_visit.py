"""How long ago somebody was last at an entrance, in the five bands that map and legend speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from server.domain.days import days_between

BANDS = ("today", "one", "two", "long", "never")
"""Today, the day before, two days before, three and more, no visit known: each entrance is in exactly one."""

LONG_DAYS = 3


def age_days(last: str | None, day: str) -> int | None:
    """Whole days from the last visit's day to `day` (both 2023-06-14); None if none is known by then.

    A visit dated after `day` was not known then: ask with the last one up to it.
    """
    return None if last is None or last > day else days_between(last, day)


def band(last: str | None, day: str) -> str:
    """Which of BANDS an entrance is in on a day."""
    days = age_days(last, day)
    return "never" if days is None else BANDS[min(days, LONG_DAYS)]


def bands(entrances: Iterable[str], last: Mapping[str, str], day: str) -> dict[str, list[str]]:
    """{band: entrances}, every band named, every entrance once; `last` is {entrance: day of its last visit}."""
    found: dict[str, list[str]] = {name: [] for name in BANDS}
    for id in entrances:
        found[band(last.get(id), day)].append(id)
    return found
