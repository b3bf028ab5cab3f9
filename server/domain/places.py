"""How places are named, ordered, found and listed: 3号楼 before 10号楼, "3-2", 17号楼3–4门."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

Place = Mapping[str, Any]
Key = tuple[tuple[int, int, str], ...]

STEMS = "甲乙丙丁戊己庚辛壬癸"
SIDES = {"E": "东立面", "S": "南立面", "W": "西立面", "N": "北立面"}
_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_NUMERAL = re.compile(r"[〇零一二两三四五六七八九十百]+(?=号|楼|栋|幢|门|单元|[-#])")
_PIECE = re.compile(r"\d+|[甲乙丙丁戊己庚辛壬癸]|增|[^\d甲乙丙丁戊己庚辛壬癸增]+")
_JOINTS = re.compile(r"号楼|号院|楼门|单元|[号楼栋幢门#\-–—/.\s]+")
_STEM_AFTER = re.compile(r"(\d+)(?:号楼|[栋幢楼])([甲乙丙丁戊己庚辛壬癸])")
_DOOR = re.compile(r"^(.*?)(\d+)门$")


def natural_key(label: str) -> Key:
    """A sort key: numbers by value, then 甲 乙 丙, then 增1 增2, then words. 3号楼 < 3号楼甲 < 3号楼增1 < 10号楼."""
    return tuple(_weight(piece) for piece in _pieces(label))


def in_order(places: Iterable[Any]) -> list[Any]:
    """Places by the register's `sort`, then by building and label as people count them, then by id."""
    return sorted(places, key=order_key)


def order_key(place: Place) -> tuple[int, Key, str]:
    """What `in_order` sorts by."""
    return (place.get("sort") or 0, natural_key(place["label"]), place["id"])


def entrance_label(building: str, number: int | str) -> str:
    """`3号楼` and 2 → `3号楼2门`."""
    return f"{building}{number}门"


def side_label(building: str, side: str) -> str:
    """`3号楼` and E → `3号楼东立面`."""
    return f"{building}{SIDES[side]}"


def roof_label(building: str) -> str:
    """`3号楼` → `3号楼屋面`."""
    return f"{building}屋面"


def plain(text: str) -> str:
    """A label or a search brought to one form: 三号楼二门, 3号楼2单元, ３栋２门 and 3-2 are all `3-2`."""
    folded = unicodedata.normalize("NFKC", text).lower().strip()
    folded = _NUMERAL.sub(lambda found: str(numeral(found[0])), folded + ("门" if _ends_spoken(folded) else ""))
    folded = _STEM_AFTER.sub(r"\1\2号楼", folded)  # 3号楼甲 is 3甲号楼
    return _JOINTS.sub("-", folded).strip("-")


def numeral(text: str) -> int:
    """二十三 → 23, up to 九百九十九; digits read one by one (一〇三 → 103) work too."""
    if not any(unit in text for unit in "十百"):
        return int("".join(str(_DIGITS[digit]) for digit in text))
    total, digit = 0, 0
    for sign in text:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[sign]
    return total + digit


def search(query: str, places: Iterable[Place], limit: int = 20) -> list[Place]:
    """Places a person may mean, best first: the very one, those it begins (3 → 3号楼, 3-1 …), those containing it.

    An address with a flat (3-2-501) finds its entrance. Labels and aliases are compared in their plain form.
    """
    wanted = plain(query)
    if not wanted:
        return []
    ranked = []
    for number, place in enumerate(in_order(places)):
        names = {plain(name) for name in [place["label"], *(place.get("aliases") or [])] if name}
        ranks = [rank for name in names if (rank := _match(wanted, name)) is not None]
        if ranks:
            ranked.append((min(ranks), number, place))
    ranked.sort(key=lambda found: found[:2])
    return [place for _, _, place in ranked[:limit]]


def door_ranges(doors: Iterable[Place]) -> list[dict[str, Any]]:
    """Neighbouring doors drawn together: [{"building", "label": 17号楼3–4门, "places": [ids]}], in door order."""
    found: list[dict[str, Any]] = []
    for door in in_order(doors):
        split = _DOOR.match(door["label"])
        stem, number = (split[1], int(split[2])) if split else (door["label"], None)
        last = found[-1] if found else None
        joins = last and number is not None and last["stem"] == stem and last["last"] is not None \
            and last["building"] == door.get("building") and number == last["last"] + 1
        if last and joins:
            last["places"].append(door["id"])
            last["last"] = number
            continue
        found.append({"building": door.get("building"), "stem": stem, "first": number, "last": number,
                      "places": [door["id"]]})
    return [{"building": span["building"], "label": _span(span), "places": span["places"]} for span in found]


def _span(span: dict[str, Any]) -> str:
    if span["first"] is None:
        return str(span["stem"])
    numbers = f"{span['first']}–{span['last']}" if span["first"] != span["last"] else f"{span['first']}"
    return f"{span['stem']}{numbers}门"


def _match(wanted: str, name: str) -> int | None:
    """0 the same, 1 a flat behind this door, 2 begins with it, 3 contains it."""
    if name == wanted:
        return 0
    if name.count("-") == 1 and wanted.startswith(name + "-") and wanted.count("-") == 2:
        return 1
    if name.startswith(wanted + "-") or (name.startswith(wanted) and not wanted[-1].isdigit()):
        return 2
    return 3 if not wanted.isdigit() and "-" not in wanted and wanted in name else None


def _ends_spoken(text: str) -> bool:
    """三号楼二 is the door 3-2 said without 门."""
    return bool(re.search(r"[号楼栋幢\-#][一二两三四五六七八九十]+$", text))


def _pieces(label: str) -> list[str]:
    return [piece for part in plain(label).split("-") for piece in _PIECE.findall(part)]


def _weight(piece: str) -> tuple[int, int, str]:
    if piece.isdigit():
        return (0, int(piece), "")
    if piece in STEMS:
        return (1, STEMS.index(piece), "")
    return (2, 0, "") if piece == "增" else (3, 0, piece)
