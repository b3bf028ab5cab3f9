"""The closed denominator: every entrance in exactly one state per day, and building parts with work besides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from server.domain.places import door_ranges, in_order

Thing = Mapping[str, Any]

STATES = ("findings", "clean", "no_access", "building_looked", "on_phone", "no_record")
"""In order of precedence: what happened later in the list is hidden by what stands before it."""

PARTS_OF_ITEM = {
    "facade": ("facade_side",), "balcony": ("facade_side",), "rainwater_pipe": ("facade_side",),
    "roof_waterproof": ("roof",), "apron": ("part",), "elevator": ("part",), "fire": ("part",),
}
"""Where on a building the work of an item is looked at; an item not listed is looked at on every part."""

PART_KINDS = ("facade_side", "roof", "part", "zone")


def coverage(
    entrances: Iterable[Thing], visits: Iterable[Thing], on_phone: Collection[str],
    active_buildings: Collection[str] | None, policy: str = "active",
) -> dict[str, dict[str, Any]]:
    """{entrance id: {"state", "active", "visits": [ids], "reason"?}} for one day, every entrance exactly once.

    `visits` are that day's, `on_phone` the places known from check-ins and held visits, `active_buildings` those
    with work (None: all). Policy `active`: a look at the building counts for its idle doors; `all`: never.
    """
    noted = _noted(visits)
    found = {}
    for entrance in entrances:
        active = policy == "all" or active_buildings is None or entrance.get("building") in active_buildings
        rows = list(noted.get(entrance["id"], ()))
        if not active:
            rows += [row for row in noted.get(entrance.get("building"), ()) if row[0] == "building_looked"]
        waits = entrance["id"] in on_phone or (not active and entrance.get("building") in on_phone)
        found[entrance["id"]] = _door(rows, active, waits)
    return found


def parts_coverage(
    places: Iterable[Thing], visits: Iterable[Thing], on_phone: Collection[str],
    faces: Iterable[Thing] | None,
) -> dict[str, dict[str, Any]]:
    """The second line: the same answer for parts and zones with work in `faces` (None, no filing yet: all)."""
    noted = _noted(visits)
    working = None if faces is None else [(face["building"], face.get("item")) for face in faces]
    return {
        place["id"]: _door(list(noted.get(place["id"], ())), True, place["id"] in on_phone)
        for place in places if place["kind"] in PART_KINDS and _works(place, working)
    }


def newest_faces(filings: Iterable[Thing], day: str) -> list[Thing] | None:
    """The work faces of the newest filing day before `day`, of every firm that filed on it its last word;
    None when nobody filed yet. Today's filing counts from tomorrow, so that no denominator shrinks by noon."""
    earlier = [filing for filing in filings if filing["day"] < day and not filing.get("replaced_by")]
    if not earlier:
        return None
    newest = max(filing["day"] for filing in earlier)
    last: dict[Any, Thing] = {}
    for filing in sorted(earlier, key=lambda filing: filing.get("at") or ""):
        if filing["day"] == newest:
            last[filing.get("org")] = filing
    return [face for filing in last.values() for face in filing.get("faces") or []]


def active_buildings(filings: Iterable[Thing], day: str) -> set[str] | None:
    """The buildings with work on `day`; None means all of them."""
    faces = newest_faces(filings, day)
    return None if faces is None else {face["building"] for face in faces}


def tally(covered: Mapping[str, Thing]) -> dict[str, int]:
    """How many entrances are in each state; every state is named and they sum to the number of entrances."""
    found = dict.fromkeys(STATES, 0)
    for row in covered.values():
        found[row["state"]] += 1
    return found


def coverage_sentence(covered: Mapping[str, Thing], entrances: Iterable[Thing]) -> dict[str, Any]:
    """What the coverage sentence says, as data: {"total", "checked", state: {"count", "doors": [range]}}.

    A range is {"building", "label": 17号楼3–4门, "places", "reason"?}; doors are in the order of the buildings.
    """
    doors = [entrance for entrance in in_order(entrances) if entrance["id"] in covered]
    numbers = tally(covered)
    said: dict[str, Any] = {"total": len(covered), "checked": numbers["findings"] + numbers["clean"]}
    for state in STATES:
        here = [door for door in doors if covered[door["id"]]["state"] == state]
        said[state] = {"count": numbers[state], "doors": _ranges(here, covered)}
    return said


def _ranges(doors: list[Thing], covered: Mapping[str, Thing]) -> list[dict[str, Any]]:
    """Neighbouring doors with the same reason drawn together."""
    groups: dict[Any, list[Thing]] = {}
    for door in doors:
        reason = covered[door["id"]].get("reason") or {}
        groups.setdefault((reason.get("code"), reason.get("text")), []).append(door)
    found = []
    for members in groups.values():
        reason = covered[members[0]["id"]].get("reason")
        found += [{**span, "reason": reason} if reason else span for span in door_ranges(members)]
    order = {door["id"]: number for number, door in enumerate(doors)}
    return sorted(found, key=lambda span: order[span["places"][0]])


def _noted(visits: Iterable[Thing]) -> dict[Any, list[tuple[str, Thing]]]:
    """{place: [(outcome, visit)]}; a look at a building notes the doors it names, else the building itself."""
    noted: dict[Any, list[tuple[str, Thing]]] = {}
    for visit in visits:
        if visit.get("withdrawn"):
            continue
        for place, outcome in _outcomes(visit):
            noted.setdefault(place, []).append((outcome, visit))
    return noted


def _outcomes(visit: Thing) -> list[tuple[Any, str]]:
    if visit["outcome"] == "building_looked":
        return [(place, "building_looked") for place in visit.get("doors") or [visit["place"]]]
    elsewhere = [(row["place"], row["outcome"]) for row in visit.get("places") or [] if isinstance(row, Mapping)]
    return list(dict.fromkeys([(visit["place"], visit["outcome"]), *elsewhere]))


def _door(rows: list[tuple[str, Thing]], active: bool, waits: bool) -> dict[str, Any]:
    counted = [row for row in rows if row[0] != "building_looked" or not active]
    states = {outcome for outcome, _ in counted} | ({"on_phone"} if waits else set()) | {"no_record"}
    state = next(state for state in STATES if state in states)
    found: dict[str, Any] = {"state": state, "active": active, "visits": [visit["id"] for _, visit in counted]}
    if state == "no_access":
        last = max((visit for outcome, visit in counted if outcome == state), key=lambda v: v.get("at") or "")
        found["reason"] = last.get("reason")
    return found


def _works(place: Thing, working: list[tuple[Any, Any]] | None) -> bool:
    if place.get("active") is False:
        return False
    if working is None:
        return True
    for where, item in working:
        if where == place["id"]:
            return True
        if where == place.get("building") and place["kind"] in PARTS_OF_ITEM.get(item, PART_KINDS):
            return True
    return False
