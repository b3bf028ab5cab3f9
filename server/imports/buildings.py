"""The sheets 楼栋楼门 and 区段: buildings with their doors, faces and roof, and the sections of the compound."""

import re
from dataclasses import dataclass
from typing import Any

from server.domain.places import SIDES, STEMS, entrance_label, plain, roof_label, side_label
from server.imports import cells
from server.imports.changes import Change
from server.imports.faults import Faults
from server.imports.workbook import Row, Workbook

BUILDINGS, ZONES = "楼栋楼门", "区段"
BUILDING_COLUMNS = ("楼栋", "楼门数")
BUILDING_OPTIONAL = ("楼门", "户数", "别名")
ZONE_COLUMNS = ("类型", "名称")
ZONE_OPTIONAL = ("编号", "别名")
ZONE_LETTERS = {"甬路": "P", "围墙": "W", "场地": "S", "其他": "O"}
DOORS_MAX = 60
HOUSEHOLDS_MAX = 2_000
_NUMBER = re.compile(rf"(\d{{1,3}})([{STEMS}])?|增(\d{{1,2}})")


@dataclass
class Register:
    """Places in the order people walk; `code` is the prefix of every id, such as SZ."""

    code: str
    faults: Faults
    changes: list[Change]
    seen: dict[str, str]

    def add(self, id: str, kind: str, label: str, row: Row | None = None, column: str = "", **more: Any) -> None:
        """One place; a second one under the same id or name is a fault of its row."""
        taken = id in self.seen or label in self.seen.values()
        if taken and row is not None:
            self.faults.add(row.sheet, row.number, column, f"“{label}”重复", "named twice")
        self.seen[id] = label
        nr = len(self.changes) + 1
        state = {"building": None, "short": None, "aliases": [], "households": None, "active": True, **more}
        self.changes.append(Change("place", id, {"kind": kind, "label": label, "sort": nr, "route": nr, **state}))


def places(book: Workbook, code: str, faults: Faults) -> list[Change]:
    """Every place of the compound; what is wrong with a row goes to `faults`."""
    register = Register(code, faults, [], {})
    register.add(f"{code}-ALL", "compound", "小区")
    for row in book.rows(BUILDINGS, BUILDING_COLUMNS, faults, optional=BUILDING_OPTIONAL):
        _building(register, row)
    if book.has(ZONES):
        counters: dict[str, int] = {}
        for row in book.rows(ZONES, ZONE_COLUMNS, faults, optional=ZONE_OPTIONAL, needed=False):
            _zone(register, row, counters)
    register.add(f"{code}-OTHER", "other", "小区其他部位")
    return register.changes


def _building(register: Register, row: Row) -> None:
    name = _building_name(row, register.faults)
    doors = _doors(row, register.faults)
    homes = _households(row, doors, register.faults)
    if name is None:
        return
    label, end = name
    id = f"{register.code}-B{end}"
    register.add(id, "building", label, row, "楼栋", aliases=cells.pieces(row["别名"])[:30],
                 households=sum(homes) if None not in homes else _total(row))
    for door, count in zip(doors, homes, strict=True):
        register.add(f"{id}-E{door}", "entrance", entrance_label(label, door), building=id, households=count)
    for side in SIDES:
        register.add(f"{id}-F{side}", "facade_side", side_label(label, side), building=id)
    register.add(f"{id}-RF", "roof", roof_label(label), building=id)


def _building_name(row: Row, faults: Faults) -> tuple[str, str] | None:
    """(3号楼, 03) from `3`, `3号楼`, `三号楼`, `3栋`; (3号楼甲 → 03A), (增1号楼 → Z1)."""
    text = cells.needed(row, "楼栋", faults)
    found = _NUMBER.fullmatch(plain(text if "楼" in text or "栋" in text or "幢" in text else f"{text}号楼"))
    if found is None:
        if text:
            faults.add(row.sheet, row.number, "楼栋", f"“{text}”应写成 3号楼、3号楼甲 或 增1号楼",
                       "a building is written like 3号楼")
        return None
    if found[3]:
        return f"增{int(found[3])}号楼", f"Z{int(found[3])}"
    letter = "ABCDEFGHIJ"[STEMS.index(found[2])] if found[2] else ""
    return f"{int(found[1])}号楼{found[2] or ''}", f"{int(found[1]):02d}{letter}"


def _doors(row: Row, faults: Faults) -> list[int]:
    """The door numbers: those written under 楼门, else 1 to 楼门数; both together must agree."""
    count = cells.whole(row, "楼门数", 1, DOORS_MAX, faults)
    named = cells.numbers(row, "楼门", 999, faults)
    if count is None and not named and not row["楼门数"] and not row["楼门"]:
        faults.add(row.sheet, row.number, "楼门数", "楼门数和楼门至少填一项", "fill in how many doors, or which")
    if count is not None and named and len(named) != count:
        faults.add(row.sheet, row.number, "楼门", f"列出{len(named)}个门，与楼门数{count}不符",
                   f"{len(named)} doors are named, not {count}")
    return named or list(range(1, (count or 0) + 1))


def _households(row: Row, doors: list[int], faults: Faults) -> list[int | None]:
    """Households of each door: written one by one, or a total that divides evenly; else unknown."""
    parts = cells.pieces(row["户数"])
    wrong = [part for part in parts if not re.fullmatch(r"[0-9]{1,5}", part) or int(part) > HOUSEHOLDS_MAX]
    if wrong or len(parts) not in (0, 1, len(doors)):
        faults.add(row.sheet, row.number, "户数", "填全栋总户数，或按楼门顺序逐个填写，如 11,12,12,12",
                   "the total, or one number per door in order")
        return [None] * len(doors)
    if len(parts) == len(doors) > 0:
        return [int(part) for part in parts]
    total = _total(row)
    even = total is not None and doors and total % len(doors) == 0
    return [total // len(doors) if even and total is not None else None] * len(doors)


def _total(row: Row) -> int | None:
    text = row["户数"]
    return int(text) if re.fullmatch(r"[0-9]{1,5}", text) else None


def _zone(register: Register, row: Row, counters: dict[str, int]) -> None:
    letter = cells.one_of(row, "类型", ZONE_LETTERS, register.faults)
    name = cells.needed(row, "名称", register.faults)
    number = cells.whole(row, "编号", 1, 999, register.faults)
    if letter is None or not name:
        return
    counters[letter] = number or counters.get(letter, 0) + 1
    register.add(f"{register.code}-Z-{letter}{counters[letter]}", "zone", name, row, "名称",
                 aliases=cells.pieces(row["别名"])[:30])
