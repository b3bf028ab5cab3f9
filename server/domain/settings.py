"""Project settings with their defaults; a `setup.changed` of kind `setting` replaces one."""

from typing import Any

DEFAULTS: dict[str, Any] = {
    "zone": "Asia/Shanghai",                # days and deadlines are those of this place
    "day_starts_at": "05:00",               # a walk before this hour belongs to the day before
    "coverage_policy": "active",            # active: idle buildings once | all: every entrance one by one
    "work_ends_at": "18:00",                # when a deadline of a day falls due
    "short_notice_hours": 3,                # less left at 下发 -> next day at short_notice_until
    "short_notice_until": "10:00",          # the deadline given instead
    "control_hours": 2,                     # to control a danger once the unit was called
    "reinspect_hours": {"1": 24, "2": 24, "3": 4},  # to re-inspect after the reply, by severity
    "extension_hours": 24,                  # to answer a unit that asks for more time
    "reopen_days": 7,                       # how long a closed finding can be reopened
    "extensions_max": 2,                    # granted extensions per finding
    "repeat_days_unit": 14,                 # same item and unit again within: a repeat
    "repeat_days_place": 30,                # same item and place again within: a repeat
    # proposed to the street: days overdue, times returned, times found; to the district: days overdue
    "escalation": {"street_days": 3, "street_returns": 2, "street_repeats": 3, "district_days": 7},
    "issue_sheet_roles": ["pm", "hq"],      # who may issue the sheet (定稿)
    # when the meeting is, until when records count as on time, where it is and who chairs it
    "meeting": {"time": "17:30", "cutoff": "17:00", "place": "现场指挥部会议室", "chair": "现场指挥"},
    "cutoff_warnings": [30, 10],            # minutes before the cutoff at which supervisors are warned
    # title, first number, code before the number, whether the supervision signs in, days of the works
    "sheet": {"title": "", "start_number": 1, "short_code": "", "supervision_attends": True,
              "works_start": None, "works_days": None, "pages_key_items_max": 8},
    # the street's weekly meeting (weekday 1 = Monday)
    "weekly_meeting": {"weekday": 5, "time": "15:00", "place": "", "chair": "", "title": "", "start_number": 1},
    # the district's meeting, every so many days
    "district_meeting": {"every_days": 14, "time": "09:30", "place": "", "chair": "", "title": "", "start_number": 1},
    "reports_to": "",                       # the project of the district that may put this compound into its brief
    "compounds": [],                        # of a district: the compounds of its brief that report to it
    "sign_in": [],                          # rows of the sign-in table: {"unit", "title"}
    # numbers of 监理通知单 and 整改通知单: {n} is the number in three digits, start the first one
    "notice_numbers": {"supervision": {"pattern": "监通-{n}", "start": 1},
                       "client": {"pattern": "整通-{n}", "start": 1}},
    # what is printed above the forms: the code (provinces renumber them, empty prints none) and the title
    "notice_forms": {"supervision": {"code": "A.0.3", "title": "监理通知单",
                                     "reply_code": "B.0.9", "reply_title": "监理通知回复单"},
                     "client": {"code": "", "title": "整改通知单", "reply_code": "", "reply_title": "整改回复单"}},
    "watchers": {},                         # 盯靠人 by building: {"SZ-B03": person}; absent: 代建's lead
    "keep_days": 14,                        # how long a phone keeps what has arrived
    "policy_call": {"urgent_phone": ""},    # whom to call about a danger when the unit has no number
}
"""Times are local to `zone`; `_hours` and `_days` are whole numbers."""
