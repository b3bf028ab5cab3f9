"""When a decision is late, when it was answered, and which number the next one gets."""

from datetime import UTC, datetime

import pytest

from server.domain.decisions import LINES_MAX, answered_at, in_order, is_late, next_line

NOW = datetime(2023, 6, 15, 10, tzinfo=UTC)


@pytest.mark.parametrize(("due", "late"), [
    ("2023-06-14", True), ("2023-06-15", False), (None, False),
    ("2023-06-15T17:59:00+08:00", True), ("2023-06-15T18:01:00+08:00", False)])
def test_a_day_is_late_when_it_is_over_and_an_hour_when_it_has_struck(due, late):
    assert is_late({"status": "open", "due": due}, "2023-06-15", NOW) is late
    assert not is_late({"status": "done", "due": due}, "2023-06-15", NOW)


def test_numbers_go_on_where_the_meeting_stands_and_stop_at_the_last_one():
    assert next_line([]) == 1 and next_line([{"line": 4}, {"line": 2}]) == 5
    assert next_line([{"line": LINES_MAX}]) == LINES_MAX


def test_the_oldest_meeting_comes_first_and_the_last_word_is_the_newest():
    rows = [{"id": "b", "meeting": "2023-06-14", "line": 1}, {"id": "a", "meeting": "2023-06-13", "line": 2}]
    assert [one["id"] for one in in_order(rows)] == ["a", "b"]
    assert answered_at({"history": [{"at": "2023-06-14T01:00:00Z"}, {"at": "2023-06-13T01:00:00Z"}]}) == (
        "2023-06-14T01:00:00Z")
    assert answered_at({}) is None
