"""The numbers of a weekly sheet: sums of what its daily sheets say, in total and per unit, and nothing else."""

from collections import Counter
from typing import Any

from server.domain import catalogue
from server.domain.sheet_units import OutOfBalance, rate
from server.domain.weekly_material import Content, Week

Rows = dict[str, dict[str, Any]]
FLOWS = ("new", "closed", "void")
BOOK = ("opening", *FLOWS, "closing")
AGES = ("to3", "to7", "over7")
"""Days a finding has stood open: up to 3, 4 to 7, more."""

SEVERITIES = (3, 2, 1)
MOVED = ("reassigned", "reopened")
"""New in a book, but not newly found."""


def units(week: Week) -> list[dict[str, Any]]:
    """One row per unit any of the days tells of, in the order of the register. Raises OutOfBalance."""
    days = [_by_unit(content) for content in week.days]
    last = _by_unit(week.end) if week.end else {}
    first = days[0] if days else last
    _linked(week.days)
    named = sorted({unit for day in [first, *days] for unit in day}, key=week.site.unit_order)
    found = [_unit(week, unit, days, first.get(unit, {}).get("opening" if days else "closing", 0), last.get(unit, {}))
             for unit in named]
    return [row for row in found if any(row[key] for key in BOOK)]


def _unit(week: Week, unit: str, days: list[Rows], opening: int, last: dict[str, Any]) -> dict[str, Any]:
    flows = {key: sum(day.get(unit, {}).get(key, 0) for day in days) for key in FLOWS}
    closing = int(last.get("closing", 0))
    if opening + flows["new"] - flows["closed"] - flows["void"] != closing:
        raise OutOfBalance(f"{unit}: {opening} with {flows} is not {closing}")
    overdue = int(last.get("overdue", 0))
    due = flows["closed"] + overdue
    return {"unit": unit, "name": week.site.unit(unit), "opening": opening, **flows, "closing": closing,
            "overdue": overdue, "returned": int(last.get("returned", 0)), "due": due,
            "rate": rate(flows["closed"], due), **ageing(week, unit)}


def _by_unit(content: Content) -> Rows:
    return {row["unit"]: row for row in content["units"]}


def _linked(days: list[Content]) -> None:
    """Each day opens with what the day before closed with. Raises OutOfBalance."""
    for earlier, later in zip(days, days[1:], strict=False):
        left = {row["unit"]: row["closing"] for row in earlier["units"] if row["closing"]}
        taken = {row["unit"]: row["opening"] for row in later["units"] if row["opening"]}
        if left != taken:
            raise OutOfBalance(f"{earlier['number']} closes with {left}, {later['number']} opens with {taken}")


def total(rows: list[dict[str, Any]], week: Week) -> dict[str, int]:
    """The sums of the units, which must be the sums of the days' totals. Raises OutOfBalance."""
    found = {key: sum(row[key] for row in rows) for key in (*BOOK, "overdue", "returned", "due", *AGES)}
    told = [content["reconcile"] for content in week.days]
    for key in FLOWS:
        said = sum(day["void_merged" if key == "void" else key] for day in told)
        if found[key] != said:
            raise OutOfBalance(f"{key}: the units say {found[key]}, the days {said}")
    if told and (found["opening"], found["closing"]) != (told[0]["opening"], told[-1]["closing"]):
        raise OutOfBalance(f"{found} is not from {told[0]} to {told[-1]}")
    if week.end and sum(found[key] for key in AGES) != found["closing"]:
        raise OutOfBalance(f"{found}: the ages are not the closing")
    return found


def age_class(days: int) -> str:
    """One of AGES."""
    return AGES[(days > 3) + (days > 7)]


def standing(week: Week) -> list[dict[str, Any]]:
    """The rows of what the last daily sheet closed with; of a week without one, the last of the week before."""
    return list(week.end["standing"]) if week.end else []


def ageing(week: Week, unit: str | None = None) -> dict[str, int]:
    """{"to3", "to7", "over7"} of what is open at the week's end, of one unit or of all."""
    found = Counter(age_class(week.age(row)) for row in standing(week) if unit in (None, row["unit"]))
    return {key: found[key] for key in AGES}


def figures(week: Week, sums: dict[str, int]) -> dict[str, int]:
    """What is compared with the week before."""
    happened = [row for content in week.days for row in content["flows"] if row["effect"] == "new"]
    kinds, tags = Counter(row["kind"] for row in happened), Counter(row["tag"] for row in happened)
    open_ones, found = standing(week), [row for row in happened if row["tag"] not in MOVED]
    return {**{key: sums[key] for key in (*BOOK, "overdue", *AGES)}, "safety": kinds["safety"],
            "quality": kinds["quality"], **{tag: tags[tag] for tag in (*MOVED, "on_spot")},
            "grave": sum(1 for row in found if row["severity"] == 3),
            **{f"{when}{level}": sum(1 for row in rows if row["severity"] == level)
               for when, rows in (("found", found), ("open", open_ones)) for level in SEVERITIES},
            "repeated": sum(1 for row in open_ones if row["repeated"]),
            "returned": sum(1 for row in open_ones if row["returned"])}


def groups(week: Week) -> dict[str, int]:
    """{group of check items, or "": how many were newly found in the week}, the most first."""
    found = [(row.get("item") or "").split("-")[0] for content in week.days
             for row in content["flows"] if row["effect"] == "new" and row["tag"] not in MOVED]
    order = [row["code"] for row in catalogue.groups()]
    counted = Counter(found)
    return dict(sorted(counted.items(), key=lambda pair: (
        -pair[1], order.index(pair[0]) if pair[0] in order else len(order), pair[0])))


def trend(week: Week) -> list[dict[str, Any]]:
    """One row per daily sheet: what it unites, its numbers, and the doors seen; with `counted`, the version the week
    before united, where only what a correction added is of this week."""
    return [{**{key: content[key] for key in ("number", "version", "day", "cut_seq")},
             "content_sha256": week.hashes.get(content["number"], ""),
             "opening": content["reconcile"]["opening"], "new": content["reconcile"]["new"],
             "closed": content["reconcile"]["closed"], "void": content["reconcile"]["void_merged"],
             "closing": content["reconcile"]["closing"], "overdue": sum(row["overdue"] for row in content["units"]),
             "seen": content["coverage"]["findings"] + content["coverage"]["clean"],
             "doors": content["coverage"]["denominator"],
             **({"counted": content["counted"]} if "counted" in content else {})} for content in week.days]
