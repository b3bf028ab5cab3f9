"""What a correction would change of a sheet: numbers before and after, and the parts whose words differ."""

from typing import Any

from server.domain.coverage import STATES

Content = dict[str, Any]
NUMBERS = ("opening", "new", "closed", "void_merged", "closing")
PARTS = ("head", "sign_in")
"""Besides the sections and the annex; what every version differs in by itself (time, version, cut) is no change."""


def changes(before: Content, after: Content) -> dict[str, Any]:
    """{"numbers": [{"key", "before", "after"}] that differ, "units": the same by unit, "parts": titles that differ}.

    Keys: the five of the reconciliation, `coverage.<state>`, `items`, `ledger`. Titles are the sheet's own Chinese
    words; `head` and `annex` stand for those two. Both contents are of one tier.
    """
    old, new = _numbers(before), _numbers(after)
    return {"numbers": [{"key": key, "before": old[key], "after": new[key]} for key in old if old[key] != new[key]],
            "units": _units(before, after), "parts": _parts(before, after)}


def _numbers(content: Content) -> dict[str, int]:
    items = next(part for part in content["sections"] if part["id"] == "items")
    return {**{key: content["reconcile"][key] for key in NUMBERS},
            **{f"coverage.{state}": content["coverage"][state] for state in STATES},
            "items": len(items["items"]) + items["more"],
            "ledger": sum(len(part["rows"]) for part in content["annex"]["ledger"])}


def _units(before: Content, after: Content) -> list[dict[str, Any]]:
    """Units whose open findings at the end differ, in the newer sheet's order; one that is new there began at 0."""
    was = {row["unit"]: row["closing"] for row in before["units"]}
    return [{"name": row["name"], "before": was.get(row["unit"], 0), "after": row["closing"]}
            for row in after["units"] if was.get(row["unit"], 0) != row["closing"]]


def _parts(before: Content, after: Content) -> list[str]:
    old = {part["id"]: part for part in before["sections"]}
    found = [part["title"] for part in after["sections"] if old.get(part["id"]) != part]
    head = any(_still(before[key]) != _still(after[key]) for key in PARTS)
    return [*(["head"] if head else []), *found, *(["annex"] if before["annex"] != after["annex"] else [])]


def _still(said: Any) -> Any:
    """The head without the instant of the cut, which is another in every version."""
    return [line.partition("数据截止")[0] if isinstance(line, str) else line for line in said]
