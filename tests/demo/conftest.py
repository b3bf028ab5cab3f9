"""The demo as `xunlou demo` leaves it: played once for all tests, however many processes they run in."""

import fcntl
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Played:
    """`folder` holds the data, `told` what `--json` said, `printed` what the command wrote."""

    folder: Path
    told: dict[str, Any]
    printed: str

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table."""
        with closing(sqlite3.connect(self.folder / "xunlou.db")) as base:
            tables = [name for (name,) in base.execute("select name from sqlite_master where type = 'table'")]
            return {name: sorted(base.execute(f'select * from "{name}"'), key=repr) for name in sorted(tables)}

    def states(self, kind: str, project: str = "p1") -> list[dict[str, Any]]:
        """The current states of one kind of thing."""
        with closing(sqlite3.connect(self.folder / "xunlou.db")) as base:
            rows = base.execute("select state from thing where project = ? and kind = ? order by id", (project, kind))
            return [json.loads(state) for (state,) in rows]

    def events(self, type: str) -> list[dict[str, Any]]:
        """The records of one type as their phones sealed them, in order of arrival."""
        with closing(sqlite3.connect(self.folder / "xunlou.db")) as base:
            rows = base.execute("select bytes from event where type = ? order by seq", (type,))
            return [json.loads(raw) for (raw,) in rows]

    def table(self, name: str) -> list[sqlite3.Row]:
        """The rows of one table, by the names of their columns; the log's `event` in its order."""
        with closing(sqlite3.connect(self.folder / "xunlou.db")) as base:
            base.row_factory = sqlite3.Row
            return list(base.execute(f'select * from "{name}" order by {"seq" if name == "event" else 1}'))

    def contents(self) -> list[dict[str, Any]]:
        """The canonical contents of every version of every paper of every tier."""
        with closing(sqlite3.connect(self.folder / "xunlou.db")) as base:
            rows = base.execute("select content from sheet order by day, tier, version")
            return [json.loads(text) for (text,) in rows]

    def sheet(self) -> dict[str, Any]:
        """The canonical content of the day's sheet."""
        with closing(sqlite3.connect(self.folder / "xunlou.db")) as base:
            rows = base.execute("select content from sheet where day = ?", (self.told["date"],))
            return json.loads(rows.fetchone()[0])


def demo(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`xunlou demo --no-serve …` as typed, in a process of its own."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("XUNLOU_")}
    return subprocess.run(
        [sys.executable, "-m", "server.cli", "demo", "--data", str(folder), "--no-serve", *words],
        capture_output=True, text=True, check=False, timeout=600, env=environment)


@pytest.fixture(scope="session")
def played(tmp_path_factory, worker) -> Played:
    """The demo as anybody starts it."""
    return once(tmp_path_factory, worker, "the-demo")


@pytest.fixture(scope="session")
def fortnight(tmp_path_factory, worker) -> Played:
    """The demo of two weeks."""
    return once(tmp_path_factory, worker, "the-fortnight", "--days", "14")


def once(factory: pytest.TempPathFactory, worker: str, name: str, *words: str) -> Played:
    """Whoever comes first plays; the others wait for him at the door."""
    root = factory.getbasetemp()
    root = (root if worker == "main" else root.parent) / name
    root.mkdir(exist_ok=True)
    told = root / "told.json"
    with (root / "door").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if not told.exists():
            ran = demo(root / "data", "--json", str(told), *words)
            assert ran.returncode == 0, ran.stdout + ran.stderr
            (root / "printed").write_text(ran.stdout)
    return Played(root / "data", json.loads(told.read_text()), (root / "printed").read_text())
