"""`xunlou doctor`: what this server is, and whether anything about it is wrong."""

import argparse
import platform
import shutil
import sqlite3
from collections.abc import Iterator
from importlib.metadata import version

from flask import Flask

from server.commands.awaited import Awaited
from server.commands.opening import Subparsers, opened, titled, with_data
from server.commands.skipped import skipped
from server.domain.problems import Problem
from server.house import house
from server.storage import log
from server.storage.db import db, reading
from server.storage.demo_clock import is_demo
from server.sync.rebuild import differences
from server.sync.verify import projects

MIB = 1024 * 1024
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")
"""Settings of PostgreSQL without which a power cut takes records that phones hold receipts for."""


def add(subparsers: Subparsers) -> None:
    """Enter `doctor`."""
    parser = with_data(subparsers.add_parser("doctor", help="say what is here and what is wrong"))
    parser.add_argument("--rebuild-check", action="store_true",
                        help="re-apply every log and compare the tables beside it, row for row (I23)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints what it looked at and what has not arrived yet; 1 if something is wrong with the server."""
    with opened(args) as app:
        for line in described(app):
            print(line)
        late = list(awaited())
        wrong = list(troubles(app))
        if args.rebuild_check:
            wrong += [f"{project}: {line}" for project in projects() for line in differences(project, db.engine)]
    for line in late:
        print(f"… {line}")
    for line in wrong:
        print(f"✗ {line}")
    if late:
        print(f"还没到齐 {len(late)} 项 ({len(late)} things are still awaited)")
    print(f"发现 {len(wrong)} 处问题 ({len(wrong)} problems)" if wrong else "服务器正常 (all is well with the server)")
    return 1 if wrong else 0


def described(app: Flask) -> Iterator[str]:
    """Versions, folder, database, projects with the numbers that restores left out."""
    yield f"xunlou {version('xunlou')}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    yield f"数据 data: {app.config['DATA']}{'（演示 demo）' if is_demo(app.config['DATA']) else ''}"
    yield f"数据库 database: {db.engine.url.render_as_string(hide_password=True)}"
    with reading() as look:
        for project in projects():
            head = log.head(look, project)
            yield f"项目 project: {titled(look, project)}, 记录 records: {head['seq']}, epoch {head['epoch']}"
            yield from skipped(look, project)


def awaited() -> Iterator[str]:
    """A line per phone or record of which something is known to be missing: seldom the server's fault."""
    with reading() as look:
        for project in projects():
            yield from (f"{project} {line}" for line in Awaited(look, project, house().clock()).lines())


def troubles(app: Flask) -> Iterator[str]:
    """A line per thing somebody should see to."""
    free = shutil.disk_usage(app.config["DATA"]).free // MIB
    if free < 4 * app.config["DISK_RESERVE_MB"]:
        yield f"磁盘仅余 {free} MB，照片可能无法上传 (only {free} MB of disk are free)"
    try:
        next(house().blobs.hashes(), None)
    except Problem as problem:
        yield f"照片存储没有应答 (the store of pictures does not answer): {problem.code}"
    if app.config["ORIGIN"] and not app.config["ORIGIN"].startswith("https://"):
        yield "XUNLOU_ORIGIN 不是 https，手机不能离线使用 (phones work offline only over https)"
    yield from _database_troubles()


def _database_troubles() -> Iterator[str]:
    with db.engine.connect() as connection:
        if db.engine.dialect.name == "sqlite":
            said = connection.exec_driver_sql("PRAGMA quick_check(5)").scalars().all()
            if said != ["ok"]:
                yield "数据库文件损坏 (the database file is damaged): " + "; ".join(map(str, said))
            return
        off = [name for name in DURABLE if connection.exec_driver_sql(f"SHOW {name}").scalar() == "off"]
        if off:
            yield (f"PostgreSQL {'、'.join(off)} 为 off，停电会丢失已回执的记录 "
                   f"(with {', '.join(off)} off, a power cut loses records that phones hold receipts for)")
