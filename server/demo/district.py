"""The demo's district: its own project, the setting that lists the compound, and the compound's consent."""

from collections.abc import Iterable

from server.demo.compound import ORGS
from server.demo.script import DISTRICT, PROJECT
from server.imports.changes import Change

NAME, OFFICE = "津河区（演示）", "o8"
FIRST_NUMBER, EVERY_DAYS = 3, 14


def register(people: Iterable[tuple[str, str, str, str]]) -> list[Change]:
    """What the district's project begins with; `people` as (account, name, role, title), all of its office."""
    name, short, kind = next((name, short, kind) for id, kind, name, short, _ in ORGS if id == OFFICE)
    return [
        Change("org", OFFICE, {"name": name, "short": short, "kind": kind, "parent": None, "order": 1}),
        *(Change("person", id, {"name": name, "org": OFFICE, "role": role, "title": title})
          for id, name, role, title in people),
        Change("setting", "compounds", {"value": [PROJECT]}),
        Change("setting", "district_meeting", {"value": {
            "every_days": EVERY_DAYS, "time": "14:30", "place": "区协调办会议室",
            "chair": "区协调工作组组长", "title": "", "start_number": FIRST_NUMBER}})]


def agreement() -> list[Change]:
    """The compound's consent to stand in the district's brief."""
    return [Change("setting", "reports_to", {"value": DISTRICT})]
