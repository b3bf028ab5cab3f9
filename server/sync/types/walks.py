"""Who was last at a place and what was found: what the map of the phone and the matrix of the desk show."""

from typing import Any

from server.domain.coverage import STATES
from server.storage.state import State

REMEMBERED_MAX = 8
Row = dict[str, Any]


def remember(state: State, visit: Row) -> None:
    """Note a visit at each of its places and let the weightiest of the newest day be the `last` one."""
    for row in visit["places"]:
        entry = {"visit": visit["id"], "day": visit["day"], "outcome": row["outcome"], "at": visit["at"],
                 "by": visit["author"], "org": visit["org"]}
        others = [known for known in _walks(state, row["place"]) if known["visit"] != visit["id"]]
        _write(state, row["place"], [*others, entry])


def forget(state: State, visit: Row) -> None:
    """Take a withdrawn or corrected visit out of the places it was noted at."""
    for row in visit["places"]:
        _write(state, row["place"], [known for known in _walks(state, row["place"]) if known["visit"] != visit["id"]])


def _walks(state: State, place: str) -> list[Row]:
    return list((state.get("place_visits", place) or {"walks": []})["walks"])


def _write(state: State, place: str, walks: list[Row]) -> None:
    """Remember the newest few, so that taking one back shows the one before."""
    here = state.get("place", place)
    if here is None:
        return
    newest = sorted(walks, key=_weight)[-REMEMBERED_MAX:]
    state.put("place_visits", place, {"id": place, "walks": newest})
    last = {key: value for key, value in newest[-1].items() if key != "visit"} if newest else None
    if here.get("last") != last:
        state.put("place", place, {**here, "last": last})


def _weight(walk: Row) -> tuple[str, int, str]:
    """Within a day a finding outweighs a clean walk, as it does on the sheet (product.md §3)."""
    return walk["day"], -STATES.index(walk["outcome"]), walk["at"]
