"""photo.marked and blob.erased: a picture left off the paper, and one erased by law."""

from typing import Any

from sqlalchemy import select, update

from server.domain import clock
from server.domain.events import Event
from server.storage import sheets_shown, tables
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
        gone = {sha, *_previews(state, sha)}    # the small copies show the same
        row = {"project": state.project, "size": 0, "type": "", "uploader": verdict["by"],
               "received_at": clock.instant_of(verdict["received_at"]), "erased": False, "looked_at": True}
        # Not here yet: it will be refused when it comes.
        upsert(state.session, tables.blob, [{**row, "sha256": one} for one in sorted(gone)], update=False)
        column = tables.blob.c
        state.session.execute(update(tables.blob).where(
            column.project == state.project, column.sha256.in_(gone)).values(erased=True))
        sheets_shown.drop_prints_of(state.session, state.project, sorted(gone))


def _previews(state: State, sha256: str) -> list[str]:
    """Its small copies as records named them; never what some record names as a picture of its own."""
    owed = tables.blob_owed.c
    whole = select(owed.sha256).where(owed.project == state.project, owed.preview_of.is_(None))
    return list(state.session.scalars(select(owed.sha256).where(
        owed.project == state.project, owed.preview_of == sha256, owed.sha256.not_in(whole)).distinct()))


register("photo.marked", judge=judge_marked, apply=apply_marked)
register("blob.erased", judge=judge_erased, apply=apply_erased)
