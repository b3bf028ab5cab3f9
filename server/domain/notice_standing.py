"""How far a notice has come: issued, delivered, signed for, replied, all closed; and since when one waits."""

from collections.abc import Collection, Mapping
from typing import Any

STATUSES = ("issued", "delivered", "received", "replied", "ended")
ENDED = ("closed", "rejected", "merged")
ANSWERED = ("replied", *ENDED)

AGAIN = ("fail", "reopen", "reassign")
"""After one of these moves the finding may stand on a new notice of the same kind."""

Row = dict[str, Any]


def on_notice(finding: Row, kind: str) -> Row | None:
    """{"notice", "number"} of the notice of this kind the finding still stands on; None if it may go on a new one.

    One rule for the list to choose from, the form and the judge: a finding stands on one notice of a kind until it was
    found wanting, reopened or given to another unit.
    """
    found: Row | None = (finding.get("noticed") or {}).get(kind)
    return found


def put_on(finding: Row, kind: str, notice: str, number: str) -> Row:
    """{"noticed"} of a finding that stands on this notice from now on."""
    return {"noticed": {**(finding.get("noticed") or {}), kind: {"notice": notice, "number": number}}}


def taken_off(finding: Row, move: str, unit: str | None) -> Row:
    """{"noticed": None} where this move, after which `unit` answers, lets it be noticed again; else {}.

    Another unit at a new order after 有异议 counts as one given to another unit.
    """
    again = move in AGAIN or unit != finding.get("unit")
    return {"noticed": None} if again and finding.get("noticed") else {}


def standing(notice: Row, states: Mapping[str, str], delivered: Collection[str]) -> Row:
    """{"status", "answered", "total", "waits_since"} from the states its findings have now.

    A reply counts however it was made: to the notice as a whole or finding by finding, and no longer once it was
    found wanting. `states` leaves out what went to another firm, which this notice no longer waits for. The clock
    of the reply runs from the signature where there is one, else from 签发; the limits of the findings are those
    printed on the paper and move with neither (state.md §5: fix_by starts at issue).
    """
    mine = [states[id] for id in notice["findings"] if id in states]
    answered = sum(state in ANSWERED for state in mine)
    status = "issued"
    if all(state in ENDED for state in mine):
        status = "ended"
    elif answered == len(mine):
        status = "replied"
    elif notice.get("received"):
        status = "received"
    elif all(id in delivered for id in notice["findings"] if id in states):
        status = "delivered"
    waits = (notice.get("received") or notice)["at"] if answered < len(mine) else None
    return {"status": status, "answered": answered, "total": len(mine), "waits_since": waits}
