"""The sheets 单位 and 分工: who works here, under whom, and who answers for what unless somebody else is named."""

from collections.abc import Mapping
from typing import Any

from server.domain import catalogue
from server.imports import cells
from server.imports.changes import Change
from server.imports.faults import Faults
from server.imports.workbook import Row, Workbook

ORGS, DUTIES = "单位", "分工"
ORG_COLUMNS = ("单位全称", "简称", "类型")
ORG_OPTIONAL = ("上级单位",)
DUTY_COLUMNS = ("类别", "责任单位")
SHORT_CHARS_MAX = 8
KINDS = {
    "街道指挥部": "street_hq", "项目管理公司": "pm_company", "代建": "pm_company", "监理公司": "supervision",
    "监理": "supervision", "施工总包": "general_contractor", "专业分包": "subcontractor", "分包": "subcontractor",
    "主管部门": "department", "社区居委会": "community", "区协调办": "district_office",
}
Things = Mapping[str, Mapping[str, Any]]


def organisations(book: Workbook, known: Things, faults: Faults) -> list[Change]:
    """The organisations, those above others first. `known`: {id: state} of those already registered.

    A firm keeps its id as long as its full or its short name stays; a new one gets the next number.
    """
    ids: dict[str, str] = {}
    found: dict[str, tuple[Row, dict[str, Any]]] = {}
    for order, row in enumerate(book.rows(ORGS, ORG_COLUMNS, faults, optional=ORG_OPTIONAL), start=1):
        name, short = cells.needed(row, "单位全称", faults), cells.needed(row, "简称", faults)
        kind = cells.one_of(row, "类型", KINDS, faults)
        if len(short) > SHORT_CHARS_MAX:
            faults.add(row.sheet, row.number, "简称", f"不超过{SHORT_CHARS_MAX}个字", "at most 8 characters")
        id = _known_id(known, name, short) or f"o{_highest([*known, *found]) + 1}"
        if name in ids or short in ids or id in found:
            faults.add(row.sheet, row.number, "单位全称", f"“{name}”重复", "named twice")
        ids[name] = ids[short] = id
        found[id] = (row, {"name": name, "short": short, "kind": kind, "order": order, "active": True})
    for row, state in found.values():
        state["parent"] = _parent(row, ids, faults)
    return [Change("org", id, found[id][1]) for id in _tops_first(found, faults)]


def duties(book: Workbook, orgs: list[Change], faults: Faults) -> list[Change]:
    """Which firm answers for a group of check items (sheet 分工, optional); empty means the general contractor."""
    if not book.has(DUTIES):
        return []
    groups = {name: row["code"] for row in catalogue.groups() for name in (row["zh"], *row["words"])}
    firms = {name: org.id for org in orgs for name in (org.state["name"], org.state["short"])}
    found = []
    for row in book.rows(DUTIES, DUTY_COLUMNS, faults, needed=False):
        group, unit = cells.one_of(row, "类别", groups, faults), cells.one_of(row, "责任单位", firms, faults)
        if group and unit:
            found.append(Change("default", group, {"unit": unit}))
    return found


def _known_id(known: Things, name: str, short: str) -> str | None:
    for key, said in (("name", name), ("short", short)):
        for id, state in known.items():
            if state[key] == said:
                return id
    return None


def _highest(ids: list[str]) -> int:
    return max((int(id[1:]) for id in ids if id[:1] == "o" and id[1:].isdecimal()), default=0)


def _parent(row: Row, ids: Mapping[str, str], faults: Faults) -> str | None:
    above = row["上级单位"]
    if above and above not in ids:
        faults.add(row.sheet, row.number, "上级单位", f"“{above}”不在本表", "no organisation of this sheet")
    return ids.get(above)


def _tops_first(found: Mapping[str, tuple[Row, dict[str, Any]]], faults: Faults) -> list[str]:
    """Ids so that everything stands after what it refers to; a ring is a fault."""
    done: list[str] = []
    while len(done) < len(found):
        ready = [id for id, (_, state) in found.items()
                 if id not in done and (state["parent"] is None or state["parent"] in done)]
        if not ready:
            row = next(row for id, (row, _) in found.items() if id not in done)
            faults.add(row.sheet, row.number, "上级单位", "上下级循环", "they stand above each other in a ring")
            return done
        done += ready
    return done
