"""Sections three to five of the weekly sheet: what was found, what stays open too long, and whose it is."""

from typing import Any

from server.domain import catalogue
from server.domain.sheet_standing import limits_said, whole_place
from server.domain.sheet_words import STATES, clauses, mark, ratio, shortened, table_moment
from server.domain.weekly_material import Week
from server.domain.weekly_sums import AGES, standing

State = dict[str, Any]
TOP_GROUPS, PRESSED_MAX, PRESSED_MIN, GRAVE_MAX = 5, 10, 5, 3
GRAVE = 3
NUMBERS_MAX = 6
MOVED_WORDS = (("reassigned", "改派"), ("reopened", "恢复整改"))
AGE_WORDS = dict(zip(AGES, ("3天以内", "4–7天", "超过7天"), strict=True))
UNIT_HEAD = ["责任单位", "期初", "新增", "销项", "核减", "期末", "逾期", "≤3天", "4–7天", "＞7天", "到期销项率"]
PRESSED_HEAD = ["序号", "等级、编号、部位、问题", "责任单位", "天数", "情形", "状态"]


def spread(week: Week, groups: dict[str, int], figures: dict[str, int]) -> dict[str, Any]:
    """Section three: the five groups found most often, and how long open ones have stood."""
    names = {row["code"]: row["zh"] for row in catalogue.groups()}
    last, top = (week.before or {}).get("groups"), list(groups.items())[:TOP_GROUPS]
    rows = [{"name": names.get(code, code) if code else "未归类", "count": count,
             "last": str(last.get(code, 0)) if last is not None else "–"} for code, count in top]
    rest = sum(groups.values()) - sum(count for _, count in top)
    moved = clauses([f"{word}{figures[key]}" if figures[key] else "" for key, word in MOVED_WORDS], "、")
    more = f"其余{len(groups) - len(rows)}类{rest}条。" if rest else ""
    more += (f"另{moved}，未列入分类。" if moved else "")
    ages = [{"word": AGE_WORDS[key], "count": figures[key]} for key in AGES]
    return {"id": "spread", "title": "三、问题分布与存续时间", "none": "" if rows else f"{week.word}无新发现问题。",
            "head": ["检查项分类", week.word, week.word_before], "rows": rows, "more": more,
            "ages": ages if week.end else [],
            "ages_title": f"期末未销{figures['closing']}条按已存续天数" if week.end else ""}


def pressed_rows(week: Week) -> list[dict[str, Any]]:
    """Repeated, returned or overdue in the week: ▲ first, the longest overdue next; with how each stood at its end."""
    newest: dict[str, State] = {}
    for content in week.days or ([week.end] if week.end else []):
        newest |= {row["finding"]: row for row in content["standing"]}
    open_now = {row["finding"] for row in standing(week)}
    gone = {row["finding"]: row["effect"] for content in week.days for row in content["flows"]
            if row["effect"] in ("closed", "void")}
    found = [{**row, "state": row["state"] if row["finding"] in open_now else gone.get(row["finding"], "closed"),
              "open": row["finding"] in open_now} for row in newest.values()
             if row["repeated"] or row["returned"] or (row["overdue"] and row["finding"] in open_now)]
    return sorted(found, key=lambda row: (not row["open"], row["severity"] != GRAVE, -row["overdue"], -row["returned"],
                                          -row["repeated"], row["number"]))


def pressed(week: Week) -> dict[str, Any]:
    """Section four."""
    rows = pressed_rows(week)
    shown = [_pressed(nr, row, week) for nr, row in enumerate(rows[:PRESSED_MAX], start=1)]
    return {"id": "pressed", "title": "四、▲未销及重复、退回、逾期问题", "head": PRESSED_HEAD, "rows": shown,
            "grave": grave_sentence(week), "none": "" if shown else "无重复、退回及逾期问题。",
            "more": len(rows) - len(shown)}


