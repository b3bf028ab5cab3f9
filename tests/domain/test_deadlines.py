"""Deadlines are absolute and fair when little time is left; what was found before is known again."""

from typing import Any

import pytest

from server.domain import deadlines
from server.domain.clock import instant_of, text_of
from server.domain.settings import DEFAULTS
from tests.domain.vectors import rows


def settings_of(given: Any) -> dict[str, Any]:
    return {**DEFAULTS, **given.get("settings", {})}


@rows("deadlines", "deadlines")
def test_deadlines_at_issue(given: Any, expected: Any) -> None:
    assert deadlines.deadlines(given["due"], instant_of(given["issued_at"]), given["zone"], settings_of(given),
                               control_by=given.get("control_by")) == expected


@rows("deadlines", "control_by")
def test_danger_has_two_hours(given: Any, expected: Any) -> None:
    called = given.get("called_at")
    assert text_of(deadlines.control_by_of(
        instant_of(given["received_at"]), called_at=instant_of(called) if called else None,
        reached=given.get("reached", False))) == expected


@rows("deadlines", "returned_fix_by")
def test_deadlines_after_a_failed_inspection(given: Any, expected: Any) -> None:
    assert text_of(deadlines.returned_fix_by(given["finding"], instant_of(given["failed_at"]), given["zone"],
                                             due=given.get("due"))) == expected


@rows("deadlines", "repeat_of")
def test_what_is_a_repeat(given: Any, expected: Any) -> None:
    assert deadlines.repeat_of(given["finding"], given["others"]) == expected


@pytest.mark.parametrize(("kind", "severity", "due"), [
    ("safety", 1, "D0"), ("safety", 3, "NOW"), ("quality", 1, "D3"), ("quality", 2, "D1"), ("quality", 3, "NOW"),
])
def test_a_finding_without_an_item_gets_the_catalogues_usual_deadline(kind: str, severity: int, due: str) -> None:
    assert deadlines.usual_due(kind, severity) == due
