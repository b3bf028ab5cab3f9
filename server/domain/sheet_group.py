"""The sheet in the few lines a chat group reads: told from the issued content alone, never with a phone number."""

import re
from typing import Any

from server.domain.sheet import code_of
from server.domain.sheet_words import shortened

CHARS_MAX = 800
TEXT_CHARS = (48, 30, 18)
"""How much of a finding's words is told, best first."""

MARKED = ("▲", "●")
STATES = (("no_access", "未能进入"), ("building_looked", "无作业且本栋已到"), ("on_phone", "已记录待上传"),
          ("no_record", "未收到巡查记录"))
LISTED = 3
LISTS = (("pressed", "重复、退回及逾期", ("place", "text", "unit", "tags")),
         ("decisions", "超期未办结议定事项", ("unit", "text", "outcome")),
         ("cases", "提请事项", ("compound", "matter", "ask", "lead", "by")))
"""Sections of the other tiers: id, how they are called, and which words of a row are told."""

OPINION_CHARS = 60
COMPOUNDS_HEAD = ("期初", "新增", "销项", "核减", "期末", "▲未销", "逾期超7天")

_MOBILE = r"(?<![\dA-Za-z-])(?:\+?86[ -]?)?[1１][3-9３-９]\d(?:[ -]?\d{4}){2}(?!\d)"
_LANDLINE = r"(?<!\d)[0０]\d{2,3}[-－ ]?\d{7,8}(?!\d)"
_NAMED = r"(?<=电话)[：: ]*\d{7,8}(?!\d)|(?<=联系)[：: ]*\d{7,8}(?!\d)"
PHONE = re.compile(f"{_MOBILE}|{_LANDLINE}|{_NAMED}")
"""Mobile numbers (11 digits from 13 to 19), landlines with their area code, and whatever follows 电话 or 联系."""

Content = dict[str, Any]


def group_text(content: Content) -> str:
    """At most CHARS_MAX characters: title, weather, coverage, sums, ▲ and ● items, decisions, tomorrow, 核对码.

    Where room is short the words of findings are cut first, then those of decisions, then findings are counted instead
    of told; what is dangerous tomorrow is never cut. A part that the tier does not have is left out.
    """
    rows = [row for row in _part(content, "items").get("items") or () if row["mark"].startswith(MARKED)]
    best, least = TEXT_CHARS[0], TEXT_CHARS[-1]
    tries = [*((most, len(rows), best) for most in TEXT_CHARS),
             *((least, len(rows), rest) for rest in TEXT_CHARS[1:]),
             *((least, shown, least) for shown in reversed(range(len(rows))))]
    told = ""
    for most, shown, rest in tries:
        told = _joined(content, rows, shown, most, rest)
        if len(told) <= CHARS_MAX:
            return told
    end = f"…\n{code(content)}"       # titles beyond all measure are cut; the code stays
    return told[:CHARS_MAX - len(end)] + end


def _joined(content: Content, rows: list[dict[str, Any]], shown: int, most: int, rest: int) -> str:
    lines = [title(content), *corrected(content), *_day(content), coverage(content), total(content),
             *_compounds(content, most), *_items(content, rows, shown, most), *lists(content, most),
             *_decided(content, rest), *_opinion(content), *_tomorrow(content), code(content)]
    return PHONE.sub("（电话略）", "\n".join(line for line in lines if line))


def title(content: Content) -> str:
    """水竹花园改造项目日调度会材料 and, below it, which one it is."""
    return f"【{content['title']}】\n{' '.join(content['heading'].split())}"


def corrected(content: Content) -> list[str]:
    """The line of a correction."""
    told = content.get("replaced")
    return [told["said"]] if told else []


def _day(content: Content) -> list[str]:
    """The first line of the head: weather and day of the works; the instant of the cut."""
    return [" ".join(line.split()) for line in list(content.get("head") or ())[:1]]


def code(content: Content) -> str:
    """The 核对码 by which the paper is recognised."""
    return f"核对码 {code_of(content)}（以定稿纸质材料为准）"


def coverage(content: Content) -> str:
    """Every entrance in one state, as numbers; nothing when the tier has no denominator of its own."""
    n = content.get("coverage") or {}
    if not isinstance(n.get("denominator"), int):
        return ""
    seen = n["findings"] + n["clean"]
    parts = [f"逐门已查{seen}（发现问题{n['findings']}）", *(f"{words}{n[key]}" for key, words in STATES if n[key])]
    return f"楼门{n['denominator']}个：{'，'.join(parts)}。"


