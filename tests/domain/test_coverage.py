"""Every entrance is in exactly one state a day, and the states sum to the number of entrances."""

from typing import Any

from hypothesis import given as drawn
from hypothesis import strategies as st

from server.domain import coverage
from tests.domain.vectors import rows


def covered_of(given: Any) -> dict[str, dict[str, Any]]:
    return coverage.coverage(given["entrances"], given["visits"], given["on_phone"],
                             given["active_buildings"], given["policy"])


@rows("coverage", "coverage")
def test_each_door_has_its_state(given: Any, expected: Any) -> None:
    found = covered_of(given)
    assert {door: row["state"] for door, row in found.items()} == expected["states"]
    if "tally" in expected:
        assert coverage.tally(found) == expected["tally"]


@rows("coverage", "parts_coverage")
def test_parts_and_zones_with_work_are_a_second_line(given: Any, expected: Any) -> None:
    found = coverage.parts_coverage(given["places"], given["visits"], given["on_phone"], given["faces"])
    assert {place: row["state"] for place, row in found.items()} == expected


@rows("coverage", "active_buildings")
def test_which_buildings_have_work(given: Any, expected: Any) -> None:
    found = coverage.active_buildings(given["filings"], given["day"])
    assert (None if found is None else sorted(found)) == expected


@rows("coverage", "coverage_sentence")
def test_the_sentence_lists_doors_as_people_say_them(given: Any, expected: Any) -> None:
    assert coverage.coverage_sentence(covered_of(given), given["entrances"]) == expected


def test_a_locked_door_keeps_the_newest_reason() -> None:
    entrances = [{"id": "A-1", "building": "A", "label": "1号楼1门"}]
    visits = [{"id": "v2", "place": "A-1", "outcome": "no_access", "at": "2", "reason": {"code": "danger"}},
              {"id": "v1", "place": "A-1", "outcome": "no_access", "at": "1", "reason": {"code": "locked"}}]
    row = coverage.coverage(entrances, visits, set(), None)["A-1"]
    assert row == {"state": "no_access", "active": True, "visits": ["v2", "v1"], "reason": {"code": "danger"}}


ENTRANCES = [{"id": f"B{b}-{d}", "building": f"B{b}", "label": f"{b}号楼{d}门"}
             for b in range(1, 21) for d in range(1, 6)]
PLACES = st.sampled_from([e["id"] for e in ENTRANCES] + [f"B{b}" for b in range(1, 21)] + ["Z-P1"])
OUTCOMES = st.sampled_from(["findings", "clean", "no_access", "building_looked"])
VISITS = st.builds(lambda place, outcome, gone: {"id": "v", "place": place, "outcome": outcome, "withdrawn": gone},
                   PLACES, OUTCOMES, st.booleans())


@drawn(st.lists(VISITS, max_size=60), st.sets(PLACES), st.none() | st.sets(PLACES),
       st.sampled_from(["active", "all"]))
def test_states_always_sum_to_the_number_of_entrances(
    visits: list[Any], on_phone: set[str], active: set[str] | None, policy: str
) -> None:
    found = coverage.coverage(ENTRANCES, visits, on_phone, active, policy)
    said = coverage.coverage_sentence(found, ENTRANCES)
    assert set(found) == {entrance["id"] for entrance in ENTRANCES}
    assert sum(coverage.tally(found).values()) == len(ENTRANCES)
    listed = [door for state in coverage.STATES for span in said[state]["doors"] for door in span["places"]]
    assert sorted(listed) == sorted(found)
