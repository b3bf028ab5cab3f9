"""Which unit answers for a finding that names none."""

from typing import Any

from server.domain import catalogue
from server.storage.state import State


def unit_for(state: State, item: str | None, place: str) -> str | None:
    """The default of the item's group or work at this building, then anywhere, else the general contractor.

    Defaults are things `GROUP:BUILDING`, `work_item:BUILDING`, `GROUP`, `work_item` (FAC:SZ-B03, facade).
    """
    here = state.get("place", place) or {}
    building = place if here.get("kind") == "building" else here.get("building")
    for name in _names(state, item):
        for id in ([f"{name}:{building}"] if building else []) + [name]:
            unit = (state.get("default", id) or {}).get("unit")
            if unit and (state.get("org", unit) or {}).get("active"):
                return str(unit)
    return general_contractor(state)


def general_contractor(state: State) -> str | None:
    """The first of the register that is active (空缺责任单位 = 施工总包), or None where nobody is registered."""
    firms = [org for org in state.all("org").values() if org["kind"] == "general_contractor" and org["active"]]
    return min(firms, key=lambda org: (org["order"], org["id"]))["id"] if firms else None


def _names(state: State, item: str | None) -> list[str]:
    found: dict[str, Any] = (state.get("item", item) if item else None) or {}
    group = found.get("group")
    works = [row.get("work_item") for row in catalogue.groups() if row["code"] == group]
    return [name for name in (group, *works) if name]
