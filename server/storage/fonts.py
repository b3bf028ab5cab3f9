"""Finds the fonts that travel with the product, unchanged, and says which characters each of them can draw."""

import bisect
import hashlib
import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

import manimgx_fonts_cjk
import pylopdf_fonts_zh_cn
from PIL import ImageFont

_REGULAR = 400
_SC, _CJK = Path(pylopdf_fonts_zh_cn.__file__).parent, Path(manimgx_fonts_cjk.__file__).parent


@dataclass(frozen=True)
class Face:
    """One face in a font file: `index` in a collection, `weight` set on variable fonts only."""

    path: Path
    index: int = 0
    weight: int | None = None

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """The face at `size` pixels, a fresh one each time: two threads must not draw with one."""
        font = ImageFont.truetype(self.path, size, index=self.index, layout_engine=ImageFont.Layout.BASIC)
        if self.weight is not None:
            font.set_variation_by_axes([self.weight])
        return font


EVERYDAY = Face(_SC / "NotoSansSC-Regular.otf")
SERIF = Face(_SC / "NotoSerifSC-Regular.otf")
# Index 2 is the simplified Chinese face; it has the rare characters of personal names.
RARE = Face(_CJK / "NotoSansCJK-VF.otf.ttc", index=2, weight=_REGULAR)
PINNED = {
    SERIF: "e8f396decc1f0963a016a989c3d8852e863d1350996f573860a80767c83a1cd3",
    EVERYDAY: "faa6c9df652116dde789d351359f3d7e5d2285a2b2a1f04a2d7244df706d5ea9",
    RARE: "d3d8256cdec8dbcb3552284bc6b20c734dd60c2ee9df83b5758e34807c4bac32",
}
"""Another font draws another page: a changed file is noticed before it is printed with."""


@cache
def folders() -> tuple[str, ...]:
    """The folders the fonts lie in. Raises RuntimeError when a file is not the one the papers were laid out with."""
    for face, sha256 in PINNED.items():
        if hashlib.sha256(face.path.read_bytes()).hexdigest() != sha256:
            raise RuntimeError(f"the font {face.path.name} is not the pinned one")
    return str(_SC), str(_CJK)


def face_for(char: str) -> Face | None:
    """The first face that can draw `char`, or None."""
    return next((face for face in (EVERYDAY, RARE) if covers(face, char)), None)


def covers(face: Face, char: str) -> bool:
    """Whether the face has a drawing of its own for this character."""
    starts, ends = _ranges(face)
    at = bisect.bisect_right(starts, ord(char)) - 1
    return at >= 0 and ord(char) <= ends[at]


@cache
def _ranges(face: Face) -> tuple[list[int], list[int]]:
    """First and last code points of the runs in the face's full-Unicode character map (`cmap` format 12)."""
    with face.path.open("rb") as file:
        table = _table(file, face.index, b"cmap")
    (count,) = struct.unpack_from(">H", table, 2)
    for record in range(count):
        (place,) = struct.unpack_from(">I", table, 4 + 8 * record + 4)
        (shape,) = struct.unpack_from(">H", table, place)
        if shape == 12:
            (runs,) = struct.unpack_from(">I", table, place + 12)
            triples = struct.unpack_from(f">{3 * runs}I", table, place + 16)
            return list(triples[0::3]), list(triples[1::3])
    raise ValueError(f"{face.path.name} has no full-Unicode character map")


def _table(file: BinaryIO, index: int, name: bytes) -> bytes:
    start = 0
    if file.read(4) == b"ttcf":
        file.seek(12 + 4 * index)
        (start,) = struct.unpack(">I", file.read(4))
    file.seek(start + 4)
    (count,) = struct.unpack(">H", file.read(2))
    file.seek(start + 12)
    for _ in range(count):
        tag, _, place, length = struct.unpack(">4sIII", file.read(16))
        if tag == name:
            file.seek(place)
            return file.read(length)
    raise ValueError(f"no table {name!r} in this font")
