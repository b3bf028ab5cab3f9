"""An inspector who types a few letters on a stairwell finds the check item at the top of the list."""

import json
from pathlib import Path

import pytest

from server.domain import catalogue

ITEMS = catalogue.items()
VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "search.json").read_text(encoding="utf-8"))
FIRST_SHOWN = 25  # what a thumb scrolls through without giving up


def codes(query, recent=()):
    return [row["code"] for row in catalogue.search(query, ITEMS, recent)]


@pytest.mark.parametrize("case", VECTORS, ids=[f"{case['query']}+{len(case['recent'])}" for case in VECTORS])
def test_server_and_phone_find_the_same_items_in_the_same_order(case):
    found = codes(case["query"], case["recent"])
    assert found[: len(case["first"])] == case["first"]
    assert len(found) == case["count"]


def test_what_people_on_site_call_a_thing_leads_to_its_item():
    called = {}
    for row in ITEMS:
        for word in (*row["synonyms"], *row["initials"].split()):
            called.setdefault(word, []).append(row["code"])
    for word, meant in called.items():
        assert set(meant) <= set(codes(word)[:FIRST_SHOWN]), word


def test_letters_that_begin_a_word_come_before_letters_inside_one():
    begins, inside = codes("djb").index("SHAFT-01"), codes("djb").index("DRN-11")
    assert any(word.startswith("djb") for word in catalogue.item("SHAFT-01")["initials"].split())
    assert not any(word.startswith("djb") for word in catalogue.item("DRN-11")["initials"].split())
    assert begins < inside


def test_among_equals_the_item_used_last_comes_first_but_never_before_a_better_match():
    assert codes("gon", ["GON-09", "GON-02"])[:3] == ["GON-09", "GON-02", "GON-01"]
    assert codes("jg", ["DRN-11"])[:2] == ["LIFT-02", "RES-05"]


def test_nothing_typed_offers_everything_recent_first():
    assert codes("", ["RES-05"])[0] == "RES-05" and len(codes("")) == len(ITEMS)
    assert codes("   ") == [row["code"] for row in ITEMS]


def test_a_recent_item_that_left_the_catalogue_does_no_harm():
    assert codes("djb", ["OLD-01"]) == codes("djb")


def test_every_word_typed_must_match():
    assert codes("吊篮 绳") == ["GON-04", "GON-05", "GON-09"]
    assert codes("吊篮 挡脚板") == []


def test_full_width_and_capital_letters_from_a_phone_keyboard_count_as_plain_ones():
    assert codes("ＤＪＢ") == codes("DJB") == codes("djb") != []
