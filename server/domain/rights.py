"""Who may read what: the read table, the scopes a thing is published in, and what each reader sees of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.domain.acts import ACTS, CLIENT, FIRMS, ROLES, STAFF, SUPERVISION, may
from server.domain.reach import contractor_scopes, district_reads, lineage, speaks_for
from server.domain.views import seen_by_firm, travelling

VERSION = 3
"""Goes into the `view` token: raise it whenever this table or a view changes, so that phones fetch afresh."""

KINDS = (
    "place", "org", "person", "item", "default", "setting", "notice_of_day", "finding", "visit", "held",
    "decision", "notice", "case", "filing", "stage", "milestone", "order", "sheet", "day", "photo",
)

REVIEWERS = ("specialist", "chief", "pm", "admin")
"""Those who also read what the server holds back."""

_ALL, _SUBTREE, _AUTHOR, _ESCALATED = "all", "subtree", "author", "escalated"
_STAFF_READS = {**dict.fromkeys(KINDS, _ALL), "held": _AUTHOR}
_FIRM_READS = {
    **dict.fromkeys(("place", "item", "notice_of_day"), _ALL),
    **dict.fromkeys(("finding", "notice", "decision", "case", "filing", "person", "org", "setting"), _SUBTREE),
    **dict.fromkeys(("visit", "held"), _AUTHOR),
}

READS: dict[str, dict[str, str]] = {
    # role → kind → all | subtree (what concerns one's own firm and those below) | author | escalated
    **dict.fromkeys(STAFF, _STAFF_READS),
    **dict.fromkeys(REVIEWERS, dict.fromkeys(KINDS, _ALL)),
    **dict.fromkeys(FIRMS, _FIRM_READS),
    "district": {"sheet": _ALL, "place": _ALL, "case": _ESCALATED, "finding": _ESCALATED},
    "viewer": {"sheet": _ALL},
}

WITHDRAWN = "withdrawn"
"""The status of a decision that was written down by mistake: kept, so that an answer to it has its sentence."""

Thing = Mapping[str, Any]
Orgs = Mapping[str, Thing]


@dataclass(frozen=True)
class Reader:
    """One person in one project, with his only membership there."""

    project: str
    person: str
    role: str | None
    org: str | None


def scopes_of(reader: Reader) -> frozenset[str]:
    """The scopes whose things this reader is given; a few strings, so that a feed is one range scan."""
    if reader.role in STAFF:
        more = {"reviewers"} if reader.role in REVIEWERS else set()
        return frozenset({"staff", f"person:{reader.person}"} | more)
    if reader.role in FIRMS:
        return frozenset({"firms", f"firm:{reader.org}", f"person:{reader.person}"})
    if reader.role == "district":
        return frozenset({"district", f"person:{reader.person}"})
    return frozenset({"viewer"} if reader.role == "viewer" else ())


def scopes(kind: str, state: Thing, orgs: Orgs) -> frozenset[str]:
    """The scopes a thing is published in; `orgs` is {id: state} of the project's organisations.

    A visit is published to its author only (his own of two days); others read visits by desk and API. One that was
    registered at the desk is no walk and belongs on no phone. A kind the read table does not know, such as the
    server's own counters, is published to nobody.
    """
    if kind not in KINDS or (kind == "decision" and state.get("status") == WITHDRAWN):
        return frozenset()
    if kind == "visit":
        return frozenset(() if state.get("registered") else {f"person:{state['author']}"})
    if kind == "held":
        return frozenset({"reviewers", f"person:{state['author']}"})
    found = {"staff"} | contractor_scopes(kind, state, orgs)
    if kind == "sheet":
        found |= {"district", "viewer"}
    if kind == "place" or (kind in ("case", "finding") and district_reads(kind, state)):
        found.add("district")
    return frozenset(found)


def may_read(kind: str, state: Thing, reader: Reader, orgs: Orgs) -> bool:
    """Whether this reader may see this thing at all, on a page, in the API or in the feed."""
    how = READS.get(reader.role or "", {}).get(kind)
    if how is None:
        return False
    if how == _ALL:
        return True
    if how == _AUTHOR:
        return bool(state["author"] == reader.person)
    return bool(scopes(kind, state, orgs) & scopes_of(reader))


def reads_all(reader: Reader, kind: str) -> bool:
    """Whether every thing of a kind is this reader's to read, so that no list need ask of each."""
    return READS.get(reader.role or "", {}).get(kind) == _ALL


def view(
    kind: str, state: Thing, reader: Reader, orgs: Orgs | None = None, *, whole: bool = False
) -> dict[str, Any] | None:
    """What this reader gets of a thing, or None. A new dict; `state` is not changed.

    With `orgs` it also answers whether he may read it at all; without, the caller has found it in his scopes.
    Closed findings travel without timeline and photos; `whole` keeps them, for one finding opened by itself.
    """
    how = READS.get(reader.role or "", {}).get(kind)
    if how is None or (how == _AUTHOR and state["author"] != reader.person):
        return None
    if orgs is not None and not may_read(kind, state, reader, orgs):
        return None
    seen = dict(state) if whole else travelling(kind, state)
    return seen_by_firm(kind, seen, reader.org) if reader.role in FIRMS else seen


__all__ = [
    "ACTS", "CLIENT", "FIRMS", "KINDS", "READS", "REVIEWERS", "ROLES", "STAFF", "SUPERVISION", "VERSION", "Reader",
    "lineage", "may", "may_read", "reads_all", "scopes", "scopes_of", "speaks_for", "view",
]
