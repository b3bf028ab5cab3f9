"""A TCP proxy in front of the server that can go away and come back on its port, cut and delay.

A browser behind it is offline when the proxy is stopped: connections are refused, as without a network.
"""

import contextlib
import selectors
import socket
import struct
import threading
from dataclasses import dataclass

PIECE_BYTES = 16 * 1024
HARD_CLOSE = struct.pack("ii", 1, 0)        # SO_LINGER 0: the peer sees a reset, not an orderly end


@dataclass(frozen=True)
class Faults:
    """What happens to each connection; None and 0 mean nothing.

    `cut_up_after`, `cut_down_after`: bytes towards the server, towards the browser, then both ends are reset.
    `delay`: seconds before each piece is passed on.
    """

    cut_up_after: int | None = None
    cut_down_after: int | None = None
    delay: float = 0.0


class Proxy:
    """Listens on one port of 127.0.0.1 for its whole life and passes bytes on to `target_port`."""

    def __init__(self, target_port: int) -> None:
        self.target_port = target_port
        self.faults = Faults()
        self.port = 0
        self.connections = 0
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._listener: socket.socket | None = None
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> "Proxy":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def origin(self) -> str:
        """What a browser calls this proxy."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """The network is there (again): accept connections, on the same port as before."""
        self._stopping = threading.Event()
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        listener.listen(64)
        self.port = listener.getsockname()[1]
        self._listener = listener
        self._spawn(self._accept, listener, self._stopping)

    def stop(self) -> None:
        """The network is gone: nobody can connect, and what was open is reset."""
        self._stopping.set()
        if self._listener is not None:
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)   # wakes the thread that waits in accept
            self._listener.close()
            self._listener = None
        self.reset()
        for thread in self._threads:
            thread.join(10)
        self._threads = []

    def reset(self) -> None:
        """Reset every connection that is open now; new ones are welcome."""
        with self._lock:
            doomed = list(self._open)
        for end in doomed:
            _reset(end)

    def _spawn(self, work, *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads = [one for one in self._threads if one.is_alive()] + [thread]
        thread.start()

    def _accept(self, listener: socket.socket, stopping: threading.Event) -> None:
        while not stopping.is_set():
            try:
                browser, _ = listener.accept()
            except OSError:
                return
            self.connections += 1
            self._spawn(self._carry, browser, stopping)

    def _carry(self, browser: socket.socket, stopping: threading.Event) -> None:
        try:
            server = socket.create_connection(("127.0.0.1", self.target_port), timeout=10)
        except OSError:
            _reset(browser)
            browser.close()
            return
        ends = {browser, server}
        with self._lock:
            self._open |= ends
        try:
            _pass_on(browser, server, self, stopping)
        except (OSError, ValueError):
            _reset(browser)
            _reset(server)
        finally:
            with self._lock:
                self._open -= ends
            browser.close()
            server.close()


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


def _reset(end: socket.socket) -> None:
    """End a connection so that its peer notices at once."""
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, HARD_CLOSE)
        end.shutdown(socket.SHUT_RDWR)
