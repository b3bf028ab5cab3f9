"""Why the numbers of section four are what they are: each 核减, and what is inside 新增, with unit and number."""

from typing import Any

from server.domain.days import short_date_zh
from server.domain.sheet_material import Material

Row = dict[str, Any]
VOID = {"rejected": "不成立", "merged": "并入", "reassigned": "改派", "recast": "改列需协调"}
NEW = {"reassigned": "改派", "reopened": "恢复整改", "on_spot": "立行立改", "late": "补录", "between": "未开会日"}
NAMED_CHARS_MAX = 62
"""Of one cause on the front page; the annex names them all."""


def causes(material: Material) -> dict[str, list[Row]]:
    """{"void": rows, "new": rows} in the order of the log, for `lines`, for programs and for the weeks that add up.

    A row is {"finding", "number", "unit" whose column it stands in, "cause", "to" (改派: the other unit; 并入: the
    number it went into; 补录, 未开会日: the day it is of)}. Each 核减 of the table has one row. Inside 新增 a row
    stands for each effect that is not a plain first order; a late one may be 立行立改 as well, and then has two.
    """
    late = {id: "late" if material.had_sheet(visit["day"]) else "between"
            for visit in material.late for id in visit.get("findings") or ()}
    told: dict[str, list[Row]] = {"void": [], "new": []}
    left: dict[str, Row] = {}
    last = {flow["finding"]: flow for flow in material.flows}
    for flow in material.flows:
        row = _row(material, flow, ended=last[flow["finding"]] is flow)
        if flow["effect"] == "void":
            told["void"].append(row)
            left[flow["finding"]] = row
        elif flow["effect"] == "new":
            if flow.get("tag") == "reassigned" and (gone := left.get(flow["finding"])) is not None:
                gone["to"], row["to"] = flow["unit"], gone["unit"]
            told["new"] += [row] if flow.get("tag") else []
            if flow["finding"] in late and flow.get("tag") in (None, "on_spot"):
                told["new"].append({**row, "cause": late[flow["finding"]],
                                    "to": material.findings[flow["finding"]]["day"]})
    return told


def _row(material: Material, flow: Row, *, ended: bool) -> Row:
    """`ended`: the finding's last stroke. What was recast counts no more, so that a later end leaves no stroke."""
    finding = material.findings[flow["finding"]]
    cause = flow.get("tag") or ""
    if flow["effect"] == "void" and cause != "reassigned":
        gone = ended and finding["kind"] != "coordination" and finding["state"] in ("rejected", "merged")
        cause = finding["state"] if gone else "recast"
    into = material.findings.get(finding.get("merged_into") or "", {}).get("number") if cause == "merged" else None
    return {"finding": finding["id"], "number": finding["number"], "unit": flow["unit"], "cause": cause, "to": into}


def lines(material: Material, *, whole: bool = False) -> list[str]:
    """At most three lines under the table, 核减 in full, then what is inside 新增, then where 期初 comes from.

    `whole`: without shortening, as the annex prints them.
    """
    told = causes(material)
    said = []
    if told["void"]:
        parts = _parts(material, told["void"], VOID, whole)
        said.append(f"核减{len(told['void'])}：{'、'.join(parts)}。")
    if told["new"]:
        said.append(f"新增中：{'、'.join(_parts(material, told['new'], NEW, whole))}。")
    before = material.previous
    if before is not None and before.version > 1:
        said.append(f"期初以第{before.number}期第{before.version}版（更正）的期末为准。")
    return said


def _parts(material: Material, rows: list[Row], words: dict[str, str], whole: bool) -> list[str]:
    found = []
    for cause, word in words.items():
        own = [row for row in rows if row["cause"] == cause]
        if own:
            found.append(f"{word}{len(own)}（{_named(material, own, whole, words is NEW)}）")
    return found


def _named(material: Material, rows: list[Row], whole: bool, new: bool) -> str:
    """外檐分包乙AQ-…、AQ-…；防水分包丙ZL-…: under the unit whose column each stands in."""
    if new and rows[0]["cause"] == "reassigned" and not whole:
        return "见核减"
    groups: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: (material.unit_order(row["unit"]), row["number"])):
        groups.setdefault(_lead(material, row, new), []).append(_number(row))
    told = "；".join(f"{lead} {'、'.join(numbers)}" for lead, numbers in groups.items())
    return told if whole or len(told) <= NAMED_CHARS_MAX else f"{_first(groups)}等，见附件1"


def _first(groups: dict[str, list[str]]) -> str:
    lead, numbers = next(iter(groups.items()))
    return f"{lead} {numbers[0]}"


def _lead(material: Material, row: Row, new: bool) -> str:
    if row["cause"] != "reassigned":
        return material.unit(row["unit"])
    pair = (row["to"], row["unit"]) if new else (row["unit"], row["to"])
    return "→".join(material.unit(unit) for unit in pair)


def _number(row: Row) -> str:
    if row["cause"] == "merged":
        return f"{row['number']}→{row['to'] or '另一问题'}"
    return f"{short_date_zh(row['to'])}{row['number']}" if row["cause"] in ("late", "between") else str(row["number"])
