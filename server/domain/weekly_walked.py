"""Section six of the weekly sheet: which entrances were seen on how many days, and how long reviewers took."""

from statistics import median
from typing import Any

from server.domain.days import short_date_zh
from server.domain.sheet_places import told_within
from server.domain.sheet_words import shortened
from server.domain.weekly_material import Week

SEEN = ("findings", "clean", "building_looked")
DAYS_MIN, STRIP_MAX, NAME_CHARS_MAX = 2, 40, 6
LISTED_CHARS_MAX, NAMED_MAX = 120, 3
PURPOSES = (("review", "审核"), ("reinspect", "复查"))


def seen_on(week: Week, day: str) -> set[str]:
    """The entrances somebody saw on a day: each by itself, or with its whole building where nobody worked that day."""
    return {door for door, state in week.seen.get(day, {}).items() if state in SEEN} & _doors(week)


def _doors(week: Week) -> set[str]:
    return week.site.places.doors


def days_of_doors(week: Week) -> dict[str, int]:
    """{entrance: on how many of the seven days it was seen}; every entrance has its number."""
    found = dict.fromkeys(_doors(week), 0)
    for day in week.walked:
        for door in seen_on(week, day):
            found[door] += 1
    return found


def walked(week: Week) -> dict[str, Any]:
    """Section six: the strip of days by building, the entrances seen too seldom, and the reviewers' hours."""
    counted = days_of_doors(week)
    seldom = sorted((door for door, days in counted.items() if days < DAYS_MIN), key=week.site.places.order)
    never = sum(1 for door in seldom if not counted[door])
    listed = told_within(week.site.places.listed(seldom), len(seldom), LISTED_CHARS_MAX, "个楼门")
    span = f"{short_date_zh(week.walked[0])}至{short_date_zh(week.walked[-1])}"
    said = f"{span}{len(week.walked)}天、共{len(counted)}个楼门，" + (
        f"到访不足{DAYS_MIN}天{len(seldom)}个{f'（其中一次未到{never}个）' if never else ''}：{listed}。" if seldom
        else f"没有到访不足{DAYS_MIN}天的楼门。")
    return {"id": "walked", "title": "六、巡查覆盖与监理时效", "sentence": said, "strip": strip(week),
            "latency": [latency_sentence(week, purpose, word) for purpose, word in PURPOSES]}


def strip(week: Week) -> dict[str, Any]:
    """{"days", "rows": [{"name", "doors", "seen": doors seen on each day, "days": days any was seen}], "note"}."""
    by_day = [seen_on(week, day) for day in week.walked]
    buildings = sorted(week.site.places.doors_of, key=week.site.places.order)
    rows: list[dict[str, Any]] = []
    for building in buildings:
        doors = set(week.site.places.doors_of[building])
        seen = [len(doors & found) for found in by_day]
        rows.append({"name": shortened(week.site.places.label(building), NAME_CHARS_MAX), "doors": len(doors),
                     "seen": seen, "days": sum(1 for n in seen if n)})
    few = sorted(rows, key=lambda row: (row["days"], sum(row["seen"]) / row["doors"]))[:STRIP_MAX]
    told = "各楼（号）每日到访楼门数：× 未到，加下划线为部分楼门，其余为全部楼门"
    return {"days": [day[5:] for day in week.walked], "rows": [row for row in rows if row in few],
            "note": told + (f"；仅列到访最少的{STRIP_MAX}栋" if len(rows) > STRIP_MAX else "")}


def latency(week: Week, purpose: str) -> dict[str, Any]:
    """{"count", "median", "longest", "late", "numbers"}: hours, one decimal; None where nothing was decided.

    `numbers`: of those over the limit, the longest waits first, each once.
    """
    rows = [row for row in week.judged if row["for"] == purpose]
    hours = sorted(row["hours"] for row in rows)
    late = sorted((row for row in rows if row["hours"] > row["limit"]), key=lambda row: (-row["hours"], row["number"]))
    return {"count": len(rows), "late": len(late), "numbers": list(dict.fromkeys(row["number"] for row in late)),
            "median": round(median(hours), 1) if hours else None, "longest": round(hours[-1], 1) if hours else None}


def _named(numbers: list[str]) -> str:
    """（AQ-20230612-003、AQ-20230612-007等）."""
    more = "等" if len(numbers) > NAMED_MAX else ""
    return f"（{'、'.join(numbers[:NAMED_MAX])}{more}）" if numbers else ""


def latency_sentence(week: Week, purpose: str, word: str) -> str:
    """监理审核12条：一般用时（中位数）2.5小时、最长20小时，超过时限1条（AQ-20230612-003）。"""
    told = latency(week, purpose)
    if not told["count"]:
        return f"监理{word}：本周无。"
    late = f"超过时限{told['late']}条{_named(told['numbers'])}" if told["late"] else "均未超过时限"
    return (f"监理{word}{told['count']}条：一般用时（中位数）{told['median']:g}小时、最长{told['longest']:g}小时，"
            f"{late}。")
