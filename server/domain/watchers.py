"""盯靠人: the one person who stands by each building (实行全程盯靠制); by default 代建's lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from server.domain.acts import STAFF

Row = Mapping[str, Any]
WATCHING = tuple(role for role in STAFF if role != "admin")
"""Who can be set: people of the office and of the patrols, not those who are watched."""


def lead(people: Iterable[Row], orgs: Mapping[str, Row]) -> str | None:
    """代建's project lead: of the active members of the project company the one with a title, else the first."""
    found = [one for one in people if one.get("role") == "pm" and one.get("active", True)]
    found.sort(key=lambda one: ((orgs.get(one.get("org") or "") or {}).get("kind") != "pm_company",
                                not one.get("title"), str(one["id"])))
    return str(found[0]["id"]) if found else None


def watcher(building: str, chosen: Mapping[str, str], people: Mapping[str, Row], orgs: Mapping[str, Row]) -> str | None:
    """Who stands by a building: the person set for it while he is a member, else 代建's lead, or None."""
    one = people.get(chosen.get(building) or "")
    if one is not None and one.get("active", True) and one.get("role") in WATCHING:
        return str(one["id"])
    return lead(people.values(), orgs)


def eligible(people: Iterable[Row]) -> list[Row]:
    """The active people who can be set, in the order of their names."""
    found = [one for one in people if one.get("role") in WATCHING and one.get("active", True)]
    return sorted(found, key=lambda one: (str(one["name"]), str(one["id"])))
