"""The application imported once; every server after that is a fork of it, up within a tenth of a second.

    python -m tests.faults.zygote

A line of JSON on stdin starts or kills one: `{"start": NAME, "port", "environment", "log", "now", "kill_at"}`,
`{"kill": NAME}`. A line on stdout tells what became of it: `{"started": NAME}`, `{"died": NAME, "status"}`. When
stdin ends, all are killed.
"""

import json
import os
import selectors
import signal
import threading
import traceback
from collections.abc import Iterator
from typing import Any

from server.storage.db import _write_locks
from tests import server_main
from tests.faults.mutants import SERVER


def main() -> None:
    woken, wakes = os.pipe()
    os.set_blocking(wakes, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wakes)
    children: dict[int, str] = {}
    with selectors.DefaultSelector() as selector:
        for descriptor in (0, woken):
            selector.register(descriptor, selectors.EVENT_READ)
        for orders in _orders(selector, woken):
            _bury(children)
            for order in orders:
                _follow(order, children)
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _orders(selector: selectors.BaseSelector, woken: int) -> Iterator[list[dict[str, Any]]]:
    """The orders that came since the last look, perhaps none, until stdin ends."""
    rest = b""
    while True:
        ready = {key.fd for key, _ in selector.select()}
        if woken in ready:
            os.read(woken, 512)
        if 0 in ready:
            piece = os.read(0, 65536)
            if not piece:
                return
            rest += piece
        *lines, rest = rest.split(b"\n")
        yield [json.loads(line) for line in lines]


def _follow(order: dict[str, Any], children: dict[int, str]) -> None:
    if "kill" in order:
        for child, name in children.items():
            if name == order["kill"]:
                os.kill(child, signal.SIGKILL)      # not yet buried, so the number is still his
        return
    assert threading.active_count() == 1 and not _write_locks, "threads and engines must not be shared by forks"
    child = os.fork()
    if child == 0:
        _serve(order)
    children[child] = order["start"]
    _tell(started=order["start"])


def _bury(children: dict[int, str]) -> None:
    """Tell of every child that has died."""
    while children:
        child, status = os.waitpid(-1, os.WNOHANG)
        if child == 0:
            return
        _tell(died=children.pop(child), status=os.waitstatus_to_exitcode(status))


def _serve(order: dict[str, Any]) -> None:
    """The life of a child; it never returns."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        for descriptor, instead in ((0, os.open(os.devnull, os.O_RDONLY)), (1, log), (2, log)):
            os.dup2(instead, descriptor)
        os.environ.update(order["environment"])
        if mutant := os.environ.get("MUTANT"):
            SERVER[mutant]()
        server_main.run(order["port"], now=order["now"], kill_at=order["kill_at"])
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _tell(**said: Any) -> None:
    os.write(1, json.dumps(said).encode() + b"\n")


if __name__ == "__main__":
    main()
