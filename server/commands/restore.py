"""`xunlou restore`: a backup into an empty server; phones are told to send again what came after it."""

import argparse
import shutil
from pathlib import Path

from server.commands.backup import BLOBS, DATABASE, carried, remove_database
from server.commands.opening import Subparsers, data_folder, opened, with_data
from server.domain.problems import Problem
from server.house import house
from server.storage import demo_clock, snapshot
from server.storage.blobs import DiskBlobs
from server.storage.db import db


def add(subparsers: Subparsers) -> None:
    """Enter `restore`."""
    parser = with_data(subparsers.add_parser("restore", help="put a backup into an empty data folder"))
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Refuses a server that already holds something. The new epoch makes phones verify and refill (I18)."""
    if not (args.folder / DATABASE).is_file():
        raise Problem("not_found", f"{args.folder}: 不是备份目录 (no backup lies there)")
    if demo_clock.is_demo(args.folder):
        demo_clock.set_offset(data_folder(args), demo_clock.offset(args.folder))
    with opened(args) as app:
        if not snapshot.is_empty(db.engine):
            raise Problem("conflict", "数据目录不是空的，不能恢复 (the server is not empty: restore into a new one)")
        copied = sum(1 for _ in carried(DiskBlobs(args.folder / BLOBS), house().blobs))
        projects = _database(args.folder, app.config["DATA"])
        snapshot.rotate_epochs(db.engine, house().clock())
    print(f"{sum(projects.values())} 条记录 records, {copied} 张照片 pictures；"
          "手机将自动核对并补传 (phones will check and send again what is missing)")
    return 0


def _database(folder: Path, data: Path) -> dict[str, int]:
    """A copy is brought to the newest tables first: the backup itself stays as it was."""
    copy = data / "restoring.db"
    remove_database(copy)
    shutil.copyfile(folder / DATABASE, copy)
    engine = snapshot.sqlite_at(copy)
    try:
        return snapshot.copy(engine, db.engine)
    finally:
        engine.dispose()
        remove_database(copy)
