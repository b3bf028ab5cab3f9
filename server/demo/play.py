"""From an empty folder to a played day: register, accounts, the play over HTTP, the printed sheet, the summary."""

import json
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import make_url

from server import config
from server.app import create_app
from server.demo import cast, days, founding, prints, summary
from server.demo.script import OFFICE, PROJECT, SECRETARY, Script
from server.demo.stage import HOST, on_stage
from server.demo.times import ScriptClock, day_at, instant
from server.demo.wire import Wire
from server.domain.problems import Problem
from server.storage import demo_clock
from server.storage.db import db

SUMMARY = "demo-summary.json"
MEETING_TIME, BEFORE_MEETING = "17:30", "16:40"
"""Where the clock stands at the end: in the meeting, or when the secretary begins to prepare it."""

Told = Callable[[str], None]


def played(data: Path, settings: Mapping[str, Any], day: str, length: int, told: Told, *,
           before: bool = False) -> dict[str, Any]:
    """The summary of the folder's demo, played now if it is not there yet; the folder's clock is set either way.

    `before`: the day shown is walked, but nothing is prepared and its sheet is not issued.

    Raises Problem conflict for a folder that holds something else, AssertionError when the play does not add up.
    """
    found, end = _found(data, day, length, before), BEFORE_MEETING if before else MEETING_TIME
    if found is None:
        _refuse_foreign(data)
        demo_clock.set_offset(data, instant(day, end).astimezone(UTC) - datetime.now(UTC))
        found = _play(data, settings, day, length, told, before)
        text = json.dumps(found, ensure_ascii=False, indent=1)
        half = data / f"{SUMMARY}.half"
        half.write_text(text, encoding="utf-8")
        os.replace(half, data / SUMMARY)
    now = max(datetime.fromisoformat(found["last_received_at"]), instant(day, end)).astimezone(UTC)
    demo_clock.set_offset(data, now - datetime.now(UTC))
    database = make_url(config.load({**settings, "DATA": data})["SQLALCHEMY_DATABASE_URI"])
    return {"data_dir": str(data), "database": database.render_as_string(hide_password=True), **found}


def _found(data: Path, day: str, length: int, before: bool) -> dict[str, Any] | None:
    if not (data / SUMMARY).is_file():
        return None
    found: dict[str, Any] = json.loads((data / SUMMARY).read_text(encoding="utf-8"))
    if (found["date"], found["days"], bool(found.get("before_meeting"))) != (day, -days.first_of(length) + 1, before):
        raise Problem("conflict", f"{data} 已有{found['date']}的演示，请另选文件夹 (holds another demo: choose --data)")
    return found


def _refuse_foreign(data: Path) -> None:
    """Only an empty folder becomes a demo: neither real data nor a demo that was cut short is touched."""
    if not data.is_dir() or not any(data.iterdir()):
        return
    begun = demo_clock.is_demo(data)
    why = "有一次中断的演示，请删除后重来 (holds an interrupted demo: delete it and start again)" if begun else \
        "不是空文件夹 (is not empty: real data is never mixed with a demo)"
    raise Problem("conflict", f"{data} {why}")


def _play(data: Path, settings: Mapping[str, Any], day: str, length: int, told: Told, before: bool) -> dict[str, Any]:
    clock = ScriptClock(instant(day_at(day, min(-days.LONGEST_AGO, days.first_of(length) - 1) - 1), "07:00"))
    app = create_app({**settings, "DATA": data}, clock=clock)
    with app.app_context():
        try:
            told("建立水竹花园：20栋楼、103个楼门、1261户 (founding the compound)")
            founding.found(clock, day, length)
            told("按真实接口演示现场一天 (playing the day through the HTTP API)")
            with on_stage(app) as port:
                clients = _perform(clock, port, day, length, told, before)
                papers = _print(data, port, clients, day)
            found = summary.summary(day, length, clients["devices"], papers)
            summary.check(found)
            return found
        finally:
            db.engine.dispose()


def _perform(clock: ScriptClock, port: int, day: str, length: int, told: Told, before: bool) -> dict[str, Any]:
    """Play every step; {"devices": phones that took part, "cookies": {project: those of its secretary}}."""
    until = instant(day, BEFORE_MEETING) if before else None
    script = Script(day, clock, HOST, port, cast.password(day), until)
    try:
        days.write(script, length)
        steps = script.play()
        told(f"{steps}步，{len(script.phones)}部手机 (steps, phones)")
        phones = [phone for phone in script.phones.values() if not phone.desk]
        desks = {phone.project: phone for key, phone in script.phones.items() if key in (SECRETARY, OFFICE)}
        return {"devices": len(phones), "cookies": {id: dict(desk.wire.cookies) for id, desk in desks.items()}}
    finally:
        script.close()


def _print(data: Path, port: int, clients: dict[str, Any], day: str) -> dict[str, Any]:
    """Fetch every paper as its secretary does, the annex of the day shown too; {"sheets", "sheet"} of the summary.

    "sheet" is None where the day's is not issued yet.
    """
    told = prints.issued(clients["cookies"])
    rows = prints.printed(data, HOST, port, clients["cookies"], told)
    of_day = [(content, row) for content, row in zip(told, rows, strict=True)
              if (row["tier"], row["day"]) == ("daily", day)]
    if not of_day:
        return {"sheet": None, "sheets": rows}
    shown, row = of_day[0]
    pages, annex = prints.fetched(data, Wire(HOST, port, clients["cookies"][PROJECT]), shown, "annex")
    sheet = {**{key: row[key] for key in ("number", "version", "hash", "code", "pdf", "pages")},
             "annex": annex, "annex_pages": pages}
    return {"sheet": sheet, "sheets": rows}


def app_of(data: Path, settings: Mapping[str, Any]) -> Flask:
    """The application on a played folder, with the folder's clock."""
    return create_app({**settings, "DATA": data}, clock=demo_clock.clock_of(data))
