"""What a legal move changes: the new values of one finding, decided once, and their fold into its state."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.domain import clock, deadlines

Row = dict[str, Any]


@dataclass(frozen=True)
class Going:
    """One legal move under way: `finding` already carries the edits, `was` is it before them."""

    actor: Row
    was: Row
    finding: Row
    move: Row
    item: Row | None
    at: datetime
    rules: Row

    @property
    def zone(self) -> str:
        """The project's zone."""
        return str(self.rules["zone"])

    @property
    def doer(self) -> Row:
        """Who did it, and when by the corrected clock."""
        return {"at": self.actor["at"], "by": self.actor["by"], "org": self.actor["org"]}

    @property
    def ended(self) -> Row:
        """An ended finding leaves the phones some weeks after this instant."""
        return {"closed_at": self.actor["received_at"]}


def _issue(going: Going) -> Row:
    """Ordered: repair is timed from now; danger that was urgent before keeps its first limit."""
    finding = going.finding
    unit = going.move.get("unit") or finding["unit"]
    due = going.move.get("due") or (going.item or {}).get("due") or finding["due"]
    urgent = finding["kind"] != "coordination" and bool(finding["urgent"] or due == "NOW")
    alarmed = finding["deadlines"].get("control_by") or clock.text_of(deadlines.control_by_of(going.at, going.rules))
    timed = deadlines.deadlines(due, going.at, going.zone, going.rules, control_by=alarmed if urgent else None)
    return {"unit": unit, "due": due, "urgent": urgent, "deadlines": timed,
            **dict.fromkeys(("asked", "disputed", "disputed_at")),
            "issued": {**going.doer, "role": going.actor["role"]}, **_new_unit(going, unit)}


def _reassign(going: Going) -> Row:
    """Another unit answers; its deadline is the old one unless a new one is said."""
    unit, due = going.move["unit"], going.move.get("due")
    moved = {"unit": unit, **_new_unit(going, unit)}
    if due is None or going.finding["state"] == "submitted":
        return {**moved, "due": due or going.finding["due"]}
    timed = deadlines.deadlines(due, going.at, going.zone, going.rules,
                                control_by=going.finding["deadlines"].get("control_by"))
    return {**moved, "due": due, "deadlines": timed}


def _new_unit(going: Going, unit: str) -> Row:
    """What was said to and by the former unit does not bind the new one."""
    return {} if unit == going.was["unit"] else {"seen": None, "extension": None}


def _extend_ask(going: Going) -> Row:
    asked = clock.text_of(clock.instant_of(going.move["new_due"]))
    n = (going.finding["extension"] or {}).get("n") or 0
    return {"extension": {"asked": asked, **going.doer, "granted": None, "n": n}}


def _extend_answer(going: Going) -> Row:
    """The answer may name another instant than was asked; the original deadline stays to be printed."""
    extension, granted = going.finding["extension"], going.move["granted"]
    answered = {"extension": {**extension, "granted": granted, "n": extension["n"] + granted, "answered": going.doer}}
    if not granted:
        return answered
    new = clock.text_of(clock.instant_of(going.move.get("new_due") or extension["asked"]))
    return {**answered, "deadlines": {**going.finding["deadlines"], "fix_by": new}}


def _fail(going: Going) -> Row:
    due = going.move.get("due") or going.move.get("new_due")
    new = clock.text_of(deadlines.returned_fix_by(going.finding, going.at, going.zone, going.rules, due=due))
    extension = going.finding["extension"]
    return {"deadlines": {**going.finding["deadlines"], "fix_by": new, "original": new},
            "extension": {**extension, "asked": None, "granted": None} if extension else None}


def _reopen(going: Going) -> Row:
    """It begins again as if issued now, danger included."""
    due = going.move.get("due") or going.finding["due"]
    return {"deadlines": deadlines.deadlines(due, going.at, going.zone, going.rules), "due": due, "closed_at": None,
            "control": None, "replied": None, "extension": None, "seen": None,
            "issued": {**going.doer, "role": going.actor["role"]}}


CHANGES: dict[str, Callable[[Going], Row]] = {
    "issue": _issue, "reassign": _reassign, "extend_ask": _extend_ask, "extend_answer": _extend_answer,
    "fail": _fail, "reopen": _reopen,
    "ask": lambda going: {},
    "reject": lambda going: going.ended,
    "merge": lambda going: {**going.ended, "merged_into": going.move["target"]},
    "control": lambda going: {"control": going.doer},
    "reply": lambda going: {"replied": going.doer},
    "dispute": lambda going: {"disputed_at": going.actor["at"]},
    "pass": lambda going: {**going.ended, "passed": going.doer},
    "confirm": lambda going: {"confirmed": going.move["confirmed"]},
}
"""Move → the values it sets, beside state, round, counted unit and the mover's own words."""

EDITING = ("issue", "ask", "reassign")


WORDED = {"ask": "asked", "dispute": "disputed"}
EDITED_WORDS = ("position", "text", "requirement")
EDITED = ("item", "kind", "severity", "urgent", "place")


def words_of(move: Row) -> Row:
    """The values that are the mover's own words; they come from the event, so that a redaction reaches them."""
    said = {WORDED[move["move"]]: move.get("text") or ""} if move["move"] in WORDED else {}
    edits = (move.get("edits") or {}) if move["move"] in EDITING else {}
    return said | {key: edits[key] for key in EDITED_WORDS if edits.get(key) is not None}


def edits_of(move: Row) -> Row:
    """{"edits": what the reviewer corrected}, as a line tells it: no more than the shape knows; {} for no edits."""
    if move["move"] not in EDITING:
        return {}
    edits = {key: value for key, value in (move.get("edits") or {}).items()
             if value is not None and key in (*EDITED, *EDITED_WORDS)}
    return {"edits": edits} if edits else {}


def edited(finding: Row, move: Row, item: Row | None) -> Row:
    """The finding with what the reviewer corrected; a new item brings its own requirement unless one is given."""
    if move["move"] not in EDITING:
        return finding
    edits = {key: value for key, value in (move.get("edits") or {}).items()
             if value is not None and key in EDITED}
    if item is not None:
        said = item.get("requirement")
        edits["requirement"] = (said.get("zh") if isinstance(said, dict) else said) or finding["requirement"]
    return {**finding, **edits}
