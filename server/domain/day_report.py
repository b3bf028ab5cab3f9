"""巡查日报: one person's rounds of one day as a paper, made of what has arrived; it says what has not arrived yet."""

from dataclasses import dataclass, field
from typing import Any

from server.domain import catalogue
from server.domain.days import date_zh, short_date_zh, weekday_zh
from server.domain.sheet_places import Places
from server.domain.sheet_words import STATES, clauses, local, mark, shortened

State = dict[str, Any]
Content = dict[str, Any]
VISITS_HEAD = ["序号", "部位", "到场时间", "结果", "备注"]
FINDINGS_HEAD = ["序号", "编号", "等级", "部位", "问题", "责任单位", "打印时状态"]
NOTE_CHARS_MAX, TEXT_CHARS_MAX = 60, 120


@dataclass(frozen=True)
class Rounds:
    """One person's day. `report` is the handed-in 日报 (state.md §4 `day`) or None; `visits` states of this author;
    `findings` {id: state} of theirs that the reader may see; `pictures` (here, promised); `as_of` UTC ISO.
    `weather`: what others said of the day, for whom has not said it himself."""

    project: str
    day: str
    zone: str
    as_of: str
    name: str
    org: str
    report: State | None = None
    weather: str = ""
    visits: list[State] = field(default_factory=list)
    findings: dict[str, State] = field(default_factory=dict)
    pictures: tuple[int, int] = (0, 0)
    places: dict[str, State] = field(default_factory=dict)
    orgs: dict[str, State] = field(default_factory=dict)
    items: dict[str, State] = field(default_factory=dict)


def content(rounds: Rounds) -> Content:
    """Every printed word, as `paper/day_report.typ` asks for it."""
    names = Places(rounds.places)
    return {
        "title": "巡查日报", "heading": f"{rounds.project}　{date_zh(rounds.day)}　{weekday_zh(rounds.day)}",
        "as_of": rounds.as_of, "facts": facts(rounds),
        "visits": {"head": VISITS_HEAD, "rows": visited(rounds, names), "none": "当日无巡查记录。"},
        "findings": {"head": FINDINGS_HEAD, "rows": found(rounds, names), "none": "当日未报问题。"},
        "waiting": waiting(rounds, names), "note": ((rounds.report or {}).get("note") or "").strip(),
        "sign_off": ["巡查人", "核对"], "foot": f"{rounds.project}　{short_date_zh(rounds.day)}　{rounds.name}",
        "code": f"打印于{short_date_zh(local(rounds.as_of, rounds.zone).date().isoformat())}"
                f"{local(rounds.as_of, rounds.zone):%H:%M}"}


def facts(rounds: Rounds) -> list[list[str]]:
    """[[label, value]]: who, for whom, weather, kind of patrol, 应查 已查 未到, people with him, when handed in."""
    report = rounds.report or {}
    patrols = [visit.get("patrol") or {} for visit in by_time(rounds.visits)]
    kinds = {row["id"]: row["zh"] for row in catalogue.words("patrol_types")}
    types = dict.fromkeys(kinds.get(one.get("type", "daily"), "") for one in patrols)
    with_him = dict.fromkeys(name for one in patrols for name in one.get("participants") or ())
    handed = f"已交 {_clock(report['at'], rounds.zone)}" if report else "未交（据已收到的记录）"
    told = [["巡查人", rounds.name], ["单位", rounds.org], ["天气", report.get("weather") or rounds.weather or "–"],
            ["巡查类型", "、".join(filter(None, types)) or "–"], ["巡查数量", counts(rounds)], ["日报", handed]]
    return [*told, ["参加人员", "、".join(with_him)]] if with_him else told


def counts(rounds: Rounds) -> str:
    """应查64、已查63、未到1, as he handed it in; without a 日报 only the places that have a record."""
    report = rounds.report or {}
    due, left = report.get("due"), report.get("left")
    if due is None or left is None:
        return f"应查–、已查{len({visit['place'] for visit in rounds.visits})}、未到–"
    return f"应查{due}、已查{max(0, due - left)}、未到{left}"


def visited(rounds: Rounds, names: Places) -> list[list[str]]:
    """One row per place in the order he came there first; later visits of a place add up in its row."""
    at_place: dict[str, list[State]] = {}
    for visit in by_time(rounds.visits):
        at_place.setdefault(visit["place"], []).append(visit)
    rows = []
    for nr, (id, visits) in enumerate(at_place.items(), start=1):
        notes = [shortened(visit.get("note") or "", NOTE_CHARS_MAX) for visit in visits]
        rows.append([str(nr), names.label(id), "、".join(_clock(visit["at"], rounds.zone) for visit in visits),
                     clauses(list(dict.fromkeys(outcome(visit, rounds) for visit in visits))), clauses(notes)])
    return rows


def outcome(visit: State, rounds: Rounds) -> str:
    """发现问题2条, 未发现问题, 未能进入（门锁）, 整栋查看（6门）."""
    if visit["outcome"] == "findings":
        return f"发现问题{len(visit.get('findings') or ())}条"
    if visit["outcome"] == "building_looked":
        return f"整栋查看（{len(visit.get('doors') or ())}门）"
    if visit["outcome"] == "no_access":
        reason = visit.get("reason") or {}
        words = {row["id"]: row["zh"] for row in catalogue.words("no_access_reasons")}
        why = shortened(str(reason.get("text") or words.get(reason.get("code") or "", "")), NOTE_CHARS_MAX)
        return f"未能进入{f'（{why}）' if why else ''}"
    return "未发现问题"


def found(rounds: Rounds, names: Places) -> list[list[str]]:
    """What he found, by number, as it stands when the paper is made: no day remembers how a finding stood on it."""
    told = sorted(rounds.findings.values(), key=lambda one: str(one["number"]))
    rows = []
    for nr, one in enumerate(told, start=1):
        place, position = names.label(one["place"]), (one.get("position") or "").strip()
        item = str((rounds.items.get(one.get("item") or "") or {}).get("zh") or "未归类")
        org = rounds.orgs.get(one.get("unit") or "") or {}
        rows.append([str(nr), str(one["number"]), "需协调" if one["kind"] == "coordination" else mark(one),
                     f"{place}（{position}）" if position and position not in place else place,
                     shortened(one.get("text") or item, TEXT_CHARS_MAX), str(org.get("short") or "–"),
                     STATES[one["state"]]])
    return rows


def waiting(rounds: Rounds, names: Places) -> str:
    """What the 日报 promised and has not arrived: records with their places, and pictures; empty when all is here."""
    here = {visit["id"] for visit in rounds.visits}
    absent = [row["place"] for row in (rounds.report or {}).get("visits") or () if row["visit"] not in here]
    arrived, promised = rounds.pictures
    parts = [f"记录{len(absent)}条（{'、'.join(sorted(map(names.label, set(absent))))}）" if absent else "",
             f"照片{promised - arrived}张" if promised > arrived else ""]
    said = clauses(parts, "、")
    return f"尚未收到：{said}。到达后重新打印即补入。" if said else ""


def by_time(visits: list[State]) -> list[State]:
    """The visits as they were made."""
    return sorted(visits, key=lambda visit: (str(visit["at"]), str(visit["id"])))


def _clock(at: str, zone: str) -> str:
    try:
        return f"{local(at, zone):%H:%M}"
    except ValueError:      # one unreadable time must not keep a whole paper from being printed
        return "–"
