"""Collects what a weekly sheet is made of: the daily sheets as issued, and the state at the cut."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from server.domain.counted_days import going_on
from server.domain.days import shifted
from server.domain.sheet_material import Material, Previous
from server.domain.weekly_material import WEEK_DAYS, Content, Week
from server.storage import dated, log, sheets, tables
from server.storage.book import flows_since
from server.storage.coverage_day import covered, visits_of
from server.storage.heard import heard
from server.storage.reviewed import judged
from server.storage.state import State

SETTINGS = ("zone", "day_starts_at", "weekly_meeting", "sheet", "sign_in", "reinspect_hours")
_row = tables.sheet.c
Things = dict[str, dict[str, Any]]


def collect(state: State, tier: str, day: str, frozen: dict[str, Any]) -> Week:
    """The material of the weekly sheet `frozen` numbers; the state must be that of the log up to its `cut_seq`."""
    cut: int = frozen["cut_seq"]
    before = weekly_before(state, tier, frozen["number"])
    days = dailies(state, day, before)
    last = (before or {}).get("last")
    carried = [] if days or not last else [_daily(state, last)]
    previous = _previous(before)
    said = heard(state, tier, previous, cut)
    cases = dated.cases_for(state.session, state.project, (), said if before else None)
    site = Material(
        project=state.project, tier=tier, number=frozen["number"], version=frozen["version"], day=day,
        as_of=frozen["as_of"], cut_seq=cut, chain=_chain(state, cut),
        name=str(log.head(state.session, state.project)["name"]),
        settings={key: state.setting(key) for key in SETTINGS}, previous=previous, heard=said,
        prepared=state.get("preparation", f"{tier}:{day}") or {}, replaced=frozen.get("replaced"),
        findings=_findings(state, [*_told(days or carried), *(case.get("finding") for case in cases.values())]),
        orgs=state.all("org"), items=state.all("item"), places_by_id=state.all("place"),
        decisions=dated.open_decisions(state.session, state.project), cases=cases,
        stages=list(state.all("stage").values()), milestones=list(state.all("milestone").values()))
    last = days[-1] if days else last
    return Week(
        site=site, days=days, hashes=_hashes(state, days), before=before, carried=carried[0] if carried else None,
        after=flows_since(state.session, state.project, last["cut_seq"], cut) if last else [],
        seen=seen(state, day), judged=_judged(state, days, site.settings))


def weekly_before(state: State, tier: str, number: int) -> Content | None:
    """The newest version of the weekly sheet before this number."""
    text = state.session.scalar(
        select(_row.content).where(_row.project == state.project, _row.tier == tier, _row.number < number)
        .order_by(_row.number.desc(), _row.version.desc()).limit(1))
    return None if text is None else dict(json.loads(text))


def dailies(state: State, day: str, before: Content | None) -> list[Content]:
    """The newest version of each daily sheet since the last one the weekly before unites, up to this day; of that one,
    if it was corrected since, what the correction added.

    Of the first weekly (and where the one before found none): those of the seven days ending on its day.
    """
    query = select(_row.number, _row.version, _row.content).where(
        _row.project == state.project, _row.tier == "daily", _row.day <= day)
    last = (before or {}).get("last")
    if last:
        query = query.where(_row.number >= last["number"])
    else:
        query = query.where(_row.day >= shifted(min(day, before["day"] if before else day), 1 - WEEK_DAYS))
    newest = {row.number: row for row in state.session.execute(query.order_by(_row.number, _row.version))}
    told = [json.loads(row.content) for number, row in sorted(newest.items())
            if not last or number > last["number"] or row.version > last["version"]]
    if last and told and told[0]["number"] == last["number"]:
        return going_on(told, _daily(state, last))
    return told


def _daily(state: State, told: Content) -> Content:
    """The version of a daily sheet that a weekly remembers as its `last`."""
    found = sheets.read(state.session, state.project, "daily", told["number"], told["version"])
    assert found is not None, "every version issued is kept"
    return dict(found["content"])


def seen(state: State, day: str) -> dict[str, dict[str, str]]:
    """{day: {entrance: state}} of the seven days up to this one, by the rule and the work faces of each day.

    What is on no phone any more is not waited for: an entrance without a record of that day is left out.
    """
    found: dict[str, dict[str, str]] = {}
    for one in (shifted(day, nr) for nr in range(1 - WEEK_DAYS, 1)):
        told = covered(state, one, visits_of(state.session, state.project, one), ())["entrances"]
        found[one] = {door: row["state"] for door, row in told.items() if row["state"] != "no_record"}
    return found


def _previous(before: Content | None) -> Previous | None:
    if before is None:
        return None
    return Previous(before["number"], before["day"], before["as_of"], before["cut_seq"],
                    {row["unit"]: row["closing"] for row in before["units"]})


def _told(days: list[Content]) -> set[str]:
    """The findings the week's sheets carried as open at the end, repeated or returned."""
    if not days:
        return set()
    told = {row["finding"] for content in days for row in content["standing"] if row["repeated"] or row["returned"]}
    return told | {row["finding"] for row in days[-1]["standing"]}


def _findings(state: State, ids: Iterable[str | None]) -> Things:
    wanted = sorted({id for id in ids if id})
    state.expect([("finding", id) for id in wanted])
    return {id: known for id in wanted if (known := state.get("finding", id)) is not None}


def _hashes(state: State, days: list[Content]) -> dict[int, str]:
    """As the verdicts sealed them: a sheet whose words were covered since still has the hash it was issued with."""
    things = {content["number"]: state.get("sheet", f"daily:{content['number']}") for content in days}
    return {number: str(thing["content_sha256"]) for number, thing in things.items() if thing}


def _judged(state: State, days: list[Content], settings: dict[str, Any]) -> list[dict[str, Any]]:
    """What reviewers decided between the first day's opening and the last day's cut."""
    if not days:
        return []
    opened = days[0].get("previous") or {"cut_seq": 0}
    return judged(state, opened["cut_seq"], days[-1]["cut_seq"], settings)


def _chain(state: State, cut: int) -> str:
    chain = log.chain_at(state.session, state.project, cut)
    assert chain is not None, "the cut is a row of the log"
    return chain
