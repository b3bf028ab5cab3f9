"""`xunlou nightly`: the chores of the night, run by a timer, safe to run twice."""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime

from server.commands import verify
from server.commands.opening import Subparsers, opened, with_data
from server.house import house
from server.storage import sign_ins
from server.storage.db import db, transaction
from server.storage.exports import FOLDER, Exports
from server.sync.papers_again import make_papers
from server.sync.pictures_in import discard_erased, look_at_new
from server.sync.retry import retry_failed
from server.sync.verify import projects

PICTURES_A_NIGHT_MAX = 20_000


def add(subparsers: Subparsers) -> None:
    """Enter `nightly`."""
    parser = with_data(subparsers.add_parser("nightly", help="chores: sweep, verify, judge again, look at pictures"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints what was done; 1 if the stored data is damaged."""
    with opened(args):
        for line in chores():
            print(line)
        faults = list(verify.found())
    for line in faults:
        print(f"✗ {line}")
    return 1 if faults else 0


def chores() -> Iterator[str]:
    """Each chore with what it found; within an application context."""
    home = house()
    with transaction() as work:
        yield f"过期登录 expired sessions removed: {sign_ins.sweep(work, now=datetime.now(UTC))}"
    yield f"未完成上传 half uploads removed: {home.blobs.sweep() + home.renditions.sweep()}"
    yield f"过期台账 prepared tables removed: {Exports(home.data / FOLDER).sweep()}"
    gone = discard_erased(home.blobs, home.renditions, db.engine)
    yield f"依法删除 erased pictures removed: {gone}"
    for project in projects():
        yield f"{project} 重新处理 judged again: {retry_failed(project, home.clock())}"
        yield f"{project} 通知单补存 papers of notices made again: {make_papers(project, home.clock(), db.engine)}"
    yield f"新照片 pictures looked at: {look_at_new(home.blobs, PICTURES_A_NIGHT_MAX)}"
