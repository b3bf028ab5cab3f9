"""Assembles the district's brief 区协调工作例会材料: one page over several compounds, numbers and asks only."""

from dataclasses import dataclass, field
from typing import Any

from server.domain import sheet_changes
from server.domain.days import date_zh, short_date_zh, weekday_zh
from server.domain.district_progress import acceptance_told, first_pass_rate, lights_told
from server.domain.sheet_material import Previous
from server.domain.sheet_words import local, moment, shortened

FORMAT = 1
TITLE = "区老旧小区改造协调工作例会材料"
HEAD = ["小区", "期初", "新增", "销项", "核减", "期末", "▲未销", "逾期超7天", "已到楼门", "一次验收合格率"]
PROGRESS_HEAD = ["小区", "节点（✓按期　×滞后　–未设）", "验收进度（楼栋×工程项）"]
CASES_HEAD = ["序号", "小区、事项", "已做工作", "请求", "建议牵头/配合单位", "需答复日期", "答复（落实）"]
BOOK = ("opening", "new", "closed", "void_merged", "closing")
RULED_LINES, NAME_MAX = 5, 12
State = dict[str, Any]


@dataclass(frozen=True)
class District:
    """`compounds`: {project: what `district_compound.told` said, with its `cut_seq` and `chain`}; `order`: as printed.

    `prepared`: what the secretary wrote. `replaced`: of a correction, what `sheet_changes.replaced` froze.
    Days 2023-06-14, instants UTC ISO with Z.
    """

    project: str
    name: str
    number: int
    version: int
    day: str
    as_of: str
    cut_seq: int
    chain: str
    zone: str
    meeting: dict[str, Any]
    order: list[str] = field(default_factory=list)
    compounds: dict[str, State] = field(default_factory=dict)
    previous: Previous | None = None
    prepared: dict[str, Any] = field(default_factory=dict)
    replaced: dict[str, Any] | None = None


def assemble(district: District) -> dict[str, Any]:
    """The canonical content: every printed word, and per compound the numbers it stands on."""
    units = [_unit(id, district.compounds[id]) for id in district.order]
    total = {key: sum(district.compounds[id]["reconcile"][key] for id in district.order) for key in BOOK}
    return {
        "format": FORMAT, "project": district.project, "tier": "district", "number": district.number,
        "version": district.version, "day": district.day, "as_of": district.as_of, "cut_seq": district.cut_seq,
        "chain": district.chain, "title": (district.meeting.get("title") or "").strip() or TITLE,
        "previous": {"number": district.previous.number, "day": district.previous.day,
                     "cut_seq": district.previous.cut_seq} if district.previous else None,
        "heading": _heading(district), "head": _head(district),
        "replaced": sheet_changes.printed(district.replaced),
        "sections": [_numbers(district, total), _progress(district), _cases(district),
                     {"id": "funds", "title": "四、资金事项", "note": "由资金主管单位提供，会上填写：", "lines": 1},
                     {"id": "room", "title": "五、本次议定事项", "lines": RULED_LINES,
                      "head": ["序号", "事项", "责任单位", "时限"]}],
        "sign_off": ["编制（区协调办）", "核对", "审定"], "foot": _foot(district),
        "compounds": district.compounds, "order": district.order, "units": units, "reconcile": total}


def _unit(id: str, told: State) -> State:
    """One compound as a row of the book, in the words of every tier."""
    book = told["reconcile"]
    return {"unit": id, "name": told["name"], "void": book["void_merged"],
            **{key: book[key] for key in ("opening", "new", "closed", "closing")}}


def _version(district: District) -> str:
    return f"　第{district.version}版（更正）" if district.version > 1 else ""


def _heading(district: District) -> str:
    return f"第{district.number}期{_version(district)}　{date_zh(district.day)}　{weekday_zh(district.day)}"


def _foot(district: District) -> str:
    return f"{district.name}　第{district.number}期{_version(district)}"


def _head(district: District) -> list[str]:
    """Whose it is and when the data were cut; and the meeting."""
    cut = local(district.as_of, district.zone)
    meeting, prepared = district.meeting, district.prepared
    second = [f"会议：{meeting.get('time') or ''}", prepared.get("place") or meeting.get("place") or "",
              f"主持人：{prepared.get('chair') or meeting.get('chair') or '　　　　'}"]
    return [f"{district.name}　{len(district.order)}个小区　数据截止{short_date_zh(cut.date().isoformat())}{cut:%H:%M}",
            "　".join(part for part in second if part)]


def _numbers(district: District, total: dict[str, int]) -> State:
    """One row a compound; the last one is the sum of those above it."""
    told = [district.compounds[id] for id in district.order]
    rows = [[one["name"], *(str(one["reconcile"][key]) for key in BOOK), _urgent(one), str(one["overdue"]),
             _seen(one["coverage"]), first_pass_rate(one["accepted"])] for one in told]
    accepted = {key: sum(one["accepted"][key] for one in told) for key in ("passed", "inspected")}
    urgent = {key: sum(one["urgent"][key] for one in told) for key in ("open", "unreviewed")}
    last = ["合计", *(str(total[key]) for key in BOOK), _urgent({"urgent": urgent}),
            str(sum(one["overdue"] for one in told)), "–", first_pass_rate(accepted)]
    return {"id": "compounds", "title": "一、各小区情况", "head": HEAD, "rows": rows, "total": last,
            "none": "" if rows else "没有报送小区。", "since": _since(district), "sources": _sources(told)}


