"""The written lists people choose from hold exactly the words that records may carry, in both languages."""

import re

import pytest

from server.domain import catalogue
from server.domain.bodies import days, parts, visits

PLACE_KINDS = {"compound", "building", "entrance", "facade_side", "roof", "zone"}
LISTS = {
    "groups": {"code", "order", "zh", "en", "work_item", "where", "words"},
    "work_items": {"id", "order", "zh", "en", "category", "unit"},
    "work_categories": {"id", "zh", "en"},
    "no_access_reasons": {"id", "zh", "en", "needs_text"},
    "severity_hints": {"severity", "mark", "zh", "en", "quality_zh", "quality_en", "hint"},
    "duty_roles": {"id", "zh", "short_zh", "en"},
    "patrol_types": {"id", "zh", "short_zh", "en"},
    "sources": {"id", "zh", "en"},
    "move_reasons": {"move", "id", "zh", "en"},
    "stages": {"id", "order", "zh", "en"},
    "key_works": {"id", "zh", "en", "unit"},
    "outages": {"id", "zh", "en"},
}


@pytest.mark.parametrize("name", LISTS)
def test_every_row_has_the_same_fields_and_words_in_both_languages(name):
    for row in catalogue.words(name):
        assert set(row) == LISTS[name]
        for pair in (row, row.get("unit", row), row.get("hint", row)):
            assert re.search(r"[一-鿿\dm㎡]", pair["zh"]) and pair["en"].strip()
            assert not re.search(r"[一-鿿]", pair["en"])


@pytest.mark.parametrize(
    ("name", "may_be_recorded"),
    [
        ("duty_roles", parts.ROLES), ("sources", parts.SOURCES), ("patrol_types", visits.PATROLS),
        ("stages", days.STAGES), ("key_works", days.WORKS), ("outages", days.OUTAGES),
    ],
)  # fmt: skip
def test_a_choice_on_screen_is_a_word_a_record_may_carry_and_the_other_way_round(name, may_be_recorded):
    assert [row["id"] for row in catalogue.words(name)] == list(may_be_recorded)


def test_the_ten_work_items_are_those_of_the_plan_and_each_has_its_check_items():
    work_items = catalogue.words("work_items")
    assert [row["zh"] for row in work_items] == [
        "阳台", "外檐", "甬路", "围墙", "排水", "修复屋面防水层", "更换雨水管", "电梯", "消防", "路灯",
    ]  # fmt: skip
    assert {row["category"] for row in work_items} == {row["id"] for row in catalogue.words("work_categories")}
    assert [row["id"] for row in work_items if row["category"] == "improve"] == ["street_lamp"]
    checked = [row["work_item"] for row in catalogue.groups() if row["work_item"]]
    assert checked == [row["id"] for row in work_items]


def test_every_group_fits_some_kind_of_place_and_every_kind_of_place_has_groups():
    fits = [set(row["where"]) for row in catalogue.groups()]
    assert all(kinds and kinds <= PLACE_KINDS for kinds in fits)
    assert set().union(*fits) == PLACE_KINDS
    assert [row["order"] for row in catalogue.groups()] == list(range(1, 23))


def test_a_door_that_could_not_be_entered_has_a_reason_and_only_the_open_one_asks_for_words():
    reasons = catalogue.words("no_access_reasons")
    assert len({row["id"] for row in reasons}) == len(reasons)
    assert [row["id"] for row in reasons if row["needs_text"]] == ["other"]


def test_severity_is_readable_without_colour_and_never_says_the_chiefs_word():
    hints = catalogue.words("severity_hints")
    assert [(row["severity"], row["mark"]) for row in hints] == [(1, "○"), (2, "●"), (3, "▲")]
    assert [row["zh"] for row in hints] == ["一般", "较大", "紧急（待总监判定）"]
    assert [row["quality_zh"] for row in hints] == ["一般", "较大", "严重"]
    assert not any("重大" in row["zh"] + row["hint"]["zh"] for row in hints)


def test_reasons_are_offered_for_the_moves_that_need_an_explanation():
    reasons = catalogue.words("move_reasons")
    assert {row["move"] for row in reasons} == {"ask", "reject", "fail", "extend_ask", "dispute", "reopen"}
    assert len({(row["move"], row["id"]) for row in reasons}) == len(reasons)


def test_a_list_nobody_wrote_is_an_error_not_an_empty_choice():
    with pytest.raises(FileNotFoundError):
        catalogue.words("favourite_colours")
