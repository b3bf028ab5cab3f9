"""Guards of the server turned off one by one (protocol.md §6): a checker that never failed proves nothing.

Each function is called in a server process of a simulation before the application is made. Those of the phone are
in tests/js/fleet/mutants.json.
"""

import hashlib
import json
import threading
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine

from server.domain import rights
from server.storage import blobs, log, tables
from server.storage.db import reading, transaction
from server.storage.upsert import upsert
from server.sync import feed, intake, pictures_in
from server.web.api import blobs as blobs_call
from server.web.api import events as events_call
from tests.steps.tools import JS

LATER_S = 0.1


def naive_cursor() -> None:
    """The cursor is where the log ends now, whatever of it was read: what came between is skipped."""
    whole = feed.cursor_at

    def ahead(_session: Any, project: str, _seq: int) -> str:
        time.sleep(LATER_S)
        with reading() as now:
            return whole(now, project, log.head(now, project)["seq"])
    feed.cursor_at = ahead


def no_primary_key() -> None:
    """Nobody looks whether a record is here already; the stage takes the key from the table."""
    sight, find, submit = threading.local(), log.find, intake.submit

    def blind(*wanted: Any) -> Any:
        if getattr(sight, "blind", 0):
            sight.blind -= 1
            return None
        return find(*wanted)

    def without_looking(*said: Any, **more: Any) -> Any:
        sight.blind = 2
        return submit(*said, **more)
    log.find, events_call.submit = blind, without_looking


def receipt_before_commit() -> None:
    """The answer goes out first, and the record is written down a moment later."""
    submit = intake.submit

    def hasty(project: str, id: str, raw: bytes, submitter: Any, now: Any) -> tuple[bool, dict[str, Any]]:
        from flask import current_app

        app = current_app._get_current_object()     # type: ignore[attr-defined]

        def afterwards() -> None:
            with app.app_context():
                submit(project, id, raw, submitter, now)
        threading.Timer(LATER_S, afterwards).start()
        return True, {"id": id, "sha256": hashlib.sha256(raw).hexdigest(), "project": project, "seq": 1, "epoch": "",
                      "outcome": "held", "reasons": [], "missing_blobs": [], "received_at": now}
    events_call.submit = hasty


def row_before_file() -> None:
    """The picture is said to be here before it is."""
    def hasty(store: Any, project: str, person: str, sha256: str, stream: Any, length: int, mime: str,
              now: Any) -> bool:
        with transaction() as session:
            upsert(session, tables.blob, [{"project": project, "sha256": sha256, "size": length, "type": mime,
                                           "uploader": person, "received_at": now, "erased": False,
                                           "looked_at": False}], update=False)
        time.sleep(LATER_S)
        store.receive(stream, length, sha256)
        return True
    blobs_call.store_blob = pictures_in.store_blob = hasty


def no_digest() -> None:
    """What was damaged on the way is taken for the record."""
    read = events_call.read_exact
    events_call.read_exact = lambda request, most, **_: read(request, most)


def no_length_check() -> None:
    """A picture cut short is kept under the name of the whole one."""
    def careless(self: Any, stream: Any, length: int, expected_sha256: str) -> Any:
        with blobs.Half(self._incoming) as half:
            blobs.copy_hashed(stream, length, half)
            self._keep(half, blobs.Stored(expected_sha256, length))
        return blobs.Stored(expected_sha256, length)
    blobs.DiskBlobs.receive = careless      # type: ignore[method-assign]


def no_scope() -> None:
    """Everybody is given what the staff is given."""
    narrow = rights.scopes_of
    rights.scopes_of = lambda reader: narrow(reader) | {"staff", "reviewers"}


SERVER: dict[str, Callable[[], None]] = {mutant.__name__: mutant for mutant in (
    naive_cursor, no_primary_key, receipt_before_commit, row_before_file, no_digest, no_length_check, no_scope)}

WITHOUT_KEY = {
    "sqlite": ["ALTER TABLE event RENAME TO event_before", "CREATE TABLE event AS SELECT * FROM event_before",
               "DROP TABLE event_before"],
    "postgresql": ["ALTER TABLE event DROP CONSTRAINT event_pkey CASCADE"],
}


def take_the_key(engine: Engine) -> None:
    """The log's table without its primary key."""
    with engine.connect() as connection:
        for statement in WITHOUT_KEY[engine.dialect.name]:
            connection.exec_driver_sql(statement)
        connection.commit()


def names() -> list[str]:
    """All there are, of servers and of phones."""
    return [*SERVER, *json.loads((JS / "fleet" / "mutants.json").read_text())]
