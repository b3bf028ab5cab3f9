"""Makes a file beside the requests: a thread of its own writes it, the pages only ask how far it is."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, current_app

from server.house import house
from server.storage.exports import FOLDER, Cancelled, Exports
from server.web.desk.page import Desk

logger = logging.getLogger(__name__)

ASK_SECONDS = 1
_turn = threading.Semaphore(1)
"""One file at a time in a process: the machine also has records to take in."""

Told = Callable[[int], None]
Make = Callable[[Path, Told], None]
"""Writes the file to a path whose folder it may use, and says after each part how many rows are done."""


def exports() -> Exports:
    """The exports of this house."""
    return Exports(house().data / FOLDER)


def start(desk: Desk, total: int, facts: dict[str, Any], make: Make) -> str:
    """Begin one of `total` rows for this person, instead of any he had; its id."""
    kept = exports()
    id = kept.begin(desk.reader, total, facts)
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    threading.Thread(target=_run, args=(app, kept, id, desk, make), daemon=True, name=f"export-{id[:8]}").start()
    return id


def _run(app: Flask, kept: Exports, id: str, desk: Desk, make: Make) -> None:
    state = kept.state(id, desk.reader) or {}
    try:
        while not _turn.acquire(timeout=ASK_SECONDS):
            kept.say(id, state)
        try:
            with app.app_context():
                make(kept.file(id), lambda done: kept.say(id, {**state, "phase": "writing", "done": done}))
        finally:
            _turn.release()
        kept.say(id, {**state, "phase": "ready", "done": state["total"]})
    except Cancelled:
        kept.remove(id)
    except Exception:                   # whatever it was: the page that waits must hear of it
        logger.exception("export %s failed", id)
        _failed(kept, id, state)


def _failed(kept: Exports, id: str, state: dict[str, Any]) -> None:
    try:
        kept.say(id, {**state, "phase": "failed"})
    except (Cancelled, OSError):
        kept.remove(id)
