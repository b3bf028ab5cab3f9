"""The server as a process: it comes up, dies at its crash points, and comes back on the same port."""

import signal

from tests.servers import Server


def test_a_killed_server_comes_back_on_the_same_port(data):
    with Server(data) as server:
        before = server.port
        assert server.get("/api/v1/hello")[0] == 200
        server.restart()
        assert server.port == before
        assert server.get("/api/v1/hello")[0] == 200


def test_a_crash_point_kills_at_the_call_it_names(data):
    server = Server(data)
    server.start("--kill-at", "server.app:upgrade:before:1", wait=False)
    assert server.wait_until_dead() == -signal.SIGKILL
    with server:
        assert server.get("/api/v1/hello")[0] == 200
