"""The moves a finding can make, as data: from which states, to which, who may, what must be given."""

from __future__ import annotations

from typing import Any

OPEN = ("submitted", "issued", "replied", "returned")
ENDED = ("closed", "rejected", "merged")
STATES = OPEN + ENDED
WITH_UNIT = ("issued", "returned")
"""The repair is awaited of the unit, and its clock runs."""

REOPEN_DAYS_MAX = 7
EXTENSIONS_MAX = 2
SUPERVISION = ("assistant", "specialist", "chief")
FIRMS = ("contractor", "subcontractor")

_REVIEWERS = {"specialist": 3, "chief": 3}
_SERIOUS_TO_CHIEF = {"specialist": 2, "chief": 3}
_CHECKERS = {"assistant": 1, "specialist": 2, "chief": 3, "pm": 2, "hq": 2}
_UNIT = {"contractor": 3, "subcontractor": 3}

MOVES: dict[str, dict[str, Any]] = {
    # `who` is role → highest severity; `needs` are checked in this order, each with its own refusal;
    # `only` names the conditions beyond role and state. No `to`: the state stays.
    "issue": {
        "from": ["submitted"], "to": "issued",
        "who": {"specialist": 3, "chief": 3, "pm": 3, "hq": 3}, "needs": ["unit", "deadline"], "edits": True,
    },
    "ask": {"from": ["submitted"], "who": _REVIEWERS, "needs": ["text"], "edits": True},
    "reject": {
        "from": ["submitted", "issued"], "to": "rejected", "who": _SERIOUS_TO_CHIEF, "needs": ["reason"],
    },
    "merge": {"from": ["submitted", "issued"], "to": "merged", "who": _REVIEWERS, "needs": ["target"]},
    "reassign": {
        "from": ["submitted", "issued", "returned"], "who": _REVIEWERS, "needs": ["new_unit"], "edits": True,
    },
    "control": {
        "from": ["submitted", "issued", "returned"], "who": _UNIT, "needs": ["photo"],
        "only": ["unit", "urgent_before_review"],
    },
    "reply": {
        "from": ["issued", "returned"], "to": "replied", "who": _UNIT, "needs": ["photo", "text"],
        "only": ["unit"],
    },
    "extend_ask": {
        "from": ["issued", "returned"], "who": _UNIT, "needs": ["new_due"],
        "only": ["unit", "extensions_left"],
    },
    "extend_answer": {
        "from": ["issued", "returned"], "who": _SERIOUS_TO_CHIEF, "needs": ["granted"],
        "only": ["extension_asked"],
    },
    "dispute": {"from": ["issued"], "to": "submitted", "who": _UNIT, "needs": ["text"], "only": ["unit"]},
    "pass": {
        "from": ["replied"], "to": "closed", "who": _CHECKERS, "needs": [],
        "only": ["own_if_client", "not_the_fixer", "no_stop_order"],
    },
    "fail": {
        "from": ["replied"], "to": "returned", "who": _CHECKERS, "needs": ["reason", "photo"],
        "only": ["own_if_client", "not_the_fixer"],
    },
    "reopen": {
        "from": ["closed"], "to": "issued", "who": {"chief": 3}, "needs": ["reason"], "only": ["recent"],
    },
    "confirm": {"from": list(OPEN), "who": {"chief": 3}, "needs": ["confirmed"]},
}
