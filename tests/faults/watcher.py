"""Looks at the log while everything fails: what was written stays, and nothing appears below what was seen."""

import threading
from contextlib import suppress

from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError

from server.storage import tables
from server.storage.blobs import BlobStore
from server.storage.db import reading
from tests.people import PROJECT

EVERY_S = 0.2
_row, _blob = tables.event.c, tables.blob.c


class Watcher:
    """Reads the log again and again from a thread of its own; `faults` says what was wrong (I4, I5, I6)."""

    def __init__(self, engine: Engine, store: BlobStore) -> None:
        self.faults: list[str] = []
        self._engine, self._store = engine, store
        self._seen: dict[int, tuple[str, ...]] = {}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """One last look, then no more."""
        self._stopping.set()
        self._thread.join(30)
        self.look()

    def look(self) -> None:
        """Compare the log with what was seen before, and the pictures with their files."""
        with reading(self._engine) as session:
            found = {row.seq: (row.id, row.sha256, str(row.received_at), row.chain) for row in session.execute(
                select(_row.id, _row.seq, _row.sha256, _row.received_at, _row.chain).where(_row.project == PROJECT))}
        for seq, told in self._seen.items():
            if found.get(seq) != told:
                self.faults.append(f"row {seq} was {told} and is {found.get(seq)}")
        late = [seq for seq in found.keys() - self._seen.keys() if self._seen and seq < max(self._seen)]
        self.faults += [f"row {seq} appeared below one already seen" for seq in late]
        self._seen = found
        with reading(self._engine) as session:
            pictures = session.execute(select(_blob.sha256, _blob.size).where(_blob.project == PROJECT)).all()
        self.faults += [f"picture {name} is said to be here, and {self._store.size(name)} bytes of {size} are"
                        for name, size in pictures if self._store.size(name) != size]

    def _watch(self) -> None:
        while not self._stopping.wait(EVERY_S):
            with suppress(OperationalError):    # the database itself is down
                self.look()
