"""Section one of the weekly sheet: which days it unites, the sum, and this week beside the last."""

from typing import Any

from server.domain.days import days_between, shifted, short_date_zh
from server.domain.reconcile import EFFECTS
from server.domain.sheet_words import clauses, moment, runs, span, sum_told
from server.domain.weekly_material import Week
from server.domain.weekly_sums import FLOWS, SEVERITIES

COMPARED = (("opening", "期初未销"), ("new", "新增"), ("closed", "销项"), ("void", "核减"), ("closing", "期末未销"),
            ("overdue", "期末逾期"), ("repeated", "期末重复"), ("returned", "期末退回"))
NAMED_MAX, TREND_MAX = 6, 14
GRADES = {3: "▲紧急", 2: "●较大", 1: "○一般"}
EFFECT_WORDS = dict(zip(EFFECTS, ("新增", "销项", "核减"), strict=True))


def overview(week: Week, rows: list[dict[str, Any]], figures: dict[str, int],
             days: list[dict[str, Any]]) -> dict[str, Any]:
    """Section one; `rows` of the units, `figures` and `days` as `weekly_sums` gives them."""
    slots = slots_of(week, days)
    return {"id": "overview", "title": f"一、{week.word}概况", "united": united_sentence(week),
            "missing": missing_sentence(week), "sum": sum_told(figures) + "。",
            "graded": graded_sentence(week, figures),
            "moved": added_sentence(week), "after": after_sentence(week),
            "table": compared(week, figures),
            "trend_title": f"每期新增、销项和期末未销{f'（最近{TREND_MAX}天）' if len(slots) > TREND_MAX else ''}",
            "trend": slots[-TREND_MAX:]}


def slots_of(week: Week, days: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """{"day", "new", "closed", "closing"} of every day from the first to the last; a day without a sheet has None."""
    told = {row["day"]: row for row in days}
    empty: dict[str, Any] = {}
    return [{"day": day[5:], **{key: told.get(day, empty).get(key) for key in ("new", "closed", "closing")}}
            for day in sorted({*told, *(missing_days(week) if told else ())})]


def compared(week: Week, figures: dict[str, int]) -> dict[str, Any]:
    """This week, the last and the difference; a dash where there was no last week."""
    last = (week.before or {}).get("figures")
    def row(title: str, told: list[str]) -> list[str]:
        return [title, *told]
    keys = [key for key, _ in COMPARED]
    return {"head": ["", *(word for _, word in COMPARED)], "rows": [
        row(week.word, [str(figures[key]) for key in keys]),
        row(week.word_before, [str(last[key]) if last else "–" for key in keys]),
        row("增减", [signed(figures[key] - last[key]) if last else "–" for key in keys])]}


def signed(difference: int) -> str:
    """+3, −2, or 0 as 持平."""
    return f"{'+' if difference > 0 else '−'}{abs(difference)}" if difference else "持平"


def united_sentence(week: Week) -> str:
    """Which daily sheets are summed, and from when to when."""
    if not week.whole:
        carried = "各项数据沿用上期期末数" if week.before else "尚无统计数据"
        carried = "仅计入上次更正增加数" if week.days else carried
        return f"{week.word}无日调度会材料，{carried}。"
    first, last = week.whole[0], week.whole[-1]
    numbers = "、".join(span(a, b, "期") for a, b in runs(content["number"] for content in week.whole))
    corrected = [str(content["number"]) for content in week.whole if content["version"] > 1]
    said = f"，其中第{'、'.join(corrected)}期为更正后数据" if corrected else ""
    days = short_date_zh(first["day"])
    if last["day"] != first["day"]:
        days += f"至{short_date_zh(last['day'])}"
    return f"{week.word}数据为日调度会材料第{numbers}（{days}，共{len(week.whole)}期）之和{said}。"


def missing_days(week: Week) -> list[str]:
    """Days of the week before the meeting's own that have no daily sheet; before the first one ever, none is missed."""
    told = {content["day"] for content in week.days}
    if week.before and week.before.get("last"):
        told.add(week.before["last"]["day"])
    first = week.begins
    if week.before is None and week.days and week.days[0].get("previous") is None:
        first = max(first, week.days[0]["day"])
    return [day for nr in range(days_between(first, week.site.day)) if (day := shifted(first, nr)) not in told]


def stretches(days: list[str]) -> list[tuple[str, str]]:
    """Ascending days as closed runs: the 10th, 11th and 13th are (10th, 11th), (13th, 13th)."""
    return [(shifted(days[0], a), shifted(days[0], b)) for a, b in runs(days_between(days[0], day) for day in days)]


def missing_sentence(week: Week) -> str:
    """Names the days without a daily sheet; they are in the sheet that followed, or in the next week."""
    days = missing_days(week)
    if not days or not week.days:
        return ""
    parts = stretches(days)
    named = "、".join(short_date_zh(a) + (f"至{short_date_zh(b)}" if b != a else "") for a, b in parts[:NAMED_MAX])
    more = f"等{len(days)}天" if len(parts) > NAMED_MAX else ""
    return f"{named}{more}无日调度会材料，当日情况计入其后一期。"


def graded_sentence(week: Week, figures: dict[str, int]) -> str:
    """期末未销按等级：▲紧急1、●较大4、○一般16；本周新发现▲2、●6、○26."""
    if not week.end:
        return ""
    left = "、".join(f"{GRADES[level]}{figures[f'open{level}']}" for level in SEVERITIES)
    found = "、".join(f"{GRADES[level][0]}{figures[f'found{level}']}" for level in SEVERITIES)
    return f"期末未销按等级：{left}；{week.word}新发现{found}。"


def added_sentence(week: Week) -> str:
    """What the correction of a daily sheet added that the week before had united already: it is this week's."""
    added = week.days[0] if week.days and "counted" in week.days[0] else None
    if added is None:
        return ""
    sums = {key: added["reconcile"]["void_merged" if key == "void" else key] for key in FLOWS}
    told = clauses([f"{EFFECT_WORDS[key]}{n}" if n else "" for key, n in sums.items()], "、")
    said = f"更正增加的{told}已计入{week.word}" if told else "各数未变"
    return f"第{added['number']}期日调度会材料在上次周报后更正为第{added['version']}版，{said}。"


def after_sentence(week: Week) -> str:
    """What happened after the last daily cut; it is the next week's."""
    last = week.last
    counted = {effect: sum(1 for row in week.after if row["effect"] == effect) for effect in EFFECTS}
    told = clauses([f"{EFFECT_WORDS[effect]}{n}" if n else "" for effect, n in counted.items()], "、")
    if last is None or not told:
        return ""
    return (f"第{last['number']}期截止（{moment(last['as_of'], week.site.zone)}）后{told}，计入下期，未计入以上各数。")
