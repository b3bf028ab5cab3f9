"""The demo's own server for the time of the play: the real application under waitress on a free loopback port."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

HOST = "127.0.0.1"
THREADS = 4


@contextmanager
def on_stage(app: Flask) -> Iterator[int]:
    """Serve the application; the port. Everything is closed at the end."""
    server: Any = create_server(app, host=HOST, port=0, threads=THREADS, ident="xunlou")
    thread = threading.Thread(target=server.run, name="stage", daemon=True)
    thread.start()
    try:
        yield int(server.effective_port)
    finally:
        server.task_dispatcher.shutdown()  # first: a worker wakes the loop once more after its answer
        with suppress(OSError):  # the loop, woken by that, may have done as told and closed what we wake it with
            server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
        thread.join()