def _urgent(told: State) -> str:
    """2, of which 1 waits for review: 2，其中待审1."""
    waits = told["urgent"]["unreviewed"]
    return f"{told['urgent']['open']}{f'，其中待审{waits}' if waits else ''}"


def _seen(coverage: State | None) -> str:
    """已到100/103: doors seen or looked at, of all; a dash before the first daily sheet."""
    if coverage is None:
        return "–"
    seen = sum(coverage.get(key, 0) for key in ("findings", "clean", "building_looked"))
    return f"{seen}/{coverage['denominator']}"


def _since(district: District) -> str:
    before = district.previous
    opened = f"自第{before.number}期（{short_date_zh(before.day)}）以来" if before else "自各小区首期以来"
    return (f"{opened}{_otherwise(district)}：期初未销＋新增－销项－核减＝期末未销，为各小区日调度会材料之和；"
            "▲、逾期为数据截止时数，已到楼门为最近一期数。▲为紧急问题（含待总监判定的）。")


def _otherwise(district: District) -> str:
    """（和苑首次报送，自其首期以来；佳园自第1期（6月1日）以来）: whose numbers do not go on from the brief before."""
    if district.previous is None:
        return ""
    groups: dict[str, list[str]] = {}
    for one in (district.compounds[id] for id in district.order):
        brief = one["since"]["brief"]
        if brief is None:
            groups.setdefault("首次报送，自其首期以来", []).append(one["name"])
        elif brief["number"] != district.previous.number:
            said = f"自第{brief['number']}期（{short_date_zh(brief['day'])}）以来"
            groups.setdefault(said, []).append(one["name"])
    told = "；".join(f"{'、'.join(names)}{said}" for said, names in groups.items())
    return f"（{told}）" if told else ""


def _sources(told: list[State]) -> str:
    """Which daily sheets the numbers are the sum of; compounds with the same run are named together."""
    runs: dict[str, list[str]] = {}
    for one in told:
        runs.setdefault(_dailies(one), []).append(one["name"])
    return "；".join(f"{'、'.join(names)}{run}" for run, names in runs.items()) + ("。" if told else "")


def _dailies(told: State) -> str:
    rows = told["dailies"]
    if not rows:
        return "本期无日调度会材料"
    first, last = rows[0], rows[-1]
    run = f"第{first['number']}期" if first["number"] == last["number"] else f"第{first['number']}–{last['number']}期"
    return f"{run}（至{short_date_zh(last['day'])}）"


def _progress(district: District) -> State:
    """The lights of each compound and how far acceptance has come."""
    told = [district.compounds[id] for id in district.order]
    return {"id": "progress", "title": "二、节点与验收", "head": PROGRESS_HEAD,
            "rows": [[one["name"], lights_told(one["lights"]), acceptance_told(one["accepted"])] for one in told],
            "none": "" if told else "没有报送小区。"}


def _cases(district: District) -> State:
    """提请事项: what was answered since the last brief comes first, with the answer; then what waits for one."""
    all_of_them = [(district.compounds[id]["name"], case) for id in district.order
                   for case in district.compounds[id]["cases"]]
    ordered = [pair for pair in all_of_them if pair[1]["answer"]] + [pair for pair in all_of_them
                                                                     if not pair[1]["answer"]]
    answered = sum(1 for _, case in ordered if case["answer"])
    sentence = f"已答复{answered}项，待答复{len(ordered) - answered}项。" if ordered else ""
    return {"id": "cases", "title": "三、提请事项", "head": CASES_HEAD, "sentence": sentence,
            "none": "" if ordered else "无提请事项。",
            "rows": [_row(nr, name, case, district) for nr, (name, case) in enumerate(ordered, start=1)]}


def _row(nr: int, name: str, case: State, district: District) -> State:
    by, answer = case["needed_by"], case["answer"]
    past = "（已过）" if by and by < district.day and not answer else ""
    return {"nr": str(nr), "compound": shortened(name, NAME_MAX), "number": case["number"], "matter": case["matter"],
            "done": case["done"], "ask": case["ask"], "lead": case["lead"] or "–",
            "by": f"{short_date_zh(by)}{past}" if by else "–",
            "answer": _answered(case, district) if answer else "待答复"}


def _answered(case: State, district: District) -> str:
    """The answer with its time, and what became of the finding since: 现状：已销项."""
    answer, standing = case["answer"], case.get("standing") or ""
    return f"{answer['text']}（{moment(answer['at'], district.zone)}）{f'；现状：{standing}' if standing else ''}"
