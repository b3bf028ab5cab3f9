"""What people rely on in the 192 check items: the agreed columns, single facts, orders that can be obeyed."""

import hashlib
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from pypinyin import Style, pinyin

from server.domain import catalogue

ITEMS = catalogue.items()
BY_CODE = pytest.mark.parametrize("row", ITEMS, ids=[row["code"] for row in ITEMS])
KEYS = {
    "code", "group", "group_zh", "group_en", "group_initials", "zh", "en", "cat", "severity", "due", "photo",
    "basis", "local_basis", "phrases", "requirement", "initials", "valid_from", "valid_to", "synonyms",
}  # fmt: skip
AGREED = "8de36bb18e9512f90e4c5b7cdb97570261bf6f7a19b90eed3af3789e0e204feb"
CLAUSE = re.compile(r"第[\d一二三四五六七八九十百.]+[条款章节]|\d+\.\d+\.\d+|[条款]规定")
PHRASE_CHARS_MAX, REQUIREMENT_CHARS_MAX, CATALOGUE_BYTES_MAX = 24, 40, 400_000


def test_severity_deadline_photo_and_basis_are_those_agreed_for_each_of_the_192_codes():
    columns = [
        (row["code"], row["cat"], str(row["severity"]), row["due"], "+".join(row["photo"][1:]), row["basis"])
        for row in ITEMS
    ]
    agreed = "".join("|".join(row) + "\n" for row in columns)
    assert len(ITEMS) == len({row["code"] for row in ITEMS}) == 192
    assert hashlib.sha256(agreed.encode()).hexdigest() == AGREED


def test_there_are_22_groups_of_6_to_12_items_and_every_item_names_its_own():
    groups = {row["code"]: row for row in catalogue.groups()}
    sizes = Counter(row["group"] for row in ITEMS)
    assert len(groups) == 22 and set(sizes) == set(groups)
    assert all(6 <= size <= 12 for size in sizes.values())
    for row in ITEMS:
        assert row["code"].startswith(row["group"] + "-")
        assert (row["group_zh"], row["group_en"]) == (groups[row["group"]]["zh"], groups[row["group"]]["en"])


@BY_CODE
def test_an_item_has_exactly_the_agreed_fields(row):
    assert set(row) == KEYS
    assert row["cat"] in ("S", "Q") and row["severity"] in (1, 2, 3)
    assert row["due"] in ("NOW", "D0", "D1", "D3", "D7")
    assert row["photo"][0] == "O" and set(row["photo"][1:]) <= set("CRDTV") and len(row["photo"]) > 1
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["valid_from"]) and row["valid_to"] is None
    assert 1 <= len(row["phrases"]) <= 3 and len(row["synonyms"]) <= 3
    for text in (row["requirement"], *row["phrases"], row):
        assert text["zh"].strip() == text["zh"] != "" and text["en"].strip() == text["en"] != ""
        assert not re.search(r"[一-鿿]", text["en"]), "English must stand alone"


@BY_CODE
def test_a_phrase_is_one_short_fact_with_the_same_blanks_in_both_languages(row):
    for phrase in row["phrases"]:
        assert len(phrase["zh"]) <= PHRASE_CHARS_MAX, phrase
        assert not set("、/或；;") & set(phrase["zh"]), f"alternatives are not a fact: {phrase['zh']}"
        assert phrase["zh"].count("__") == phrase["en"].count("__") <= 2, phrase
        assert "___" not in phrase["zh"] + phrase["en"]
        assert not re.search(r"(?<!_)_(?!_)", phrase["zh"] + phrase["en"]), f"half a blank: {phrase}"
        assert phrase["zh"] != row["zh"] or "、" not in row["zh"], "a compound title is never a fact"
    assert len({phrase["zh"] for phrase in row["phrases"]}) == len(row["phrases"])


@BY_CODE
def test_a_requirement_tells_the_contractor_what_to_do_and_immediate_ones_say_so_first(row):
    requirement = row["requirement"]["zh"]
    assert 8 <= len(requirement) <= REQUIREMENT_CHARS_MAX, requirement
    assert "__" not in requirement
    assert requirement.startswith("立即") == (row["due"] == "NOW"), requirement


