"""How long ago somebody was at an entrance: five bands, each entrance in one."""

import pytest

from server.domain.last_visit import BANDS, age_days, band, bands

DAY = "2023-06-14"


@pytest.mark.parametrize(("last", "days", "name"), [
    ("2023-06-14", 0, "today"), ("2023-06-13", 1, "one"), ("2023-06-12", 2, "two"), ("2023-06-11", 3, "long"),
    ("2022-12-31", 165, "long"), (None, None, "never"), ("2023-06-15", None, "never")])
def test_each_age_has_its_band(last, days, name):
    assert (age_days(last, DAY), band(last, DAY)) == (days, name)


def test_every_entrance_is_in_exactly_one_band_and_every_band_is_named():
    found = bands(["a", "b", "c"], {"a": DAY, "c": "2023-06-01"}, DAY)
    assert found == {"today": ["a"], "one": [], "two": [], "long": ["c"], "never": ["b"]} and tuple(found) == BANDS
