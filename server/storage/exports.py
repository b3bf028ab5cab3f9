"""Files made for somebody to fetch: each in a folder of its own, which says how far it is and goes after an hour."""

import json
import os
import re
import shutil
import time
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any

from server.domain import rights
from server.domain.rights import Reader

FOLDER = "exports"
"""Below the data folder."""

KEPT_SECONDS = 3600
SILENT_SECONDS = 300
"""A maker that has said nothing for so long has died with its process."""

_ID = re.compile(r"[0-9a-f]{32}")
_STATE, _STOP, _FILE = "state.json", "stop", "file"
UNDER_WAY = ("queued", "writing")

Row = dict[str, Any]


class Cancelled(Exception):
    """Somebody does not want the file any more."""


class Exports:
    """Folders `<id>/` under one root: what is asked for, how far it is, the file. A machine's processes share them.

    A file is for whom it was made, and for what he was then: another role or organisation reads other findings.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def begin(self, reader: Reader, total: int, facts: Row) -> str:
        """A new one, instead of all this person had in the project; its id. `facts` are given back with the state."""
        self.sweep()
        for other in self._ids():
            if _owner(self._read(other) or {}) == (reader.person, reader.project):
                self.cancel(other)
        id = uuid.uuid4().hex
        (self.root / id).mkdir(parents=True)
        self.say(id, {**facts, "person": reader.person, "project": reader.project, "sight": _sight(reader),
                      "total": total, "done": 0, "phase": "queued"})
        return id

    def state(self, id: str, reader: Reader) -> Row | None:
        """How far this person's own one is: {"phase": queued|writing|ready|failed, "done", "total", facts}, or None.

        After an hour it is gone, swept away or not.
        """
        found, age = self._read(id), time.time() - self._touched(id)
        if found is None or _owner(found) != (reader.person, reader.project) or age > KEPT_SECONDS:
            return None
        if found.get("sight") != _sight(reader):
            return None
        silent = age > SILENT_SECONDS
        return {**found, "phase": "failed"} if found["phase"] in UNDER_WAY and silent else found

    def say(self, id: str, state: Row) -> None:
        """Write how far it is, whole or not at all. Raises Cancelled once somebody cancelled it."""
        folder = self.root / id
        if not folder.is_dir() or (folder / _STOP).exists():
            raise Cancelled
        written = folder / f"{_STATE}.new"
        written.write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")
        os.replace(written, folder / _STATE)

    def cancel(self, id: str) -> None:
        """Stop its maker, if it has one, who then clears away; what is ready or failed goes at once."""
        state = self._read(id)
        if state is not None and state["phase"] in UNDER_WAY and time.time() - self._touched(id) <= SILENT_SECONDS:
            (self.root / id / _STOP).touch()
        elif state is not None:
            self.remove(id)

    def remove(self, id: str) -> None:
        """The folder and all in it."""
        if _ID.fullmatch(id):
            shutil.rmtree(self.root / id, ignore_errors=True)

    def folder(self, id: str) -> Path:
        """Where its maker may put what it needs meanwhile."""
        return self.root / id

    def file(self, id: str) -> Path:
        """Where the file lies, or will lie."""
        return self.root / id / _FILE

    def sweep(self) -> int:
        """Remove what nobody has touched for an hour; how many."""
        old = [id for id in self._ids() if time.time() - self._touched(id) > KEPT_SECONDS]
        for id in old:
            self.remove(id)
        return len(old)

    def _ids(self) -> list[str]:
        return sorted(path.name for path in self.root.glob("*") if _ID.fullmatch(path.name))

    def _read(self, id: str) -> Row | None:
        with suppress(OSError, ValueError):
            if _ID.fullmatch(id):
                found: Row = json.loads((self.root / id / _STATE).read_text(encoding="utf-8"))
                return None if (self.root / id / _STOP).exists() else found
        return None

    def _touched(self, id: str) -> float:
        for path in (self.root / id / _STATE, self.root / id):
            with suppress(OSError):
                return path.stat().st_mtime
        return 0.0


def _owner(state: Row) -> tuple[str | None, str | None]:
    return state.get("person"), state.get("project")


def _sight(reader: Reader) -> list[Any]:
    """What decides which findings somebody reads, and how."""
    return [reader.role, reader.org, rights.VERSION]
