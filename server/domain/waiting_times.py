"""How long a finding waited for the supervision each time, read from its timeline."""

from datetime import timedelta
from typing import Any

from server.domain.clock import instant_of

REVIEWED = ("issue", "ask", "reject", "merge")
INSPECTED = ("pass", "fail")
HOUR = timedelta(hours=1)


def waits(finding: dict[str, Any], after: int, upto: int) -> list[dict[str, Any]]:
    """[{"for": review|reinspect, "hours", "org": whose decision}] of each decision with seq in (after, upto].

    Review is waited for from the arrival of the finding, of its amendment or of a dispute; re-inspection from the
    arrival of the reply. What arrived late could not be reviewed earlier. Left out: what its finder sent down himself,
    for nobody waited, and a decision whose beginning has fallen off a long timeline.
    """
    found, since = [], dict.fromkeys(("review", "reinspect"), "")
    for entry in finding.get("timeline") or ():
        if entry["outcome"] != "applied":
            continue
        move, at = entry["move"], entry["received_at"]
        if move in ("file", "amend", "dispute"):
            since["review"] = at
            since["reinspect"] = at if move == "file" and finding.get("on_spot") else since["reinspect"]
        elif move == "reply":
            since["reinspect"] = at
        purpose = "review" if move in REVIEWED else "reinspect" if move in INSPECTED else None
        if purpose and since[purpose]:
            if after < entry["seq"] <= upto and not (purpose == "review" and entry["by"] == finding["filed_by"]):
                hours = (instant_of(at) - instant_of(since[purpose])) / HOUR
                found.append({"for": purpose, "hours": hours, "org": entry["org"]})
            since[purpose] = ""
    return found
