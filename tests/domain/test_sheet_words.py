"""The short forms every paper shares."""

import pytest

from server.domain.sheet_words import percent, ratio


@pytest.mark.parametrize(("part", "whole", "told"), [
    (13, 15, "86.7%"), (6, 8, "75%"), (1, 16, "6.3%"), (0, 3, "0%"), (9, 10, "90%"), (12, 12, "100%"),
    (8996, 10000, "89.9%"), (8999, 10000, "89.9%"), (8994, 10000, "89.9%"), (9004, 10000, "90.0%"),
    (9999, 10000, "99.9%"), (1, 3, "33.3%")])
def test_a_share_has_one_decimal_half_up_and_no_mark_is_reached_by_rounding(part, whole, told):
    assert percent(part, whole) == told


def test_nothing_due_is_a_dash():
    assert ratio(0, 0) == "–" and ratio(6, 8) == "6/8 = 75%"
