"""What a district's brief tells of one compound: numbers, lights and the cases put to the district, no finding else."""

from dataclasses import dataclass, field
from typing import Any

from server.domain.attention import attention
from server.domain.clock import instant_of
from server.domain.counted_days import going_on
from server.domain.district_progress import acceptance, lights
from server.domain.moves import OPEN
from server.domain.sheet_places import Places
from server.domain.sheet_units import OutOfBalance
from server.domain.sheet_words import STATES, mark, shortened

State = dict[str, Any]
LONG_OVERDUE_DAYS = 7
MATTER_MAX, DONE_MAX, ASK_MAX, LEAD_MAX, ANSWER_MAX = 60, 44, 60, 24, 80
"""Characters of a case on the leaders' page; the whole of it stands in the compound."""

BOOK = ("new", "closed", "void_merged")


@dataclass(frozen=True)
class Compound:
    """One compound at its cut, plain values only. `as_of` and `day` are the brief's.

    `findings` {id: state}: the open ones, their forerunners and those the cases name. `dailies`: the newest version of
    each daily sheet issued since the last brief, oldest first, with `sha256`; `counted`: the newest one the last brief
    had counted, which is the first of them again if it was corrected since. `opening`: 期末 of the last brief.
    `answered`: ids of the cases answered since the last brief.
    """

    name: str
    as_of: str
    day: str
    settings: dict[str, Any]
    findings: dict[str, State] = field(default_factory=dict)
    places: dict[str, State] = field(default_factory=dict)
    cases: list[State] = field(default_factory=list)
    answered: frozenset[str] = frozenset()
    stages: list[State] = field(default_factory=list)
    milestones: list[State] = field(default_factory=list)
    dailies: list[State] = field(default_factory=list)
    counted: State | None = None
    opening: int = 0


def told(compound: Compound) -> dict[str, Any]:
    """The block of one compound as the verdict freezes it: {"name", "dailies", "reconcile", "coverage", "urgent",
    "overdue", "lights", "accepted", "cases"}. Raises OutOfBalance when the dailies do not add up."""
    last = compound.dailies[-1] if compound.dailies else compound.counted
    return {
        "name": compound.name,
        "dailies": [{key: daily[key] for key in ("number", "version", "day", "cut_seq")}
                    | {"content_sha256": daily["sha256"]} for daily in compound.dailies],
        "reconcile": _book(compound),
        "coverage": {"number": last["number"], "day": last["day"], **last["coverage"]} if last else None,
        "urgent": _urgent(compound), "overdue": _long_overdue(compound),
        "lights": lights(compound.stages, compound.milestones, compound.day),
        "accepted": acceptance(compound.stages), "cases": cases(compound)}


def _book(compound: Compound) -> dict[str, int]:
    """The sum of the dailies since the last brief; of one corrected since, only what the correction added."""
    told = going_on(compound.dailies, compound.counted)
    sums = {key: sum(daily["reconcile"][key] for daily in told) for key in BOOK}
    closing = compound.opening + sums["new"] - sums["closed"] - sums["void_merged"]
    if compound.dailies and closing != compound.dailies[-1]["reconcile"]["closing"]:
        raise OutOfBalance(f"{compound.name}: {compound.opening} and {sums} are not {closing}")
    return {"opening": compound.opening, **sums, "closing": closing}


def _charged(compound: Compound) -> list[State]:
    """Open findings of safety and quality."""
    return [one for one in compound.findings.values() if one["state"] in OPEN and one["kind"] != "coordination"]


def _urgent(compound: Compound) -> dict[str, int]:
    """▲ still open, and how many of them wait for review: danger is told before it is judged."""
    grave = [one for one in _charged(compound) if one.get("severity") == 3]
    return {"open": len(grave), "unreviewed": sum(1 for one in grave if one["state"] == "submitted")}


def _noted(finding: State, compound: Compound) -> dict[str, Any]:
    return attention(finding, instant_of(compound.as_of), compound.settings, known=compound.findings)


def _long_overdue(compound: Compound) -> int:
    """How many are more than a week past their deadline."""
    late = (_noted(one, compound)["overdue"] for one in _charged(compound) if one.get("counted_unit") is not None)
    return sum(1 for one in late if one and one["days"] > LONG_OVERDUE_DAYS)


def cases(compound: Compound) -> list[dict[str, Any]]:
    """Cases put to the district that were answered since the last brief, then those it has still to answer."""
    ours = [case for case in compound.cases if case["tier"] == "district"
            and (case["status"] == "open" or case["id"] in compound.answered)]
    return [_case(case, compound) for case in sorted(ours, key=lambda case: (
        case["id"] not in compound.answered, case.get("needed_by") or "9999-12-31", case["at"], case["id"]))]


def _case(case: State, compound: Compound) -> dict[str, Any]:
    finding = compound.findings.get(case.get("finding") or "")
    answer = case.get("answer") if case["id"] in compound.answered else None
    return {"id": case["id"], "number": finding["number"] if finding else "",
            "matter": _matter(case, finding, compound), "done": _done(case, finding, compound),
            "ask": shortened(case["ask"], ASK_MAX), "lead": shortened(case.get("lead") or "", LEAD_MAX),
            "needed_by": case.get("needed_by"), "at": case["at"], "standing": _standing(finding),
            "answer": {"text": shortened(answer["text"], ANSWER_MAX), "at": answer["at"]} if answer else None}


def _standing(finding: State | None) -> str:
    """What became of the finding, in the leaders' words; nothing where the case names none."""
    if finding is None:
        return ""
    return STATES[finding["state"]] if finding["state"] not in OPEN else "整改中"


def _matter(case: State, finding: State | None, compound: Compound) -> str:
    """6号楼：违建占压雨水井: the finding in its place, else what the case says."""
    if finding is None:
        return shortened(case.get("text") or case["ask"], MATTER_MAX)
    grave = f"{mark(finding)}　" if finding.get("severity") == 3 and finding["kind"] != "coordination" else ""
    said = finding.get("text") or case.get("text") or case["ask"]
    return shortened(f"{grave}{Places(compound.places).label(finding.get('place'))}：{said}", MATTER_MAX)


def _done(case: State, finding: State | None, compound: Compound) -> str:
    """已做工作: as whoever put the case wrote it, else what the record says was done about the finding."""
    said = (case.get("text") or "").strip()
    if said and finding is not None:
        return shortened(said, DONE_MAX)
    if finding is None:
        return "–"
    note = _noted(finding, compound)
    parts = ["已下发整改" if finding.get("issued") else "", f"复查退回{note['returned']}次" if note["returned"] else "",
             f"逾期{note['overdue']['days']}天" if note["overdue"] else ""]
    return "，".join(part for part in parts if part) or "–"
