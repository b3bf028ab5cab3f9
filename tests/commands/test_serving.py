"""`xunlou serve` as a process: answers, and stops when asked to."""

import sys

from tests.servers import Server

COMMAND = (sys.executable, "-m", "server.cli", "serve", "--port", "{port}")


def test_it_answers_and_ends_cleanly_on_sigterm(tmp_path):
    with Server(tmp_path / "data", command=COMMAND) as server:
        status, said = server.get("/api/v1/hello")
        assert (status, said["name"], said["demo"]) == (200, "xunlou", False)
        assert server.stop() == 0
        assert "Traceback" not in server.log.read_text()
        server.start()
        assert server.get("/api/v1/session")[0] == 401
