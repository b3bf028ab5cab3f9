"""Another unit takes a finding over: what the former firm said and showed stays between it and those who check."""

from typing import Any

from server.domain import rights
from server.domain.reach import FIRM_KINDS
from server.storage.state import State

Row = dict[str, Any]

OF_THE_FINDING = ("file", "amend")
"""Lines that are the finding itself: whoever has to repair it reads them, whichever firm filed it."""


def handed_over(state: State, finding: Row) -> Row:
    """The finding with each line and picture of a firm so far marked with the firms that keep sight of it.

    `only` is that firm and those above it; supervision, 代建 and street read everything as before.
    """
    orgs = state.all("org")
    lines = [_marked(entry, entry["org"], orgs) if entry["move"] not in OF_THE_FINDING else entry
             for entry in finding["timeline"]]
    photos = [_marked(photo, _org(state, photo.get("by")), orgs) if photo["role"] != "before" else photo
              for photo in finding["photos"]]
    answers = [_marked(one, one["org"], orgs) for one in finding.get("answers") or []]
    return {**finding, "timeline": lines, "photos": photos, **({"answers": answers} if answers else {})}


def _marked(entry: Row, org: str | None, orgs: dict[str, Row]) -> Row:
    if "only" in entry or (orgs.get(org or "") or {}).get("kind") not in FIRM_KINDS:
        return entry
    return {**entry, "only": rights.lineage(org, orgs)}


def _org(state: State, person: str | None) -> str | None:
    found = state.get("person", person) if person else None
    return found["org"] if found else None
