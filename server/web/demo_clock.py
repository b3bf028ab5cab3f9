"""Whether this server shows a demo: a data folder that holds a clock offset lives in another time."""

from pathlib import Path

from server.house import house

OFFSET_FILE = "demo.json"


def is_demo(data: Path | None = None) -> bool:
    """True for a data folder made by `xunlou demo` (default: the running application's)."""
    return ((data or house().data) / OFFSET_FILE).is_file()
