"""The fixed words of a sheet, which is Chinese, for those who read the screen in English; what people wrote stays."""

import re
from datetime import date
from functools import cache
from typing import Any

from server.web import labels

SECTIONS = ("severity", "states")
KEYS = ("finding.controlled", "finding.seen", "finding.unreviewed", "finding.disputed",
        "overdue.fix", "overdue.control", "list.at_once")
DAY = re.compile(r"(\d{1,2})月(\d{1,2})日(?=(\d\d:\d\d)?)")
SIGNS = str.maketrans({"（": " (", "）": ")", "，": ", ", "【": "", "】": "", "：": ": ", "、": ", "})
BLANKS: dict[str, Any] = {"n": "〇", "grave": "重大"}
OTHERS = {"延期〇次": "extended 〇×", "退回〇次": "returned 〇×", "重复〇次": "found 〇×", "已送达": "delivered"}
"""What only the sheet says, or says shorter."""
LIMITS = {"前控制": " under control", "前整改": " repaired"}


def english(said: str) -> str:
    """逾期1天 → 1 d overdue; 6月13日10:00 → 13 Jun 10:00; words no label has stay as they are."""
    for found, instead in _fixed():
        said = found.sub(instead, said)
    for zh, en in LIMITS.items():
        said = said.replace(zh, en)
    return DAY.sub(_day, said).translate(SIGNS)


def _day(found: re.Match[str]) -> str:
    month = date(2000, int(found[1]), 1) if 1 <= int(found[1]) <= 12 else None
    return f"{found[2]} {month:%b}{' ' if found[3] else ''}" if month else found[0]


@cache
def _fixed() -> list[tuple[re.Pattern[str], str]]:
    """(pattern, replacement) of every label used, the longest first: 待整改 before 整改."""
    keys = [*KEYS, *(f"{section}.{key}" for section in SECTIONS for key in labels.labels("en")[section])]
    pairs = OTHERS | {labels.text("zh-CN", key, **BLANKS): labels.text("en", key, **BLANKS) for key in keys}
    return [(re.compile(re.escape(zh).replace("〇", r"(\d+)")), en.replace("〇", r"\1"))
            for zh, en in sorted(pairs.items(), key=lambda pair: -len(pair[0]))]
