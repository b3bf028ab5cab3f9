"""The network of the simulations: what each mischief does to a real server, its client and the log."""

import shutil
import threading
import uuid

import pytest
import requests
from sqlalchemy import create_engine

from server.storage import log
from server.storage.db import prepare, reading
from tests import people
from tests.faults.caller import Caller
from tests.faults.mischief import MISCHIEF, OUTAGE_REQUESTS_MAX, REPLAY_AFTER_MAX
from tests.faults.network import Network
from tests.faults.servers import Farm
from tests.servers import free_port
from tests.waiting import until
from tests.web.calls import record

HELLO = "/api/v1/hello"
QUICK = {name: MISCHIEF[name] for name in ("drop", "lose_answer", "busy", "throttled", "portal_page", "cut_response")}


class Watched(Network):
    """Remembers what reached a server, in the order of the answers: (request, answer)."""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.asked = []

    def ask(self, request, port, **how):
        answer = super().ask(request, port, **how)
        self.asked.append((request, answer))
        return answer

    def statuses(self, id: str) -> list[int]:
        """What servers answered to requests for that record, in order of rank."""
        return sorted(answer.status for request, answer in self.asked if id in request.path)


class Town:
    """Two servers, and networks to them on which Alice is signed in before anything goes wrong."""

    def __init__(self, farm, engine):
        self.farm, self.engine = farm, engine
        self.networks, self.callers = [], []

    def network(self, *names: str, rate: float = 1.0, seed: int = 7, timeout: float = 10, **more):
        """(network with only these kinds of mischief, Alice's client behind it)."""
        table = {name: MISCHIEF[name] for name in names} or MISCHIEF
        network = Watched(self.farm.ports, seed, 0.0, mischief=more.pop("mischief", table), **more)
        network.start()
        caller = Caller(network.origin, timeout)
        self.networks.append(network)
        self.callers.append(caller)
        caller.sign_in(people.ALICE)
        network.unhealthy(rate)
        return network, caller

    def has(self, id: str) -> bool:
        """Is that record in the log?"""
        with reading(self.engine) as session:
            return log.find(session, people.PROJECT, id) is not None

    def close(self):
        for one in [*self.networks, *self.callers]:
            one.__exit__()


@pytest.fixture(scope="module")
def farm(settled_template, tmp_path_factory):
    """Two servers for all tests of this module: they are not what is tested here."""
    data = tmp_path_factory.mktemp("town") / "data"
    data.mkdir()
    shutil.copy(settled_template, data / "xunlou.db")
    with Farm(data, 2, now="2023-06-14T09:00:00+08:00") as farm:
        yield farm


@pytest.fixture
def town(farm):
    engine = create_engine(f"sqlite:///{farm.data / 'xunlou.db'}")
    prepare(engine)
    town = Town(farm, engine)
    yield town
    town.close()
    engine.dispose()


def test_without_mischief_everything_passes_and_the_server_knows_the_address_the_client_used(town):
    network, alice = town.network(rate=0.0)
    id, raw = record()
    assert (alice.send_event(id, raw), alice.send_event(id, raw), network.counts) == (201, 200, {})


@pytest.mark.parametrize("name", ["drop", "cut_request", "flip_request", "portal_page", "portal_redirect",
                                  "portal_login", "busy", "throttled", "stall"])
def test_what_never_arrives_whole_is_neither_receipted_nor_stored(town, name):
    network, alice = town.network(name, stall_s=0.2)
    id, raw = record()
    assert [alice.send_event(id, raw) for _ in range(4)] == [None] * 4
    assert network.counts == {name: 4} and not town.has(id)
    network.healthy()
    assert alice.send_event(id, raw) == 201


@pytest.mark.parametrize("name", ["cut_response", "lose_answer"])
def test_what_arrives_without_an_answer_is_stored_and_receipted_the_next_time(town, name):
    network, alice = town.network(name)
    id, raw = record()
    assert [alice.send_event(id, raw) for _ in range(4)] == [None] * 4
    assert town.has(id) and network.statuses(id) == [200, 200, 200, 201]
    network.healthy()
    assert alice.send_event(id, raw) == 200


def test_twice_at_once_is_stored_once_and_receipted(town):
    network, alice = town.network("duplicate")
    id, raw = record()
    assert alice.send_event(id, raw) in (200, 201)
    assert network.statuses(id) == [200, 201]


def test_what_is_kept_arrives_again_when_asked_for(town):
    network, alice = town.network("replay_later")
    id, raw = record()
    assert alice.send_event(id, raw) == 201
    network.healthy()
    assert (network.replay(), network.replay()) == (1, 0)
    assert network.statuses(id) == [200, 201]


def test_what_is_kept_arrives_again_by_itself_after_some_requests(town):
    network, alice = town.network("replay_later")
    id, raw = record()
    assert alice.send_event(id, raw) == 201
    network.healthy()
    for _ in range(REPLAY_AFTER_MAX):
        alice.ask("GET", HELLO)
    until(lambda: network.statuses(id) == [200, 201], "the late copy", seconds=10)
    assert network.replay() == 0


