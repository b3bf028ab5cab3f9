"""A finding's life in a few lines: where, what, and each act as `-12 09:40 safety issue due=D1 | words`."""

import re
from typing import Any

from server.demo.compound import CODE, COUNTING
from server.demo.story import Act, Shot, Story

WITH_PICTURE = {"reply": (True, "cloudy"), "control": (False, "cloudy"), "fail": (False, "evening")}
"""Acts that need a photo: whether it shows the repair, and in which light."""

YES_NO = {"yes": True, "no": False}
ZONES = {"P": "甬路{}段", "W": "围墙{}段"}


def life(filing: str, place: str, item: str | None, severity: int, text: str, scene: str, *acts: str,
         weather: str = "sunny", spot: bool = False, position: str = "", **more: Any) -> Story:
    """One story. `filing` is `key day time who`; `place` without the compound's code (B03-E2, Z-P5).

    `spot`: repaired while the filer stood there. `more` are further keys of the finding, `source` of the visit.
    Raises ValueError for a line that cannot be read.
    """
    key, day, time, who = filing.split()
    visit = {"source": more.pop("source")} if "source" in more else {}
    return Story(
        key, int(day), time, who, f"{CODE}-{place}", item, severity, text, Shot(scene, weather=weather), plate(place),
        tuple(act(line, scene) for line in acts), position, more, Shot(scene, True, weather) if spot else None, visit)


def act(line: str, scene: str) -> Act:
    """One line: day, time, who, what, further keys, and after a bar what was said."""
    head, _, text = line.partition(" | ")
    day, time, who, what, *keys = head.split()
    after, weather = WITH_PICTURE.get(what, (False, ""))
    return Act(int(day), time, who, what, text, Shot(scene, after, weather) if weather else None,
               dict(_key(key) for key in keys))


def plate(place: str) -> str:
    """The number on the wall: B03-E2 → 3号楼2门, B03-FS → 3号楼, Z-P5 → 甬路五段."""
    zone = re.fullmatch(r"Z-([PW])(\d)", place)
    if zone:
        return ZONES[zone[1]].format(COUNTING[int(zone[2]) - 1])
    building = re.fullmatch(r"B(\d\d)-(?:E(\d)|.+)", place)
    if building is None:
        raise ValueError(place)
    return f"{int(building[1])}号楼" + (f"{building[2]}门" if building[2] else "")


def _key(said: str) -> tuple[str, Any]:
    """`due=D1`; an underscore stands for the space of an instant (`@-8_18:00`), a comma makes a list."""
    name, value = said.split("=")
    if name == "also":
        return name, value.split(",")
    return name, YES_NO.get(value, value.replace("_", " ") if value.startswith("@") else value)
