"""Writes time, project, place, person and number on a strip below a picture, covering no evidence."""

import hashlib
from collections.abc import Iterator, Sequence
from unicodedata import category

from PIL import Image, ImageDraw, ImageFont

from server.domain.limits import PHOTO_PIXELS_MAX
from server.storage.fonts import EVERYDAY, Face, face_for
from server.storage.pictures import KINDS, Source, as_jpeg, upright

WIDTH_MIN = 480
LINES_MAX = 12
_HANGING = "，。、；：！？）》」』〕·…,.;:!?)"
_PAPER, _INK = "white", "black"

Letter = tuple[str, Face]


def marked(source: Source, caption: Sequence[str], pixels_max: int = PHOTO_PIXELS_MAX) -> bytes:
    """A JPEG of the upright picture with the caption's lines on a white strip below it, without metadata.

    Long lines wrap; more than LINES_MAX lines end in …. A narrow picture stands on a wider sheet, so that the
    caption stays readable. Raises NotAPicture.
    """
    kind = KINDS["marked"]
    picture = upright(source, kind.long_side, pixels_max)
    return as_jpeg(with_strip(picture, caption), kind.quality)


def marked_kind(caption: Sequence[str]) -> str:
    """The name under which this caption's copy is kept: another caption is another copy."""
    return f"marked-{hashlib.sha256(chr(10).join(caption).encode()).hexdigest()[:16]}"


def with_strip(picture: Image.Image, caption: Sequence[str]) -> Image.Image:
    """The picture on top, centred, and below it the strip."""
    width = max(picture.width, WIDTH_MIN)
    size = max(16, width // 50)
    margin, leading = size, size * 3 // 2
    pen = _Pen(size)
    lines = pen.wrap(caption, width - 2 * margin)
    sheet = Image.new("RGB", (width, picture.height + margin + leading * len(lines)), _PAPER)
    sheet.paste(picture, ((width - picture.width) // 2, 0))
    draw = ImageDraw.Draw(sheet)
    for row, line in enumerate(lines):
        pen.write(draw, margin, picture.height + margin // 2 + row * leading, line)
    return sheet


def legible(text: str) -> Iterator[Letter]:
    """Each character with a face that can draw it; one that none can draw becomes 〔U+XXXX〕.

    Invisible ones are dropped: a reversing mark in a name must not turn the rest of the line around.
    """
    for char in " ".join(text.split()):
        if category(char) in ("Cc", "Cf", "Cs", "Mn") or char == "\ufe0f":
            continue
        face = face_for(char)
        if face is not None:
            yield char, face
        else:
            yield from ((sign, EVERYDAY) for sign in f"〔U+{ord(char):04X}〕")


class _Pen:
    """Measures and draws letters of one size."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._fonts = {EVERYDAY: EVERYDAY.at(size)}

    def wrap(self, caption: Sequence[str], width: int) -> list[list[Letter]]:
        lines = [line for text in caption for line in self._broken(list(legible(text)), width)]
        if len(lines) > LINES_MAX:
            lines = lines[:LINES_MAX]
            lines[-1] = [*lines[-1][:-1], ("…", EVERYDAY)]
        return lines

    def write(self, draw: ImageDraw.ImageDraw, x: float, y: float, line: list[Letter]) -> None:
        for char, face in line:
            # From the base line, because the two fonts stand at different heights above it.
            draw.text((x, y + self._size), char, fill=_INK, font=self._font(face), anchor="ls")
            x += self._advance(char, face)

    def _broken(self, letters: list[Letter], width: int) -> Iterator[list[Letter]]:
        line: list[Letter] = []
        used = 0.0
        for char, face in letters:
            advance = self._advance(char, face)
            # Closing marks never begin a line; the margin has room for one to hang.
            if line and used + advance > width and char not in _HANGING:
                yield line
                line, used = [], 0.0
            line.append((char, face))
            used += advance
        if line:
            yield line

    def _advance(self, char: str, face: Face) -> float:
        return self._font(face).getlength(char)

    def _font(self, face: Face) -> ImageFont.FreeTypeFont:
        if face not in self._fonts:
            self._fonts[face] = face.at(self._size)
        return self._fonts[face]
