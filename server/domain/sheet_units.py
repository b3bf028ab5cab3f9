"""Section four of the sheet: each unit's opening, new, closed, void and closing, and the totals they add up to."""

from collections import Counter
from typing import Any

from server.domain.reconcile import TAGS, Flow, reconcile
from server.domain.sheet_material import Material
from server.domain.sheet_standing import counts, due_tonight, is_open, overdue_days
from server.domain.sheet_words import UNIT_CHARS_MAX, ratio, short_name

HEAD = ["责任单位", "期初", "新增", "销项", "核减", "期末", "逾期", "不合格", "到期销项率"]
FIRM_KINDS = ("general_contractor", "subcontractor")
NOTE = "注：不合格指复查不合格、待再次整改；到期销项率 = 销项 ÷（销项 + 逾期）。"
_BOOK = ("opening", "new", "closed", "void", "closing")


class OutOfBalance(Exception):
    """The flows since the previous sheet do not lead to the state at the cut: a defect, never printed."""


def rate(closed: int, due: int) -> str:
    """到期销项率: closed by the cut ÷ due by the cut; a dash, never 0% or 100%, when nothing was due."""
    return f"{closed}/{due}" if due else "–"


def book(material: Material) -> dict[str, Any]:
    """What `reconcile` makes of the flows since the previous sheet; every unit that counts something has its row."""
    opening = {**dict.fromkeys(material.counted, 0), **(material.previous.closing if material.previous else {})}
    return reconcile((Flow(row["unit"], row["effect"], row.get("tag")) for row in material.flows), opening)


def rows(material: Material, units: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    """One row per firm on the register, with its zeros, and per unit besides that opened with, got or still has a
    counted finding; in the order of the register."""
    told = {unit for unit, row in units.items() if any(row.values()) or material.counted.get(unit)}
    told |= {id for id, org in material.orgs.items() if org["kind"] in FIRM_KINDS and org.get("active", True)}
    return [_row(material, unit, units.get(unit) or dict.fromkeys(_BOOK, 0))
            for unit in sorted(told, key=material.unit_order)]


def _row(material: Material, unit: str, counted: dict[str, int]) -> dict[str, Any]:
    closed, stands = counted["closed"], material.counted.get(unit, 0)
    if counted["closing"] != stands:
        raise OutOfBalance(f"{unit}: {counted} is not {stands}")
    own = [f for f in material.findings.values() if is_open(f) and counts(f) and f["counted_unit"] == unit]
    overdue = sum(1 for finding in own if overdue_days(finding, material))
    returned = sum(1 for finding in own if finding["state"] == "returned")
    return {"unit": unit, "name": material.unit(unit), **{key: counted[key] for key in _BOOK},
            "overdue": overdue, "returned": returned, "due": closed + overdue, "rate": rate(closed, closed + overdue)}


def totals(unit_rows: list[dict[str, Any]]) -> dict[str, int]:
    """The sums of the units; the total row of section four and the sum of section one are the same numbers."""
    return {key: sum(row[key] for row in unit_rows) for key in (*_BOOK, "overdue", "returned", "due")}


def more(material: Material, total: dict[str, int]) -> dict[str, Any]:
    """What is inside 新增, and what falls due before the next morning."""
    new = [row for row in material.flows if row["effect"] == "new"]
    kinds = Counter(material.findings[row["finding"]]["kind"] for row in new)
    severity = Counter(str(material.findings[row["finding"]].get("severity", 1)) for row in new)
    counted = [f for f in material.findings.values() if is_open(f) and counts(f)]
    return {"safety": kinds["safety"], "quality": kinds["quality"],
            "severity": {level: severity[level] for level in ("1", "2", "3")},
            **{tag: total[tag] for tag in TAGS},
            "tonight": sum(1 for finding in counted if due_tonight(finding, material))}


def tables(material: Material) -> dict[str, Any]:
    """{rows, totals, more} for sections one and four. Raises OutOfBalance when the numbers cannot be true."""
    counted = book(material)
    unit_rows = rows(material, counted["units"])
    return {"rows": unit_rows, "totals": totals(unit_rows), "more": more(material, counted["total"])}


def section(units: dict[str, Any], explained: list[str] | None = None) -> dict[str, Any]:
    """Section four as printed; `explained` are the lines under the table (`sheet_explained.lines`)."""
    total = units["totals"]
    keys = ("opening", "new", "closed", "void", "closing", "overdue", "returned")
    printed = [[short_name(row["name"], UNIT_CHARS_MAX), *(str(row[key]) for key in keys), row["rate"]]
               for row in units["rows"]]
    last = ["合计", *(str(total[key]) for key in keys), ratio(total["closed"], total["due"])]
    return {"id": "units", "title": "四、各责任单位整改情况", "head": HEAD, "rows": printed, "total": last,
            "explained": explained or [], "note": NOTE if printed else "",
            "none": "" if printed else "各责任单位无未销问题。"}
