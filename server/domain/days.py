"""Calendar days as people write them: text days, Chinese weekdays, wall-clock times of a place on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

WEEKDAYS_ZH = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


def shifted(day: str, count: int) -> str:
    """The day `count` days after (or before) `2023-06-14`; stops at the calendar's ends."""
    try:
        return (date.fromisoformat(day) + timedelta(days=count)).isoformat()
    except OverflowError:
        return (date.max if count > 0 else date.min).isoformat()


def days_between(earlier: str, later: str) -> int:
    """How many days `later` lies after `earlier`; negative when it lies before."""
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def weekday_zh(day: str) -> str:
    """`2023-06-14` → `星期三`."""
    return WEEKDAYS_ZH[date.fromisoformat(day).weekday()]


def date_zh(day: str) -> str:
    """`2023-06-04` → `2023年6月4日`, without leading zeros, as sheets print it."""
    parsed = date.fromisoformat(day)
    return f"{parsed.year}年{parsed.month}月{parsed.day}日"


def short_date_zh(day: str) -> str:
    """`2023-06-04`, or an instant's text of that date → `6月4日`."""
    parsed = date.fromisoformat(day[:10])
    return f"{parsed.month}月{parsed.day}日"


def wall(clock: str) -> time:
    """`05:00` → a time of day. Raises ValueError for anything else."""
    hours, _, minutes = clock.partition(":")
    return time(int(hours), int(minutes))


def instant_on(day: str, clock: str, zone: str) -> datetime:
    """The UTC instant at which the clocks of `zone` show `clock` on `day`."""
    local = datetime.combine(date.fromisoformat(day), wall(clock), tzinfo=zone_named(zone))
    return local.astimezone(UTC)


@cache
def zone_named(zone: str) -> ZoneInfo:
    """The time zone, looked up once. Raises ZoneInfoNotFoundError for an unknown name."""
    return ZoneInfo(zone)
