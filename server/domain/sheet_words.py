"""The words and short forms of the printed sheet: days, times, doors, marks; everything here is pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from server.domain.clock import instant_of, local_time
from server.domain.days import short_date_zh

STATES = {
    "submitted": "待审核", "issued": "待整改", "replied": "待复查", "returned": "复查不合格",
    "closed": "已销项", "rejected": "不成立", "merged": "已并入",
}
DISPUTED = "有异议待复核"
TIERS = {"street": "提请街道周例会", "district": "提请区例会"}
INSIDE_NEW = {"reassigned": "改派", "reopened": "恢复整改", "on_spot": "立行立改"}
UNIT_CHARS_MAX = 8
"""A unit is called the same wherever one paper names it; only the ledger has room for longer names."""
KINDS = {"safety": "安全", "quality": "质量", "coordination": "协调"}


def local(text: str, zone: str) -> datetime:
    """An ISO instant on the clock of the project. Raises ValueError if the text is none."""
    return local_time(instant_of(text), zone)


def moment(text: str | None, zone: str) -> str:
    """6月14日18:00, or a dash when there is none or nobody can read it; a bare day stays a day."""
    try:
        if not text or len(text) == 10:
            return short_date_zh(text) if text else "–"
        told = local(text, zone)
    except ValueError:  # one unreadable time must not keep a whole paper from being printed
        return "–"
    return f"{short_date_zh(told.date().isoformat())}{told:%H:%M}"


def table_moment(text: str | None, zone: str) -> str:
    """06-14 15:20, the form used in tables and captions; a dash when there is none or nobody can read it."""
    try:
        return f"{local(text, zone):%m-%d %H:%M}" if text else "–"
    except ValueError:
        return "–"


def shortened(text: str, most: int, ending: str = "…") -> str:
    """At most `most` characters on one line, with `ending` as the last if something was left out."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - len(ending)] + ending


def short_name(name: str, most: int) -> str:
    """A name of at most `most` characters: what is left out is left out in the middle.

    Firms of one group begin alike and differ at the end: 津城建工…甲队, 津城建工…乙队.
    """
    line = " ".join(name.split())
    if len(line) <= most:
        return line
    tail = (most - 1) // 2
    return f"{line[: most - 1 - tail]}…{line[-tail:]}"


def mark(finding: dict[str, Any]) -> str:
    """The severity as printed; 重大 (严重 for quality) is never said before the chief has decided."""
    severity = finding.get("severity", 1)
    if severity < 3:
        return "●较大" if severity == 2 else "○一般"
    grave = "严重" if finding.get("kind") == "quality" else "重大"
    decided = finding.get("confirmed")
    if decided is None:
        return "▲紧急（待总监判定）"
    return f"▲{grave}（总监已判定）" if decided else f"▲紧急（未构成{grave}）"


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Ascending numbers as closed runs: 1 2 3 5 → (1, 3) (5, 5)."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def span(first: int, last: int, unit: str) -> str:
    """3门, or 3–4门."""
    return f"{first}{unit}" if first == last else f"{first}–{last}{unit}"


def plain(number: float) -> str:
    """1234567, 12.5: to two places at most, never as a power of ten."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def clauses(parts: Sequence[str], joint: str = "；") -> str:
    """The parts that say something, joined."""
    return joint.join(part for part in parts if part)


def percent(part: int, whole: int) -> str:
    """86.7%, of a `whole` that is not 0: one decimal, half up, on every paper; 75% where it is exactly that.

    The two marks people promise, 90 % and all, are never reached by rounding: 89.96 % is 89.9%.
    """
    tenths = (2000 * part + whole) // (2 * whole)
    for mark in (900, 1000):
        if tenths >= mark and 1000 * part < mark * whole:
            tenths = mark - 1
    exact = 100 * part % whole == 0
    return f"{tenths // 10}%" if exact else f"{tenths // 10}.{tenths % 10}%"


def ratio(part: int, whole: int) -> str:
    """6/8 = 75%; a dash, never 0% or 100%, of nothing."""
    return f"{part}/{whole} = {percent(part, whole)}" if whole else "–"


def sum_told(n: Mapping[str, int]) -> str:
    """期初未销 + 新增 − 销项 − 核减 = 期末未销, of a day or a week, with what is inside 新增 and 核减.

    `n`: opening, new, closed, void, closing, safety, quality, and out of new: reassigned, reopened, on_spot. Whoever
    gets a finding from another unit is one 新增, the other one 核减.
    """
    inside = clauses([f"{word}{n[key]}" if n[key] else "" for key, word in INSIDE_NEW.items()], "、")
    moved = f"（其中改派{n['reassigned']}）" if n["reassigned"] else ""
    return (f"期初未销{n['opening']} + 新增{n['new']}（安全{n['safety']}、质量{n['quality']}"
            f"{f'；其中{inside}' if inside else ''}） − 销项{n['closed']} − 核减{n['void']}{moved}"
            f" = 期末未销{n['closing']}")
