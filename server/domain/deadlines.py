"""By when: control and repair deadlines, what runs and what has passed at an instant, and what repeats what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from server.domain.clock import day_of, instant_of, local_time, text_of
from server.domain.days import days_between, instant_on, shifted
from server.domain.moves import WITH_UNIT
from server.domain.settings import DEFAULTS

Finding = Mapping[str, Any]
Settings = Mapping[str, Any]

DUE_DAYS = {"D0": 0, "D1": 1, "D3": 3, "D7": 7, "NOW": 1}
"""Calendar days until the repair; NOW is made safe within hours and then repaired by the next evening."""

DUE_USUAL = {
    "safety": {1: "D0", 2: "D0", 3: "NOW"},
    "quality": {1: "D3", 2: "D1", 3: "NOW"},
    "coordination": {1: "D7", 2: "D7", 3: "D7"},
}
"""For a finding without a catalogue item: the catalogue's pattern (domain.md §3)."""


def usual_due(kind: str, severity: int) -> str:
    """The due code a finding gets when nobody chose one."""
    return DUE_USUAL[kind][severity]


def deadlines(
    due: str, issued_at: datetime, zone: str, settings: Settings = DEFAULTS, *, control_by: str | None = None
) -> dict[str, str]:
    """The deadlines of a finding issued now: {"fix_by", "original", "control_by"?}, UTC texts.

    `due` is NOW, D0, D1, D3, D7 or an instant. `control_by` is the one a finding urgent before its review already
    has; one that becomes NOW only at issue gets it from the issue.
    """
    fix_by = text_of(fix_by_of(due, issued_at, zone, settings))
    found = {"fix_by": fix_by, "original": fix_by}
    if control_by or due == "NOW":
        found["control_by"] = control_by or text_of(control_by_of(issued_at, settings))
    return found


def fix_by_of(due: str, issued_at: datetime, zone: str, settings: Settings = DEFAULTS) -> datetime:
    """The repair deadline: that day 18:00, or the instant given; with under 3 h left, the next day 10:00."""
    if due in DUE_DAYS:
        fix_by = instant_on(_day(issued_at, zone, DUE_DAYS[due]), of_settings(settings, "work_ends_at"), zone)
    else:
        fix_by = instant_of(due)
    if fix_by - issued_at >= timedelta(hours=of_settings(settings, "short_notice_hours")):
        return fix_by
    return instant_on(_day(issued_at, zone, 1), of_settings(settings, "short_notice_until"), zone)


def control_by_of(
    received_at: datetime, settings: Settings = DEFAULTS, *, called_at: datetime | None = None,
    reached: bool = False,
) -> datetime:
    """Two hours to make it safe: from the call if the unit was reached, else from receipt."""
    start = called_at if reached and called_at is not None else received_at
    return start + timedelta(hours=of_settings(settings, "control_hours"))


def returned_fix_by(
    finding: Finding, failed_at: datetime, zone: str, settings: Settings = DEFAULTS, *, due: str | None = None
) -> datetime:
    """The deadline after 复查不合格: what the reviewer says, else next day 18:00, severity 3 as the first time."""
    if due:
        return fix_by_of(due, failed_at, zone, settings)
    first = finding.get("due") if finding["severity"] == 3 else None
    return fix_by_of(first if first in DUE_DAYS else "D1", failed_at, zone, settings)


def running(finding: Finding) -> dict[str, str]:
    """The deadlines the unit is held to in this state: {"control"?: instant, "fix"?: instant}, control first.

    A reply or a dispute stops the unit's clock; before review only the control of danger is timed.
    """
    limits = finding.get("deadlines") or {}
    with_unit = finding["state"] in WITH_UNIT
    alarmed = finding["state"] == "submitted" and finding.get("urgent") and not finding.get("disputed")
    timed = {"control": (with_unit or alarmed) and not finding.get("control") and limits.get("control_by"),
             "fix": with_unit and limits.get("fix_by")}
    return {which: limit for which, limit in timed.items() if limit}


def told(finding: Finding) -> dict[str, str]:
    """The deadlines to be said of a finding: {"control"?: instant, "fix"?: instant}, control first.

    While a danger is not yet under control both are said; a reply, control or the end leaves the repair alone.
    """
    limits = finding.get("deadlines") or {}
    dangerous = finding["state"] in (*WITH_UNIT, "submitted") and not finding.get("control")
    said = {"control": limits.get("control_by") if dangerous or not limits.get("fix_by") else None,
            "fix": limits.get("fix_by")}
    return {which: limit for which, limit in said.items() if limit}


def passed(finding: Finding, at: datetime) -> list[dict[str, Any]]:
    """Every deadline that has passed at `at`, control first: {"which": control|fix, "since", "days"}.

    Days are spans of 24 hours begun since the deadline: 1 from the first minute, 2 after a whole day. Days of the
    calendar would call two evenings in a row "one day late".
    """
    return [{"which": which, "since": limit, "days": days_late(limit, at)}
            for which, limit in running(finding).items() if instant_of(limit) < at]


def days_late(since: str, at: datetime) -> int:
    """The spans of 24 hours begun between a deadline and a later instant; 0 until it has passed."""
    return max(0, -(-(at - instant_of(since)) // timedelta(days=1)))


def due_tonight(finding: Finding, at: datetime, zone: str, settings: Settings = DEFAULTS) -> bool:
    """今晚到期: still in time, and due before the next business day begins."""
    return "fix" in running(finding) and not passed(finding, at) and ends_tonight(finding, at, zone, settings)


def ends_tonight(finding: Finding, at: datetime, zone: str, settings: Settings = DEFAULTS) -> bool:
    """Whether the repair deadline lies between `at` and the next business day, whether or not the unit has answered."""
    fix_by, starts_at = (finding.get("deadlines") or {}).get("fix_by"), of_settings(settings, "day_starts_at")
    if not fix_by:
        return False
    return at <= instant_of(fix_by) < instant_on(shifted(day_of(at, zone, starts_at), 1), starts_at, zone)


def repeat_of(finding: Finding, others: Iterable[Finding], settings: Settings = DEFAULTS) -> str | None:
    """The newest earlier finding this one repeats: same item and unit within 14 days anywhere in the compound,
    or same item and place within 30 days (domain.md §4). Rejected and merged ones do not count."""
    earlier = [other for other in others if _repeats(finding, other, settings)]
    return max(earlier, key=_found, default={"id": None})["id"]


def _repeats(finding: Finding, other: Finding, settings: Settings) -> bool:
    if not finding.get("item") or other.get("item") != finding["item"] or other["id"] == finding["id"]:
        return False
    if other["state"] in ("rejected", "merged") or _found(other) > _found(finding):
        return False
    gap = days_between(other["day"], finding["day"])
    same_unit = finding.get("unit") is not None and other.get("unit") == finding["unit"]
    return (same_unit and gap <= of_settings(settings, "repeat_days_unit")) or (
        other["place"] == finding["place"] and gap <= of_settings(settings, "repeat_days_place"))


def _found(finding: Finding) -> tuple[str, str, str]:
    return finding["day"], finding.get("filed_at") or "", finding["id"]


def _day(instant: datetime, zone: str, after: int = 0) -> str:
    return shifted(local_time(instant, zone).date().isoformat(), after)


def of_settings(settings: Settings, name: str) -> Any:
    """The project's value of a setting, or the default where only some were read."""
    return settings.get(name, DEFAULTS[name])
