"""Which values each setting may take: one wrong one would stop every record of the project from being judged."""

import re
from collections.abc import Iterator
from typing import Any

from server.domain.acts import ROLES
from server.domain.bodies.parts import NAME, ORDERED_DAY
from server.domain.days import zone_named
from server.domain.settings import DEFAULTS
from server.domain.shape import (
    Either,
    Flag,
    Id,
    Int,
    ListOf,
    MapOf,
    Matching,
    Maybe,
    OneOf,
    Record,
    Shape,
    Text,
)

BUILDINGS_MAX, COMPOUNDS_MAX = 300, 200
HOURS = Int(0, 1000)
DAYS = Int(0, 1000)
TIME = Matching(re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]"), "a time of day like 05:00", 5)


def Zone() -> Shape:
    """The name of a time zone this machine knows."""
    def check(value: Any, path: str) -> Iterator[str]:
        try:
            zone_named(value)
        except (KeyError, OSError, TypeError, ValueError):  # a folder of zones, a path, a number, no such zone
            yield f"{path}: must be a time zone like Asia/Shanghai"
    return check


def Numbers() -> Shape:
    """How one kind of notice is numbered: {n} is the number."""
    return Record({"pattern": Matching(re.compile(r"[^\x00]*\{n\}[^\x00]*"), "a text with {n}"),
                   "start": Int(0, 1_000_000)})


def Form(title: Shape) -> Shape:
    """The printed code and title of one kind of notice and of its reply."""
    return Record({}, {"code": Text(20), "title": title, "reply_code": Text(20), "reply_title": title})


OF_THE_CLIENT = Matching(re.compile(r"(?!.*监理通知)[^\x00]+"), "a title without 监理通知, which only 监理 issues", 40)
"""Only the supervision issues a 监理通知单 (domain.md §0, fact 7)."""

_MEETING_OF_TIER: dict[str, Shape] = {
    "time": TIME, "place": NAME, "chair": NAME, "title": NAME, "start_number": Int(1, 1_000_000)}

VALUES: dict[str, Shape] = {
    "zone": Zone(), "day_starts_at": TIME, "work_ends_at": TIME, "short_notice_until": TIME,
    "coverage_policy": OneOf("active", "all"),
    **dict.fromkeys(("short_notice_hours", "control_hours", "extension_hours"), HOURS),
    **dict.fromkeys(("reopen_days", "extensions_max", "repeat_days_unit", "repeat_days_place", "keep_days"), DAYS),
    "reinspect_hours": Record({}, {"1": HOURS, "2": HOURS, "3": HOURS}),
    "escalation": Record({}, dict.fromkeys(("street_days", "street_returns", "street_repeats", "district_days"),
                                           Int(1, 1000))),
    "cutoff_warnings": ListOf(Int(1, 600), 5),
    "issue_sheet_roles": ListOf(OneOf(*ROLES), len(ROLES), 1),
    "meeting": Record({}, {"time": TIME, "cutoff": TIME, "place": NAME, "chair": NAME}),
    "sheet": Record({}, {
        "title": NAME, "start_number": Int(1, 1_000_000), "short_code": Text(20), "supervision_attends": Flag(),
        "works_start": Maybe(Either(OneOf(""), ORDERED_DAY)), "works_days": Maybe(Int(1, 10_000)),
        "pages_key_items_max": Int(1, 100)}),
    "weekly_meeting": Record({}, {"weekday": Int(1, 7), **_MEETING_OF_TIER}),
    "district_meeting": Record({}, {"every_days": Int(1, 366), **_MEETING_OF_TIER}),
    "reports_to": Either(OneOf(""), Id()), "compounds": ListOf(Id(), COMPOUNDS_MAX),
    "sign_in": ListOf(Record({"unit": NAME, "title": NAME}, {"kind": Maybe(NAME)}), 60),
    "watchers": MapOf(Id(), BUILDINGS_MAX),
    "policy_call": Record({}, {"urgent_phone": Text(40)}),
    "notice_numbers": Record({}, {"supervision": Numbers(), "client": Numbers()}),
    "notice_forms": Record({}, {"supervision": Form(Text(40, 1)), "client": Form(OF_THE_CLIENT)}),
}
"""By setting. One that is not here is not read by any rule and may say what it likes."""

assert set(DEFAULTS) <= set(VALUES)


def unusable(id: str, value: Any) -> list[str]:
    """What is wrong with this value of setting `id`, as "id: sentence" lines; empty when it fits."""
    return list(VALUES[id](value, id)) if id in VALUES else []


def in_force(id: str, value: Any) -> Any:
    """The value if rules can work with it, else the default: so that a wrong one can always be put right."""
    return DEFAULTS.get(id) if unusable(id, value) else value
