"""Which firms a thing concerns: a contractor sees his own subtree and nothing of the others'."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Thing = Mapping[str, Any]
Orgs = Mapping[str, Thing]

FIRM_KINDS = ("general_contractor", "subcontractor")
OFFICE_KINDS = ("street_hq", "pm_company", "supervision")
OFFICE_ROLES = ("assistant", "specialist", "chief", "pm", "hq")
EVERYBODYS = ("place", "item", "notice_of_day")
SETTINGS_FOR_FIRMS = (
    "zone", "day_starts_at", "work_ends_at", "short_notice_hours", "short_notice_until", "control_hours",
    "reopen_days", "extensions_max", "notice_of_day",
)
"""What a contractor's phone needs to show days and deadlines as the server will decide them."""

_FIRM_OF = {
    "notice": ("to",), "decision": ("unit",), "filing": ("org",), "case": ("unit", "org", "lead"),
    "person": ("org",), "org": ("id",),
}
"""Where a thing names the firms it concerns."""

ORG_ID_CHARS_MAX = 32


def lineage(org: str | None, orgs: Orgs) -> list[str]:
    """The organisation and everything above it, nearest first; a ring of parents ends where it began."""
    line: list[str] = []
    while org and org not in line:
        line.append(org)
        org = orgs.get(org, {}).get("parent")
    return line


def speaks_for(org: str | None, unit: str | None, orgs: Orgs) -> bool:
    """Whether a member of `org` acts for `unit`: its own people, or the contractor above it."""
    return org is not None and org in lineage(unit, orgs)


def contractor_scopes(kind: str, state: Thing, orgs: Orgs) -> set[str]:
    """The contractors' scopes of a thing: `firms` for all of them, `firm:ORG` for each that it concerns."""
    if kind in EVERYBODYS or _of_the_office(kind, state):
        return {"firms"}
    if kind == "finding":
        return _finding_scopes(state, orgs)
    return _firms((state.get(key) for key in _FIRM_OF.get(kind, ())), orgs)


def district_reads(kind: str, state: Thing) -> bool:
    """The district sees a case put to it, and the finding the case is about; not what is only proposed."""
    if kind == "finding":
        return state.get("escalated") == "district"
    return state.get("tier") == "district" and state.get("status") not in ("proposed", "taken", "declined")


def _of_the_office(kind: str, state: Thing) -> bool:
    """Whom everybody on site works with: supervision, project company, street, and the general contractor."""
    if kind == "person":
        return state.get("role") in OFFICE_ROLES
    if kind == "org":
        return state.get("kind") in (*OFFICE_KINDS, "general_contractor")
    return kind == "setting" and state.get("id") in SETTINGS_FOR_FIRMS


def _finding_scopes(state: Thing, orgs: Orgs) -> set[str]:
    """Its filer's own firm always; its unit once issued, or at once when urgent, before any review."""
    found = _firms([state.get("filed_org")], orgs) if _is_firm(state.get("filed_org"), orgs) else set()
    if _reached_its_unit(state) or _shown_before_review(state, orgs):
        found |= _firms([state.get("unit")], orgs)
    return found


def _reached_its_unit(state: Thing) -> bool:
    """Issued once, disputed or ended after that, or filed as already repaired."""
    started = state["state"] in ("issued", "replied", "returned", "closed")
    return started or bool(state.get("issued") or state.get("counted_unit"))


def _shown_before_review(state: Thing, orgs: Orgs) -> bool:
    """Danger does not wait for review; but nobody's self-check binds a firm that is not below his own."""
    if state["state"] != "submitted" or not state.get("urgent"):
        return False
    filer = state.get("filed_org")
    return not _is_firm(filer, orgs) or speaks_for(filer, state.get("unit"), orgs)


def _is_firm(org: str | None, orgs: Orgs) -> bool:
    return orgs.get(org or "", {}).get("kind") in FIRM_KINDS


def _firms(named: Iterable[Any], orgs: Orgs) -> set[str]:
    """A name longer than any organisation's id is words (who should lead), and no firm's."""
    return {f"firm:{org}" for name in named if isinstance(name, str) and len(name) <= ORG_ID_CHARS_MAX
            for org in lineage(name, orgs)}
