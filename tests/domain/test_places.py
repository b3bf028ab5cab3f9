"""Places sort as people count, are found however people write them, and are listed in few words."""

from typing import Any

import pytest

from server.domain import places
from tests.domain.vectors import rows


@rows("places", "order")
def test_places_sort_as_people_count(given: Any, expected: Any) -> None:
    assert sorted(given, key=places.natural_key) == expected


@rows("places", "plain")
def test_many_spellings_mean_one_place(given: Any, expected: Any) -> None:
    assert places.plain(given) == expected


@rows("places", "search")
def test_a_place_is_found_however_it_is_written(given: Any, expected: Any) -> None:
    assert [place["id"] for place in places.search(given["query"], given["places"])] == expected


@rows("places", "door_ranges")
def test_neighbouring_doors_are_drawn_together(given: Any, expected: Any) -> None:
    assert places.door_ranges(given) == expected


@pytest.mark.parametrize(("text", "number"), [("十", 10), ("十二", 12), ("二十", 20), ("二十三", 23),
                                              ("一百零三", 103), ("一〇三", 103), ("两", 2)])
def test_chinese_numerals(text: str, number: int) -> None:
    assert places.numeral(text) == number


def test_the_registers_own_order_comes_first() -> None:
    door = {"id": "a", "label": "2号楼1门", "sort": 1}
    house = {"id": "b", "label": "1号楼1门", "sort": 2}
    assert places.in_order([house, door]) == [door, house]


def test_parts_of_a_building_have_names() -> None:
    assert places.entrance_label("3号楼", 2) == "3号楼2门"
    assert places.side_label("3号楼", "E") == "3号楼东立面"
    assert places.roof_label("3号楼") == "3号楼屋面"