@BY_CODE
def test_no_text_anticipates_the_chiefs_decision_or_cites_a_clause(row):
    texts = [text["zh"] for text in (*row["phrases"], row["requirement"])]
    assert not any("重大" in text for text in texts)
    assert not any(CLAUSE.search(text) for text in (*texts, row["basis"], row["local_basis"]))


@BY_CODE
def test_initials_are_typeable_on_any_phone_keyboard(row):
    for word in f"{row['initials']} {row['group_initials']}".split(" "):
        assert re.fullmatch(r"[a-z0-9]+", word), row["initials"]


def readings(text):
    """For each character or digit of a text, the letters its sounds may begin with."""
    plain = re.sub(r"[^0-9a-z一-鿿]", "", unicodedata.normalize("NFKC", text).lower())
    sounds = pinyin(list(plain), style=Style.FIRST_LETTER, heteronym=True, errors=lambda mark: [mark])
    return [{sound[:1] for sound in of_one} for of_one in sounds]


@BY_CODE
def test_initials_spell_the_title_and_every_word_people_on_site_use(row):
    title, *_ = spelt = row["initials"].split()
    for text, candidates in ((row["zh"], [title]), *((synonym, spelt) for synonym in row["synonyms"])):
        sounds = readings(text)
        assert any(
            len(word) >= len(sounds) and all(letter in of_one for letter, of_one in zip(word, sounds, strict=False))
            for word in candidates
        ), f"{text} is not spelt by {candidates}"
    assert len(title) == len(readings(row["zh"]))


def test_initials_follow_the_trades_own_reading_of_characters_with_two_sounds():
    read = {row["code"]: row["initials"].split() for row in ITEMS}
    assert "cfjd" in read["TEMP-06"]  # 重复接地 chong
    assert "pzk" in read["GON-08"]  # 配重块 zhong
    assert "ldtsbhg" in read["FIRE-07"]  # 联动调试 tiao
    assert "yqwf" in read["HOT-04"]  # 乙炔卧放 que
    assert "xfrx" in read["LANE-03"]  # 消防绕行 xing
    assert "lmkwfhphckbz" in read["FALL-01"]  # 长宽 chang


def test_titles_differ_and_no_phrase_is_offered_by_two_items_of_a_group():
    assert len({row["zh"] for row in ITEMS}) == len(ITEMS)
    offered = Counter((row["group"], phrase["zh"]) for row in ITEMS for phrase in row["phrases"])
    assert [pair for pair, times in offered.items() if times > 1] == []


def test_an_item_is_in_force_from_its_first_day_to_its_last():
    canopy = catalogue.item("FALL-03")
    assert not catalogue.valid_on(canopy, "2023-05-31") and catalogue.valid_on(canopy, "2023-06-01")
    closed = {**canopy, "valid_to": "2024-12-31"}
    assert catalogue.valid_on(closed, "2024-12-31") and not catalogue.valid_on(closed, "2025-01-01")


def test_a_sheet_names_the_edition_of_its_own_day():
    assert "JGJ 46-2005" in catalogue.basis_name("JGJ46", "2024-12-31")
    assert "JGJ/T 46-2024" in catalogue.basis_name("JGJ46", "2025-01-01")
    assert {row["basis"] for row in ITEMS} <= {row["code"] for row in catalogue.words("bases")}


def test_chinese_is_punctuated_in_full_width():
    texts = [text for row in ITEMS for text in (row["zh"], row["group_zh"], row["requirement"]["zh"],
                                                *(phrase["zh"] for phrase in row["phrases"]))]
    assert [text for text in texts if re.search(r"[\u4e00-\u9fff][,;()]|[,;()][\u4e00-\u9fff]", text)] == []


def test_an_unknown_code_is_no_item():
    assert catalogue.item("GON-99") is None
    assert catalogue.item("GON-04")["zh"] == "安全绳未独立固定在建筑结构上"


def test_the_catalogue_fits_the_phones_first_download():
    path = Path(catalogue.__file__).parent / "data" / "catalogue.json"
    assert path.stat().st_size < CATALOGUE_BYTES_MAX