def total(content: Content) -> str:
    """期初 + 新增 − 销项 − 核减 = 期末."""
    n = content.get("reconcile") or {}
    late = "、".join(f"{name}{number}条" for name, number in pressing(content))
    return (f"期初未销{n['opening']} + 新增{n['new']} − 销项{n['closed']} − 核减{n['void_merged']}"
            f" = 期末未销{n['closing']}{f'，其中{late}' if late else ''}。") if n else ""


def pressing(content: Content) -> list[tuple[str, str]]:
    """逾期 and 今晚到期 of the daily sheet's table, 期末逾期 of the weekly's, as far as the tier has them."""
    table = _part(content, "overview").get("table") or {}
    row = table.get("row") or next(iter(table.get("rows") or ()), ())
    told = dict(zip(table.get("head") or (), row, strict=False))
    return [(name.removeprefix("期末"), told[name]) for name in ("逾期", "今晚到期", "期末逾期") if name in told]


def _compounds(content: Content, most: int) -> list[str]:
    """One line for each of the district's compounds, unless there are so many that words have to be cut."""
    part = _part(content, "compounds")
    if most < TEXT_CHARS[0]:
        return []
    told = []
    for row in part.get("rows") or ():
        said = dict(zip(part["head"], row, strict=True))
        told.append(f"{row[0]}：" + "，".join(f"{name}{said[name]}" for name in COMPOUNDS_HEAD if name in said))
    return told


def _items(content: Content, rows: list[dict[str, Any]], shown: int, most: int) -> list[str]:
    part = _part(content, "items")
    left = len(rows) - shown + int(part.get("more") or 0)
    told = [item(row, most) for row in rows[:shown]]
    more = [f"另有重点问题{left}条，见材料。"] if left else []
    return ["重点问题：", *told, *more] if told or more else ["重点问题：无紧急、较大问题。"] if part else []


def item(row: dict[str, Any], most: int) -> str:
    """▲紧急（待总监判定） 3号楼东立面：4#吊篮… 外檐分包乙，6月15日18:00 【逾期1天】"""
    late = "".join(tag for tag in row["tags"] if tag.startswith("【"))
    return (f"{row['nr']}. {row['mark']} {shortened(row['place'], most)}：{shortened(row['text'], most)}　"
            f"{row['unit']}，时限{row['limit']}{late}")


def lists(content: Content, most: int) -> list[str]:
    """What the weekly and the district's sheet list instead of key items: the first of each list, the rest counted."""
    told = []
    for id, name, words in LISTS:
        part = _part(content, id)
        rows = [row for row in part.get("rows") or () if isinstance(row, dict)]
        if str(part.get("grave") or "").startswith("未销▲"):
            told.append(shortened(part["grave"].replace("见下表", "见材料"), most * 3))
        if rows:
            left = len(rows) - LISTED + int(part.get("more") or 0)
            told.append(f"{name}：{part.get('sentence') or ''}")
            told += [f"{nr}. {clipped(row, words, most)}" for nr, row in enumerate(rows[:LISTED], 1)]
            told += [f"另有{left}项，见材料。"] if left > 0 else []
    plan = shortened(str(_part(content, "plan").get("text") or ""), most * 2)
    return [*told, f"下周计划：{plan}"] if plan else told


def clipped(row: dict[str, Any], words: tuple[str, ...], most: int) -> str:
    """The named words of a row, each cut to `most`: the first two as place and matter, the others as remarks."""
    said = ["、".join(row[key]) if isinstance(row.get(key), list) else str(row.get(key) or "") for key in words]
    where, matter, *more = [shortened(word, most) for word in said]
    remarks = "，".join(word for word in more if word not in ("", "–"))
    return f"{where}{'：' if where and matter else ''}{matter}{f'（{remarks}）' if remarks else ''}"


def _decided(content: Content, most: int) -> list[str]:
    part = _part(content, "decided")
    undone = [row for row in part.get("rows") or ()
              if isinstance(row, dict) and not str(row.get("outcome")).startswith("完成")]
    told = "；".join(f"{shortened(row['text'], most)}（{row['unit']}）" for row in undone[:3])
    return [f"议定事项：{part['sentence']}" + (f"未了：{told}。" if told else "")] if part.get("sentence") else []


def _opinion(content: Content) -> list[str]:
    """The supervision's opinion, in which a stop of the works is said."""
    told = next((part["opinion"] for part in content["sections"] if part.get("opinion")), "")
    return [shortened(told, OPINION_CHARS)] if told else []


def _tomorrow(content: Content) -> list[str]:
    part = _part(content, "tomorrow")
    told = [part[key] for key in ("works", "outages") if part.get(key)]
    return [f"明日{words}" for words in told]


def _part(content: Content, id: str) -> dict[str, Any]:
    return next((part for part in content["sections"] if part.get("id") == id), {})
