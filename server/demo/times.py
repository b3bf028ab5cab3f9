"""The demo's clock: it stands where the script has come to and moves on by moments; days by their distance."""

from datetime import UTC, date, datetime, timedelta

from server.domain.days import instant_on, zone_named

ZONE_NAME = "Asia/Shanghai"
ZONE = zone_named(ZONE_NAME)
DAYS, DAYS_MAX = 2, 31
"""How many days are played up to and including the day shown: usually, and at most."""

MOMENT = timedelta(milliseconds=140)


class ScriptClock:
    """Callable like the real clock; never runs back."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def __call__(self) -> datetime:
        """The instant, UTC."""
        return self._now

    def advance(self, to: datetime) -> None:
        """Move on to an instant; one that has passed changes nothing."""
        self._now = max(self._now, to.astimezone(UTC))

    def tick(self) -> None:
        """A moment passes."""
        self._now += MOMENT


def day_at(day: str, distance: int) -> str:
    """The day `distance` days after (or before) `day`."""
    return (date.fromisoformat(day) + timedelta(days=distance)).isoformat()


def instant(day: str, time: str) -> datetime:
    """`2023-06-14`, `09:12` or `09:12:30` by the clocks of the place, as an aware local datetime."""
    clock, _, seconds = time[:5], time[5:6], time[6:]
    return instant_on(day, clock, ZONE_NAME).astimezone(ZONE) + timedelta(seconds=int(seconds or 0))
