"""An invented week after the worked day, as material for the street's weekly sheet: every number is known."""

from typing import Any

from server.domain.days import shifted
from server.domain.settings import DEFAULTS
from server.domain.weekly_material import Content, Week
from tests.paper.worked_day import DOORS, UNITS, door, finding, material

FRIDAY, FIRST = "2023-06-16", "2023-06-10"
FIRMS = ("o4", "o5", "o6", "o7")
ITEMS = ("GON-04", "SCF-01", "TEMP-01", "ROOF-01", "GON-02", "FALL-01", "HOT-01", "CIVIL-03", "RES-02", "FAC-01")
TEXTS = ("作业层缺挡脚板约8m", "配电箱未上锁", "女儿墙根附加层漏做约6m", "楼门口无防护棚", "动火点无监护人、无灭火器")
NEW = {"2023-06-10": 6, "2023-06-12": 9, "2023-06-13": 4, "2023-06-14": 7, "2023-06-15": 5, "2023-06-16": 3}
"""No daily sheet on the 11th. Of the new ones of each day, most are closed two sheets later."""

Rows = list[dict[str, Any]]


def row(nr: int, day: str, **more: Any) -> dict[str, Any]:
    """One finding as the rows of a daily sheet tell of it."""
    kind = "quality" if nr % 3 == 0 else "safety"
    return {"finding": f"w{nr}", "number": f"{'ZL' if nr % 3 == 0 else 'AQ'}-{day.replace('-', '')}-{nr:03d}",
            "kind": kind, "day": day, "severity": 1 + (nr % 4 == 0) + (nr % 11 == 0), "item": ITEMS[nr * nr % 10],
            "unit": FIRMS[nr % 4], **more}


def standing(one: dict[str, Any], day: str) -> dict[str, Any]:
    """As it stands open on the sheet of a day."""
    nr, age = int(one["finding"][1:]), int(day[8:]) - int(one["day"][8:])
    return {**one, "state": "returned" if nr % 5 == 0 else "issued", "overdue": max(0, age - 2),
            "repeated": 2 if nr % 6 == 0 else 0, "returned": int(nr % 5 == 0), "place": door(1 + nr % 20, 1)}


def daily(number: int, day: str, opened: Rows, new: Rows, closed: Rows, **more: Any) -> Content:
    """What a daily sheet says, as far as a weekly reads it."""
    left = [one for one in [*opened, *new] if one not in closed]
    told = [standing(one, day) for one in left]
    def count(rows: Rows, unit: str) -> int:
        return sum(1 for one in rows if one["unit"] == unit)
    units = [{"unit": unit, "name": UNITS[unit][0], "opening": count(opened, unit), "new": count(new, unit),
              "closed": count(closed, unit), "void": 0, "closing": count(left, unit),
              "overdue": sum(1 for one in told if one["unit"] == unit and one["overdue"]),
              "returned": count([one for one in told if one["returned"]], unit)} for unit in FIRMS]
    flows = [{**one, "effect": effect, "tag": None} for effect, rows in (("new", new), ("closed", closed))
             for one in rows]
    return {"number": number, "version": 1, "day": day, "as_of": f"{day}T09:00:00.000Z", "cut_seq": number * 100,
            "previous": {"number": number - 1, "day": shifted(day, -1), "cut_seq": number * 100 - 100},
            "units": units, "flows": flows, "standing": told, "coverage": {
                "denominator": 103, "findings": len(new), "clean": 60 - number % 7, "no_access": 3},
            "reconcile": {"opening": len(opened), "new": len(new), "closed": len(closed), "void_merged": 0,
                          "closing": len(left)}, **more}


def dailies() -> list[Content]:
    """Six sheets in seven days."""
    opened = [row(nr, f"2023-06-0{1 + nr % 9}") for nr in range(1, 13)]
    found, before, nr = [], [opened[:5]], 13
    for number, (day, count) in enumerate(NEW.items(), start=41):
        new = [row(nr + n, day) for n in range(count)]
        closed = [one for one in before.pop(0) if int(one["finding"][1:]) % 5]
        found.append(daily(number, day, opened, new, closed))
        opened, nr = [one for one in [*opened, *new] if one not in closed], nr + count
        before.append(new)
        if len(before) < 2 and number > 41:
            before.append([])
    return found


