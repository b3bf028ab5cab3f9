"""The papers of the demo's days: filings, progress, decisions and their outcome, hints, reports."""

from functools import partial
from typing import Any

from server.demo.calendar import day_of
from server.demo.compound import building_id
from server.demo.phone import uuid_for
from server.demo.script import Script
from server.demo.times import day_at
from server.demo.walks import FACES, ZONE_FACES

MEETING, FEWEST = "18:10", 40
WEATHER = "晴 19–31℃ 西南风3–4级"
ROOFS_PLANNED, ROOFS_DONE = (*range(1, 10), 11, 12, 13), (*range(1, 10), 11, 12)
FACADES = (1, 2, 7, 12, 13, 18, 19, 20)
TOMORROW = ({"work": "basket", "count": 12}, {"work": "hot_work", "count": 2},
            {"work": "lifting", "count": 1, "place": "SZ-B19"}, {"work": "underground", "count": 2, "text": "须票证"})
STOPPED = ({"work": "basket", "count": 0, "text": "大雨停工落地，验收后复工"},
           {"work": "hot_work", "count": 0, "text": "停工"}, {"work": "lifting", "count": 0, "text": "停工"},
           {"work": "underground", "count": 1, "text": "排水抢险，须票证"})
DECISIONS = (
    ("总包提交高处作业专项交底记录", "o4", "main", "08:20", ""),
    ("8号楼各楼门搭设居民通道防护棚，1–3门当日完成", "o5", "facade", "08:35", ""),
    ("12号楼前甬路开挖让行方案报社区确认", "o4", "main", "16:10", "社区尚未确认绕行路线"),
)
"""Text, unit, who answers, when, and why it is not done ("" : done)."""


def progress(script: Script, distance: int) -> None:
    """倒排工期 and what has been finished so far, entered by 代建 in one go."""
    script.at(distance, "08:30", partial(_progress, script, distance))


def _progress(script: Script, distance: int) -> None:
    phone, today = script.phone("pm"), day_at(script.day, distance)
    for item, planned, done, when in (("roof_waterproof", ROOFS_PLANNED, ROOFS_DONE, -1),
                                      ("facade", FACADES, FACADES, -2)):
        for number in planned:
            phone.record(f"milestone:{item}:{number}", "milestone.set", {
                "building": building_id(number), "item": item, "stage": "done",
                "planned": day_at(script.day, when), "actual": None})
        for number in done:
            phone.record(f"stage:{item}:{number}", "stage.set", {
                "building": building_id(number), "item": item, "stage": "done", "date": today})
    phone.send()


def filing(script: Script, distance: int) -> None:
    """施工单位每日报备 at 16:00: people, faces, tomorrow, outages, cumulative quantities; on some days nobody files."""
    day = day_of(distance)
    if not day.filed:
        return
    faces = [{"building": building_id(number), "item": item} for number, item in FACES]
    faces += [{"building": zone, "item": item} for zone, item in ZONE_FACES]
    tomorrow = [dict(work) for work in (STOPPED if day.stopped else TOMORROW)]
    outages = [dict(outage) for outage in day.outages]
    if distance == 0:
        tomorrow[0] |= {"count": 11, "text": "3号楼停用1台"}
        outages = [{"kind": "water", "place": "SZ-B16", "from": "09:00", "to": "12:00", "text": "已通知"}]
    workers = 14 if day.stopped else max(96 + 3 * distance, FEWEST)
    say(script, distance, "16:00", "main", f"filing:{distance}", "filing.recorded", {
        "day": day_at(script.day, distance), "people": {"managers": 8, "workers": workers}, "faces": faces,
        "tomorrow": tomorrow, "outages": outages, "quantities": _quantities(distance - day.stopped)})


def _quantities(distance: int) -> dict[str, int]:
    """What was built up to that day; nothing is added on a day without work."""
    built = {"drainage": 1260 + 35 * distance, "path": 820 + 40 * distance, "rainwater_pipe": 640 + 20 * distance,
             "facade": 41200 + 600 * distance}
    return {item: max(amount, 0) for item, amount in built.items()}


def decisions(script: Script) -> None:
    """What the meeting of the eve decided, what became of it, and the one that is carried over."""
    for line, (text, unit, who, time, reason) in enumerate(DECISIONS, start=1):
        say(script, -1, MEETING, "pm", f"decision:{line}", "decision.recorded", {
            "meeting": day_at(script.day, -1), "line": line, "text": text, "unit": unit, "due": script.day,
            "finding": None})
        say(script, 0, time, who, f"decision:{line}:answer", "decision.moved", {
            "decision": uuid_for("event", f"decision:{line}"), "done": not reason, "reason": reason or None})
        if reason:
            say(script, 0, "16:30", "pm", f"decision:{line}:carried", "decision.moved", {
                "decision": uuid_for("event", f"decision:{line}"), "done": False, "reason": reason,
                "carried": day_at(script.day, 1)})


def hint(script: Script, distance: int, text: str) -> None:
    """今日提示, set by the safety engineer before the first walk."""
    key = f"hint:{distance}" if distance else "hint"
    say(script, distance, "08:00", "safety", key, "notice_of_day.set", {
        "day": day_at(script.day, distance), "text": text})


def morning(script: Script) -> None:
    """今日提示, and a key work of the eve's filing attended."""
    hint(script, 0, "午后风力加大，五级风吊篮停用落地；3、4、5号楼请重点看挡脚板")
    say(script, 0, "10:15", "assistant", "attended", "keywork.attended", {
        "filing": uuid_for("event", "filing:-1"), "work": 0, "at": script.when(0, "10:15").isoformat()})


def reports(script: Script) -> None:
    """日报 of those who send one; one inspector has not yet."""
    for who, left in (("wang", 0), ("zhang", 0), ("he", 2), ("yang", 2)):
        script.at(0, "16:45", partial(_report, script, who, left))


def _report(script: Script, who: str, left: int) -> None:
    phone = script.phone(who)
    visits = [{"visit": id, "place": place} for id, day, place in phone.visits if day == script.day]
    phone.record(f"report:{who}", "day.closed", {
        "day": script.day, "visits": visits, "weather": WEATHER, "note": "", "due": len(visits) + left,
        "left": left})
    phone.send()


def say(script: Script, distance: int, time: str, who: str, key: str, type: str, body: dict[str, Any],
        nr: int = 1) -> None:
    """Enter one record without photos; `nr` is which phone of that person says it."""
    def step() -> None:
        phone = script.phone(who, nr)
        phone.record(key, type, body)
        phone.send()
    script.at(distance, time, step)
