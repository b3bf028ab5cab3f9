"""Notes beside a backup how often it was put back: each server it became gave numbers the next must not give again."""

import json
import os
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from server.domain.problems import Problem
from server.storage import tables
from server.storage.db import reading
from server.storage.shelf import folder_on_disk
from server.sync.restored import Skip

NOTES = "restored.jsonl"
UNREADABLE = ("备份目录里的恢复记录 {} 无法{}，请用 --restored-before N 说明此备份已恢复过几次，第一次恢复为 0 "
              "(the note beside the backup cannot be {}: say how often it was put back before, 0 the first time)")


def noted(folder: Path, backup: Engine) -> Skip:
    """What the last restore of this backup left out; nothing if the backup was made after it, and so knows of it.

    Raises Problem bad_setting where the note cannot be read.
    """
    with reading(backup) as look:
        known = set(look.scalars(select(tables.thing.c.id).where(tables.thing.c.kind == "gap")))
    last = None
    for line in _lines(folder):
        last = None if line["id"] in known else line
    return Skip(**{size: last[size] for size in asdict(Skip())}) if last else Skip().times(0)


def note(folder: Path, id: str, now: datetime, skip: Skip) -> None:
    """Add the restore that writes gaps `id`, before it can give a number. Raises Problem bad_setting."""
    line = json.dumps({"at": now.isoformat(timespec="seconds"), "id": id, **asdict(skip)})
    new = folder / f"{NOTES}.new"
    try:
        before = _read(folder)
        with new.open("w", encoding="utf-8") as file:
            file.write(f"{before}{line}\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, folder / NOTES)
        folder_on_disk(folder)
    except OSError:
        raise Problem("bad_setting", UNREADABLE.format(folder / NOTES, "写入", "written")) from None


def _lines(folder: Path) -> list[dict[str, Any]]:
    try:
        found = [json.loads(line) for line in _read(folder).splitlines()]
        if all({"id", *asdict(Skip())} <= line.keys() for line in found):
            return found
    except (OSError, ValueError, AttributeError):
        pass
    raise Problem("bad_setting", UNREADABLE.format(folder / NOTES, "读取", "read"))


def _read(folder: Path) -> str:
    path = folder / NOTES
    return path.read_text(encoding="utf-8") if path.exists() else ""
