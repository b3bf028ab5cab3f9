"""Where the state repeats the words of one event: what a redaction covers beside the bytes.

Covering must give what applying the covered bytes would have given, or the log would no longer prove the state:
so it goes by whose words they are (the event's id is kept beside them), never by what they say.
"""

from collections.abc import Callable
from typing import Any

from server.domain.redaction import redacted
from server.storage.state import State

Row = dict[str, Any]
WORDS_OF_MOVES = {"ask": ("asked",), "dispute": ("disputed",)}
EDITED = ("position", "text", "requirement")


def cover(state: State, target: str, type: str, body: Row, *, applied: bool) -> None:
    """Cover the words that event `target` of `type` left in things; `body` is its body, still or already covered.

    One without effect left nothing but its lines.
    """
    if applied and type in PLACES:
        PLACES[type](state, target, body)
    for id in findings_of(state, target, type, body):
        finding = state.get("finding", id)
        if finding is not None:
            state.put("finding", id, covered_finding(finding, target, type, body, applied=applied))


def findings_of(state: State, target: str, type: str, body: Row) -> list[str]:
    """The findings that may carry its words: named by it, or belonging to the visit it is about."""
    if type.startswith("visit."):
        visit = state.get("visit", body.get("target") or target) or {"findings": []}
        return list(visit["findings"])
    named = [body.get("finding"), *(entry["finding"] for entry in body.get("findings") or [] if "finding" in entry)] \
        if type != "notice.issued" else body["findings"]
    return [id for id in dict.fromkeys(named) if id]


def covered_finding(finding: Row, target: str, type: str, body: Row, *, applied: bool) -> Row:
    """Its lines by this event, and its own words if this event gave them or may have."""
    lines = [redacted(entry) if entry["event"] == target else entry for entry in finding["timeline"]]
    keys: tuple[str, ...] = ()
    if applied and type in ("visit.recorded", "visit.amended"):
        keys = ("text", "position", "needs")
    elif applied and type == "finding.moved":
        keys = WORDS_OF_MOVES.get(body["move"], ()) + (EDITED if body.get("edits") else ())
    elif type == "call.recorded" and (finding["called"] or {}).get("event") == target:
        keys = ("called",)
    answers = {"answers": [_answer(one, target) for one in finding["answers"]]} if finding.get("answers") else {}
    return {**finding, "timeline": lines, **answers, **redacted({key: finding[key] for key in keys})}


def _answer(answer: Row, target: str) -> Row:
    """A firm's reply and the check it met, each covered if it is this event's."""
    said = {key: value for key, value in answer.items() if key != "check"}
    check = answer["check"]
    return {**(redacted(said) if said["event"] == target else said),
            "check": redacted(check) if check and check["event"] == target else check}


def _own(kind: str) -> Callable[[State, str, Row], None]:
    """The thing that carries the event's own id."""
    def cover_own(state: State, target: str, body: Row) -> None:
        thing = state.get(kind, target)
        if thing is not None:
            state.put(kind, target, redacted(thing))
    return cover_own


def _amended(state: State, target: str, body: Row) -> None:
    """A correction's words became the visit's."""
    visit = state.get("visit", body["target"])
    if visit is not None and (visit["amended"] or {}).get("event") == target:
        state.put("visit", visit["id"], redacted(visit))


def _withdrawn(state: State, target: str, body: Row) -> None:
    visit = state.get("visit", body["target"])
    if visit is not None and (visit["withdrawn"] or {}).get("event") == target:
        state.put("visit", visit["id"], {**visit, "withdrawn": redacted(visit["withdrawn"])})


def _named(kind: str, id_of: Callable[[Row], str]) -> Callable[[State, str, Row], None]:
    """A thing that keeps the newest event's words, if this is still that event."""
    def cover_newest(state: State, target: str, body: Row) -> None:
        for thing in [state.get(kind, id_of(body))] if kind != "day" else state.all("day").values():
            if thing is not None and thing["event"] == target:
                state.put(kind, thing["id"], redacted(thing))
    return cover_newest


def _corrected(state: State, target: str, body: Row) -> None:
    """A correction's words became the decision's."""
    decision = state.get("decision", body["decision"])
    if decision is not None and any(entry["event"] == target for entry in decision["history"]):
        state.put("decision", decision["id"], redacted(decision))


def _decision(state: State, target: str, body: Row) -> None:
    decision = state.get("decision", body["decision"])
    if decision is None:
        return
    newest = decision["history"][-1]["event"] == target
    state.put("decision", decision["id"], {
        **decision, "history": _entries(decision["history"], target),
        **(redacted({"reason": decision["reason"]}) if newest else {})})


def _case(state: State, target: str, body: Row) -> None:
    case = state.get("case", body["case"])
    if case is None:
        return
    said = {key: redacted(case[key]) for key in ("answer", "declined")
            if case.get(key) and case[key]["event"] == target}
    state.put("case", case["id"], {**case, "history": _entries(case["history"], target), **said})


def _notice(state: State, target: str, body: Row) -> None:
    notice = state.get("notice", body["notice"])
    if notice is not None:
        replies = {id: redacted(reply) if reply["event"] == target else reply
                   for id, reply in notice["replies"].items()}
        state.put("notice", notice["id"], {**notice, "replies": replies})


def _entries(history: list[Row], target: str) -> list[Row]:
    return [redacted(entry) if entry["event"] == target else entry for entry in history]


PLACES: dict[str, Callable[[State, str, Row], None]] = {
    "visit.recorded": _own("visit"), "visit.amended": _amended, "visit.withdrawn": _withdrawn,
    "decision.recorded": _own("decision"), "decision.corrected": _corrected,
    "decision.moved": _decision,
    "case.escalated": _own("case"), "case.answered": _case,
    "notice.issued": _own("notice"), "notice.replied": _notice, "order.registered": _own("order"),
    "filing.recorded": _own("filing"), "day.closed": _named("day", str),
    "notice_of_day.set": _named("notice_of_day", lambda body: str(body["day"])),
    "sheet.prepared": _named("preparation", lambda body: f"{body['tier']}:{body['day']}"),
}
COVERABLE = frozenset(PLACES) | {"finding.moved", "comment.added", "call.recorded"}
"""Types with words of somebody's own; the others have none, or are registers to be changed by `setup.changed`."""
