"""Progress: stage.set (what stands where, and how acceptance went) and milestone.set (倒排工期)."""

from typing import Any

from server.domain.events import Event
from server.domain.rights import CLIENT, FIRMS
from server.storage.state import State
from server.sync.registry import register
from server.sync.types.acting import first, refuse_unless, stamp, unknown
from server.sync.verdicts import applied, no_effect

ACCEPTERS = ("specialist", "chief", *CLIENT)
STAGE_SETTERS = {"self_passed": (*FIRMS, *ACCEPTERS), "passed_first": ACCEPTERS, "passed_later": ACCEPTERS}
"""Whoever walks past sees that work goes on; that it passed, only those who accept it may say."""

ACCEPTED = ("passed_first", "passed_later")


def judge_stage(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """One tap per building and work item; the verdict says whether the first formal inspection counts as failed."""
    actor, body = stamp(state, event, facts), event.body
    wrong = first(refuse_unless(actor, "set_stage"), unknown(state, "place", body["building"]))
    if wrong:
        return wrong
    before = state.get("stage", _id(body)) or {}
    wrong = _unfit(body["stage"], before, actor)
    return wrong or applied(**actor, failed_first=_failed_first(body["stage"], before, actor))


def _unfit(stage: str, before: dict[str, Any], actor: dict[str, Any]) -> dict[str, Any] | None:
    """None, or why this person cannot say so: what was accepted is no firm's to take back, and an inspection that was
    failed stays failed (domain.md row 43) unless its author corrects a slip on the same day."""
    if actor["role"] not in STAGE_SETTERS.get(stage, (actor["role"],)):
        return no_effect("not_allowed", "验收结论由监理、代建或街道填写", **actor)
    if before.get("stage") in ACCEPTED and actor["role"] not in ACCEPTERS:
        return no_effect("accepted_already", "已有验收结论，由监理、代建或街道更改", **actor)
    if stage == "passed_first" and before.get("failed_first") and not _own_slip(before, actor):
        return no_effect("failed_before", "曾记为整改后验收合格，不能改为一次验收合格", **actor)
    return None


def _own_slip(before: dict[str, Any], actor: dict[str, Any]) -> bool:
    said = before.get("failed_first") or {}
    return bool(said.get("by") == actor["by"] and said.get("day") == actor["day"])


def _failed_first(stage: str, before: dict[str, Any], actor: dict[str, Any]) -> dict[str, Any] | None:
    """{"by", "day"} of who said first that it passed only after correction; None while nobody did."""
    if stage == "passed_first":
        return None
    said: dict[str, Any] | None = before.get("failed_first")
    return said or ({"by": actor["by"], "day": actor["day"]} if stage == "passed_later" else None)


def apply_stage(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """The newest word on this building and item."""
    if verdict["outcome"] != "applied":
        return
    body, failed = event.body, verdict.get("failed_first")
    state.put("stage", _id(body), {
        "id": _id(body), **{key: body[key] for key in ("building", "item", "stage", "date")},
        "by": verdict["by"], "org": verdict["org"], "at": verdict["at"],
        **({"failed_first": failed} if failed else {})})


def _id(body: dict[str, Any]) -> str:
    return f"{body['building']}:{body['item']}"


def judge_milestone(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """倒排工期: planned by 代建, the street or the supervision's engineers."""
    actor = stamp(state, event, facts)
    return first(refuse_unless(actor, "set_milestone"),
                 unknown(state, "place", event.body["building"])) or applied(**actor)


def apply_milestone(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """Planned and actual day of one stage, and 滞后原因 where somebody wrote one."""
    if verdict["outcome"] != "applied":
        return
    body, reason = event.body, (event.body.get("reason") or "").strip()
    id = f"{_id(body)}:{body['stage']}"
    state.put("milestone", id, {
        "id": id, **{key: body.get(key) for key in ("building", "item", "stage", "planned", "actual")},
        "by": verdict["by"], "at": verdict["at"], **({"reason": reason} if reason else {})})


register("stage.set", judge=judge_stage, apply=apply_stage)
register("milestone.set", judge=judge_milestone, apply=apply_milestone)
