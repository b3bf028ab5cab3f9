"""Whom to call about a danger."""

from collections.abc import Iterable, Mapping
from typing import Any

from server.domain.moves import FIRMS
from server.domain.reach import Orgs, speaks_for

DUTY = "duty"
"""Stands for the project's own emergency number."""


def callees(
    finding: Mapping[str, Any], people: Iterable[Mapping[str, Any]], orgs: Orgs, *, duty: str, me: str
) -> list[dict[str, Any]]:
    """[{"id", "name", "org", "role", "phone"}]: the unit's own people first, then those of the firm above it; the
    emergency number `duty` when none of them has a number; the chief supervisor too. `people` carry "phone"."""
    reachable = [one for one in people if one.get("phone") and one.get("active", True) and one["id"] != me]
    unit = finding.get("unit")
    own = [one for one in reachable if one["role"] in FIRMS and speaks_for(one["org"], unit, orgs)]
    own.sort(key=lambda one: (one["org"] != unit, one["name"], one["id"]))
    emergency = [{"id": DUTY, "name": "", "org": "", "role": DUTY, "phone": duty}] if duty and not own else []
    chiefs = [one for one in reachable if one["role"] == "chief"]
    return [{key: one[key] for key in ("id", "name", "org", "role", "phone")} for one in [*own, *emergency, *chiefs]]
