"""The ways between phones and servers: one connection per request, each reset when the network stops."""

import contextlib
import socket
import threading
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from tests.faults.wire import Message, pieces_of, read_answer
from tests.listener import Listener, reset

PATIENCE_S = 30
"""How long a silent client or server is waited for."""


class Road(Listener):
    """Carries single messages, whole or in part, at once or in pieces `pause_s` apart while it is not healthy."""

    pause_s = 0.02

    def __init__(self) -> None:
        super().__init__()
        self.calm = threading.Event()

    def ask(self, request: Message, port: int, *, pieces: int = 1) -> Message:
        """The answer of the server on `port`. Raises OSError when it refuses, dies or breaks off."""
        with self._way_to(port) as (server, stream):
            self.trickle(server, pieces_of(request.raw, pieces))
            return read_answer(stream, request.method)

    def abandon(self, part: bytes, port: int, *, orderly: bool) -> None:
        """Let the server have only `part` of a request, then end it: by a reset, or orderly. Raises OSError."""
        with self._way_to(port) as (server, stream):
            server.sendall(part)
            if orderly:
                server.shutdown(socket.SHUT_WR)
                stream.read()
            else:
                reset(server)

    def trickle(self, end: socket.socket, pieces: Iterable[bytes]) -> None:
        """Send one piece after the other, with a pause between; without one once the network is calm."""
        first, *others = pieces
        end.sendall(first)
        for piece in others:
            self.calm.wait(self.pause_s)
            end.sendall(piece)

    @contextlib.contextmanager
    def _way_to(self, port: int) -> Iterator[tuple[socket.socket, BinaryIO]]:
        server = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S)
        with self.keeping(server), server.makefile("rb") as stream:
            yield server, stream
