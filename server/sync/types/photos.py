"""photo.marked and blob.erased: a picture left off the paper, and one erased by law."""

from typing import Any

from sqlalchemy import update

from server.domain import clock
from server.domain.events import Event
from server.storage import tables
from server.storage.state import State
from server.storage.upsert import upsert
from server.sync.registry import register
from server.sync.types.acting import refuse_outsiders, refuse_unless, stamp
from server.sync.verdicts import applied, no_effect


def judge_marked(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """Those who prepare the sheet decide what is printed."""
    actor = stamp(state, event, facts)
    return refuse_unless(actor, "mark_photo") or applied(**actor)


def apply_marked(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """Remember the mark beside what else is known of the picture."""
    if verdict["outcome"] == "applied":
        sha = event.body["sha256"]
        state.put("photo", sha, {**(state.get("photo", sha) or {"id": sha}), "printed": event.body["printed"],
                                 "marked": {"at": verdict["at"], "by": verdict["by"]}})


def judge_erased(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """The administrator alone, and never without a reason."""
    actor = stamp(state, event, facts)
    outsider = refuse_outsiders(facts, actor, "erase_blob")
    if outsider:
        return outsider
    if not (event.body.get("reason") or "").strip():
        return no_effect("missing_reason", "请写明原因", **actor)
    return applied(**actor)


def apply_erased(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """Say that the picture is gone: it is neither shown nor owed any more."""
    if verdict["outcome"] == "applied":
        sha = event.body["sha256"]
        state.put("photo", sha, {
            **(state.get("photo", sha) or {"id": sha}), "printed": False,
            "erased": {"at": verdict["at"], "by": verdict["by"], "reason": event.body["reason"]}})
        row = {"project": state.project, "sha256": sha, "size": 0, "type": "", "uploader": verdict["by"],
               "received_at": clock.instant_of(verdict["received_at"]), "erased": False, "looked_at": True}
        upsert(state.session, tables.blob, [row], update=False)  # not here yet: it will be refused when it comes
        column = tables.blob.c
        state.session.execute(update(tables.blob).where(
            column.project == state.project, column.sha256 == sha).values(erased=True))


register("photo.marked", judge=judge_marked, apply=apply_marked)
register("blob.erased", judge=judge_erased, apply=apply_erased)
