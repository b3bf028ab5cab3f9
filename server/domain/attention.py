"""What about one finding must not be overlooked at an instant: for sheet, desk and phone the same one function."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from server.domain.clock import instant_of
from server.domain.conditions import awaits_answer
from server.domain.deadlines import Finding, Settings, of_settings, passed
from server.domain.moves import OPEN, WITH_UNIT

TIERS = ("street", "district")
"""The lower first: the street's weekly meeting, the district's."""

REASONS = ("confirmed", "overdue", "returned", "repeated")
"""Why something is proposed to a tier, in the order it is said."""


def attention(
    finding: Finding, at: datetime, settings: Settings, *, known: Mapping[str, Finding] | None = None,
    put: Collection[str] = (),
) -> dict[str, Any]:
    """Computed for `at` (aware, UTC), never stored; mirrored by `static/js/core/attention.js`.

    `settings` are the project's; `known` {id: finding} holds its forerunners; `put`: the tiers
    a case about it was already put to. Gives {"overdue": {"which": control|fix, "since", "days"} of the first
    deadline passed or None, "passed": all of them, "returned": how often the repair was found wanting, "repeated":
    how often the same was found, itself included, 0 when it is the first, "waiting": {"for":
    review|reinspect|extension, "since", "hours", "limit", "late"} or None, "propose": {"tier", "why": REASONS}
    or None}.
    """
    late = passed(finding, at)
    told = {"overdue": late[0] if late else None, "passed": late, "returned": int(finding.get("round") or 1) - 1,
            "repeated": _repeated(finding, known or {}), "waiting": _waiting(finding, at, settings)}
    return {**told, "propose": _proposed(finding, told, settings, put)}


def _repeated(finding: Finding, known: Mapping[str, Finding]) -> int:
    """This one and its chain of forerunners."""
    chain, before = [finding.get("id")], finding.get("repeat_of")
    while before and before not in chain:
        chain.append(before)
        before = known.get(before, {}).get("repeat_of")
    return len(chain) if len(chain) > 1 else 0


def _waiting(finding: Finding, at: datetime, settings: Settings) -> dict[str, Any] | None:
    """How long whoever decides next has kept it; after more than `limit` hours he is late."""
    purpose, since = _kept(finding)
    if purpose is None or since is None:
        return None
    waited, limit = at - instant_of(since), of_settings(settings, "extension_hours")
    if purpose != "extension":
        limit = of_settings(settings, "reinspect_hours")[str(finding.get("severity", 1))]
    return {"for": purpose, "since": since, "hours": max(0, waited // timedelta(hours=1)), "limit": limit,
            "late": waited > timedelta(hours=limit)}


def _kept(finding: Finding) -> tuple[str | None, str | None]:
    """(for what, since when) it waits for somebody of the supervision; (None, None) when it does not."""
    if finding["state"] == "submitted":
        return "review", finding.get("disputed_at") or finding.get("filed_at")
    if finding["state"] == "replied":
        return "reinspect", (finding.get("replied") or {}).get("at")
    if finding["state"] in WITH_UNIT and awaits_answer(finding):
        return "extension", finding["extension"].get("at")
    return None, None


def _proposed(finding: Finding, told: Mapping[str, Any], settings: Settings, put: Collection[str]) -> Any:
    """The highest tier the thresholds name (domain.md §4, escalation defaults), unless it or a higher one has it."""
    if finding["state"] not in OPEN:
        return None
    most = of_settings(settings, "escalation")
    days = told["overdue"]["days"] if told["overdue"] else 0
    grave = finding.get("severity") == 3 and finding.get("confirmed") is True
    why = {"confirmed": grave, "overdue": days >= most["street_days"], "returned": told["returned"] >=
           most["street_returns"], "repeated": told["repeated"] >= most["street_repeats"]}
    if not any(why.values()) and days < most["district_days"]:
        return None
    tier = TIERS[1] if grave or days >= most["district_days"] else TIERS[0]
    why["overdue"] = why["overdue"] or days >= most["district_days"]
    if any(TIERS.index(one) >= TIERS.index(tier) for one in put):
        return None
    return {"tier": tier, "why": [reason for reason in REASONS if why[reason]]}
