"""The rows of a sheet for programs: what is counted at the cut and what happened since, so that weeks can add up."""

from typing import Any

from server.domain.sheet_material import Material
from server.domain.sheet_standing import counts, is_open, noted

State = dict[str, Any]


def flows(material: Material) -> list[dict[str, Any]]:
    """Each counting effect since the previous sheet, in the order of the log, with what it was about."""
    return [{**_told(material.findings[row["finding"]]), "unit": row["unit"], "effect": row["effect"],
             "tag": row.get("tag")} for row in material.flows]


def standing(material: Material) -> list[dict[str, Any]]:
    """Each finding that counts at the cut (期末未销), by number; `overdue` in days, 0 in time."""
    told = [f for f in material.findings.values() if is_open(f) and counts(f)]
    return [_standing(f, material) for f in sorted(told, key=lambda f: (f["number"], f["id"]))]


def _standing(finding: State, material: Material) -> dict[str, Any]:
    said = noted(finding, material)
    return {**_told(finding), "unit": finding["counted_unit"], "state": finding["state"],
            "overdue": int((said["overdue"] or {"days": 0})["days"]), "repeated": int(said["repeated"]),
            "returned": int(said["returned"]), "place": finding.get("place")}


def _told(finding: State) -> dict[str, Any]:
    return {"finding": finding["id"], "number": finding["number"], "kind": finding["kind"], "day": finding["day"],
            "severity": finding.get("severity", 1), "item": finding.get("item")}
