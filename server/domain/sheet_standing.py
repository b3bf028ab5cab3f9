"""Where one finding stands at the instant of the sheet: overdue, repeated, returned, and in which words."""

from collections.abc import Callable
from typing import Any

from server.domain import deadlines
from server.domain.attention import attention
from server.domain.clock import instant_of
from server.domain.moves import OPEN
from server.domain.sheet_material import Material
from server.domain.sheet_words import DISPUTED, STATES, TIERS, clauses, moment

State = dict[str, Any]


def counts(finding: State) -> bool:
    """Coordination never counts; safety and quality do while a unit is charged with them (state.md §7)."""
    return finding["kind"] != "coordination" and finding.get("counted_unit") is not None


def is_open(finding: State) -> bool:
    """Not closed, rejected or merged."""
    return finding["state"] in OPEN


def noted(finding: State, material: Material) -> dict[str, Any]:
    """What `attention` says of it at the instant of the sheet."""
    return attention(finding, instant_of(material.as_of), material.settings, known=material.known)


def overdue_days(finding: State, material: Material) -> int:
    """0 when in time, else at least 1."""
    late = noted(finding, material)["overdue"]
    return int(late["days"]) if late else 0


def due_tonight(finding: State, material: Material) -> bool:
    """今晚到期 at the instant of the sheet."""
    return deadlines.due_tonight(finding, instant_of(material.as_of), material.zone, material.settings)


def answered(finding: State) -> str:
    """已回复 or 有异议 where the unit has answered and its clock stands still, else empty."""
    if finding["state"] == "submitted":
        return "有异议" if finding.get("disputed") else ""
    return "已回复" if finding["state"] == "replied" else ""


def ends_tonight(finding: State, material: Material) -> bool:
    """Whether the repair deadline is tonight's, whether or not the unit has answered."""
    return deadlines.ends_tonight(finding, instant_of(material.as_of), material.zone, material.settings)


def past_limit(finding: State, material: Material) -> str:
    """超期，已回复: past its repair deadline at the cut, not overdue as the unit has answered; 按期已回复 where it did
    in time. Empty for everything else."""
    said, fix_by = answered(finding), (finding.get("deadlines") or {}).get("fix_by")
    if not said or not fix_by or instant_of(fix_by) >= instant_of(material.as_of):
        return ""
    at = finding.get("disputed_at") if said == "有异议" else (finding.get("replied") or {}).get("at")
    return f"按期{said}" if at and instant_of(at) <= instant_of(fix_by) else f"超期，{said}"


def repeats(finding: State, material: Material) -> int:
    """How often the same thing was found: this one and its chain of forerunners; 0 when it is the first."""
    return int(noted(finding, material)["repeated"])


def tags(finding: State, material: Material) -> list[str]:
    """【逾期1天】, 重复2次, 退回1次, …: what the room must not overlook, never by colour."""
    said, extended = noted(finding, material), (finding.get("extension") or {}).get("n")
    days, again, back = (said["overdue"] or {}).get("days"), said["repeated"], said["returned"]
    unreviewed, past = finding["state"] == "submitted", past_limit(finding, material)
    told = [
        f"【逾期{days}天】" if days else past,
        f"重复{again}次" if again else "",
        f"退回{back}次" if back else "",
        f"延期{extended}次" if extended else "",
        "立即" if finding.get("urgent") and is_open(finding) and not finding.get("control") else "",
        unreviewed_told(finding) if unreviewed and finding.get("urgent") and not finding.get("disputed") else "",
        "有异议" if unreviewed and finding.get("disputed") and "有异议" not in past else "",
    ]
    return [tag for tag in told if tag]


def unreviewed_told(finding: State) -> str:
    """监理未审, and whether the sums of the sheet know it."""
    return "监理未审" if counts(finding) else "监理未审（未计入）"


def standing(finding: State, material: Material) -> str:
    """The state in the words of the meeting: 待整改（险情已控制）, 待整改（已看）, 已提请区例会（已答复）."""
    if finding["kind"] == "coordination" and is_open(finding) and (case := case_of(finding, material)):
        return f"已{TIERS[case['tier']]}{'（已答复）' if case.get('answer') else ''}"
    label = DISPUTED if answered(finding) == "有异议" else STATES[finding["state"]]
    if finding["state"] == "closed" and finding.get("on_spot"):
        return "立行立改，已销项"
    notes = ["险情已控制"] if finding.get("control") and is_open(finding) else []
    if finding["state"] == "issued" and not notes:
        told = "已看" if finding.get("seen") else "已送达" if finding["id"] in material.deliveries else ""
        notes += [told] if told else []
    return f"{label}（{'，'.join(notes)}）" if notes else label


def case_of(finding: State, material: Material) -> State | None:
    """The case about it put to the highest meeting; None if it was put to none."""
    put = [case for _, case in sorted(material.cases.items()) if case.get("finding") == finding["id"]
           and case.get("status") in ("open", "answered") and case.get("tier") in TIERS]
    return max(put, key=lambda case: case["tier"] == "district", default=None)


def limit(finding: State, material: Material) -> str:
    """By when, absolutely: 6月14日22:05前控制，6月15日18:00前整改; with the first one where it was moved."""
    return limits_said(finding, material.zone, moment)


def limits_said(finding: State, zone: str, form: Callable[[str, str], str]) -> str:
    """Control of a danger not yet under control, and the repair, each instant in this form; a dash for neither."""
    told = deadlines.told(finding)
    safe = f"{form(told['control'], zone)}前控制" if "control" in told else ""
    fixed = form(told["fix"], zone) + ("前整改" if safe else "") if "fix" in told else ""
    if fixed and extended(finding):
        fixed += f"（原{form(finding['deadlines']['original'], zone)}）"
    return clauses([safe, fixed], "，") or "–"


def extended(finding: State) -> bool:
    """Whether an extension was granted, so that the first deadline is printed too."""
    limits = finding.get("deadlines") or {}
    first, granted = limits.get("original"), (finding.get("extension") or {}).get("granted")
    return bool(granted and first and limits.get("fix_by") and instant_of(first) != instant_of(limits["fix_by"]))


def whole_place(finding: State, material: Material) -> str:
    """3号楼东立面（2门上方）: place, then the position the finder wrote."""
    label = material.places.label(finding.get("place"))
    position = (finding.get("position") or "").strip()
    return f"{label}（{position}）" if position and position not in label else label


def rank(finding: State, material: Material) -> tuple[int, ...]:
    """Most pressing first: severity, urgent, longest overdue, most often repeated."""
    said = noted(finding, material)
    return (-finding.get("severity", 1), -bool(finding.get("urgent")),
            -(said["overdue"] or {"days": 0})["days"], -said["repeated"])
