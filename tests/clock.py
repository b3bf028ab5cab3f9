"""The clock tests hand to the application: it stands still until somebody sets it."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Callable like the real one; starts on the project's morning of 14 June 2023, in Shanghai time."""

    def __init__(self, start: str = "2023-06-14T09:00:00+08:00") -> None:
        self.set(start)

    def __call__(self) -> datetime:
        return self.now

    def set(self, instant: str) -> None:
        """Move to an ISO instant with offset, forward or back."""
        self.now = datetime.fromisoformat(instant).astimezone(UTC)

    def later(self, **span: float) -> None:
        """Let time pass: `clock.later(hours=2)`."""
        self.now += timedelta(**span)
