"""Sections three to five of the weekly sheet: what was found, what stays open too long, and whose it is."""

from typing import Any

from server.domain import catalogue
from server.domain.sheet_standing import whole_place
from server.domain.sheet_units import rate
from server.domain.sheet_words import STATES, shortened
from server.domain.weekly_material import Week
from server.domain.weekly_sums import AGES, standing

State = dict[str, Any]
TOP_GROUPS, PRESSED_MAX = 5, 10
AGE_WORDS = dict(zip(AGES, ("3天以内", "4–7天", "超过7天"), strict=True))
UNIT_HEAD = ["责任单位", "期初", "新增", "销项", "核减", "期末", "逾期", "≤3天", "4–7天", "＞7天", "到期销项率"]
PRESSED_HEAD = ["序号", "编号、部位、问题", "责任单位", "天数", "情形", "状态"]


def spread(week: Week, groups: dict[str, int], figures: dict[str, int]) -> dict[str, Any]:
    """Section three: the five groups found most often, and how long open ones have stood."""
    names = {row["code"]: row["zh"] for row in catalogue.groups()}
    last, top = (week.before or {}).get("groups"), list(groups.items())[:TOP_GROUPS]
    rows = [{"name": names.get(code, code) if code else "未归类", "count": count,
             "last": str(last.get(code, 0)) if last is not None else "–"} for code, count in top]
    rest = sum(groups.values()) - sum(count for _, count in top)
    more = f"其余{len(groups) - len(rows)}类{rest}条。" if rest else ""
    ages = [{"word": AGE_WORDS[key], "count": figures[key]} for key in AGES]
    return {"id": "spread", "title": "三、问题分布与存续时间", "none": "" if rows else "本周无新发现问题。",
            "head": ["检查项分类", "本周", "上周"], "rows": rows, "more": more, "ages": ages if week.days else [],
            "ages_title": f"期末未销{figures['closing']}条按发现至今天数" if week.days else ""}


def pressed_rows(week: Week) -> list[dict[str, Any]]:
    """Repeated, returned or overdue in the week, the longest overdue first; with how it stood at the week's end."""
    newest: dict[str, State] = {}
    for content in week.days:
        newest |= {row["finding"]: row for row in content["standing"]}
    open_now = {row["finding"] for row in standing(week)}
    gone = {row["finding"]: row["effect"] for content in week.days for row in content["flows"]
            if row["effect"] in ("closed", "void")}
    found = [{**row, "state": row["state"] if row["finding"] in open_now else gone.get(row["finding"], "closed"),
              "open": row["finding"] in open_now} for row in newest.values()
             if row["repeated"] or row["returned"] or (row["overdue"] and row["finding"] in open_now)]
    return sorted(found, key=lambda row: (not row["open"], -row["overdue"], -row["returned"], -row["repeated"],
                                          row["number"]))


def pressed(week: Week) -> dict[str, Any]:
    """Section four."""
    rows = pressed_rows(week)
    shown = [_pressed(nr, row, week) for nr, row in enumerate(rows[:PRESSED_MAX], start=1)]
    return {"id": "pressed", "title": "四、重复、退回及逾期问题", "head": PRESSED_HEAD, "rows": shown,
            "none": "" if shown else "无重复、退回及逾期问题。", "more": len(rows) - len(shown)}


def _pressed(nr: int, row: State, week: Week) -> dict[str, Any]:
    tags = [f"重复{row['repeated']}次" if row["repeated"] else "",
            f"退回{row['returned']}次" if row["returned"] else "",
            f"逾期{row['overdue']}天" if row["overdue"] and row["open"] else ""]
    finding = week.site.findings.get(row["finding"]) or {}
    states = {**STATES, "closed": "已销项", "void": "已核减"}
    return {"nr": nr, "number": row["number"], "place": shortened(_place(row, finding, week), 26),
            "text": shortened(finding.get("text") or week.site.item(row.get("item")), 40),
            "unit": shortened(week.site.unit(row["unit"]), 8), "age": f"{week.age(row)}天",
            "tags": [tag for tag in tags if tag], "state": states.get(row["state"], row["state"])}


def _place(row: State, finding: State, week: Week) -> str:
    return whole_place(finding, week.site) if finding else week.site.places.label(row.get("place"))


def units(rows: list[dict[str, Any]], sums: dict[str, int]) -> dict[str, Any]:
    """Section five, in the order of the contracts: no ranking."""
    keys = ("opening", "new", "closed", "void", "closing", "overdue", *AGES)
    printed = [[row["name"], *(str(row[key]) for key in keys), row["rate"]] for row in rows]
    last = ["合计", *(str(sums[key]) for key in keys), rate(sums["closed"], sums["due"])]
    return {"id": "units", "title": "五、各责任单位整改情况", "head": UNIT_HEAD, "rows": printed, "total": last,
            "none": "" if printed else "各责任单位无未销问题。",
            "note": "注：单位按合同登记顺序列示，不排名；天数自发现日计至末期日调度会当日；"
                    "到期销项率 = 本周销项 ÷（本周销项 + 期末逾期）。" if printed else ""}


def ledger(week: Week) -> list[dict[str, Any]]:
    """The annex: everything open at the week's end, by number, in the columns of the daily ledger."""
    rows = [_line(nr, row, week) for nr, row in enumerate(standing(week), start=1)]
    return [{"id": "open", "title": f"期末未销（{len(rows)}条）", "rows": rows}] if rows else []


def _line(nr: int, row: State, week: Week) -> dict[str, Any]:
    told = _pressed(nr, {**row, "open": True}, week)
    finding = week.site.findings.get(row["finding"]) or {}
    return {"nr": nr, "finding": row["finding"], "number": row["number"], "day": row["day"][5:],
            "place": shortened(_place(row, finding, week), 60), "severity": row["severity"], "age": told["age"],
            "item": week.site.item(row.get("item")), "text": shortened(finding.get("text") or "", 300),
            "unit": week.site.unit(row["unit"]), "standing": told["state"], "tags": told["tags"]}
