"""Real server processes for tests: started on a free port, killed without mercy, started again on the same one."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.steps.tools import ROOT
from tests.waiting import until


def free_port() -> int:
    """A port of 127.0.0.1 nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One server process on `data`, with settings as environment; a context manager that ends it.

    `arguments` go to `python -m tests.server_main`; with `command` another command is run instead, in which
    `{port}` is replaced. What it prints is kept in `log`.
    """

    def __init__(self, data: Path, *, arguments: tuple[str, ...] = (), command: tuple[str, ...] = (),
                 **settings: str) -> None:
        self.data = data
        self.port = free_port()
        self.log = data / "server.log"
        self.arguments = arguments
        self.command = command or (sys.executable, "-m", "tests.server_main", "--port", "{port}")
        self.settings = {f"XUNLOU_{name}": value for name, value in settings.items()}
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def origin(self) -> str:
        """What a client calls this server."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, *arguments: str, wait: bool = True) -> None:
        """Start the process (again), with more `arguments` for this run; wait until it answers."""
        assert self.process is None, "already running"
        self.data.mkdir(parents=True, exist_ok=True)
        command = [part.format(port=self.port) for part in self.command] + [*self.arguments, *arguments]
        environment = {**os.environ, "XUNLOU_DATA": str(self.data), **self.settings}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log,
                                            start_new_session=True)
        if wait:
            until(self._answers, f"the server on port {self.port}", seconds=60)

    def kill(self) -> None:
        """SIGKILL the process and whatever it started; nothing is flushed, no handler runs."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """SIGTERM, as a service manager does; the exit code."""
        return self._end(signal.SIGTERM)

    def restart(self) -> None:
        """SIGKILL and start again on the same port and data."""
        self.kill()
        self.start()

    def wait_until_dead(self, seconds: float = 30) -> int:
        """Wait for a process that is about to die on its own, at a crash point; its exit code."""
        assert self.process is not None
        code = self.process.wait(seconds)
        self.process = None
        return code

    def get(self, path: str) -> tuple[int, Any]:
        """(status, JSON or bytes) of a plain GET without a session."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            kind = answer.headers.get_content_type()
            return answer.status, json.loads(body) if kind == "application/json" else body
        finally:
            connection.close()

    def _answers(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.log.read_text(errors="replace")[-4000:]
        return self.get("/api/v1/hello")[0] < 500

    def _end(self, how: int) -> int:
        if self.process is None:
            return 0
        process, self.process = self.process, None
        if process.poll() is None:
            os.killpg(process.pid, how)
        return process.wait(30)
