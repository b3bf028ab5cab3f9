"""What the meetings of the two weeks decided and what became of it, and how far each building had come."""

from dataclasses import dataclass
from functools import partial

from server.demo.compound import building_id
from server.demo.phone import uuid_for
from server.demo.script import Script
from server.demo.times import day_at

AFTER = "18:10"


@dataclass(frozen=True)
class Decision:
    """`text` for one unit, due on the day `due`; `answers`: (day, time, why not done or "", carried to or None)."""

    meeting: int
    line: int
    text: str
    unit: str
    who: str
    due: int
    answers: tuple[tuple[int, str, str, int | None], ...]


DECISIONS = (
    Decision(-13, 1, "各外檐作业面配齐脚手板、挡脚板，专监逐面验收", "o5", "facade", -12, ((-12, "08:40", "", None),)),
    Decision(-13, 2, "夜间值守人员名单报街道", "o4", "main", -12,
             ((-12, "16:10", "名单未盖章", -11), (-11, "09:00", "", None))),
    Decision(-12, 1, "楼道电源全部清查，严禁施工接用", "o4", "guard", -11, ((-11, "15:30", "", None),)),
    Decision(-11, 1, "高温时段调整吊篮作业时间并张贴通知", "o5", "facade", -10, ((-10, "08:50", "", None),)),
    Decision(-11, 2, "4号楼周边保温板码放区设围挡", "o4", "main", -10,
             ((-10, "16:20", "围挡料未到", -9), (-9, "10:30", "", None))),
    Decision(-10, 1, "屋面蓄水试验计划报监理", "o6", "roof", -9, ((-9, "09:10", "", None),)),
    Decision(-9, 1, "沟槽回填逐层检测，记录随报", "o7", "drain", -8, ((-8, "15:40", "", None),)),
    Decision(-8, 1, "总包每日16:00前报备，缺报次日会上说明", "o4", "main", -7, ((-7, "08:30", "", None),)),
    Decision(-7, 1, "雨前苫盖、排水泵和吊篮固定检查", "o4", "guard", -6, ((-6, "08:00", "", None),)),
    Decision(-7, 2, "14号楼屋面雨前封闭", "o6", "roof", -6,
             ((-6, "08:40", "凌晨起雨，未能铺贴，已苫盖", -5), (-5, "15:00", "", None))),
    Decision(-6, 1, "雨后吊篮、临电、沟槽逐项验收方可复工", "o4", "main", -5, ((-5, "11:50", "", None),)),
    Decision(-5, 1, "消防车通道每日早晚各巡一次", "o4", "guard", -4, ((-4, "16:00", "", None),)),
    Decision(-4, 1, "14号楼新配电箱到货前断电停用", "o4", "guard", -2, ((-2, "09:00", "", None),)),
    Decision(-4, 2, "7、12号楼夜间照明恢复", "o4", "main", -3,
             ((-2, "08:50", "灯具次日到货", -1), (-1, "15:20", "", None))),
    Decision(-2, 1, "吊篮人员进出专项交底", "o5", "facade", -1, ((-1, "09:10", "", None),)),
    Decision(-2, 2, "6号楼违建占压雨水井，书面报区协调办", "o4", "main", -1, ((-1, "10:00", "", None),)),
)
BUILT: dict[str, dict[int, tuple[int, int | None]]] = {
    "roof_waterproof": {**dict.fromkeys(range(1, 9), (-20, -13)), 9: (-11, -10), 11: (-8, -7), 12: (-6, -4),
                        13: (-1, None)},
    "facade": {**dict.fromkeys((1, 2, 7, 12), (-20, -13)), 13: (-11, -12), 18: (-9, -9), 19: (-6, -5), 20: (-2, -2)},
}
"""By work item and building: the day it was planned to be finished, and the day it was (倒排工期)."""

ACCEPTED = ((-11, "roof_waterproof", (1, 2, 3, 4, 5, 6), "passed_first"),
            (-10, "roof_waterproof", (7,), "passed_later"), (-9, "facade", (1, 2, 7), "passed_first"),
            (-5, "facade", (12,), "passed_later"),
            (-4, "facade", (13, 18), "passed_first"), (-2, "roof_waterproof", (8, 9), "passed_first"))
"""When the supervision accepted what: day, work item, buildings, stage."""


def decided(script: Script, distance: int) -> None:
    """Enter what the meeting of that day decided, and what became of each."""
    for one in DECISIONS:
        if one.meeting == distance:
            script.at(distance, AFTER, partial(_record, script, one))
            for nr, answer in enumerate(one.answers):
                _answered(script, one, nr, *answer)


def _key(one: Decision) -> str:
    return f"decision:{one.meeting}:{one.line}"


def _record(script: Script, one: Decision) -> None:
    phone = script.phone("pm")
    phone.record(_key(one), "decision.recorded", {
        "meeting": day_at(script.day, one.meeting), "line": one.line, "text": one.text, "unit": one.unit,
        "due": day_at(script.day, one.due), "finding": None})
    phone.send()


def _answered(script: Script, one: Decision, nr: int, day: int, time: str, why: str, carried: int | None) -> None:
    def say(who: str, key: str, more: dict[str, str]) -> None:
        script.phone(who).record(key, "decision.moved", {
            "decision": uuid_for("event", _key(one)), "done": not why, "reason": why or None, **more})
        script.phone(who).send()
    script.at(day, time, partial(say, one.who, f"{_key(one)}:{nr}", {}))
    if carried is not None:
        script.at(day, "16:30", partial(say, "pm", f"{_key(one)}:{nr}:carried",
                                       {"carried": day_at(script.day, carried)}))


def planned(script: Script, distance: int) -> None:
    """倒排工期, entered by 代建 on the first day; each building's end on its day, and its acceptance."""
    script.at(distance, "08:30", partial(_planned, script, distance))
    for item, buildings in BUILT.items():
        for number, (_, done) in buildings.items():
            if done is not None and done > distance:
                script.at(done, "15:30", partial(_stage, script, "pm", item, (number,), "done", done))
    for day, item, numbers, stage in ACCEPTED:
        when = (day, "16:10") if day > distance else (distance, "08:40")
        script.at(*when, partial(_stage, script, "chief", item, numbers, stage, day))


def _planned(script: Script, distance: int) -> None:
    phone = script.phone("pm")
    for item, buildings in BUILT.items():
        for number, (planned_for, _) in buildings.items():
            phone.record(f"milestone:{item}:{number}", "milestone.set", {
                "building": building_id(number), "item": item, "stage": "done",
                "planned": day_at(script.day, planned_for), "actual": None})
    phone.send()
    for item, buildings in BUILT.items():
        ready = tuple(number for number, (_, done) in buildings.items() if done is not None and done <= distance)
        _stage(script, "pm", item, ready, "done", distance)


def _stage(script: Script, who: str, item: str, numbers: tuple[int, ...], stage: str, distance: int) -> None:
    phone = script.phone(who)
    for number in numbers:
        phone.record(f"stage:{item}:{number}:{stage}", "stage.set", {
            "building": building_id(number), "item": item, "stage": stage, "date": day_at(script.day, distance)})
    phone.send()
