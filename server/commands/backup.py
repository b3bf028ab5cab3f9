"""`xunlou backup`: a consistent copy of everything into a folder; again into the same folder copies what is new."""

import argparse
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from flask import Flask

from server.commands.opening import Subparsers, opened, with_data
from server.domain.problems import Problem
from server.house import house
from server.storage import demo_clock, snapshot
from server.storage.blobs import BlobStore, DiskBlobs
from server.storage.db import db
from server.storage.shelf import folder_on_disk

DATABASE, BLOBS, ABOUT = "xunlou.db", "blobs", "backup.json"


def add(subparsers: Subparsers) -> None:
    """Enter `backup`."""
    parser = with_data(subparsers.add_parser("backup", help="copy everything, consistently, while serving"))
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """The database first, then the pictures: every picture a copied row names was durable before that row."""
    folder = args.folder.resolve()
    with opened(args) as app:
        if folder == app.config["DATA"]:
            raise Problem("bad_setting", "备份不能放在数据目录本身 (a backup cannot lie in the data folder itself)")
        folder.mkdir(parents=True, exist_ok=True)
        projects = _database(folder)
        store = DiskBlobs(folder / BLOBS, reserve_bytes=0)
        copied = sum(1 for _ in carried(house().blobs, store))
        for sha256 in snapshot.erased(db.engine):
            store.discard(sha256)
        _about(app, folder, projects)
    print(f"{folder}: {sum(projects.values())} 条记录 records, {copied} 张新照片 new pictures")
    return 0


def _database(folder: Path) -> dict[str, int]:
    """Written beside the old copy and put in its place only when it is whole."""
    new = folder / f"{DATABASE}.new"
    remove_database(new)
    engine = snapshot.sqlite_at(new)
    try:
        projects = snapshot.copy(db.engine, engine)
    finally:
        engine.dispose()
    snapshot.to_single_file(new)
    os.replace(new, folder / DATABASE)
    folder_on_disk(folder)
    return projects


def carried(source: BlobStore, target: BlobStore) -> Iterator[str]:
    """Copy each picture the target does not hold whole, its hash checked on the way; their names."""
    for sha256 in source.hashes():
        size = source.size(sha256)
        if size is None or target.size(sha256) == size:
            continue
        file = source.open(sha256)
        if file is not None:
            with file:
                target.receive(file, size, sha256)
            yield sha256


def remove_database(path: Path) -> None:
    """The file of a SQLite database and those it keeps beside itself."""
    for end in ("", "-wal", "-shm", "-journal"):
        Path(f"{path}{end}").unlink(missing_ok=True)


def _about(app: Flask, folder: Path, projects: dict[str, int]) -> None:
    if demo_clock.is_demo(app.config["DATA"]):
        demo_clock.set_offset(folder, demo_clock.offset(app.config["DATA"]))
    said = {"made_at": datetime.now(UTC).isoformat(timespec="seconds"), "version": version("xunlou"),
            "records": projects}
    (folder / ABOUT).write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
