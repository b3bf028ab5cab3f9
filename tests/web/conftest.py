"""Signed-in browsers for the tests of the web room, and a real server for what a test client would hide."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import pytest
from waitress.server import create_server

from tests import people


class Browser:
    """Somebody's browser at the server's own address: cookies kept, Origin sent as browsers do."""

    def __init__(self, app):
        self.http = app.test_client()

    def ask(self, method: str, path: str, **more):
        """One request; `json=` or `data=` as Flask's client takes them."""
        headers = {"Origin": "http://localhost", **more.pop("headers", {})}
        return self.http.open(path, method=method, headers=headers, **more)

    def sign_in(self, person: people.Person, password: str = people.PASSWORD):
        """The answer to this person's sign-in."""
        return self.ask("POST", "/api/v1/session", json={"login": person.login, "password": password})


@pytest.fixture
def browser(app) -> Callable[..., Browser]:
    """`browser(people.ALICE)` is her signed-in browser; `browser()` nobody's."""
    def opened(person: people.Person | None = None) -> Browser:
        found = Browser(app)
        if person is not None:
            answer = found.sign_in(person)
            assert answer.status_code == 200, answer.text
        return found
    return opened


@dataclass
class Waitress:
    """A listening server; `speak` sends raw bytes and reads until the other side is done."""

    port: int

    def speak(self, raw: bytes, *, finish: bool = True) -> bytes:
        """The raw answer to raw bytes; `finish`: our side is closed after sending, as a cut line would."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            line.sendall(raw)
            if finish:
                line.shutdown(socket.SHUT_WR)
            answer = b""
            while piece := line.recv(65536):
                answer += piece
            return answer


@contextmanager
def listening(app) -> Iterator[Waitress]:
    """The application behind the real server, in a thread."""
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield Waitress(server.effective_port)
    finally:
        with suppress(OSError):     # woken for an answer just then, it may have closed its bell before we ring it
            server.trigger.pull_trigger(lambda: [open.close() for open in list(server._map.values())])
        thread.join(10)
        server.task_dispatcher.shutdown()


@pytest.fixture
def waitress(app):
    """The application behind waitress on a free port."""
    with listening(app) as server:
        yield server


def refused(answer, code: str) -> None:
    """The answer is this refusal, in the one form all have."""
    said = json.loads(answer.data)
    assert (said["error"], set(said) >= {"error", "detail", "retry", "server_time"}) == (code, True), said
