"""The network of the simulations: what it promises whatever mischief it does."""

import threading
import uuid

import pytest
import requests

from tests.faults.mischief import MISCHIEF
from tests.faults.network import Network
from tests.servers import free_port
from tests.waiting import until
from tests.web.calls import record

HELLO = "/api/v1/hello"
QUICK = {name: MISCHIEF[name] for name in ("drop", "lose_answer", "busy", "throttled", "portal_page", "cut_response")}


def test_without_mischief_everything_passes_and_the_server_knows_the_address_the_client_used(town):
    network, alice = town.network(rate=0.0)
    id, raw = record()
    assert (alice.send_event(id, raw), alice.send_event(id, raw), network.counts) == (201, 200, {})


def test_healing_ends_a_stall_at_once(town):
    network, alice = town.network("stall", stall_s=60)
    ended = threading.Thread(target=lambda: alice.send_event(str(uuid.uuid4()), b"{}"))
    ended.start()
    until(network.stalled, "the stall", every=0.005)
    network.healthy()
    ended.join(10)
    assert not ended.is_alive() and alice.ask("GET", HELLO).ok


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
