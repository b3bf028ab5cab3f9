"""notice.issued, notice.received, notice.replied: 监理通知单 and 整改通知单, one unit's findings on one paper."""

from typing import Any

from server.domain import lifecycle, rights
from server.domain.events import Event
from server.domain.notice_paper import notice as paper_of
from server.domain.notice_standing import on_notice, put_on
from server.domain.settings import DEFAULTS
from server.domain.sheet import content_sha256
from server.storage import notice_papers
from server.storage.state import State
from server.sync.registry import register
from server.sync.types.acting import first, refuse_unless, rule, speaks_for, stamp, unknown, unreadable
from server.sync.types.entries import line, with_line
from server.sync.types.moves import decide_move, fold_move
from server.sync.types.series import last_of
from server.sync.verdicts import applied, no_effect

Row = dict[str, Any]


def judge_issued(state: State, event: Event, facts: Row) -> Row:
    """Supervision, or 代建 and street under their own name, bundle what one unit has been ordered to put right.

    One with a finding that stands on a notice of this kind already has no effect (`already_noticed`).
    """
    actor, body = stamp(state, event, facts), event.body
    wrong = first(refuse_unless(actor, f"issue_{body['kind']}_notice"), unknown(state, "org", body["to"]),
                  *(unknown(state, "finding", id) for id in body["findings"]))
    if wrong:
        return wrong
    for id in body["findings"]:
        finding = state.get("finding", id) or {}
        if finding["state"] not in lifecycle.OPEN or not finding["issued"]:
            return no_effect("illegal_move", f"{finding['number']}尚未下发或已结束", **actor)
        if not rights.speaks_for(body["to"], finding["unit"], state.all("org")):
            return no_effect("missing_unit", f"{finding['number']}不属于该单位", **actor)
        if standing := on_notice(finding, body["kind"]):
            return no_effect("already_noticed", f"{finding['number']}已在{standing['number']}上", **actor)
    last = next_notice(state, body["kind"])
    decided = {"number": notice_number(state, body["kind"], last), "last": last}
    paper = paper_of(notice_papers.material(state, _as_issued(event, {**actor, **decided})))
    return applied(**actor, **decided, content_sha256=content_sha256(paper))


def next_notice(state: State, kind: str) -> int:
    """The next number of its kind; no gaps but those a restore states: a notice without effect takes none."""
    return last_of(state, f"notice-{kind}", "notices", before=int(_numbers(state, kind)["start"]) - 1) + 1


def notice_number(state: State, kind: str, n: int) -> str:
    """Number `n` as the setting has it on paper, `监通-012`."""
    return str(_numbers(state, kind)["pattern"]).replace("{n}", f"{n:03d}")


def _numbers(state: State, kind: str) -> Row:
    said: Row = {**DEFAULTS["notice_numbers"], **rule(state, "notice_numbers")}[kind]
    return said


def apply_issued(state: State, event: Event, verdict: Row) -> None:
    """The notice under the event's id, what its paper says, and its name on each finding."""
    if verdict["outcome"] != "applied":
        return
    body, notice = event.body, _as_issued(event, verdict)
    key = f"notice-{body['kind']}"
    state.put("series", key, {"id": key, "last": verdict["last"]})
    state.put("notice", event.id, notice)
    notice_papers.keep(state, notice)
    for id in notice["findings"]:
        finding = state.get("finding", id)
        if finding is not None:
            told = line(state.seq, event, verdict, "notice", text=verdict["number"])
            state.put("finding", id, with_line(
                {**finding, "notice": event.id, **put_on(finding, body["kind"], event.id, verdict["number"])}, told))


def _as_issued(event: Event, decided: Row) -> Row:
    """The notice as it comes into the world; its paper is made of it, and the verdict holds that paper's hash."""
    body = event.body
    return {
        "id": event.id, "kind": body["kind"], "number": decided["number"],
        "findings": list(dict.fromkeys(body["findings"])), "to": body["to"], "text": body.get("text") or "",
        **{key: decided[key] for key in ("by", "org", "at", "day")}, "status": "issued", "received": None,
        "replies": {}, "history": [_entry(event, decided, "issued")]}


def judge_received(state: State, event: Event, facts: Row) -> Row:
    """签收: the unit, or whoever photographed the signed copy."""
    actor = stamp(state, event, facts)
    return _outsider(state, event, actor, "receive_notice") or applied(**actor)


def apply_received(state: State, event: Event, verdict: Row) -> None:
    """The signed copy; a better photo may follow."""
    notice = state.get("notice", event.body["notice"])
    if verdict["outcome"] != "applied" or notice is None:
        return
    received = {"photo": event.body.get("photo"), "at": event.body["at"], "by": verdict["by"], "org": verdict["org"]}
    status = "received" if notice["status"] == "issued" else notice["status"]
    state.put("notice", notice["id"], {**notice, "received": received, "status": status,
                                       "history": [*notice["history"], _entry(event, verdict, "received")]})


def judge_replied(state: State, event: Event, facts: Row) -> Row:
    """The unit's reply is a reply to each finding, judged one by one as any reply is."""
    actor = stamp(state, event, facts)
    wrong = _outsider(state, event, actor, "reply_notice")
    if wrong:
        return wrong
    notice = state.get("notice", event.body["notice"]) or {}
    moves = {move["finding"]: unreadable(state, actor, move["finding"]) or decide_move(state, event, facts, actor, move)
             for move in _replies(event) if move["finding"] in notice["findings"]}
    if any(move["outcome"] == "applied" for move in moves.values()):
        return applied(**actor, moves=moves)
    code = next((move["reasons"][0]["code"] for move in moves.values()), "illegal_move")
    return no_effect(code, "没有可以回复的问题", **actor, moves=moves)


def apply_replied(state: State, event: Event, verdict: Row) -> None:
    """Each finding's own move, and what the notice still waits for."""
    moves = verdict.get("moves", {})
    for move in _replies(event):
        if move["finding"] in moves:
            fold_move(state, event, moves[move["finding"]], move)
    notice = state.get("notice", event.body["notice"])
    if verdict["outcome"] != "applied" or notice is None:
        return
    told = {id: {"text": move["text"], "photos": move["photos"], "event": event.id, "at": verdict["at"],
                 "by": verdict["by"]}
            for move in _replies(event) if moves.get(id := move["finding"], {}).get("outcome") == "applied"}
    replies = {**notice["replies"], **told}
    state.put("notice", notice["id"], {
        **notice, "replies": replies, "status": "replied" if set(notice["findings"]) <= set(replies) else
        notice["status"], "history": [*notice["history"], _entry(event, verdict, "replied")]})


def _replies(event: Event) -> list[Row]:
    return [{"move": "reply", "finding": reply["finding"], "text": reply["text"], "photos": reply.get("photos") or []}
            for reply in event.body["findings"]]


def _outsider(state: State, event: Event, actor: Row, act: str) -> Row | None:
    wrong = first(refuse_unless(actor, act), unknown(state, "notice", event.body["notice"]))
    if wrong or actor["role"] not in rights.FIRMS:
        return wrong
    notice = state.get("notice", event.body["notice"]) or {}
    return None if speaks_for(state, actor, notice["to"]) else no_effect("not_allowed", "不是发给本单位的", **actor)


def _entry(event: Event, verdict: Row, did: str) -> Row:
    return {"event": event.id, "did": did, "at": verdict["at"], "by": verdict["by"], "org": verdict["org"]}


register("notice.issued", judge=judge_issued, apply=apply_issued)
register("notice.received", judge=judge_received, apply=apply_received)
register("notice.replied", judge=judge_replied, apply=apply_replied)
