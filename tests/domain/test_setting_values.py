"""A setting takes only a value its rules can work with; another is seen as the default until it is put right."""

import pytest

from server.domain.setting_values import in_force, unusable
from server.domain.settings import DEFAULTS

WRONG = [
    ("zone", "Mars/X"), ("zone", "Asia"), ("zone", "../../etc/passwd"), ("zone", ""), ("zone", 8), ("zone", None),
    ("zone", "A\x00"), ("zone", ["Asia/Shanghai"]),
    ("day_starts_at", "25:00"), ("day_starts_at", "5:00"), ("day_starts_at", 5), ("day_starts_at", "05:00:00"),
    ("work_ends_at", "18:60"), ("short_notice_until", ""), ("coverage_policy", "none"),
    ("short_notice_hours", "3"), ("control_hours", -1), ("control_hours", 2.5), ("control_hours", True),
    ("reopen_days", 10**9), ("extensions_max", None), ("repeat_days_unit", []), ("keep_days", 10**6),
    ("reinspect_hours", 24), ("reinspect_hours", {"1": "x"}), ("reinspect_hours", {"3": None}),
    ("issue_sheet_roles", 7), ("issue_sheet_roles", "pm"), ("issue_sheet_roles", []), ("issue_sheet_roles", ["king"]),
    ("meeting", "17:30"), ("meeting", {"time": "17.30"}), ("meeting", {"place": None}), ("sheet", []),
    ("sheet", {"start_number": "1"}), ("sheet", {"works_start": "0001-01-01"}), ("sheet", {"works_start": "1 May"}),
    ("sign_in", [{"unit": "o1"}]), ("sign_in", ["o1"]), ("policy_call", {"urgent_phone": 110}),
    ("notice_numbers", {"client": {"pattern": "整通", "start": 1}}), ("notice_numbers", {"client": "整通-{n}"}),
]


@pytest.mark.parametrize(("id", "value"), WRONG)
def test_a_value_no_rule_can_work_with_is_named_and_the_default_stays_in_force(id, value):
    assert unusable(id, value)[0].startswith(id)
    assert in_force(id, value) == DEFAULTS.get(id)


@pytest.mark.parametrize("id", DEFAULTS)
def test_every_default_is_a_value_its_setting_may_take(id):
    assert unusable(id, DEFAULTS[id]) == []


@pytest.mark.parametrize(("id", "value"), [
    ("zone", "Asia/Urumqi"), ("day_starts_at", "00:00"), ("issue_sheet_roles", ["chief"]), ("meeting", {}),
    ("reinspect_hours", {"1": 48}), ("sheet", {"works_start": "2023-05-01", "works_days": 245, "new_key": [1]}),
    ("notice_numbers", {"supervision": {"pattern": "JL-{n}", "start": 40}}), ("something_new", {"any": None}),
])
def test_what_fits_is_taken(id, value):
    assert unusable(id, value) == []
    assert in_force(id, value) == value
