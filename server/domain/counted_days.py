"""A daily sheet that was corrected after a week or a brief had counted it: only what the correction added is new."""

from typing import Any

Content = dict[str, Any]
UNIT_FLOWS, TOTAL_FLOWS = ("new", "closed", "void"), ("new", "closed", "void_merged")


def only_added(daily: Content, counted: Content) -> Content:
    """`daily`, the newest version of a sheet, as a paper reads it that has counted the version `counted` of it.

    It opens with what that version closed with, at its cut, and tells the flows since; key `counted` is that version.
    Both go on from the same sheet before, so the flows of the older one are the first of the newer one's.
    """
    had = {row["unit"]: row for row in counted["units"]}
    nothing = dict.fromkeys((*UNIT_FLOWS, "closing"), 0)
    return {
        **daily, "counted": counted["version"],
        "previous": {key: counted[key] for key in ("number", "day", "cut_seq")},
        "units": [_less(row, had.get(row["unit"], nothing), UNIT_FLOWS) for row in daily["units"]],
        "reconcile": _less(daily["reconcile"], counted["reconcile"], TOTAL_FLOWS),
        "flows": daily["flows"][len(counted["flows"]):]}


def going_on(dailies: list[Content], counted: Content | None) -> list[Content]:
    """Dailies oldest first, the first of them told as `only_added` if it is the sheet counted already."""
    if counted is None or not dailies or dailies[0]["number"] != counted["number"]:
        return dailies
    return [only_added(dailies[0], counted), *dailies[1:]]


def _less(row: dict[str, Any], had: dict[str, Any], flows: tuple[str, ...]) -> dict[str, Any]:
    return {**row, "opening": had["closing"], **{key: row[key] - had[key] for key in flows}}
