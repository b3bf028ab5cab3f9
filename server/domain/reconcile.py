"""Numbers that add up with a pencil: what each move adds to 新增, 销项 and 核减, and the identity they obey."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Finding = Mapping[str, Any]

EFFECTS = ("new", "closed", "void")
TAGS = ("reassigned", "reopened", "on_spot")


@dataclass(frozen=True)
class Flow:
    """One stroke in the book of one unit; `tag` says what is printed as 其中 (改派, 恢复, 立行立改)."""

    unit: str
    effect: str
    tag: str | None = None


@dataclass(frozen=True)
class Counted:
    """What a change does to the book: its flows, and the unit that carries the finding afterwards."""

    flows: list[Flow]
    unit: str | None


def flows(before: Finding | None, after: Finding) -> Counted:
    """The flows between two states of one finding (state.md §7); before is None at filing.

    Reads kind, state and unit of both and `counted_unit` of `before`; what `after` says of `counted_unit` is
    ignored: the caller writes the answer's `unit` there.
    """
    carried = before.get("counted_unit") if before else None
    if after["kind"] == "coordination" or after["state"] in ("rejected", "merged"):
        return Counted([Flow(carried, "void")] if carried else [], None)
    if before and before["state"] == after["state"] == "closed":
        return Counted([], None)
    if after["state"] == "submitted" and carried is None:
        return Counted([], None)
    return _carried_on(before, after, carried)


def _carried_on(before: Finding | None, after: Finding, carried: str | None) -> Counted:
    """The finding counts now: a first or changed unit is a new one, in the total too."""
    unit = after.get("unit") or carried
    if unit is None:
        return Counted([], None)
    found = []
    if carried is None:
        found.append(Flow(unit, "new", _origin(before, after)))
    elif carried != unit:
        found += [Flow(carried, "void", "reassigned"), Flow(unit, "new", "reassigned")]
    if after["state"] != "closed":
        return Counted(found, unit)
    return Counted([*found, Flow(unit, "closed", "on_spot" if before is None else None)], None)


def _origin(before: Finding | None, after: Finding) -> str | None:
    if before is None:
        return "on_spot" if after["state"] == "closed" else None
    return "reopened" if before["state"] == "closed" else None


def reconcile(happened: Iterable[Flow], opening: Mapping[str, int]) -> dict[str, Any]:
    """{"units": {unit: row}, "total": row}; a row holds opening, new, closed, void, closing and, out of new,
    reassigned, reopened, on_spot. In every row opening + new − closed − void = closing, and the total sums."""
    units = {unit: _row(count) for unit, count in opening.items()}
    for flow in happened:
        row = units.setdefault(flow.unit, _row(0))
        row[flow.effect] += 1
        if flow.effect == "new" and flow.tag:
            row[flow.tag] += 1
    for row in units.values():
        row["closing"] = row["opening"] + row["new"] - row["closed"] - row["void"]
    total = {key: sum(row[key] for row in units.values()) for key in _row(0)}
    return {"units": units, "total": total}


def closing_of(findings: Iterable[Finding]) -> dict[str, int]:
    """期末未销 as the findings themselves say: how many carry each `counted_unit`."""
    found: dict[str, int] = {}
    for finding in findings:
        unit = finding.get("counted_unit")
        if unit is not None:
            found[unit] = found.get(unit, 0) + 1
    return found


def _row(opening: int) -> dict[str, int]:
    return {"opening": opening, **dict.fromkeys(EFFECTS, 0), "closing": opening, **dict.fromkeys(TAGS, 0)}
