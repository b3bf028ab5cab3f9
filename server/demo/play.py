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
from server.demo import cast, compound, days, summary
from server.demo.script import PROJECT, Script
from server.demo.stage import HOST, on_stage
from server.demo.times import ScriptClock, day_at, instant
from server.demo.wire import Wire
from server.domain.problems import Problem
from server.imports.changes import Change, write
from server.storage import accounts, demo_clock, log, passwords
from server.storage.db import db, transaction
from server.sync.verify import projects

SUMMARY = "demo-summary.json"
MEETING_TIME = "17:30"
PAPERS = {"text": "调度会材料-第{number}期.pdf", "annex": "调度会材料-第{number}期-附件.pdf"}
Told = Callable[[str], None]


def played(data: Path, settings: Mapping[str, Any], day: str, quiet_days: int, told: Told) -> dict[str, Any]:
    """The summary of the folder's demo, played now if it is not there yet; the folder's clock is set either way.

    Raises Problem conflict for a folder that holds something else, AssertionError when the play does not add up.
    """
    found = _found(data, day, quiet_days)
    if found is None:
        _refuse_foreign(data)
        demo_clock.set_offset(data, instant(day, MEETING_TIME).astimezone(UTC) - datetime.now(UTC))
        found = _play(data, settings, day, quiet_days, told)
        text = json.dumps(found, ensure_ascii=False, indent=1)
        half = data / f"{SUMMARY}.half"
        half.write_text(text, encoding="utf-8")
        os.replace(half, data / SUMMARY)
    now = max(datetime.fromisoformat(found["last_received_at"]), instant(day, MEETING_TIME)).astimezone(UTC)
    demo_clock.set_offset(data, now - datetime.now(UTC))
    database = make_url(config.load({**settings, "DATA": data})["SQLALCHEMY_DATABASE_URI"])
    return {"data_dir": str(data), "database": database.render_as_string(hide_password=True), **found}


def _found(data: Path, day: str, quiet_days: int) -> dict[str, Any] | None:
    if not (data / SUMMARY).is_file():
        return None
    found: dict[str, Any] = json.loads((data / SUMMARY).read_text(encoding="utf-8"))
    if (found["date"], found["quiet_days"]) != (day, quiet_days):
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


def _play(data: Path, settings: Mapping[str, Any], day: str, quiet_days: int, told: Told) -> dict[str, Any]:
    clock = ScriptClock(instant(day_at(day, -days.LONGEST_AGO - 1), "07:00"))
    app = create_app({**settings, "DATA": data}, clock=clock)
    with app.app_context():
        try:
            told("建立水竹花园：20栋楼、103个楼门、1261户 (founding the compound)")
            _found_compound(clock, day, quiet_days)
            told("按真实接口演示现场一天 (playing the day through the HTTP API)")
            with on_stage(app) as port:
                clients = _perform(clock, port, day, quiet_days, told)
                _print(data, port, clients)
            found = summary.summary(app, day, quiet_days, clients)
            summary.check(found)
            return found
        finally:
            db.engine.dispose()


def _found_compound(clock: ScriptClock, day: str, quiet_days: int) -> None:
    if projects():
        raise Problem("conflict", "数据库里已有项目，演示需要空数据库 (the database holds projects already)")
    hashed = passwords.hashed(cast.password(day))
    with transaction() as work:
        log.create_project(work, PROJECT, compound.NAME, "compound", clock())
        for person in cast.PEOPLE:
            accounts.add(work, id=person.id, login=person.login, name=person.name, password_hash=hashed,
                         by=accounts.COMMAND, now=clock())
            accounts.join(work, person.id, PROJECT, by=accounts.COMMAND, now=clock())
    people = [Change("person", person.id, {"name": person.name, "org": person.org, "role": person.role,
                                           "title": person.title}) for person in cast.PEOPLE]
    entries = compound.register(day, quiet_days)
    firms = [entry for entry in entries if entry.kind == "org"]
    rest = [entry for entry in entries if entry.kind != "org"]
    refused = write(PROJECT, [*firms, *people, *rest], clock()).refused
    assert not refused, refused


def _perform(clock: ScriptClock, port: int, day: str, quiet_days: int, told: Told) -> dict[str, Any]:
    """Play every step; what the phones and the secretary's desk have seen: {"phones", "sheet", "number"}."""
    script = Script(day, clock, HOST, port, cast.password(day))
    try:
        days.write(script, quiet_days)
        steps = script.play()
        told(f"{steps}步，{len(script.phones)}部手机 (steps, phones)")
        desk = script.phone("pm")
        sheets = desk.wire.ask("GET", f"/api/v1/projects/{PROJECT}/sheets")["sheets"]
        phones = [phone for phone in script.phones.values() if not phone.desk]
        return {"sheet": sheets[0], "cookies": dict(desk.wire.cookies), "devices": len(phones)}
    finally:
        script.close()


def _print(data: Path, port: int, clients: dict[str, Any]) -> None:
    """Fetch both prints of the day's sheet as the secretary does, and put them into the folder."""
    wire, number = Wire(HOST, port, clients["cookies"]), clients["sheet"]["number"]
    clients["pdf"] = {}
    for part, name in PAPERS.items():
        path = f"/api/v1/projects/{PROJECT}/sheets/daily/{number}/pdf?part={part}"
        made = wire.call("GET", path)[1]
        clients["pdf"][part] = name.format(number=number)
        (data / clients["pdf"][part]).write_bytes(made)
    wire.close()


def app_of(data: Path, settings: Mapping[str, Any]) -> Flask:
    """The application on a played folder, with the folder's clock."""
    return create_app({**settings, "DATA": data}, clock=demo_clock.clock_of(data))
