"""device.reset, held.resolved and event.redacted: what is done about the log itself, written in the log."""

import json
from typing import Any

from sqlalchemy import update

from server.domain.events import Event
from server.domain.redaction import redacted
from server.domain.strict_json import canonical
from server.storage import log, tables
from server.storage.state import State
from server.sync.registry import register
from server.sync.types.acting import refuse_outsiders, refuse_unless, stamp
from server.sync.types.covering import COVERABLE, cover
from server.sync.types.covering_papers import cover_papers
from server.sync.types.covering_sheets import cover_sheets
from server.sync.verdicts import applied, held, no_effect


def judge_reset(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """The server says so when a phone comes back empty; an administrator may too."""
    actor = stamp(state, event, facts)
    return refuse_outsiders(facts, actor, "reset_device") or applied(**actor)


def apply_reset(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """What is known to be missing from the lost storage, by its old device id."""
    if verdict["outcome"] == "applied":
        body = event.body
        state.put("device", body["old_device"], {
            "id": body["old_device"], "device": body["device"], "missing_from": body.get("missing_from"),
            "by": verdict["by"], "at": verdict["at"]})


def judge_resolved(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """A person decides over what is held: try it without the objection, or drop it with a reason."""
    actor, body = stamp(state, event, facts), event.body
    wrong = refuse_unless(actor, "resolve_held")
    if wrong:
        return wrong
    if state.event(body["target"]) is None:
        return held("waiting", needs=[f"event:{body['target']}"])
    if state.get("held", body["target"]) is None:
        return no_effect("already_done", "该记录已处理", **actor)
    if body["decision"] == "drop" and not (body.get("reason") or "").strip():
        return no_effect("missing_reason", "请写明不采用的原因", **actor)
    return applied(**actor, retry=[body["target"]], decision=body["decision"])


def apply_resolved(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """Nothing of its own: the release that follows it in the log changes the state."""


def judge_redacted(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """For law and privacy, by the administrator, with a reason; the only change to stored bytes (state.md §8)."""
    actor, body = stamp(state, event, facts), event.body
    outsider = refuse_outsiders(facts, actor, "redact")
    if outsider:
        return outsider
    if not (body.get("reason") or "").strip():
        return no_effect("missing_reason", "请写明原因", **actor)
    row, known = log.find(state.session, state.project, body["target"]), state.event(body["target"])
    if row is None or known is None:
        return held("waiting", needs=[f"event:{body['target']}"])
    if row["type"] not in COVERABLE and known["outcome"] != "held":
        return no_effect("not_allowed", "这类记录不含可遮盖的文字", **actor)
    return applied(**actor, standing=known["outcome"])


def apply_redacted(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """Cover the words in the bytes and wherever the state repeats them; ids, times and pictures' hashes stay."""
    if verdict["outcome"] != "applied":
        return
    target = event.body["target"]
    row = log.find(state.session, state.project, target)
    if row is None:
        return
    said = json.loads(row["bytes"])
    column = tables.event.c
    state.session.execute(update(tables.event).where(
        column.project == state.project, column.id == target).values(bytes=canonical(redacted(said)).encode()))
    if verdict["standing"] != "held":
        applied = verdict["standing"] == "applied"
        cover(state, target, row["type"], said["body"], applied=applied)
        cover_papers(state, row, said["body"], applied=applied)
        cover_sheets(state, row, said["body"])


register("device.reset", judge=judge_reset, apply=apply_reset)
register("held.resolved", judge=judge_resolved, apply=apply_resolved)
register("event.redacted", judge=judge_redacted, apply=apply_redacted)
