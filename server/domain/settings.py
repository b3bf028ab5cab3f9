"""Project settings with their defaults; a `setup.changed` of kind `setting` replaces one."""

from typing import Any

DEFAULTS: dict[str, Any] = {
    "zone": "Asia/Shanghai",
    "day_starts_at": "05:00",
    "coverage_policy": "active",            # active: idle buildings once | all: every entrance one by one
    "work_ends_at": "18:00",
    "short_notice_hours": 3,                # less left at 下发 -> next day at short_notice_until
    "short_notice_until": "10:00",
    "control_hours": 2,
    "reinspect_hours": {"1": 24, "2": 24, "3": 4},
    "reopen_days": 7,
    "extensions_max": 2,
    "repeat_days_unit": 14,
    "repeat_days_place": 30,
    "issue_sheet_roles": ["pm", "hq"],
    "meeting": {"time": "17:30", "cutoff": "17:00", "place": "现场指挥部会议室", "chair": "现场指挥"},
    "sheet": {"title": "", "start_number": 1, "short_code": "", "supervision_attends": True,
              "works_start": None, "works_days": None, "pages_key_items_max": 8},
    "sign_in": [],                          # rows of the sign-in table: {"unit", "title"}
    "keep_days": 14,
    "policy_call": {"urgent_phone": ""},
}
"""Times are local to `zone`; `_hours` and `_days` are whole numbers."""
