"""A TCP proxy in front of the server that can go away and come back on its port, cut and delay.

A browser behind it is offline when the proxy is stopped: connections are refused, as without a network.
"""

import contextlib
import selectors
import socket
import threading
from dataclasses import dataclass

from tests.listener import Listener, reset

PIECE_BYTES = 16 * 1024


@dataclass(frozen=True)
class Faults:
    """What happens to each connection; None and 0 mean nothing.

    `cut_up_after`, `cut_down_after`: bytes towards the server, towards the browser, then both ends are reset.
    `delay`: seconds before each piece is passed on.
    """

    cut_up_after: int | None = None
    cut_down_after: int | None = None
    delay: float = 0.0


class Proxy(Listener):
    """Listens on one port of 127.0.0.1 for its whole life and passes bytes on to `target_port`."""

    def __init__(self, target_port: int) -> None:
        super().__init__()
        self.target_port = target_port
        self.faults = Faults()

    def meet(self, guest: socket.socket, stopping: threading.Event) -> None:
        """Pass bytes on both ways until one end closes, a fault strikes or the proxy stops."""
        try:
            server = socket.create_connection(("127.0.0.1", self.target_port), timeout=10)
        except OSError:
            reset(guest)
            guest.close()
            return
        with contextlib.suppress(ConnectionAbortedError), self.keeping(guest, server):
            try:
                _pass_on(guest, server, self, stopping)
            except (OSError, ValueError):
                reset(guest)
                reset(server)


def _pass_on(browser: socket.socket, server: socket.socket, proxy: Proxy, stopping: threading.Event) -> None:
    """Both directions until one end closes; raises ConnectionError at a cut."""
    passed = {browser: 0, server: 0}
    with selectors.DefaultSelector() as selector:
        for end in passed:
            selector.register(end, selectors.EVENT_READ)
        while not stopping.is_set():
            for key, _ in selector.select(0.5):
                source = browser if key.fileobj is browser else server
                piece = source.recv(PIECE_BYTES)
                if not piece:
                    return
                faults = proxy.faults
                limit = faults.cut_up_after if source is browser else faults.cut_down_after
                allowed = piece if limit is None else piece[: max(0, limit - passed[source])]
                if faults.delay:
                    stopping.wait(faults.delay)
                (server if source is browser else browser).sendall(allowed)
                passed[source] += len(allowed)
                if len(allowed) < len(piece):
                    raise ConnectionResetError("cut")
