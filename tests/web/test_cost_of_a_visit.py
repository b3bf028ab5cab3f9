"""What one visit may ask of the database: each question more is paid by every record of every phone."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event, text

from server.storage import tables
from server.storage.db import db, reading
from tests import people, pictures
from tests.databases import opened
from tests.web.calls import HERE, put, record

RECORD_MAX, PICTURE_MAX = 30, 6
"""Statements: a finding with two photos and their previews; one picture. Beginnings and commits come on top."""


@contextmanager
def counted(engine) -> Iterator[list[str]]:
    """The statements of all that happens inside."""
    asked: list[str] = []

    def note(connection, cursor, statement, *more):
        asked.append(statement)
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def told(raw: bytes, **more) -> dict:
    return {"sha256": hashlib.sha256(raw).hexdigest(), "size": len(raw), "w": 8, "h": 6, **more}


def visit_with_photos() -> tuple[str, bytes, list[bytes]]:
    """(id, bytes of the record, its pictures): two photos of one finding, each with a preview."""
    raws = [pictures.turned(turn) for turn in range(1, 5)]
    blobs = [told(full, type="image/jpeg", preview=told(small)) for full, small in (raws[:2], raws[2:])]
    found = people.finding(photos=[blob["sha256"] for blob in blobs])
    body = people.visit("SZ-B03-E2", outcome="findings", findings=[found])
    return *record(body=body, blobs=blobs), raws


def test_a_visit_with_two_photos_asks_the_database_little(app, browser, compound):
    phone = browser(people.ALICE)
    with app.app_context():
        engine = db.engine
    id, raw, raws = visit_with_photos()
    with counted(engine) as asked:
        assert put(phone, id, raw).json["outcome"] == "applied"
    assert len(asked) <= RECORD_MAX, "\n".join(asked)
    for picture in raws:
        with counted(engine) as asked:
            sha256 = hashlib.sha256(picture).hexdigest()
            answer = phone.ask("PUT", f"{HERE}/blobs/{sha256}", data=picture, headers={"Content-Type": "image/jpeg"})
        assert answer.status_code == 201
        assert len(asked) <= PICTURE_MAX, "\n".join(asked)


def test_who_saw_a_thing_before_is_found_by_the_thing_not_among_all_things(tmp_path):
    """The log grows for years; a question that walks through all of it would slow every visit a little more."""
    question = ("EXPLAIN QUERY PLAN SELECT scope FROM thing_scope "
                "WHERE project = 'p1' AND kind = 'place' AND id = 'SZ-B03-E2' AND visible")
    with opened(f"sqlite:///{tmp_path / 'empty.db'}") as engine:
        tables.metadata.create_all(engine)
        with reading(engine) as look:
            plan = " ".join(row[3] for row in look.execute(text(question)))
    assert "project=? AND kind=? AND id=?" in plan, plan
