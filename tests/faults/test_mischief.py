"""Each mischief of the network, done to a real server: what its client sees and what the log has afterwards."""

import threading
import time

import pytest
import requests

from tests import people
from tests.faults.mischief import OUTAGE_REQUESTS_MAX, PIECES, REPLAY_AFTER_MAX
from tests.waiting import until
from tests.web.calls import digest, record

HELLO = "/api/v1/hello"
PLAIN = {"Accept-Encoding": "identity"}


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
    until(lambda: network.statuses(id) == [200, 201], "both answers", seconds=10, every=0.005)


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


def wrong_bits(network, answer) -> int:
    """In how many bits the client's answer differs from the server's."""
    true = network.asked[-1][1].body
    return sum((one ^ other).bit_count() for one, other in zip(answer.content, true, strict=True))


def test_one_bit_is_wrong_of_an_answer_that_carries_a_digest_and_of_no_other(town):
    network, alice = town.network("flip_response")
    id, raw = record()
    path = f"/api/v1/projects/{people.PROJECT}/events/{id}"
    assert wrong_bits(network, alice.ask("PUT", path, data=raw, headers={**digest(raw), **PLAIN})) == 1
    assert wrong_bits(network, alice.ask("GET", HELLO, headers=PLAIN)) == 0


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
    network, alice = town.network("stall", stall_s=60)
    alice.timeout = 0.1
    with pytest.raises(requests.Timeout):
        alice.ask("GET", HELLO)
    alice.http.close()
    until(lambda: not network.stalled(), "the end of the stall", seconds=10, every=0.005)


def test_what_creeps_arrives_whole_in_pieces_both_ways(town):
    network, alice = town.network("slow")
    network.pause_s = 0.05
    id, raw = record(body={**people.visit("SZ-B03-E2"), "note": "慢" * 400})
    began = time.monotonic()
    assert alice.send_event(id, raw) == 201
    assert time.monotonic() - began >= 2 * (PIECES - 2) * network.pause_s


def test_healing_hurries_what_creeps(town):
    network, alice = town.network("slow")
    network.pause_s = 60
    sent = threading.Thread(target=alice.send_event, args=record())
    sent.start()
    until(lambda: network.counts["slow"], "the creeping request", every=0.005)
    network.healthy()
    sent.join(10)
    assert not sent.is_alive()


def test_an_outage_resets_some_more_and_ends(town):
    network, alice = town.network("outage")
    id, raw = record()
    assert alice.send_event(id, raw) is None
    network.unhealthy(0.0)
    tries = [alice.send_event(id, raw) for _ in range(OUTAGE_REQUESTS_MAX + 1)]
    assert tries[0] is None and tries[-1] in (200, 201) and network.counts == {"outage": 1}
