"""A supervisor's day as one paragraph of a 监理日志: what he looked at, found, ordered, checked and called, in Chinese.

The order is that of the diaries in use (domain.md §7): weather, 巡视, 发现问题, 下发与通知, 复查, 其他处理, 紧急情况.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from server.domain import catalogue
from server.domain.days import date_zh, weekday_zh
from server.domain.sheet_places import Places
from server.domain.sheet_words import clauses, local, mark, moment

State = dict[str, Any]
OTHERS = {"reject": "不成立", "ask": "退回补充", "merge": "并入同一问题", "reassign": "改派", "confirm": "判定",
          "extend_answer": "答复延期", "reopen": "恢复整改"}
RESULTS = {"reached": "已接通", "no_answer": "未接通"}
NOTHING = "当日无巡视、复查和处理记录。"


@dataclass(frozen=True)
class Day:
    """One person's day. `visits` and `findings` {id: state} are states (state.md §4), `filed` the ids of those he
    found. `moves`: {"finding", "move", "fix_by": the deadline it set or None, "text"} in order; `calls`: {"finding",
    "at", "result", "whom"}; `notices`: {"number", "kind", "to", "count"}. `orgs`, `items`, `places` {id: state}."""

    day: str
    zone: str
    weather: str = ""
    visits: list[State] = field(default_factory=list)
    filed: list[str] = field(default_factory=list)
    moves: list[State] = field(default_factory=list)
    calls: list[State] = field(default_factory=list)
    notices: list[State] = field(default_factory=list)
    findings: dict[str, State] = field(default_factory=dict)
    orgs: dict[str, State] = field(default_factory=dict)
    items: dict[str, State] = field(default_factory=dict)
    places: dict[str, State] = field(default_factory=dict)


def paragraph(day: Day) -> str:
    """The whole entry, on one line: it is pasted into a form that has lines of its own."""
    head = "　".join(part for part in (date_zh(day.day), weekday_zh(day.day), day.weather.strip()) if part)
    told = [_walked(day), _found(day), _ordered(day), _notified(day), _checked(day), _settled(day), _called(day)]
    said = "".join(part for part in told if part)
    return f"{head}。{' '.join((said or NOTHING).split())}"


def _walked(day: Day) -> str:
    if not day.visits:
        return ""
    names = Places(day.places)
    by = {outcome: [visit for visit in day.visits if visit["outcome"] == outcome]
          for outcome in ("findings", "clean", "no_access", "building_looked")}
    types = {row["id"]: row["zh"] for row in catalogue.words("patrol_types")}
    kinds = dict.fromkeys((visit.get("patrol") or {}).get("type", "daily") for visit in day.visits)
    seen = list(dict.fromkeys(visit["place"] for visit in day.visits))
    parts = [f"未发现问题{len(by['clean'])}处" if by["clean"] else "",
             f"发现问题{len(by['findings'])}处" if by["findings"] else "",
             f"整栋查看{len(by['building_looked'])}栋" if by["building_looked"] else "",
             f"未能进入{len(by['no_access'])}处（{_closed(by['no_access'], names)}）" if by["no_access"] else ""]
    what = "、".join(types.get(kind, kind) for kind in kinds)
    return f"巡视：{what}{len(seen)}处——{_where(seen, names)}；{clauses(parts, '，')}。"


def _where(ids: list[str], names: Places) -> str:
    """1号楼1–2门、5号楼东立面、南立面、屋面: doors drawn together, the building said once before its parts."""
    parts: dict[str, list[str]] = {}
    for id in sorted((id for id in ids if id not in names.doors), key=names.order):
        building = names.label(names.building_of(id)) if names.building_of(id) not in (None, id) else ""
        parts.setdefault(building, []).append(names.label(id).removeprefix(building))
    return "、".join([*names.listed(id for id in ids if id in names.doors),
                     *(f"{building}{'、'.join(labels)}" for building, labels in parts.items())])


def _closed(visits: Iterable[State], names: Places) -> str:
    words = {row["id"]: row["zh"] for row in catalogue.words("no_access_reasons")}
    told = []
    for visit in visits:
        reason = visit.get("reason") or {}
        why = reason.get("text") or words.get(reason.get("code"), "")
        told.append(f"{names.label(visit['place'])}{f'：{why}' if why else ''}")
    return "；".join(told)


def _found(day: Day) -> str:
    if not day.filed:
        return ""
    told = [f"（{nr}）{_whole(day, day.findings[id])}" for nr, id in enumerate(day.filed, start=1)]
    return f"发现问题{len(told)}条：{'；'.join(told)}。"


def _whole(day: Day, finding: State) -> str:
    """3号楼2门 三层，空鼓（●较大，外檐分包乙，ZL-20230614-001，立行立改）."""
    place, position = Places(day.places).label(finding["place"]), finding.get("position") or ""
    said = (finding.get("text") or "").rstrip("。；") or str((day.items.get(finding.get("item") or "") or {}).get("zh")
                                                           or "未归类")
    where = f"{place}{position}" if position and position not in place else place
    facts = ["需协调" if finding["kind"] == "coordination" else mark(finding), _unit(day, finding.get("unit")),
             finding["number"], "当场整改" if finding.get("on_spot") else "",
             "须立即处理" if finding.get("urgent") else ""]
    return f"{where}，{said}（{clauses(facts, '，')}）"


def _ordered(day: Day) -> str:
    issued = [move for move in day.moves if move["move"] == "issue"]
    told = []
    for move in issued:
        finding = day.findings[move["finding"]]
        limit = f"限{moment(move['fix_by'], day.zone)}前" if move.get("fix_by") else ""
        told.append(f"{finding['number']}（{clauses([_unit(day, finding.get('unit')), limit], '，')}）")
    return f"下发整改{len(told)}条：{'、'.join(told)}。" if told else ""


def _notified(day: Day) -> str:
    titles = {"supervision": "监理通知单", "client": "整改通知单"}
    told = [f"{titles[one['kind']]}{one['number']}（致{_unit(day, one['to'])}，{one['count']}条）"
            for one in day.notices]
    return f"签发{'、'.join(told)}。" if told else ""


def _checked(day: Day) -> str:
    passed = [day.findings[move["finding"]]["number"] for move in day.moves if move["move"] == "pass"]
    failed = [f"{day.findings[move['finding']]['number']}：{move['text'].rstrip('。') or '未写原因'}"
              for move in day.moves if move["move"] == "fail"]
    parts = [f"合格销项{len(passed)}条（{'、'.join(passed)}）" if passed else "",
             f"不合格{len(failed)}条（{'；'.join(failed)}）" if failed else ""]
    return f"复查{len(passed) + len(failed)}条：{clauses(parts, '，')}。" if passed or failed else ""


def _settled(day: Day) -> str:
    told = []
    for move, word in OTHERS.items():
        numbers = [day.findings[one["finding"]]["number"] for one in day.moves if one["move"] == move]
        if numbers:
            told.append(f"{word}{len(numbers)}条（{'、'.join(numbers)}）")
    return f"其他处理：{'，'.join(told)}。" if told else ""


def _called(day: Day) -> str:
    told = []
    for call in day.calls:
        finding = day.findings[call["finding"]]
        facts = [call.get("whom") or "", RESULTS.get(call["result"], "")]
        told.append(f"{local(call['at'], day.zone):%H:%M}就{finding['number']}电话通知"
                    f"{_unit(day, finding.get('unit'))}（{clauses(facts, '，')}）")
    return f"紧急情况：{'；'.join(told)}。" if told else ""


def _unit(day: Day, id: str | None) -> str:
    org = day.orgs.get(id or "") or {}
    return str(org.get("short") or org.get("name") or "责任单位未定")
