"""The server as a process for tests: the real application under waitress, with a clock and crash points.

    python -m tests.server_main --port 8123 [--now 2023-06-14T09:00:00+08:00] [--static FOLDER] [--min-app 0.2.0]
        [--kill-at MODULE:NAME:WHEN:N]

Settings come from the environment as for `xunlou serve`. A crash point ends the process with SIGKILL before or
after the N-th call of a function, named where its caller looks it up (`server.sync.intake:judge`, not the
module that defines it), so the product itself needs no test hooks.
"""

import argparse
import functools
import importlib
import itertools
import os
import signal
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from waitress import serve

from server import resources
from server.app import create_app
from server.domain import limits
from server.web import shell


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--now", help="ISO instant the clock shows at the start; it runs on from there")
    parser.add_argument("--static", type=Path, help="another build of the phone and the desk to serve")
    parser.add_argument("--torn", action="store_true", help="list one file of the phone as another version has it")
    parser.add_argument("--min-app", default=limits.MIN_APP, help="the oldest version of the phone it likes")
    parser.add_argument("--kill-at", action="append", default=[], metavar="MODULE:NAME:WHEN:N",
                        help="e.g. server.sync.intake:judge:after:3")
    wanted = parser.parse_args()
    limits.MIN_APP = wanted.min_app
    if wanted.torn:
        whole = shell.shell_files
        shell.shell_files = lambda: {**whole(), "/static/js/core/version.js": "0" * 64}
    if wanted.static:
        ours = resources.folder
        resources.folder = lambda name: wanted.static if name == "static" else ours(name)
    run(wanted.port, threads=wanted.threads, now=wanted.now, kill_at=wanted.kill_at)


def run(port: int, *, threads: int = 8, now: str | None = None, kill_at: Sequence[str] = ()) -> None:
    """Arm the crash points and serve until the process ends; settings come from the environment."""
    for point in kill_at:
        arm(point)
    app = create_app(clock=clock_from(now))
    serve(app, host="127.0.0.1", port=port, threads=threads, ident="")


def clock_from(start: str | None) -> Callable[[], datetime] | None:
    """A clock that showed `start` when the process began; None is the real one."""
    if start is None:
        return None
    offset = datetime.fromisoformat(start) - datetime.now(UTC)
    return lambda: datetime.now(UTC) + offset


def arm(point: str) -> None:
    """Wrap the named function, also a method (`Class.method`), with a SIGKILL at its N-th call."""
    module, name, when, count = point.split(":")
    assert when in ("before", "after"), point
    owner: Any = importlib.import_module(module)
    *outer, last = name.split(".")
    for part in outer:
        owner = getattr(owner, part)
    original = getattr(owner, last)
    calls = itertools.count(1)

    @functools.wraps(original)
    def deadly(*arguments: Any, **named: Any) -> Any:
        fatal = next(calls) == int(count)
        if fatal and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        answer = original(*arguments, **named)
        if fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    setattr(owner, last, deadly)


if __name__ == "__main__":
    main()
