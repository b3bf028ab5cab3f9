"""numbers.skipped: after a restore no series goes on where the backup ends, for papers with later numbers are out."""

from typing import Any

from server.domain import clock
from server.domain.days import days_between
from server.domain.events import Event
from server.domain.settings import DEFAULTS
from server.storage import log, sheets
from server.storage.state import State
from server.sync.registry import register
from server.sync.types.acting import refuse_outsiders, rule, stamp
from server.sync.types.notices import next_notice, notice_number
from server.sync.types.sheet import next_sheet
from server.sync.verdicts import applied

Row = dict[str, Any]


def judge_skipped(state: State, event: Event, facts: Row) -> Row:
    """The server says so itself; sizes and the numbers left out are fixed here.

    Findings count anew each day, so one day's worth is enough however old the backup is. Notices count through: a day's
    worth for each day unseen. Sheets are one a day and never of a later one: as many as there are days without, once
    for each server that may have issued them.
    """
    actor, body = stamp(state, event, facts), event.body
    outsider = refuse_outsiders(facts, actor, "setup")
    if outsider:
        return outsider
    known_to = clock.day_of(clock.instant_of(body["since"]), rule(state, "zone"), rule(state, "day_starts_at"))
    unseen = max(0, days_between(known_to, actor["day"])) + 1
    newest = sheets.newest(state.session, state.project, _tier(state))
    without = max(0, days_between(newest["day"], actor["day"])) if newest else unseen
    gap = {"findings": body["findings"], "notices": body["notices"] * unseen,
           "sheets": body.get("sheets", 1) * without, "versions": body["versions"] if newest else 0}
    return applied(**actor, gap=gap, spans=[*_notices(state, gap["notices"]), *_sheets(state, newest, gap)])


def _tier(state: State) -> str:
    """The papers of most meetings: a compound's daily sheets, a district's briefs."""
    return "district" if log.head(state.session, state.project)["kind"] == "district" else "daily"


def _notices(state: State, count: int) -> list[Row]:
    """The numbers left out, as they would stand on paper."""
    spans = []
    for kind in DEFAULTS["notice_numbers"] if count else ():
        first = next_notice(state, kind)
        spans.append({"of": kind, "first": notice_number(state, kind, first),
                      "last": notice_number(state, kind, first + count - 1)})
    return spans


def _sheets(state: State, newest: Row | None, gap: Row) -> list[Row]:
    spans = []
    if newest and gap["versions"]:
        number, version = next_sheet(state, newest, newest["day"], _tier(state))
        spans.append({"of": "version", "sheet": number, "first": version, "last": version + gap["versions"] - 1})
    if gap["sheets"]:
        number, _ = next_sheet(state, newest, tier=_tier(state))
        spans.append({"of": "sheet", "first": number, "last": number + gap["sheets"] - 1})
    return spans


def apply_skipped(state: State, event: Event, verdict: Row) -> None:
    """The gap, with the seq before which a series must have counted to jump over it."""
    if verdict["outcome"] != "applied":
        return
    state.put("gap", event.id, {"id": event.id, "seq": state.seq, "day": verdict["day"], "at": verdict["received_at"],
                                "since": event.body["since"], **verdict["gap"], "spans": verdict["spans"]})


register("numbers.skipped", judge=judge_skipped, apply=apply_skipped)