def seen() -> dict[str, dict[str, str]]:
    """The buildings are walked in turn; 17 and 19 are neglected, the second entrance of 5 is never reached."""
    found: dict[str, dict[str, str]] = {}
    for nr in range(7):
        day = shifted(FIRST, nr)
        found[day] = {door(b, e): "clean" for b, count in DOORS.items() for e in range(1, count + 1)
                      if nr != 1 and (b + e + nr) % 3 and not (b in (17, 19) and nr != 4) and (b, e) != (5, 2)}
    return found


def known(days: list[Content]) -> dict[str, dict[str, Any]]:
    """The findings the rows speak of, with their words."""
    rows = {one["finding"]: one for content in days for one in content["standing"]}
    return {id: {**finding(id, one["number"], one["place"], TEXTS[int(id[1:]) % 5], one["unit"])}
            for id, one in rows.items()}


def before() -> Content:
    """What the weekly sheet before said."""
    return {"number": 3, "version": 1, "day": "2023-06-09", "as_of": "2023-06-09T07:00:00.000Z", "cut_seq": 4050,
            "last": {"number": 40, "version": 1, "day": "2023-06-09", "as_of": "2023-06-09T06:00:00.000Z",
                     "cut_seq": 4000},
            "units": [{"unit": unit, "closing": 3} for unit in FIRMS], "groups": {"GON": 4, "TEMP": 5, "": 1},
            "reconcile": {"closing": 12},
            "figures": {"opening": 9, "new": 22, "closed": 19, "void": 0, "closing": 12, "overdue": 5, "repeated": 2,
                        "returned": 3}}


def week(**changes: Any) -> Week:
    """The worked week, with whatever a test wants otherwise; keys of `site` are changed there."""
    days = dailies()
    decisions = {"d1": {"id": "d1", "meeting": "2023-06-05", "line": 1, "text": "12号楼前甬路开挖让行方案",
                        "unit": "o4", "due": "2023-06-15", "status": "not_done", "reason": "社区尚未确认绕行路线",
                        "carried": "2023-06-15", "history": []}}
    milestones = [{"building": f"SZ-B{n:02}", "item": "roof_waterproof", "stage": "done",
                   "planned": f"2023-06-{8 + n % 6:02}"} for n in range(1, 13)]
    stages = [{"building": f"SZ-B{n:02}", "item": "roof_waterproof", "stage": "done" if n < 10 else "working"}
              for n in range(1, 13)]
    cases = {"c1": {"id": "c1", "finding": "k1", "tier": "district", "status": "open", "answer": None,
                    "lead": "区城管委",
                    "ask": "牵头拆除6号楼东侧违建", "needed_by": "2023-06-20", "text": "居民已谈2次未拆"}}
    settings = {**DEFAULTS, "weekly_meeting": {
        **DEFAULTS["weekly_meeting"], "place": "街道三楼会议室", "chair": "指挥"}}
    asked = finding("k1", "XT-20230612-001", "SZ-B06-FE", "违建占压雨水井", "o2", kind="coordination")
    site = {"tier": "weekly", "number": 4, "day": FRIDAY, "as_of": "2023-06-16T10:00:00.000Z", "cut_seq": 4700,
            "settings": settings, "decisions": decisions, "cases": cases, "milestones": milestones, "stages": stages,
            "findings": {**known(days), "k1": asked},
            "prepared": {"plan": "完成9号楼屋面蓄水；3号楼吊篮移位；迎接区联合检查。", "opinion": "加强动火旁站。"},
            **changes.pop("site", {})}
    judged = [{"for": "review", "hours": h, "limit": 24, "number": f"AQ-20230612-{nr:03}"}
              for nr, h in enumerate((0.5, 1.2, 3, 20, 30), start=1)]
    judged += [{"for": "reinspect", "hours": h, "limit": 24, "number": "AQ-20230613-001"} for h in (2, 5.25, 8)]
    return Week(**{"site": material(**site), "days": days, "hashes": {one["number"]: "ab" * 32 for one in days},
                   "before": before(), "after": days[0]["flows"][:2], "seen": seen(), "judged": judged, **changes})