def test_a_held_request_is_overtaken_and_arrives_all_the_same(town):
    network, alice = town.network("reorder")
    network.hold_s = 20
    (first, raw), answers = record(), []
    held = threading.Thread(target=lambda: answers.append(alice.send_event(first, raw)))
    held.start()
    until(lambda: network.counts["reorder"], "the hold", every=0.005)
    network.unhealthy(0.0)
    for _ in range(3):
        assert requests.get(network.origin + HELLO, timeout=10).ok
    held.join()
    assert answers == [201] and first in network.asked[-1][0].path


def test_a_held_request_waits_for_nobody_longer_than_it_may(town):
    network, alice = town.network("reorder")
    network.hold_s = 0.1
    id, raw = record()
    assert alice.send_event(id, raw) == 201


def test_one_bit_of_the_answer_is_wrong_and_nothing_else(town):
    network, alice = town.network("flip_response")
    got = alice.ask("GET", HELLO).content
    true = network.asked[-1][1].body
    assert len(got) == len(true)
    assert sum((one ^ other).bit_count() for one, other in zip(got, true, strict=True)) == 1


def test_a_portal_and_a_busy_gateway_answer_as_they_do(town):
    said = {}
    for name in ("portal_page", "portal_redirect", "portal_login", "busy", "throttled"):
        _, alice = town.network(name)
        answer = alice.ask("GET", HELLO)
        said[name] = answer.status_code, {key: answer.headers[key] for key in ("Location", "Retry-After")
                                          if key in answer.headers}
    assert said == {"portal_page": (200, {}), "portal_redirect": (302, {"Location": "http://portal.invalid/"}),
                    "portal_login": (511, {}), "busy": (503, {"Retry-After": "1"}),
                    "throttled": (429, {"Retry-After": "1"})}


def test_a_stalled_client_that_gives_up_is_not_held_on_to(town):
    network, alice = town.network("stall", stall_s=60, timeout=10)
    alice.timeout = 0.1
    with pytest.raises(requests.Timeout):
        alice.ask("GET", HELLO)
    alice.http.close()
    until(lambda: not network.stalled(), "the end of the stall", seconds=10, every=0.005)


def test_healing_ends_a_stall_at_once(town):
    network, alice = town.network("stall", stall_s=60)
    ended = threading.Thread(target=lambda: alice.send_event(str(uuid.uuid4()), b"{}"))
    ended.start()
    until(network.stalled, "the stall", every=0.005)
    network.healthy()
    ended.join(10)
    assert not ended.is_alive() and alice.ask("GET", HELLO).ok


def test_what_creeps_arrives_whole(town):
    network, alice = town.network("slow")
    id, raw = record(body={**people.visit("SZ-B03-E2"), "note": "慢" * 400})
    assert alice.send_event(id, raw) == 201 and network.counts == {"slow": 1}


def test_an_outage_resets_some_more_and_ends(town):
    network, alice = town.network("outage")
    id, raw = record()
    assert alice.send_event(id, raw) is None
    network.unhealthy(0.0)
    tries = [alice.send_event(id, raw) for _ in range(OUTAGE_REQUESTS_MAX + 1)]
    assert tries[0] is None and tries[-1] in (200, 201) and network.counts == {"outage": 1}


def test_healing_ends_an_outage(town):
    network, alice = town.network("outage")
    assert alice.send_event(*record()) is None
    network.healthy()
    assert alice.send_event(*record()) == 201


def test_pages_and_scripts_are_spared_unless_asked_for(town):
    network, alice = town.network("drop")
    assert alice.ask("GET", "/").ok and not network.counts
    network.only_api = False
    with pytest.raises(requests.ConnectionError):
        alice.ask("GET", "/")


@pytest.mark.parametrize("ports", [[free_port()], []])
def test_a_dead_server_is_a_reset_to_the_client(ports):
    with Network(lambda: ports, 1, 0.0) as network, pytest.raises(requests.ConnectionError):
        requests.get(network.origin + HELLO, timeout=10)


def test_the_same_seed_makes_the_same_mischief_to_the_same_requests(town):
    def story(seed: int) -> list:
        network, alice = town.network(rate=0.5, seed=seed, mischief=QUICK)
        return [alice.send_event("not-an-id", b"{}") or dict(network.counts) for _ in range(30)]
    assert story(3) == story(3) != story(4)


def test_both_servers_are_asked(town):
    network, alice = town.network(rate=0.0)
    ports = set()
    network.ask = lambda request, port, **how: ports.add(port) or Network.ask(network, request, port, **how)
    for _ in range(20):
        alice.ask("GET", HELLO)
    assert ports == set(town.farm.ports())


def test_nothing_is_left_running_behind_a_network_that_has_gone(town):
    before = threading.active_count()
    network, alice = town.network("stall", "reorder", stall_s=60)
    network.hold_s = 60
    senders = [threading.Thread(target=alice.send_event, args=record()) for _ in range(4)]
    for one in senders:
        one.start()
    until(lambda: sum(network.counts.values()) == 4, "four requests under way", every=0.005)
    network.stop()
    for one in senders:
        one.join()
    assert threading.active_count() == before
