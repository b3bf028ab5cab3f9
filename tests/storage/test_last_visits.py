"""The last visit to a place up to a day, on whatever database."""

from server.storage.db import reading
from server.storage.last_visits import last_visits
from tests.people import ALICE, PROJECT, visit


def test_a_past_day_knows_only_the_visits_up_to_it(compound, clock):
    for day in ("2023-06-10", "2023-06-12", "2023-06-14"):
        clock.set(f"{day}T09:00:00+08:00")
        compound.say(ALICE, "visit.recorded", visit("SZ-B01-E1", day=day))
    compound.say(ALICE, "visit.recorded", visit("SZ-B01-E2", day="2023-06-14"))
    places = ["SZ-B01-E1", "SZ-B01-E2", "SZ-B02-E1"]
    with reading(compound.engine) as look:
        assert last_visits(look, PROJECT, places, "2023-06-13") == {"SZ-B01-E1": "2023-06-12"}
        assert last_visits(look, PROJECT, places, "2023-06-14") == {
            "SZ-B01-E1": "2023-06-14", "SZ-B01-E2": "2023-06-14"}
        assert last_visits(look, "p2", places, "2023-06-14") == {}
