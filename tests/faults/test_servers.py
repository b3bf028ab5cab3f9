"""Servers that die and come back: what was receipted stays, what was not is taken once when sent again."""

import hashlib
import os
import signal

import pytest
import requests
from sqlalchemy import func, select

from server.storage import log, tables
from server.storage.db import reading
from tests import people, pictures
from tests.faults.caller import Caller
from tests.faults.points import BLOB_POINTS, EVENT_POINTS, STORED
from tests.faults.servers import Farm
from tests.web.calls import record

NOW = "2023-06-14T09:00:00+08:00"


@pytest.fixture
def farm(data, database, compound):
    """One server on the settled compound."""
    with Farm(data, 1, now=NOW, DATABASE_URL=database) as farm:
        yield farm


@pytest.fixture
def alice(farm):
    """Alice's client of that server."""
    with Caller(f"http://127.0.0.1:{farm.port(0)}") as caller:
        caller.sign_in(people.ALICE)
        yield caller


def rows(engine, table) -> int:
    with reading(engine) as session:
        return session.scalar(select(func.count()).select_from(table))


def seq(engine) -> int:
    with reading(engine) as session:
        return log.head(session, people.PROJECT)["seq"]


def dies_at(farm: Farm, point: str, send) -> int | None:
    """Send to a server armed with that point; then, with the server back and unarmed, send again: its answer."""
    farm.kill(0)
    farm.start(0, f"{point}:1")
    farm.wait_ready(0)
    assert send() is None, f"{point}: a receipt came from a server that was to die"
    farm.wait_dead(0)
    assert farm.status(0) == -signal.SIGKILL
    farm.start(0)
    farm.wait_ready(0)
    return send()


def test_every_crash_point_kills_and_a_record_sent_again_is_there_once(farm, alice, engine):
    for name, point in EVENT_POINTS.items():
        id, raw = record()
        before = seq(engine), rows(engine, tables.event)
        assert dies_at(farm, point, lambda id=id, raw=raw: alice.send_event(id, raw)) == (
            200 if name in STORED else 201), name
        assert (seq(engine), rows(engine, tables.event)) == (before[0] + 1, before[1] + 1), name


def test_every_crash_point_kills_and_a_picture_sent_again_is_there_once(farm, alice, engine, data):
    for nr, (name, point) in enumerate(BLOB_POINTS.items()):
        raw = pictures.saved(pictures.with_corner(64, 48 + nr))
        sha256 = hashlib.sha256(raw).hexdigest()
        before = rows(engine, tables.blob)
        assert dies_at(farm, point, lambda raw=raw: alice.send_blob(raw)) == (200 if name in STORED else 201), name
        assert rows(engine, tables.blob) == before + 1, name
        assert (data / "blobs" / sha256[:2] / sha256[2:]).read_bytes() == raw, name


def test_one_server_serves_while_the_other_is_dead_and_each_keeps_its_port(data, database, compound):
    with Farm(data, 2, now=NOW, DATABASE_URL=database) as farm:
        both = farm.ports()
        callers = [Caller(f"http://127.0.0.1:{port}") for port in both]
        with callers[0], callers[1]:
            farm.kill(0)
            assert (farm.ports(), farm.dead()) == (both[1:], [])
            with pytest.raises(requests.ConnectionError):
                callers[0].ask("GET", "/api/v1/hello")
            assert callers[1].ask("GET", "/api/v1/hello").ok
            farm.start(0)
            farm.wait_ready(0)
            assert farm.ports() == both and callers[0].ask("GET", "/api/v1/hello").ok


def test_who_died_by_himself_is_told_from_whom_we_killed(farm):
    farm.kill(0)
    farm.start(0, "server.web.api.hello:answer:before:1")
    with pytest.raises(AssertionError, match="died"):
        farm.wait_ready(0)
    assert farm.dead() == [0] and farm.ports() == [farm.port(0)]
    farm.kill(0)
    assert farm.dead() == [] and farm.ports() == []


def test_a_farm_leaves_no_process_behind(data, database, compound):
    with Farm(data, 2, now=NOW, DATABASE_URL=database) as farm:
        group = farm.group
        os.killpg(group, 0)
    with pytest.raises(ProcessLookupError):
        os.killpg(group, 0)
