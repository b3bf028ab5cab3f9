"""What leaders are told of one compound's progress: a light for each work item, and what was accepted."""

from collections.abc import Iterable
from typing import Any

from server.domain.first_pass import first_pass
from server.domain.milestones import progress
from server.domain.sheet_progress import name_of
from server.domain.sheet_words import ratio

State = dict[str, Any]
ACCEPTED = ("done", "self_passed", "passed_first", "passed_later")


def lights(stages: list[State], milestones: list[State], day: str) -> list[dict[str, Any]]:
    """[{"item", "name", "planned", "reached", "late"}] of every work item with milestones, in the plan's order.

    `planned`, `reached`: as `milestones.progress` counts; `late`: days of the longest late milestone, 0 for none.
    """
    planned = {row["item"] for row in milestones if row.get("planned")}
    return [{"item": row["item"], "name": name_of(row["item"]), "planned": row["planned"] or 0,
             "reached": row["actual"], "late": max((one["days"] for one in row["late"]), default=0)}
            for row in progress(stages, milestones, day) if row["item"] in planned]


def lights_told(rows: list[dict[str, Any]]) -> str:
    """×滞后5天：外檐（应8/实6）；✓按期：屋面防水、雨水管. A shape and a word, never a colour."""
    late = sorted((row for row in rows if row["late"]), key=lambda row: -row["late"])
    kept = [row["name"] for row in rows if not row["late"]]
    told = [f"×滞后{row['late']}天：{row['name']}（应{row['planned']}/实{row['reached']}）" for row in late]
    return "；".join([*told, *([f"✓按期：{'、'.join(kept)}"] if kept else [])]) or "–未设节点"


def acceptance(stages: Iterable[State]) -> dict[str, int]:
    """{"done", "self_passed", "passed_first", "passed_later", "inspected", "passed"}: how many building × item stand at
    each stage, and of how many the first formal inspection is known, and was passed (`first_pass`)."""
    rows = list(stages)
    found = {stage: sum(1 for row in rows if row["stage"] == stage) for stage in ACCEPTED}
    known = first_pass(rows)
    return {**found, "inspected": known["inspected"], "passed": known["passed"]}


def first_pass_rate(accepted: dict[str, int]) -> str:
    """10/12 = 83.3%: passed at the first inspection ÷ inspected (the plan's 90 %); a dash when nothing was."""
    return ratio(accepted["passed"], accepted["inspected"])


def acceptance_told(accepted: dict[str, int]) -> str:
    """已验收12（一次合格10）、自验合格3、已完工待验2; a dash when nothing is finished."""
    first, later = accepted["passed_first"], accepted["passed_later"]
    told = [f"已验收{first + later}（一次合格{first}）" if first + later else "",
            f"自验合格{accepted['self_passed']}" if accepted["self_passed"] else "",
            f"已完工待验{accepted['done']}" if accepted["done"] else ""]
    return "、".join(part for part in told if part) or "–"
