"""A database that is locked, restarted or has no room for one more client: retry is the word, and all is there once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import psycopg
import pytest

from server.storage import log
from server.storage.db import transaction
from tests import postgres
from tests.databases import migrate, opened, settle
from tests.faults import line
from tests.faults.office import Office
from tests.people import ALICE, ANN, BOB, PAM, PROJECT
from tests.web.calls import HERE, digest

AT_ONCE = 8


def put(phone, noun: str, name: str, raw: bytes, **headers: str) -> line.Answer:
    return phone.line.ask("PUT", f"{HERE}/{noun}/{name}", raw, **headers)


def test_one_report_sent_eight_times_at_once_is_eight_successes_and_one_row(office):
    alice = office.scripted(ALICE)
    id, phone = office.report(alice), alice.phone
    event, (name, (picture, _)) = phone.disk.events[id], *phone.disk.blobs.items()
    json = {"Content_Type": "application/json", **digest(event.raw)}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        records = [pool.submit(put, phone, "events", id, event.raw, **json) for _ in range(AT_ONCE)]
        assert sorted(one.result().status for one in records) == [200] * (AT_ONCE - 1) + [201]
        pictures = [pool.submit(put, phone, "blobs", name, picture, Content_Type="image/jpeg") for _ in range(AT_ONCE)]
        assert sorted(one.result().status for one in pictures) == [200] * (AT_ONCE - 1) + [201]
    assert len({one.result().said["seq"] for one in records}) == 1
    office.settle()
    assert len(office.log("id")) == 1 and office.complaints() == []


def test_while_somebody_holds_the_write_lock_all_can_read_and_what_waits_arrives_once(office, compound, monkeypatch):
    monkeypatch.setattr(line, "TIMEOUT_S", 0.5)
    alice, bob = office.real(ALICE), office.scripted(BOB)
    office.report(alice)
    office.report(bob)
    with ThreadPoolExecutor(1) as pool:
        with transaction(office.engine) as work:
            log.hold(work, PROJECT, compound.clock())
            waiting = pool.submit(alice.phone.round)
            assert not bob.phone.round() and bob.phone.waiting() == 2
            assert bob.phone.line.ask("GET", f"{HERE}/feed?after=0").status == 200
            assert office.log("id") == [] and not waiting.done()
        assert waiting.result()
    office.settle()
    assert len(office.log("id")) == 2 and office.complaints() == []


@pytest.mark.nightly
def test_a_lock_that_is_never_given_back_is_answered_with_the_word_to_come_again(office, compound, monkeypatch):
    monkeypatch.setattr(line, "TIMEOUT_S", 60)
    bob = office.scripted(BOB)
    id = office.report(bob)
    raw = bob.phone.disk.events[id].raw
    with transaction(office.engine) as work:
        log.hold(work, PROJECT, compound.clock())
        answer = put(bob.phone, "events", id, raw, Content_Type="application/json", **digest(raw))
        assert (answer.status, answer.said["error"], answer.said["retry"]) == (503, "busy", True)
    office.settle()
    assert len(office.log("id")) == 1 and office.complaints() == []


@pytest.mark.nightly
def test_sixteen_phones_bring_fifty_visits_with_two_pictures_each_without_an_error(office, monkeypatch):
    monkeypatch.setattr(line, "TIMEOUT_S", 60)
    hands = [office.scripted([ALICE, ANN, PAM, BOB][nr % 4], f"phone {nr}") for nr in range(16)]

    def morning(hand) -> list[bool]:
        ended = []
        for _ in range(10):
            for _ in range(5):
                office.report(hand, photos=2)
            ended.append(hand.phone.round())
        return ended
    with ThreadPoolExecutor(len(hands)) as pool:
        assert all(done for ended in pool.map(morning, hands) for done in ended)
    office.settle()
    assert len(office.log("id")) == 800 and len(office.pictures()) == 1600 and office.complaints() == []


@pytest.fixture(scope="module")
def own_postgres():
    """A PostgreSQL of this module's own: others must not feel what is done to it."""
    with postgres.running() as socket:
        postgres.create(socket, "settled")
        migrate(postgres.url(socket, "settled"))
        settle(postgres.url(socket, "settled"))
        yield socket


@pytest.fixture
def on_own(own_postgres, standing, crowd, data):
    """An office on it."""
    name = postgres.fresh_name("own")
    postgres.create(own_postgres, name, template="settled")
    with opened(postgres.url(own_postgres, name)) as engine:
        office = Office(standing, crowd, engine, data)
        office.restart()
        yield office
        standing.kill(0)


def test_a_database_that_stops_and_starts_again_in_the_middle_of_the_work_loses_nothing(on_own, own_postgres):
    hands = [on_own.real(ALICE), on_own.scripted(BOB), on_own.scripted(PAM)]
    with ThreadPoolExecutor(len(hands)) as pool:
        for _ in range(3):
            for hand in hands:
                on_own.report(hand)
            rounds = [pool.submit(hand.phone.round) for hand in hands]
            postgres.stop(own_postgres)
            assert hands[1].phone.line.ask("GET", f"{HERE}/feed?after=0").said["error"] == "busy"
            assert not all(one.result() for one in rounds)
            postgres.start(own_postgres)
    on_own.settle()
    assert len(on_own.log("id")) == 9 and on_own.complaints() == []


def test_when_the_database_takes_no_more_clients_phones_wait_and_nothing_is_lost(on_own, own_postgres):
    alice, bob = on_own.real(ALICE), on_own.scripted(BOB)
    with ExitStack() as everybody:
        first = everybody.enter_context(_client(own_postgres))
        first.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        with pytest.raises(psycopg.OperationalError, match="too many clients"):
            while True:
                everybody.enter_context(_client(own_postgres))
        for hand in (alice, bob):
            on_own.report(hand)
            assert not hand.phone.round()
        answer = bob.phone.line.ask("GET", f"{HERE}/feed?after=0")
        assert (answer.status, answer.said["retry"]) == (503, True)
    on_own.settle()
    assert len(on_own.log("id")) == 2 and on_own.complaints() == []


def _client(socket: str) -> psycopg.Connection:
    return psycopg.connect(host=socket, user=postgres.OWNER, dbname="postgres", autocommit=True)
