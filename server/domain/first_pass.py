"""一次验收合格率: of the units inspected, how many passed at their first formal inspection; 楼栋 × 工程项 is a unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from server.domain.sheet_words import ratio

INSPECTED = ("passed_first", "passed_later")


def first_pass(stages: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """{"inspected": n, "passed": n, "rate": "12/13 = 92.3%"}; the rate is a dash while nothing was inspected.

    `stages` are rows {building, item, stage}, one per unit (domain.md fact 9, row 43). A unit that passed after
    correction never counts as passed, whatever its stage became since (`failed_first`).
    """
    rows = list(stages)
    failed = sum(1 for row in rows if failed_first(row))
    passed = sum(1 for row in rows if row["stage"] == "passed_first" and not failed_first(row))
    return {"inspected": passed + failed, "passed": passed, "rate": ratio(passed, passed + failed)}


def failed_first(row: Mapping[str, Any]) -> bool:
    """Whether the first formal inspection of a unit is known to have been failed."""
    return row["stage"] == "passed_later" or bool(row.get("failed_first"))
