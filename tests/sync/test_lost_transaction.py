"""A disk that fills up in the middle of a record: nothing is receipted or half kept, and the next try succeeds."""

import uuid
from typing import Any

import pytest

from server.domain.problems import Problem
from server.storage.db import reading
from server.sync import intake, judge, release
from server.sync.verify import verify_log
from tests import databases, people
from tests.clock import Clock
from tests.people import ALICE

ROOM = 2**30


@pytest.fixture
def small(tmp_path):
    """A compound in a file of SQLite, the database that gives a whole transaction up."""
    url = f"sqlite:///{tmp_path / 'xunlou.db'}"
    databases.migrate(url)
    databases.settle(url)
    with databases.opened(url) as engine:
        yield people.Compound(engine, Clock())


def no_room(session: Any) -> None:
    """The next page finds no room."""
    session.exec_driver_sql(f"PRAGMA max_page_count={session.exec_driver_sql('PRAGMA page_count').scalar()}")
    try:
        session.exec_driver_sql("insert into second_body values ('p1', 'z', 'z', zeroblob(500000), 'u', '2023-01-01')")
    finally:
        session.exec_driver_sql(f"PRAGMA max_page_count={ROOM}")


def kept(compound) -> tuple[Any, ...]:
    with reading(compound.engine) as look:
        return (look.exec_driver_sql("select seq from project where id = 'p1'").scalar(),
                *look.exec_driver_sql("select max(seq), count(*) from event").one())


@pytest.mark.parametrize(("room", "name"), [(judge, "_shared"), (intake, "apply"), (release, "write_release")])
def test_a_record_whose_transaction_the_disk_gave_up_is_refused_for_now_and_taken_whole_later(
        small, monkeypatch, room, name):
    visit = str(uuid.uuid4())
    assert small.say(ALICE, "visit.withdrawn", {"target": visit, "reason": "重复"}, after=[visit])["outcome"] == "held"
    before, real, faults = kept(small), getattr(room, name), []

    def failing(state: Any, *said: Any, **more: Any) -> Any:
        if not faults:
            faults.append(name)
            no_room(getattr(state, "session", state))
        return real(state, *said, **more)
    monkeypatch.setattr(room, name, failing)
    with pytest.raises(Problem) as refused:
        small.say(ALICE, "visit.recorded", people.visit("SZ-B03-E2"), id=visit)
    assert (faults, refused.value.code, refused.value.retry, kept(small)) == ([name], "busy", True, before)
    assert small.say(ALICE, "visit.recorded", people.visit("SZ-B03-E2"), id=visit)["outcome"] == "applied"
    assert list(verify_log("p1", small.engine)) == []
