"""visit.recorded, visit.amended, visit.withdrawn: a walk to one place, put right or taken back by its author."""

from collections.abc import Sequence
from typing import Any

from server.domain.events import Event
from server.storage.state import State
from server.sync.registry import register
from server.sync.types.acting import refuse_unless, stamp, unknown
from server.sync.types.doubts import doubts_about
from server.sync.types.entries import line, pictures, with_line
from server.sync.types.filing import add_flows, decide_filing, filed, number_for
from server.sync.types.walks import forget, remember
from server.sync.verdicts import applied, held, no_effect, reason

Row = dict[str, Any]


def judge_recorded(state: State, event: Event, facts: Row) -> Row:
    """Everything a visit needs is decided here: its day, the numbers and first states of its findings."""
    actor, body = stamp(state, event, facts), event.body
    if body["day"] != actor["day"]:
        actor["flags"] = [*actor["flags"], "day_differs"]
    wrong = refuse_unless(actor, "file") or _waits(state, body)
    if wrong:
        return {**wrong, "day": actor["day"]}
    return _decide(state, event, actor, {"id": event.id, "day": actor["day"]}, body)


def judge_amended(state: State, event: Event, facts: Row) -> Row:
    """The author puts his visit right; the day of the walk stays, and what was reviewed meanwhile stays too."""
    actor = stamp(state, event, facts)
    wrong = _not_own(state, event, actor) or _waits(state, event.body["body"])
    if wrong:
        return wrong
    visit = state.get("visit", event.body["target"]) or {}
    return _decide(state, event, actor, {key: visit[key] for key in ("id", "day", "findings")}, event.body["body"])


def judge_withdrawn(state: State, event: Event, facts: Row) -> Row:
    """Taken back: with the findings nobody has touched; the others stand."""
    actor = stamp(state, event, facts)
    wrong = _not_own(state, event, actor)
    if wrong:
        return wrong
    visit = state.get("visit", event.body["target"]) or {}
    found = [id for id in visit["findings"] if _untouched(state.get("finding", id))]
    kept = [id for id in visit["findings"] if id not in found]
    return applied(**actor, withdraws=found, kept=kept)


def _not_own(state: State, event: Event, actor: Row) -> Row | None:
    visit = state.get("visit", event.body["target"])
    if visit is None:
        return held("waiting", needs=[f"visit:{event.body['target']}"])
    if visit["author"] != actor["by"]:
        return no_effect("not_allowed", "只能修改本人的记录", **actor)
    return no_effect("target_closed", "该记录已撤销", **actor) if visit.get("withdrawn") else None


def _waits(state: State, body: Row) -> Row | None:
    """One held verdict for all that is not registered yet, or None."""
    named = [("place", body["place"]), *(("place", door) for door in body.get("doors") or [])]
    findings = body.get("findings") or []
    for finding in findings:
        named += [("place", finding.get("place")), ("item", finding.get("item")), ("org", finding.get("unit"))]
    state.expect([*((kind, id) for kind, id in named if id), *(("finding", finding["id"]) for finding in findings),
                  *(("place_visits", id) for kind, id in named if kind == "place" and id)])
    lacking = [verdict for kind, id in dict.fromkeys(named) if (verdict := unknown(state, kind, id))]
    if not lacking:
        return None
    return {**lacking[0], "needs": [need for verdict in lacking for need in verdict["needs"]]}


def _decide(state: State, event: Event, actor: Row, visit: Row, body: Row) -> Row:
    """The verdict over a whole visit body, new or put right."""
    decided: dict[str, Row] = {}
    numbers: dict[str, str] = {}
    series: dict[str, int] = {}
    reasons = []
    for finding in body.get("findings") or []:
        known = decided.get(finding["id"]) or state.get("finding", finding["id"])
        mine = known is not None and known.get("visit") == visit["id"]
        if known is not None and not (mine and _untouched(known)):
            decided.setdefault(finding["id"], {"outcome": "no_effect", "doubts": []})
            reasons.append(reason("target_closed", "已审核的问题不再随记录修改") if mine
                           else reason("already_done", "同一问题已经报过，未重复登记"))
            continue
        if known is None:
            numbers[finding["id"]] = number_for(state, finding["kind"], visit["day"], series)
        decided[finding["id"]] = decide_filing(state, event, actor, {**visit, "place": body["place"]}, finding)
    doubts = doubts_about(state, event, body.get("photos") or [], actor["at"],
                          own=(visit["id"], *(finding["id"] for finding in body.get("findings") or [])))
    found = decided or visit.get("findings")
    outcome = "findings" if body["outcome"] == "clean" and found else body["outcome"]
    verdict = applied(**actor, visit_outcome=outcome, numbers=numbers, series=series, findings=decided, doubts=doubts)
    return {**verdict, "reasons": reasons}


def _untouched(finding: Row | None) -> bool:
    """Still as its author left it: never issued, ended or moved on."""
    return finding is not None and finding["state"] == "submitted" and not finding.get("issued")