def grave_sentence(week: Week) -> str:
    """未销▲2条：1条见下表；AQ-20230614-002 3号楼东立面：4#吊篮安全绳共点固定（外檐分包乙）. Whatever else they are."""
    all_of_them = [row for row in worst_first(week) if row["severity"] == GRAVE]
    if not all_of_them:
        return "无未销▲问题。" if week.end else ""
    below = {row["finding"] for row in pressed_rows(week)[:PRESSED_MIN]}
    grave = [row for row in all_of_them if row["finding"] not in below]
    if not grave:
        return f"未销▲{len(all_of_them)}条，见下表。"
    told = [_pressed(0, {**row, "open": True}, week) for row in grave[:GRAVE_MAX]]
    named = "；".join(f"{row['number']} {row['place']}：{shortened(row['text'], 24)}（{row['unit']}）" for row in told)
    rest = "、".join(row["number"] for row in grave[GRAVE_MAX:GRAVE_MAX + NUMBERS_MAX])
    more = f"；另有{rest}{'等' if len(grave) > GRAVE_MAX + NUMBERS_MAX else ''}" if rest else ""
    seen = f"{len(all_of_them) - len(grave)}条见下表；" if len(grave) < len(all_of_them) else ""
    return f"未销▲{len(all_of_them)}条：{seen}{named}{more}。"


def ended(week: Week) -> dict[str, Any]:
    """What section four may leave out and the ledger of open ones does not hold: closed in the week."""
    rows = pressed_rows(week)
    shown = [_pressed(nr, row, week) for nr, row in enumerate((row for row in rows if not row["open"]), start=1)]
    return {"id": "ended", "title": f"四、曾重复、退回，{week.word}已销项或核减的问题", "head": PRESSED_HEAD,
            "rows": shown if len(rows) > PRESSED_MIN else []}


def worst_first(week: Week) -> list[State]:
    """What is open at the week's end by severity, the longest overdue first, then by number."""
    return sorted(standing(week), key=lambda row: (-row["severity"], -row["overdue"], row["number"]))


def _pressed(nr: int, row: State, week: Week) -> dict[str, Any]:
    tags = [f"重复{row['repeated']}次" if row["repeated"] else "",
            f"退回{row['returned']}次" if row["returned"] else "",
            f"逾期{row['overdue']}天" if row["overdue"] and row["open"] else ""]
    finding = week.site.findings.get(row["finding"]) or {}
    states = {**STATES, "closed": "已销项", "void": "已核减"}
    judged = {**finding, "severity": row["severity"], "kind": row["kind"]}
    return {"nr": nr, "mark": mark(judged), "number": row["number"], "place": shortened(_place(row, finding, week), 26),
            "text": shortened(finding.get("text") or week.site.item(row.get("item")), 40),
            "unit": shortened(week.site.unit(row["unit"]), 8), "age": f"{week.age(row)}天",
            "tags": [tag for tag in tags if tag], "state": states.get(row["state"], row["state"])}


def _place(row: State, finding: State, week: Week) -> str:
    return whole_place(finding, week.site) if finding else week.site.places.label(row.get("place"))


def units(rows: list[dict[str, Any]], sums: dict[str, int], week: Week) -> dict[str, Any]:
    """Section five, in the order of the contracts: no ranking."""
    keys = ("opening", "new", "closed", "void", "closing", "overdue", *AGES)
    printed = [[row["name"], *(str(row[key]) for key in keys), row["rate"]] for row in rows]
    last = ["合计", *(str(sums[key]) for key in keys), ratio(sums["closed"], sums["due"])]
    return {"id": "units", "title": "五、各责任单位整改情况", "head": UNIT_HEAD, "rows": printed, "total": last,
            "none": "" if printed else "各责任单位无未销问题。",
            "order": "按合同登记顺序列示，不排名" if printed else "",
            "note": "注：天数自发现日计至末期日调度会当日；"
                    f"到期销项率 = {week.word}销项 ÷（{week.word}销项 + 期末逾期）。"
                    if printed else ""}


def ledger(week: Week) -> list[dict[str, Any]]:
    """The annex: everything open at the week's end, the worst first, in the columns of the daily ledger."""
    rows = [_line(nr, row, week) for nr, row in enumerate(worst_first(week), start=1)]
    return [{"id": "open", "title": f"期末未销（{len(rows)}条）", "rows": rows}] if rows else []


def _line(nr: int, row: State, week: Week) -> dict[str, Any]:
    told = _pressed(nr, {**row, "open": True}, week)
    finding = week.site.findings.get(row["finding"]) or {}
    return {"nr": nr, "finding": row["finding"], "number": row["number"], "day": row["day"][5:],
            "place": shortened(_place(row, finding, week), 60), "severity": row["severity"], "mark": told["mark"],
            "limit": limits_said(finding, week.site.zone, table_moment) if finding else "–", "age": told["age"],
            "item": week.site.item(row.get("item")), "text": shortened(finding.get("text") or "", 300),
            "unit": week.site.unit(row["unit"]), "standing": told["state"], "tags": told["tags"]}
