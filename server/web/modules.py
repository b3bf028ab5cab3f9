"""Which scripts the phone cannot start without: the page names them all, so that none waits until another was read."""

import re
from functools import lru_cache
from pathlib import Path

START = "js/main.js"
IMPORT = re.compile(rb'^(?:import|export)\b[^"\n]*"(\.[^"]+)"', re.MULTILINE)
PLACE = b"<!-- modules -->\n"
"""In the page; its other files are named in it by hand."""


def named_in(page: bytes, root: Path) -> bytes:
    """The page with a line for every script `main.js` imports, directly or not; what is imported later is not there."""
    lines = [f'<link rel="modulepreload" href="/static/{name}">\n' for name in first(root)]
    return page.replace(PLACE, "".join(lines).encode())


def first(root: Path) -> list[str]:
    """The names below `root` of main.js and all its imports, nearest first."""
    found, waiting = [], [START]
    while waiting:
        name = waiting.pop(0)
        if name in found:
            continue
        found.append(name)
        path = root / name
        waiting += [(path.parent / other).resolve().relative_to(root.resolve()).as_posix()
                    for other in _imports(path, path.stat().st_mtime_ns)]
    return found


@lru_cache(maxsize=500)
def _imports(path: Path, _changed: int) -> list[str]:
    return [name.decode() for name in IMPORT.findall(path.read_bytes())]
