"""Whose day is it: the business day of a record, from a phone's clock that may be wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from server.domain.days import shifted, wall, zone_named

TOLERANCE = timedelta(minutes=5)
"""A phone's clock may be off by this much before anybody corrects it or says so."""

DAY_STARTS_AT = "05:00"
"""The shift at 02:00 still belongs to yesterday."""


YEARS = (2000, 2100)
"""What people order, plan and photograph lies in these; calendars break at their ends long after."""


def business_day(
    at: datetime,
    offset_ms: int | None,
    received_at: datetime,
    zone: str,
    day_starts_at: str = DAY_STARTS_AT,
) -> tuple[str, list[str]]:
    """The day `2023-06-14` a record of instant `at` belongs to in `zone`, and flags for a person.

    `offset_ms` is server minus phone, as known from a check-in, or None. Flags: `clock_off` (the phone's
    clock was more than five minutes wrong), `day_clamped` (the day would lie after the day of receipt).
    """
    flags = []
    instant = corrected(at, offset_ms)
    if is_off(offset_ms) or _later(instant, received_at, by=TOLERANCE):
        flags.append("clock_off")
    day = day_of(instant, zone, day_starts_at)
    latest = day_of(received_at, zone, day_starts_at)
    if day > latest:
        flags.append("day_clamped")
        day = latest
    return day, flags


def corrected(at: datetime, offset_ms: int | None) -> datetime:
    """`at` in UTC, moved by the known offset if that is more than five minutes; small drift is left alone."""
    if not is_off(offset_ms) or offset_ms is None:
        return _utc(at)
    try:
        return _utc(at) + timedelta(milliseconds=offset_ms)
    except OverflowError:  # a clock at the end of the calendar, moved beyond it
        return _utc(at)


def is_off(offset_ms: int | None) -> bool:
    """Whether the phone's clock was wrong by more than the tolerance."""
    return offset_ms is not None and abs(offset_ms) > TOLERANCE // timedelta(milliseconds=1)


def day_of(instant: datetime, zone: str, day_starts_at: str = DAY_STARTS_AT) -> str:
    """The business day of an instant known to be right. Wall clocks decide, whatever summer time does."""
    local = local_time(instant, zone)
    day = local.date().isoformat()
    return shifted(day, -1) if local.time() < wall(day_starts_at) else day


def half_day(instant: datetime, zone: str, day_starts_at: str = DAY_STARTS_AT) -> str:
    """`am` or `pm` of the business day; the hours before it starts are yesterday's `pm`."""
    local = local_time(instant, zone)
    return "am" if wall(day_starts_at) <= local.time() and local.hour < 12 else "pm"


def local_time(instant: datetime, zone: str) -> datetime:
    """What the clocks of `zone` show; the calendar's ends are left in UTC rather than failing."""
    try:
        return instant.astimezone(zone_named(zone))
    except OverflowError:
        return _utc(instant)


def instant_of(text: str) -> datetime:
    """An ISO 8601 instant with an offset as a UTC datetime. Raises ValueError when it has none."""
    parsed = datetime.fromisoformat(text)
    if parsed.tzinfo is None:
        raise ValueError(f"an instant needs an offset: {text}")
    return _utc(parsed)


def told(text: Any) -> datetime | None:
    """The instant somebody's device wrote down, or None if it wrote none, or one of no year a project could see."""
    try:
        instant = instant_of(text)
    except (TypeError, ValueError):
        return None
    return instant if YEARS[0] <= instant.year < YEARS[1] else None


def text_of(instant: datetime) -> str:
    """A datetime as it is stored in facts, verdicts and states: `2023-06-14T01:12:33.120Z`."""
    return _utc(instant).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _utc(instant: datetime) -> datetime:
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        return datetime.combine(_edge(instant), instant.time(), tzinfo=UTC)


def _edge(instant: datetime) -> date:
    return date.max if instant.year > 5000 else date.min


def _later(instant: datetime, other: datetime, by: timedelta) -> bool:
    return instant - _utc(other) > by
