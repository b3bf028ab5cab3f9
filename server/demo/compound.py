"""The demo compound: 20 buildings, 103 entrances, 1261 households, invented after the plan's totals."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from server.domain.places import SIDES, entrance_label, roof_label, side_label
from server.imports.changes import Change
from server.imports.project import items

NAME, CODE, SHORT = "水竹花园", "SZ", "SZHY"
DOORS = {1: 6, 2: 6, 3: 6, 4: 6, 5: 6, 6: 5, 7: 5, 8: 6, 9: 6, 10: 6, 11: 4, 12: 4, 13: 5, 14: 6, 15: 6, 16: 5,
         17: 4, 18: 6, 19: 3, 20: 2}
"""Building number: how many entrances."""

HOUSEHOLDS = {1: 10, 2: 10, 19: 22, 20: 22}
USUAL_HOUSEHOLDS = 12
OFFICE_DOOR = (11, 1)
"""One flat behind this door is the residents' committee's room."""

PATHS, WALLS = 8, 6
COUNTING = "一二三四五六七八"

ORGS: tuple[tuple[str, str, str, str, str | None], ...] = (
    ("o1", "street_hq", "水竹花园改造街道指挥部（演示）", "街道指挥部", None),
    ("o2", "pm_company", "津恒项目管理有限公司（演示）", "代建", None),
    ("o3", "supervision", "方正工程监理有限公司（演示）", "监理", None),
    ("o4", "general_contractor", "津城建设集团（演示）", "施工总包甲", None),
    ("o5", "subcontractor", "乙建筑装饰工程有限公司（演示）", "外檐分包乙", "o4"),
    ("o6", "subcontractor", "丙防水工程有限公司（演示）", "防水分包丙", "o4"),
    ("o7", "subcontractor", "丁市政工程有限公司（演示）", "排水道路分包丁", "o4"),
    ("o8", "district_office", "区老旧小区改造协调工作组办公室（演示）", "区协调办", None),
    ("o9", "community", "水竹花园社区居委会（演示）", "社区居委会", None),
)
DUTIES = {"FAC": "o5", "BAL": "o5", "GON": "o5", "SCF": "o5", "RWP": "o5", "FALL": "o5", "ROOF": "o6", "DRN": "o7",
          "PATH": "o7", "WALL": "o7", "CONF": "o7"}
"""Which unit answers for a group of check items unless somebody says otherwise."""

WORKS_BEFORE, WORKS_DAYS, FIRST_NUMBER, WEEKLY_NUMBER = 44, 245, 45, 7
"""The day shown is day 45 of the works and has sheet No. 45, and its week the weekly No. 7."""


def register(day: str, sheets_before: int, weeks: int) -> list[Change]:
    """Everything the project begins with; `sheets_before` come before the one of `day`; `weeks` weekly ones with it."""
    return [*_orgs(), *(Change("default", group, {"unit": unit}) for group, unit in DUTIES.items()),
            *_settings(day, sheets_before), *(_weekly(day, weeks) if weeks else ()),
            *places(), *items()]


def places() -> list[Change]:
    """The compound in the order people walk it: buildings with doors, faces, roof and lifts, then the sections."""
    rows: list[tuple[str, str, str, dict[str, Any]]] = [(f"{CODE}-ALL", "compound", "小区", {})]
    for number in DOORS:
        rows += _building(number)
    rows += [(f"{CODE}-Z-P{n}", "zone", f"甬路{COUNTING[n - 1]}段", {}) for n in range(1, PATHS + 1)]
    rows += [(f"{CODE}-Z-W{n}", "zone", f"围墙{COUNTING[n - 1]}段", {}) for n in range(1, WALLS + 1)]
    rows += [(f"{CODE}-OTHER", "other", "小区其他部位", {})]
    return [Change("place", id, {"kind": kind, "label": label, "sort": nr, "route": nr, **more})
            for nr, (id, kind, label, more) in enumerate(rows, start=1)]


def building_id(number: int) -> str:
    """3 → SZ-B03."""
    return f"{CODE}-B{number:02d}"


def door_id(number: int, door: int) -> str:
    """3, 2 → SZ-B03-E2."""
    return f"{building_id(number)}-E{door}"


def doors_of(number: int) -> list[str]:
    """The entrances of one building, in order."""
    return [door_id(number, door) for door in range(1, DOORS[number] + 1)]


def households(number: int, door: int) -> int:
    """How many flats lie behind a door."""
    return HOUSEHOLDS.get(number, USUAL_HOUSEHOLDS) - ((number, door) == OFFICE_DOOR)


def _building(number: int) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    id, label = building_id(number), f"{number}号楼"
    homes = [households(number, door) for door in range(1, DOORS[number] + 1)]
    yield id, "building", label, {"households": sum(homes)}
    for door, count in enumerate(homes, start=1):
        yield door_id(number, door), "entrance", entrance_label(label, door), {"building": id, "households": count}
    for side in SIDES:
        yield f"{id}-F{side}", "facade_side", side_label(label, side), {"building": id}
    yield f"{id}-RF", "roof", roof_label(label), {"building": id}
    if number in (19, 20):
        for lift in range(1, DOORS[number] + 1):
            yield f"{id}-L{lift}", "part", f"{label}{lift}门电梯", {"building": id}


def _orgs() -> Iterator[Change]:
    for order, (id, kind, name, short, parent) in enumerate(ORGS, start=1):
        yield Change("org", id, {"name": name, "short": short, "kind": kind, "parent": parent, "order": order})


def _settings(day: str, sheets_before: int) -> Iterator[Change]:
    start = date.fromisoformat(day) - timedelta(days=WORKS_BEFORE)
    yield Change("setting", "sheet", {"value": {
        "title": "", "start_number": FIRST_NUMBER - sheets_before, "short_code": SHORT, "supervision_attends": True,
        "works_start": start.isoformat(), "works_days": WORKS_DAYS, "pages_key_items_max": 8}})
    yield Change("setting", "meeting", {"value": {
        "time": "17:30", "cutoff": "17:00", "place": "现场指挥部会议室", "chair": "现场指挥（街道）"}})
    titles = (("o1", "现场指挥"), ("o2", "项目负责人"), ("o3", "总监理工程师"), ("o4", "项目经理"),
              ("o5", "项目负责人"), ("o6", "项目负责人"), ("o7", "项目负责人"))
    named = {id: (short, kind) for id, kind, _, short, _ in ORGS}
    yield Change("setting", "sign_in", {"value": [
        {"unit": named[id][0], "title": title, "kind": named[id][1]} for id, title in titles]})


def _weekly(day: str, weeks: int) -> Iterator[Change]:
    """The street meets on the weekday of the day shown; the last of `weeks` papers is of that day."""
    yield Change("setting", "weekly_meeting", {"value": {
        "weekday": date.fromisoformat(day).isoweekday(), "time": "18:30", "place": "街道办事处三楼会议室",
        "chair": "街道办事处分管副主任", "title": "", "start_number": WEEKLY_NUMBER + 1 - weeks}})
