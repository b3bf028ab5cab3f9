"""What leaders are told of one compound's progress: a light for each work item, and what was accepted."""

from collections.abc import Iterable
from typing import Any

from server.domain import catalogue
from server.domain.days import days_between

State = dict[str, Any]
STEPS = {"not_started": 0, "working": 1, "done": 2, "self_passed": 3, "passed_first": 4, "passed_later": 4}
"""How far a stage is; both ways of passing the acceptance are its end."""


def lights(stages: list[State], milestones: list[State], day: str) -> list[dict[str, Any]]:
    """[{"item", "name", "planned", "reached", "late"}] of every work item with milestones, in the plan's order.

    `planned`: how many should have been reached by `day`; `late`: days since the oldest of those that was not, 0 when
    all were.
    """
    stood = {(row["building"], row["item"]): STEPS.get(row["stage"], 0) for row in stages}
    told = []
    for work in catalogue.words("work_items"):
        due = [row for row in milestones if row["item"] == work["id"] and row.get("planned")]
        if not due:
            continue
        past = [row for row in due if row["planned"] <= day]
        missed = [row for row in past if not _reached(row, stood, day)]
        told.append({"item": work["id"], "name": work["zh"], "planned": len(past), "reached": len(past) - len(missed),
                     "late": max((days_between(row["planned"], day) for row in missed), default=0)})
    return told


def _reached(row: State, stood: dict[tuple[str, str], int], day: str) -> bool:
    """By its own actual day, or by the stage the building has come to."""
    if row.get("actual") and row["actual"] <= day:
        return True
    return stood.get((row["building"], row["item"]), 0) >= STEPS.get(row.get("stage") or "done", 2)


def lights_told(rows: list[dict[str, Any]]) -> str:
    """×滞后5天：外墙保温（应8/实6）；√按期：屋面防水、雨水管. A shape and a word, never a colour."""
    late = sorted((row for row in rows if row["late"]), key=lambda row: -row["late"])
    kept = [row["name"] for row in rows if not row["late"]]
    told = [f"×滞后{row['late']}天：{row['name']}（应{row['planned']}/实{row['reached']}）" for row in late]
    return "；".join([*told, *([f"√按期：{'、'.join(kept)}"] if kept else [])]) or "–未设节点"


def acceptance(stages: Iterable[State]) -> dict[str, int]:
    """{"done", "self_passed", "passed_first", "passed_later"}: how many building × item stand at each."""
    found = dict.fromkeys(("done", "self_passed", "passed_first", "passed_later"), 0)
    for row in stages:
        if row["stage"] in found:
            found[row["stage"]] += 1
    return found


def first_pass_rate(accepted: dict[str, int]) -> str:
    """10/12 = 83%: passed at the first inspection ÷ inspected (the plan's 90 %); a dash when nothing was inspected."""
    first = accepted["passed_first"]
    inspected = first + accepted["passed_later"]
    return f"{first}/{inspected} = {round(100 * first / inspected)}%" if inspected else "–"


def acceptance_told(accepted: dict[str, int]) -> str:
    """已验收12（一次合格10）、自验合格3、已完工待验2; a dash when nothing is finished."""
    first, later = accepted["passed_first"], accepted["passed_later"]
    told = [f"已验收{first + later}（一次合格{first}）" if first + later else "",
            f"自验合格{accepted['self_passed']}" if accepted["self_passed"] else "",
            f"已完工待验{accepted['done']}" if accepted["done"] else ""]
    return "、".join(part for part in told if part) or "–"
