"""`xunlou restore`: a backup into an empty server; phones are told to send again what came after it."""

import argparse
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from server.commands.backup import BLOBS, DATABASE, carried, remove_database
from server.commands.opening import Subparsers, data_folder, opened, with_data
from server.commands.put_back import note, noted
from server.commands.sizes import size_of, with_sizes
from server.commands.skipped import skipped
from server.domain.problems import Problem
from server.house import house
from server.storage import demo_clock, snapshot
from server.storage.blobs import DiskBlobs
from server.storage.db import db, reading
from server.sync.restored import Skip, skip_numbers
from server.sync.verify import projects


def add(subparsers: Subparsers) -> None:
    """Enter `restore`."""
    parser = with_sizes(with_data(subparsers.add_parser("restore", help="put a backup into an empty data folder")))
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Refuses a server that already holds something. The new epoch makes phones verify and refill (I18).

    Numbers given since the backup may stand on papers that people hold: every series jumps past them.
    """
    if not (args.folder / DATABASE).is_file():
        raise Problem("not_found", f"{args.folder}: 不是备份目录 (no backup lies there)")
    if demo_clock.is_demo(args.folder):
        demo_clock.set_offset(data_folder(args), demo_clock.offset(args.folder))
    with opened(args) as app:
        if not snapshot.is_empty(db.engine):
            raise Problem("conflict", "数据目录不是空的，不能恢复 (the server is not empty: restore into a new one)")
        with _ready(args, app.config["DATA"]) as ready:
            copied = sum(1 for _ in carried(DiskBlobs(args.folder / BLOBS), house().blobs))
            records = snapshot.copy(ready, db.engine)
        with reading() as look:
            left_out = [line for project in records for line in skipped(look, project)]
    print(f"{sum(records.values())} 条记录 records, {copied} 张照片 pictures；"
          "手机将自动核对并补传 (phones will check and send again what is missing)")
    for line in left_out:
        print(line)
    return 0


@contextmanager
def _ready(args: argparse.Namespace, data: Path) -> Iterator[Engine]:
    """A copy with the newest tables, new epochs and every gap, to be put back in one step: a server that was killed
    half-way holds nothing, never the backup without its gaps. The backup itself stays as it was.
    """
    copy, now, id = data / "restoring.db", house().clock(), str(uuid.uuid4())
    remove_database(copy)
    shutil.copyfile(args.folder / DATABASE, copy)
    engine = snapshot.sqlite_at(copy)
    try:
        skip = _past_earlier(args, engine, id, now)
        snapshot.rotate_epochs(engine, now)
        for project in projects(engine):
            skip_numbers(project, skip, now, engine, id)
        yield engine
    finally:
        engine.dispose()
        remove_database(copy)


def _past_earlier(args: argparse.Namespace, backup: Engine, id: str, now: datetime) -> Skip:
    """Past what earlier restores of this backup left out, too: noted beside it, or said by `--restored-before`."""
    size, said = size_of(args), args.restored_before
    skip = size.and_past(size.times(said or 0))
    try:
        skip = size.and_past(size.times(said or 0).at_least(noted(args.folder, backup)))
        note(args.folder, id, now, skip)
    except Problem as problem:
        if said is None:
            raise
        print(f"{problem.detail}；下次恢复此备份请用 --restored-before {said + 1} (say {said + 1} the next time)")
    return skip
