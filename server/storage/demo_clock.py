"""The clock of a demo data folder, which lives in another time; its presence marks the folder as a demo."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from server.storage.shelf import Half

FILE = "demo.json"


def is_demo(data: Path) -> bool:
    """True for a folder made by `xunlou demo`: never to be used for real work."""
    return (data / FILE).is_file()


def set_offset(data: Path, offset: timedelta) -> None:
    """From now on the folder's time is real time plus `offset` (whole milliseconds are kept)."""
    data.mkdir(parents=True, exist_ok=True)
    with Half(data) as half:
        half.write(json.dumps({"offset_ms": round(offset.total_seconds() * 1000)}).encode())
        half.on_disk()
        half.become(data / FILE)


def offset(data: Path) -> timedelta:
    """How far the folder's time is from real time; zero for real data."""
    if not is_demo(data):
        return timedelta(0)
    return timedelta(milliseconds=json.loads((data / FILE).read_text())["offset_ms"])


def clock_of(data: Path) -> Callable[[], datetime]:
    """The clock to open this folder with; a change of the offset holds from the next start."""
    shift = offset(data)
    return lambda: datetime.now(UTC) + shift
