"""A server that forgets: pictures rotted, a backup put back, an older database in its place. Phones bring all back."""

import os
import sqlite3
from contextlib import ExitStack, closing

import pytest

from server import cli
from server.storage import log
from server.storage.db import reading
from server.storage.state import State
from tests import postgres
from tests.conftest import SOCKET, on_postgres
from tests.databases import opened
from tests.faults.office import real_phone
from tests.people import ALICE, BOB, PROJECT

NO_ROOM = {"DISK_RESERVE_MB": str(10**9)}


@pytest.fixture
def typed(database, data, monkeypatch):
    """`typed("verify")` is the exit code of that command on the office's data, or on other ones."""
    def run(*words, data=data, url=database) -> int:
        monkeypatch.setenv("XUNLOU_DATA", str(data))
        monkeypatch.setenv("XUNLOU_DATABASE_URL", url)
        return cli.main([str(word) for word in words])
    return run


@pytest.fixture
def put_back(office, typed, tmp_path):
    """Lose the server and restore a backup into a new one, before which the phones then stand."""
    with ExitStack() as stack:
        def restored(backup) -> None:
            new = tmp_path / "new"
            url = f"sqlite:///{new / 'xunlou.db'}"
            office.farm.kill(0)
            assert typed("restore", backup, data=new, url=url) == 0
            office.stand_on(new, stack.enter_context(opened(url)))
        yield restored
        office.farm.kill(0)


def copied(office, database: str, folder) -> str:
    """The address of a copy of the office's database as it is now."""
    office.farm.kill(0)
    office.engine.dispose()
    if on_postgres():
        name = postgres.fresh_name("older")
        postgres.create(os.environ[SOCKET], name, template=office.engine.url.database)
        url = postgres.url(os.environ[SOCKET], name)
    else:
        path = folder / "older.db"
        with closing(sqlite3.connect(office.engine.url.database)) as now, closing(sqlite3.connect(path)) as older:
            now.backup(older)
        url = f"sqlite:///{path}"
    office.farm.start(0)
    office.farm.wait_ready(0)
    return url


def epoch(office) -> str:
    with reading(office.engine) as look:
        return log.head(look, PROJECT)["epoch"]


def numbers(office) -> dict[str, str]:
    """The number each finding bears now."""
    with reading(office.engine) as look:
        return {id: one["number"] for id, one in State(look, PROJECT).all("finding").items()}


def test_rotted_cut_and_lost_pictures_are_cleared_and_phones_send_them_again(office, typed):
    alice = office.real(ALICE)
    for _ in range(2):
        office.report(alice, photos=2)
    office.settle()
    whole = {path: path.read_bytes() for path in office.pictures()}
    rotted, cut, lost, *_ = whole
    rotted.write_bytes(whole[rotted][:-1] + bytes([whole[rotted][-1] ^ 1]))
    cut.write_bytes(whole[cut][:100])
    lost.unlink()
    assert typed("verify") == 1 and office.pictures() == [path for path in whole if path not in (rotted, cut, lost)]
    assert real_phone(alice).round(all=True)["verified"]["missing"] == 3
    office.settle()
    assert {path: path.read_bytes() for path in office.pictures()} == whole
    assert typed("verify") == 0 and office.complaints() == []


def test_after_an_old_backup_is_put_back_everything_since_comes_back_once(office, typed, put_back, tmp_path):
    alice, bob = office.real(ALICE), office.real(BOB)
    office.report(alice)
    office.settle()
    assert typed("backup", tmp_path / "backup") == 0
    office.report(alice, photos=2)
    office.report(bob, "SZ-B01-E1")
    office.settle()
    before, known = epoch(office), sorted(office.log("id", "sha256"))
    waiting = office.report(alice, "SZ-B02-E1")
    put_back(tmp_path / "backup")
    assert epoch(office) != before and len(office.log("id")) == 1
    office.settle()
    assert [row for row in sorted(office.log("id", "sha256")) if row.id != waiting] == known
    assert office.complaints() == []


def test_no_finding_gets_the_number_another_one_had_on_paper_before_the_restore(office, typed, put_back, tmp_path):
    alice, bob = office.real(ALICE), office.real(BOB)
    office.report(alice)
    office.settle()
    assert typed("backup", tmp_path / "backup") == 0
    for _ in range(3):
        office.report(alice)
    office.settle()
    on_paper = numbers(office)
    put_back(tmp_path / "backup")
    for _ in range(3):
        office.report(bob, "SZ-B01-E1")
    bob.exchange()
    assert len(numbers(office)) == 4, "what is new comes first"
    office.settle()
    after = numbers(office)
    assert len(after) == 7 and on_paper.keys() <= after.keys()
    assert [(id, number) for id, number in after.items()
            if number in on_paper.values() and on_paper.get(id) != number] == []
    assert office.complaints() == []


def test_pictures_that_came_after_the_backup_come_back_although_no_record_did(office, typed, put_back, tmp_path):
    alice = office.real(ALICE)
    office.restart(**NO_ROOM)
    office.report(alice)
    alice.exchange()
    assert len(office.log("id")) == 1 and office.pictures() == []
    assert typed("backup", tmp_path / "backup") == 0
    office.restart()
    office.settle()
    assert len(office.pictures()) == 2
    put_back(tmp_path / "backup")
    office.settle()
    assert office.complaints() == []


@pytest.mark.parametrize("later", [0, 3], ids=["shorter", "as long again"])
def test_an_older_database_in_place_of_a_newer_is_noticed_and_all_comes_back_once(office, database, tmp_path, later):
    alice, bob = office.real(ALICE), office.real(BOB)
    office.report(alice)
    office.settle()
    older = copied(office, database, tmp_path)
    office.report(alice, "SZ-B01-E1")
    office.settle()
    kept = epoch(office)
    for _ in range(later):
        office.report(bob, "SZ-B02-E1")
    with opened(older) as engine:
        office.stand_on(office.data, engine)
        bob.exchange()
        assert epoch(office) == kept
        office.settle()
        assert office.complaints() == []
        office.farm.kill(0)
