"""The long picture of an issued sheet: content JSON and photos in, one PNG out, light enough for a chat group."""

import io
import shutil
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

from server.domain.sheet_long import strip
from server.paper.fonts import printable
from server.paper.photos import Photos, hang
from server.paper.render import HERE, ROOMY, Press

WIDTH = 1080
PPI = 144
"""The template is 540 points wide."""

BYTES_MAX = 2_000_000
COLOURS = (256, 96, 40, 16)
"""Of the palette, best first, when the picture in full colour is too heavy; the last is taken whatever it weighs."""


def long_picture(content: dict[str, Any], photos: Photos, *, fonts: str | None = None) -> bytes:
    """A PNG of WIDTH pixels and at most BYTES_MAX bytes; `photos` and `fonts` as in `render.pdf`.

    Equal input gives equal bytes.
    """
    told = printable(strip(content)) | {"as_of": content["as_of"]}
    pairs = [item["pair"] for part in told["parts"] for item in part["items"] if item["pair"]]
    with tempfile.TemporaryDirectory(prefix="long-") as name:
        folder = Path(name)
        for source in HERE.glob("*.typ"):
            shutil.copy(source, folder)
        hang(pairs, photos, folder)
        drawn = Press(folder, "long", told, fonts).pictured(ROOMY, PPI)
        return _light(drawn)


def _light(drawn: bytes) -> bytes:
    """The picture as drawn, or in as many colours as fit: photos weigh most, letters need few."""
    if len(drawn) <= BYTES_MAX:
        return drawn
    with Image.open(io.BytesIO(drawn)) as image:
        flat = image.convert("RGB")
    made = b""
    for colours in COLOURS:
        made = _png(flat.quantize(colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE))
        if len(made) <= BYTES_MAX:
            break
    return made


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()
