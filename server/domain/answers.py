"""What units replied and how it was re-inspected, kept with the finding however much is said about it afterwards.

A timeline keeps its newest lines only; the newest reply of each firm and the re-inspection it met stay in `answers`.
"""

from collections.abc import Mapping
from typing import Any

Row = dict[str, Any]
CHECKS = ("pass", "fail")
KEPT = ("text", "photos", "at", "by", "org", "seq", "event")


def with_answer(finding: Row, entry: Row) -> Row:
    """{"answers"} after the line `entry` of an applied move; {} for a move that is neither a reply nor a check of one.

    `answers`: [{"text", "photos": [hashes], "at", "by", "org", "seq", "event", "check": {the same, "move", "fix_by":
    the limit that holds after a fail, else None} | None}], oldest first, one a firm. `finding` carries what the move
    decided.
    """
    told, move = list(finding.get("answers") or []), entry["move"]
    said = {key: entry[key] for key in KEPT}
    if move == "reply":
        return {"answers": [*(one for one in told if one["org"] != said["org"]), {**said, "check": None}]}
    if move in CHECKS and told and told[-1]["check"] is None:
        limit = (finding.get("deadlines") or {}).get("fix_by") if move == "fail" else None
        return {"answers": [*told[:-1], {**told[-1], "check": {**said, "move": move, "fix_by": limit}}]}
    return {}


def newest(finding: Mapping[str, Any], since: int) -> list[Row]:
    """The answers given after seq `since`, newest first."""
    return [one for one in reversed(finding.get("answers") or []) if one["seq"] > since]
