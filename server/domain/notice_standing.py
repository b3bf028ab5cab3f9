"""How far a notice has come: issued, delivered, signed for, replied, all closed; and since when one waits."""

from collections.abc import Collection, Mapping
from typing import Any

STATUSES = ("issued", "delivered", "received", "replied", "ended")
ENDED = ("closed", "rejected", "merged")
ANSWERED = ("replied", *ENDED)

Row = dict[str, Any]


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
