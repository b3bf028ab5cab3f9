"""The business day is the day of the walk, in the project's time, whatever the phone's clock says."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from server.domain import clock, days
from tests.domain.vectors import rows

SHANGHAI = "Asia/Shanghai"


@rows("business_day")
def test_business_days_are_as_both_languages_agree(given: Any, expected: Any) -> None:
    day, flags = clock.business_day(
        clock.instant_of(given["at"]), given["offset_ms"], clock.instant_of(given["received_at"]),
        given["zone"], given.get("day_starts_at", "05:00"))
    assert {"day": day, "flags": flags} == expected


@drawn(st.datetimes(timezones=st.just(UTC)), st.none() | st.integers(-(10**14), 10**14),
       st.datetimes(timezones=st.just(UTC)))
def test_no_clock_however_wrong_breaks_the_day_or_moves_it_past_receipt(
    at: datetime, offset_ms: int | None, received_at: datetime
) -> None:
    day, _ = clock.business_day(at, offset_ms, received_at, SHANGHAI)
    assert day <= clock.day_of(received_at, SHANGHAI)


@pytest.mark.parametrize(("instant", "half"), [
    ("2023-06-14T05:00:00+08:00", "am"), ("2023-06-14T11:59:59+08:00", "am"),
    ("2023-06-14T12:00:00+08:00", "pm"), ("2023-06-14T23:00:00+08:00", "pm"),
    ("2023-06-15T02:00:00+08:00", "pm"),
])
def test_the_night_belongs_to_yesterdays_afternoon(instant: str, half: str) -> None:
    assert clock.half_day(clock.instant_of(instant), SHANGHAI) == half


def test_an_instant_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="needs an offset"):
        clock.instant_of("2023-06-14T09:00:00")


def test_instants_are_stored_in_utc_with_milliseconds() -> None:
    assert clock.text_of(clock.instant_of("2023-06-14T09:12:33.12+08:00")) == "2023-06-14T01:12:33.120Z"


def test_a_correction_applies_only_beyond_five_minutes() -> None:
    at = datetime(2023, 6, 14, tzinfo=UTC)
    assert clock.corrected(at, 300_000) == at
    assert clock.corrected(at, -300_001) == at - timedelta(milliseconds=300_001)
    assert clock.corrected(at, None) == at


def test_days_are_written_as_sheets_print_them() -> None:
    assert days.date_zh("2023-06-04") == "2023年6月4日"
    assert days.weekday_zh("2023-06-14") == "星期三"
    assert days.shifted("2023-02-28", 1) == "2023-03-01"
    assert days.days_between("2023-06-14", "2023-06-01") == -13
    assert days.instant_on("2023-06-14", "18:00", SHANGHAI) == datetime(2023, 6, 14, 10, tzinfo=UTC)
