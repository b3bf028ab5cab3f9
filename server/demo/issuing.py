"""What the secretary does before each meeting: prepares its paper, presses 定稿, and once has to correct it."""

from typing import Any

from server.demo.calendar import PLAIN, Day, day_of
from server.demo.papers import WEATHER, say
from server.demo.script import OFFICE, Script
from server.demo.tell import finding_id
from server.demo.times import day_at

CUT, CUT_AGAIN, CUT_WEEK, CUT_DISTRICT = "17:03", "17:22", "17:09", "13:50"
AGENDA = ("anchor", "pipe-root", "toe-boards", "rail", "canopy", "corner", "sacks", "boards-again")
"""What the secretary wants talked about, in this order; the rest stands in the annex."""

WEEKLY_DAYS, BRIEF_WEEKS = 7, 2
Words = dict[str, Any]


def sheet(script: Script, distance: int) -> None:
    """The daily sheet: prepared, then issued through the same door as everything."""
    day = day_of(distance)
    words = _shown(script) if distance == 0 else _before(script, distance, day)
    first = words | {"weather": day.corrected} if day.corrected else words
    say(script, distance, "16:55", "pm", f"prepared:{distance}", "sheet.prepared", first)
    _issue(script, distance, CUT, "daily", 1)
    if day.corrected:
        say(script, distance, "17:18", "pm", f"prepared:{distance}:2", "sheet.prepared", words)
        _issue(script, distance, CUT_AGAIN, "daily", 2)


def weekly(script: Script, distance: int) -> None:
    """The street's weekly paper, after the daily one of the same day."""
    words = _words(script, distance, "weekly") | {"place": "", "chair": ""}
    say(script, distance, "17:07", "pm", f"prepared:{distance}:weekly", "sheet.prepared", words)
    _issue(script, distance, CUT_WEEK, "weekly", 1)


def weeks(first: int) -> list[int]:
    """The distances of the weekly meetings of a play that begins `first` days from the one shown: whole weeks only."""
    return [distance for distance in range(0, first, -WEEKLY_DAYS) if distance - WEEKLY_DAYS + 1 >= first]


def brief(script: Script) -> None:
    """The district's brief, an afternoon meeting of the day shown; the liaison prepares and issues it herself."""
    who, nr = OFFICE
    words = _words(script, 0, "district") | {"place": "", "chair": ""}
    say(script, 0, "13:40", who, "prepared:district", "sheet.prepared", words, nr)
    say(script, 0, CUT_DISTRICT, who, "issued:district", "sheet.issued", {
        "day": script.day, "tier": "district", "expects_version": 1}, nr)


def has_brief(first: int) -> bool:
    """Whether the district meets within the play: it does every fourteen days."""
    return len(weeks(first)) >= BRIEF_WEEKS


def _issue(script: Script, distance: int, time: str, tier: str, version: int) -> None:
    key = f"issued:{distance}" + ("" if (tier, version) == ("daily", 1) else f":{tier}:{version}")
    say(script, distance, time, "pm", key, "sheet.issued", {
        "day": day_at(script.day, distance), "tier": tier, "expects_version": version})


def _words(script: Script, distance: int, tier: str = "daily") -> Words:
    return {"day": day_at(script.day, distance), "tier": tier, "chair": "现场指挥（街道）", "place": "现场指挥部会议室",
            "weather": "", "order": [], "wording": {}, "left_out": {}, "doors": [], "opinion": "", "minutes": ""}


def _before(script: Script, distance: int, day: Day) -> Words:
    """One of the days before: weather, reasons for doors, and the supervision's word."""
    return _words(script, distance) | {
        "weather": day.weather or PLAIN.weather, "opinion": day.opinion,
        "doors": [{"places": list(places), "reason": why, "by": "郑立"} for places, why in day.doors]}


def _shown(script: Script) -> Words:
    """The day shown: an agenda in an order of its own, one sentence said better, and doors explained."""
    return _words(script, 0) | {
        "weather": WEATHER, "order": [finding_id(key) for key in AGENDA],
        "wording": {finding_id("bridge"): "沟槽便桥无护栏、晃动，便桥已封闭"},
        "doors": [{"places": ["SZ-B17-E3", "SZ-B17-E4"], "reason": "燃气施工封闭，明日首查", "by": "郑立"},
                  {"places": ["SZ-B20-E1", "SZ-B20-E2"], "reason": "电梯检修，明日首查", "by": "郑立"}],
        "opinion": "3号楼东立面吊篮经重新验收并解除暂停令后方可启用。"}
