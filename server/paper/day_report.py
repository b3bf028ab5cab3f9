"""Sets a 巡查日报 on A4: content in, PDF out; the line to sign stays blank."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from server.paper.fonts import printable
from server.paper.render import CLOSE, HERE, Press

SIZES = {**CLOSE, "gap": 10}


def pdf(content: dict[str, Any], *, fonts: str | None = None, standard: str = "") -> bytes:
    """The PDF of a content as `domain.day_report.content` made it; `fonts`, `standard` as in `render.pdf`."""
    with tempfile.TemporaryDirectory(prefix="day-") as name:
        folder = Path(name)
        for source in HERE.glob("*.typ"):
            shutil.copy(source, folder)
        return Press(folder, "day_report", printable(content), fonts, standard).printed(SIZES)
