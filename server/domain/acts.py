"""Who may do what besides moving a finding: one table, acts by role."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from server.domain.moves import FIRMS, SUPERVISION

CLIENT = ("pm", "hq")
STAFF = ("inspector", *SUPERVISION, *CLIENT, "admin")
"""Those who read everything in a project."""

ROLES = ("inspector", *SUPERVISION, *FIRMS, *CLIENT, "district", "admin", "viewer")

ACTS: dict[str, tuple[str, ...]] = {
    "file": (*STAFF, *FIRMS, "district"),           # visits with their findings, their correction, the day's report
    "comment": (*STAFF, *FIRMS),
    "comment_internal": STAFF,                      # never to contractors
    "call": STAFF,
    "call_chief": FIRMS,                            # 控制不住，马上打电话找总监
    "see": FIRMS,                                   # 已看
    "report_day": FIRMS,                            # 施工单位每日报备
    "attend_keywork": ("inspector", *SUPERVISION, *CLIENT),
    "set_stage": (*STAFF, *FIRMS),
    "set_milestone": ("specialist", "chief", *CLIENT, "admin"),
    "record_decision": CLIENT,
    "answer_decision": (*CLIENT, *FIRMS),  # a firm only its own: see rights.speaks_for
    "propose_case": ("specialist", "chief", *CLIENT, *FIRMS),
    "decide_case": CLIENT,
    "answer_case": ("district",),
    "read_cases": (*SUPERVISION, *CLIENT, "district"),            # all of them on one page
    "issue_supervision_notice": ("specialist", "chief"),          # 监理通知单
    "issue_client_notice": CLIENT,                                # 整改通知单
    "receive_notice": (*FIRMS, "specialist", "chief", *CLIENT),   # the photographed signed copy
    "reply_notice": FIRMS,
    "register_order": ("chief",),                                 # 暂停令, 复工令, 监理报告
    "register_contact": ("specialist", "chief", *CLIENT),         # 工作联系单
    "mark_photo": ("specialist", "chief", *CLIENT),
    "prepare_sheet": (*SUPERVISION, *CLIENT),
    "set_notice_of_day": ("specialist", "chief", *CLIENT),
    "resolve_held": ("specialist", "chief", "pm", "admin"),
    "setup": ("admin",),
    "set_watchers": ("pm", "admin"),                              # 盯靠人 per building
    "reset_device": ("admin",),
    "erase_blob": ("admin",),
    "redact": ("admin",),
    "read_visits": STAFF,
    "read_sheets": (*STAFF, "district", "viewer"),
}

SHEET_ISSUERS = CLIENT

OF_DISTRICT: dict[str, tuple[str, ...]] = {
    "prepare_sheet": ("district",), "issue_sheet": ("district",), "read_sheets": ("district", "viewer", "admin"),
    "read_cases": ("district",), "setup": ("admin",),
}
"""A project of kind `district` has its brief and nothing else to do: what is not here, nobody may there."""


def may(role: str | None, act: str, settings: Mapping[str, Any] | None = None, kind: str = "compound") -> bool:
    """Whether a role may do an act of the table in a project of that kind; who issues a compound's sheets is the
    setting `issue_sheet_roles`.

    Raises KeyError for an act nobody defined: a misspelt right must not become a silent refusal.
    """
    if kind != "compound":
        return act in (*ACTS, "issue_sheet") and kind == "district" and role in OF_DISTRICT.get(act, ())
    if act == "issue_sheet":
        return role in (settings or {}).get("issue_sheet_roles", SHEET_ISSUERS)
    return role in ACTS[act]
