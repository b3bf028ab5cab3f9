"""倒排工期: what should be finished by a day, what is, and which milestones are late by how many days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from server.domain import catalogue
from server.domain.days import days_between

Row = Mapping[str, Any]

FINISHED = ("done", "self_passed", "passed_first", "passed_later")
_RANK = {"not_started": 0, "working": 1, "done": 2, "self_passed": 3, "passed_first": 4, "passed_later": 4}
"""An inspection held is an inspection held: whether it was the first says `first_pass`."""


def progress(stages: Iterable[Row], milestones: Iterable[Row], day: str) -> list[dict[str, Any]]:
    """One row per work item that has a plan or a stage, in the order of the catalogue:

    {"item", "planned" (places that should be finished by `day`; None without any plan), "actual" (places that are),
    "gap" (actual − planned, None without a plan), "working", "late": rows of `late_ones`}. A place is a building,
    or a zone or the compound for what lies outside; `day` is a business day, included.
    """
    stages, milestones = list(stages), list(milestones)
    ids = [row["id"] for row in catalogue.words("work_items")]
    told = {row["item"] for row in (*stages, *milestones)}
    behind = late_ones(stages, milestones, day)
    return [_item(item, stages, milestones, day, [row for row in behind if row["item"] == item])
            for item in [*ids, *sorted(told - set(ids))] if item in told]


def _item(item: str, stages: list[Row], milestones: list[Row], day: str, late: list[dict[str, Any]]) -> dict[str, Any]:
    own = [row for row in stages if row["item"] == item]
    plans = [row for row in milestones if row["item"] == item and row.get("stage", "done") == "done"]
    finished = {row["building"] for row in own if row["stage"] in FINISHED}
    finished |= {row["building"] for row in plans if row.get("actual") and row["actual"] <= day}
    working = {row["building"] for row in own if row["stage"] == "working"} - finished
    planned = sum(1 for row in plans if row.get("planned") and row["planned"] <= day) if plans else None
    return {"item": item, "planned": planned, "actual": len(finished), "working": len(working),
            "gap": None if planned is None else len(finished) - planned, "late": late}


def late_ones(stages: Iterable[Row], milestones: Iterable[Row], day: str) -> list[dict[str, Any]]:
    """[{"building", "item", "stage", "planned", "days", "reason"}] of the milestones whose day has passed and that are
    not reached by `day`: the longest late first, then by item and place. On its own day a milestone is not late;
    `reason` is the 滞后原因 somebody wrote, or empty."""
    reached = {(row["building"], row["item"]): _RANK[row["stage"]] for row in stages}
    found = [{**{key: row[key] for key in ("building", "item", "planned")}, "stage": row.get("stage", "done"),
              "days": days_between(row["planned"], day), "reason": row.get("reason") or ""}
             for row in milestones
             if row.get("planned") and row["planned"] < day and not _is_reached(row, reached, day)]
    return sorted(found, key=lambda row: (-row["days"], row["item"], row["building"], row["stage"]))


def _is_reached(row: Row, reached: Mapping[tuple[Any, Any], int], day: str) -> bool:
    if row.get("actual"):
        return bool(row["actual"] <= day)
    return reached.get((row["building"], row["item"]), 0) >= _RANK[row.get("stage", "done")]
