"""Waits for something outside this process to come true, never for a length of time."""

import time
from collections.abc import Callable


def until(look: Callable[[], object], what: str, *, seconds: float = 40, every: float = 0.05) -> object:
    """Ask `look` again and again until it answers something true, and return that.

    An answer of None or False, or an OSError, means "not yet". After `seconds` it is a failed test that
    says `what` was awaited.
    """
    deadline = time.monotonic() + seconds
    last: object = None
    while time.monotonic() < deadline:
        try:
            last = look()
        except OSError as refused:
            last = refused
        else:
            if last:
                return last
        time.sleep(every)
    raise AssertionError(f"waited {seconds:g} s in vain for {what}; last: {last!r}")
