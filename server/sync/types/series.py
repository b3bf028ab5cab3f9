"""Where a series of numbers stands: past its last number, and past those a restored backup may have forgotten."""

from server.storage.state import State


def last_of(state: State, key: str, part: str, *, before: int = 0, day: str | None = None) -> int:
    """The last number of series `key` that is taken; `before` is the one before its first.

    `part` says which size of a gap holds for it (`findings`, `notices`), `day` to which day the series belongs.
    """
    last = int((state.get("series", key) or {"last": before})["last"])
    return last + (left_out(state, part, state.changed_at("series", key), day) if state.all("gap") else 0)


def left_out(state: State, part: str, since: int, day: str | None = None) -> int:
    """How many numbers restores left out of a series that counted last with seq `since`.

    A series of a day after the restore cannot have been counted on before it.
    """
    return sum(int(gap[part]) for gap in state.all("gap").values()
               if gap["seq"] > since and (day is None or day <= gap["day"]))
