"""One port of 127.0.0.1 that can go away and come back: a thread per connection, and none left at the end."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator

HARD_CLOSE = struct.pack("ii", 1, 0)        # SO_LINGER 0: the peer sees a reset, not an orderly end


class Listener:
    """Listens on one port for its whole life; what becomes of a connection is `meet`, said by the heir."""

    def __init__(self) -> None:
        self.port = 0
        self.connections = 0
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._listener: socket.socket | None = None
        self._threads: list[threading.Thread] = []

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def origin(self) -> str:
        """What a browser calls this listener."""
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
        self.spawn(self._accept, listener, self._stopping)

    def stop(self) -> None:
        """The network is gone: nobody can connect, and what was open is reset."""
        self._stopping.set()
        if self._listener is not None:
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)   # wakes the thread that waits in accept
            self._listener.close()
            self._listener = None
        self.reset()
        while self._threads:
            self._threads.pop().join(10)

    def reset(self) -> None:
        """Reset every connection that is open now; new ones are welcome."""
        with self._lock:
            doomed = list(self._open)
        for end in doomed:
            reset(end)

    def meet(self, guest: socket.socket, stopping: threading.Event) -> None:
        """Serve one connection and close it, in a thread of its own; `stopping` says that all is over."""
        raise NotImplementedError

    def spawn(self, work, *arguments: object) -> threading.Thread:
        """Do `work` in a thread that `stop` waits for."""
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        with self._lock:
            self._threads = [one for one in self._threads if one.is_alive()] + [thread]
            thread.start()
        return thread

    @contextlib.contextmanager
    def keeping(self, *ends: socket.socket) -> Iterator[None]:
        """While the block lasts, `reset` and `stop` reach these connections; after it they are closed.

        Raises ConnectionAbortedError if all is over already.
        """
        try:
            with self._lock:
                if self._stopping.is_set():
                    raise ConnectionAbortedError("the network is gone")
                self._open |= set(ends)
            yield
        finally:
            with self._lock:
                self._open -= set(ends)
            for end in ends:
                end.close()

    def _accept(self, listener: socket.socket, stopping: threading.Event) -> None:
        while not stopping.is_set():
            try:
                guest, _ = listener.accept()
            except OSError:
                return
            self.connections += 1
            self.spawn(self.meet, guest, stopping)


def reset(end: socket.socket) -> None:
    """End a connection so that its peer notices at once."""
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, HARD_CLOSE)
        end.shutdown(socket.SHUT_RDWR)