def apply_recorded(state: State, event: Event, verdict: Row) -> None:
    """The visit, its findings, and the mark on the map."""
    if verdict["outcome"] != "applied":
        return
    visit = {"id": event.id, "seq": state.seq, "day": verdict["day"], "author": verdict["by"], "org": verdict["org"],
             "at": verdict["at"], "received_at": verdict["received_at"], "amended": None, "withdrawn": None,
             **_said(event, verdict, event.body), "flags": _flags(verdict)}
    if event.body.get("registered"):
        visit["registered"] = True
    _fold(state, event, verdict, visit, event.body)


def apply_amended(state: State, event: Event, verdict: Row) -> None:
    """The visit as put right, under its first id, day and author."""
    visit = state.get("visit", event.body["target"])
    if verdict["outcome"] != "applied" or visit is None:
        return
    forget(state, visit)
    body = event.body["body"]
    said = _said(event, verdict, body, visit["photos"])
    said["places"] = _with_kept(state, said, [id for id in visit["findings"] if id not in said["findings"]])
    said["findings"] = list(dict.fromkeys([*visit["findings"], *said["findings"]]))
    flags = sorted({*visit["flags"], *_flags(verdict), *(["amended_late"] if verdict["reasons"] else [])})
    amended = {"event": event.id, "at": verdict["at"], "received_at": verdict["received_at"]}
    _fold(state, event, verdict, {**visit, **said, "amended": amended, "flags": flags}, body)


def apply_withdrawn(state: State, event: Event, verdict: Row) -> None:
    """The visit stays to be seen as withdrawn; its untouched findings are 不成立 by their author's own word."""
    visit = state.get("visit", event.body["target"])
    if verdict["outcome"] != "applied" or visit is None:
        return
    forget(state, visit)
    withdrawn = {"event": event.id, "at": verdict["at"], "reason": event.body.get("reason") or ""}
    flags = sorted({*visit["flags"], "withdrawn_late"}) if verdict["kept"] else visit["flags"]
    state.put("visit", visit["id"], {**visit, "withdrawn": withdrawn, "flags": flags})
    for id in verdict["withdraws"]:
        finding = state.get("finding", id)
        if finding is not None:
            ended = {**finding, "state": "rejected", "closed_at": verdict["received_at"]}
            state.put("finding", id, with_line(ended, line(state.seq, event, verdict, "withdraw",
                                                           text=event.body.get("reason") or "")))


def _said(event: Event, verdict: Row, body: Row, had: Sequence[Row] = ()) -> Row:
    """What the body says, every key there, every list a list."""
    patrol = body.get("patrol") or {"type": "daily"}
    return {
        "place": body["place"], "places": _places(verdict, body), "outcome": verdict["visit_outcome"],
        "patrol": {"type": patrol["type"], "participants": patrol.get("participants") or []},
        "source": body.get("source") or "patrol", "reason": body.get("reason"), "doors": body.get("doors") or [],
        "photos": pictures(event, body.get("photos"), "note", verdict["by"], had), "note": body.get("note") or "",
        "findings": [id for id, decided in verdict["findings"].items() if decided["outcome"] == "applied"]}


def _places(verdict: Row, body: Row) -> list[Row]:
    """Each place this visit speaks of, with its outcome: its own, the doors looked at, where findings lie."""
    found = {body["place"]: verdict["visit_outcome"]}
    if body["outcome"] == "building_looked":
        found.update(dict.fromkeys(body.get("doors") or [], "building_looked"))
    for decided in verdict["findings"].values():
        if decided["outcome"] == "applied":
            found[decided["set"]["place"]] = "findings"
    return [{"place": place, "outcome": outcome} for place, outcome in found.items()]


def _with_kept(state: State, said: Row, kept: Sequence[str]) -> list[Row]:
    """The places of a visit put right, with those of findings that stayed as they were: somebody was there."""
    found = {row["place"]: row["outcome"] for row in said["places"]}
    found |= {finding["place"]: "findings" for id in kept if (finding := state.get("finding", id))}
    return [{"place": place, "outcome": outcome} for place, outcome in found.items()]


def _flags(verdict: Row) -> list[str]:
    return sorted({*verdict["flags"], *(doubt["code"] for doubt in verdict["doubts"])})


def _fold(state: State, event: Event, verdict: Row, visit: Row, body: Row) -> None:
    for key, last in verdict["series"].items():
        state.put("series", key, {"id": key, "last": last})
    said = {finding["id"]: finding for finding in reversed(body.get("findings") or [])}  # said twice: the first counts
    for finding in reversed(said.values()):
        decided = verdict["findings"][finding["id"]]
        if decided["outcome"] == "applied":
            before = state.get("finding", finding["id"])
            state.put("finding", finding["id"], filed(state, event, verdict, visit, finding, before=before))
            add_flows(state, finding["id"], decided["flows"])
    state.put("visit", visit["id"], visit)
    if not visit.get("registered"):
        remember(state, visit)


register("visit.recorded", judge=judge_recorded, apply=apply_recorded)
register("visit.amended", judge=judge_amended, apply=apply_amended)
register("visit.withdrawn", judge=judge_withdrawn, apply=apply_withdrawn)
