"""`xunlou restore`: a backup into an empty server; phones are told to send again what came after it."""

import argparse
import shutil
from collections.abc import Callable
from pathlib import Path

from server.commands.backup import BLOBS, DATABASE, carried, remove_database
from server.commands.opening import Subparsers, data_folder, opened, with_data
from server.commands.skipped import skipped
from server.domain.bodies.custody import SKIPPED_MAX, VERSIONS_SKIPPED_MAX
from server.domain.problems import Problem
from server.house import house
from server.storage import demo_clock, snapshot
from server.storage.blobs import DiskBlobs
from server.storage.db import db, reading
from server.sync.restored import Skip, skip_numbers


def add(subparsers: Subparsers) -> None:
    """Enter `restore`."""
    parser = with_data(subparsers.add_parser("restore", help="put a backup into an empty data folder"))
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--skip-findings", type=_size(SKIPPED_MAX), metavar="N", default=Skip.findings,
                        help="numbers of findings left out per kind and day (default %(default)s)")
    parser.add_argument("--skip-notices", type=_size(SKIPPED_MAX), metavar="N", default=Skip.notices,
                        help="numbers of notices left out per kind and day since the last record (default %(default)s)")
    parser.add_argument("--skip-versions", type=_size(VERSIONS_SKIPPED_MAX), metavar="N", default=Skip.versions,
                        help="versions of the newest sheet left out (default %(default)s)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Refuses a server that already holds something. The new epoch makes phones verify and refill (I18).

    Numbers given since the backup may stand on papers that people hold: every series jumps past them.
    """
    skip = Skip(args.skip_findings, args.skip_notices, args.skip_versions)
    if not (args.folder / DATABASE).is_file():
        raise Problem("not_found", f"{args.folder}: 不是备份目录 (no backup lies there)")
    if demo_clock.is_demo(args.folder):
        demo_clock.set_offset(data_folder(args), demo_clock.offset(args.folder))
    with opened(args) as app:
        if not snapshot.is_empty(db.engine):
            raise Problem("conflict", "数据目录不是空的，不能恢复 (the server is not empty: restore into a new one)")
        copied = sum(1 for _ in carried(DiskBlobs(args.folder / BLOBS), house().blobs))
        projects = _database(args.folder, app.config["DATA"])
        now = house().clock()
        snapshot.rotate_epochs(db.engine, now)
        for project in projects:
            skip_numbers(project, skip, now)
        with reading() as look:
            left_out = [line for project in projects for line in skipped(look, project)]
    print(f"{sum(projects.values())} 条记录 records, {copied} 张照片 pictures；"
          "手机将自动核对并补传 (phones will check and send again what is missing)")
    for line in left_out:
        print(line)
    return 0


def _size(most: int) -> Callable[[str], int]:
    """How many numbers may be left out: 0 to `most`."""
    def size(said: str) -> int:
        if not (said.isascii() and said.isdigit() and int(said) <= most):
            raise argparse.ArgumentTypeError(f"0 – {most}")
        return int(said)
    return size


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
