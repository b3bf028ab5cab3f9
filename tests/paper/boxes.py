"""Reads a printed page back as boxes: each glyph, rule and picture where it stands, and what must not stand there."""

import io
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import pypdf
from pypdf.generic import ContentStream

MM = 72 / 25.4
SLACK = 0.6
"""Points: half a stroke, and rounding."""

ASCENT, DESCENT = 0.88, 0.12
"""Of the em box in which a glyph of our fonts is drawn."""

OPENING, CLOSING = "（《〈〔【“‘", "）》〉〕】”’，。；：、！？"
"""Punctuation that fills one half of its em box; lines are justified by taking from the other half."""

Box = tuple[float, float, float, float]


@dataclass
class Page:
    """Points from the lower left. `glyphs`: (character, box); `rules`: stroked lines; `cut`: glyphs a clip cuts."""

    width: float
    height: float
    glyphs: list[tuple[str, Box]] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All characters in the order they were set, cell by cell, without blanks."""
        return "".join(char for char, _ in self.glyphs if not char.isspace()).replace("\u200b", "")


def read(made: bytes) -> list[Page]:
    """The pages of a PDF made by typst."""
    return [_Reader(page).page for page in pypdf.PdfReader(io.BytesIO(made)).pages]


class _Font:
    def __init__(self, font: Any) -> None:
        inner = font["/DescendantFonts"][0].get_object()
        self.widths: dict[int, float] = {}
        rows = list(inner["/W"])
        while rows:
            first, second = int(rows.pop(0)), rows.pop(0)
            if isinstance(second, list):
                self.widths |= {first + nr: float(width) for nr, width in enumerate(second)}
            else:
                width = float(rows.pop(0))
                self.widths |= dict.fromkeys(range(first, int(second) + 1), width)
        told = font["/ToUnicode"].get_object().get_data().decode("latin1")
        self.chars = {int(code, 16): bytes.fromhex(char).decode("utf-16-be")
                      for code, char in re.findall(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>\s*\n", told)}


class _Reader:
    """Follows the few operators typst writes."""

    def __init__(self, page: Any) -> None:
        self.page = Page(float(page.mediabox.width), float(page.mediabox.height))
        self.fonts = {name: _Font(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
        self.stack: list[Any] = []
        self.at, self.clip = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), (0.0, 0.0, self.page.width, self.page.height)
        self.path: list[tuple[float, float]] = []
        self.font, self.size, self.pen = _Font, 0.0, 0.0
        for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
            self._step(operator.decode(), operands)

    def _step(self, operator: str, given: Any) -> None:
        if operator == "q":
            self.stack.append((self.at, self.clip))
        elif operator == "Q":
            self.at, self.clip = self.stack.pop()
        elif operator == "cm":
            a, b, c, d, e, f = (float(n) for n in given)
            x, y = self._point(e, f)
            self.at = (a * self.at[0], 0.0, 0.0, d * self.at[3], x, y)
            assert (b, c) == (0, 0), "nothing on these papers is turned"
        elif operator in ("m", "l"):
            self.path.append(self._point(float(given[0]), float(given[1])))
        elif operator == "h":
            self.path.append(self.path[0])
        elif operator in ("S", "f", "n", "W"):
            self._path(operator)
        elif operator == "Tf":
            self.font, self.size = self.fonts[given[0]], float(given[1])
        elif operator == "Tm":
            assert [float(n) for n in given[:4]] == [1, 0, 0, -1] and not float(given[5]), "text stands upright"
            self.pen = float(given[4])
        elif operator in ("Tj", "TJ"):
            self._show(given[0] if operator == "TJ" else given)
        elif operator == "Do":
            self.page.pictures.append((*self._point(0, 0), *self._point(1, 1)))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return self.at[4] + x * self.at[0], self.at[5] + y * self.at[3]

    def _path(self, operator: str) -> None:
        if operator == "W":
            xs, ys = zip(*self.path, strict=True)
            self.clip = (min(xs), min(ys), max(xs), max(ys))
            return
        if operator == "S":
            for (x, y), (u, v) in zip(self.path, self.path[1:], strict=False):
                self.page.rules.append((min(x, u), min(y, v), max(x, u), max(y, v)))
        self.path = []

    def _show(self, parts: Any) -> None:
        for part in parts:
            if isinstance(part, (int, float)):
                self.pen -= float(part) / 1000 * self.size
                continue
            raw = part.original_bytes if hasattr(part, "original_bytes") else bytes(part)
            for nr in range(0, len(raw), 2):
                code = int.from_bytes(raw[nr:nr + 2], "big")
                wide = self.font.widths[code] / 1000 * self.size
                self._glyph(self.font.chars.get(code, "?"), self.pen, wide)
                self.pen += wide

    def _glyph(self, char: str, x: float, wide: float) -> None:
        left, base = self._point(x, 0)
        right = left + wide * (0.5 if char in CLOSING else 1)
        left += wide * (0.5 if char in OPENING else 0)
        box = (left, base - DESCENT * self.size, right, base + ASCENT * self.size)
        self.page.glyphs.append((char, box))
        inner = (self.clip[0] - SLACK, self.clip[1] - SLACK, self.clip[2] + SLACK, self.clip[3] + SLACK)
        if not char.isspace() and not within(box, inner):
            self.page.cut.append(char)


def within(box: Box, frame: Box) -> bool:
    """Whether a box lies in a frame."""
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def shrunk(box: Box, share: float) -> Box:
    """The inner part of a box: what is left when this share is taken off each side."""
    x, y = (box[2] - box[0]) * share, (box[3] - box[1]) * share
    return box[0] + x, box[1] + y, box[2] - x, box[3] - y


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def faults(page: Page) -> list[str]:
    """What a print shop would send back: marks outside the frame, cut, struck through by a rule, or overlapping."""
    wide = page.width > page.height
    left, right = (20 if wide else 25) * MM - SLACK, page.width - 20 * MM + SLACK
    frame = (left, 8 * MM, right, page.height - 20 * MM + SLACK)
    told = [f"outside the frame: {char} {box}" for char, box in page.glyphs
            if not char.isspace() and not within(box, frame)]
    told += [f"outside the frame: {box}" for box in (*page.rules, *page.pictures) if not within(box, frame)]
    body = (18 if not wide and page.pictures else 20) * MM
    told += [f"between body and foot: {char} {box}" for char, box in page.glyphs
             if 15.5 * MM < box[1] < body - SLACK - 0.5 * (box[3] - box[1]) and not char.isspace()]
    told += [f"cut: {char}" for char in page.cut]
    return told + _struck(page) + _overlapping(page)


def _struck(page: Page) -> list[str]:
    """Glyphs that a rule goes through: text beyond its cell."""
    return [f"struck through: {char} {box}" for char, box in page.glyphs if not char.isspace()
            for rule in page.rules if meet(shrunk(box, 0.12), (rule[0], rule[1] - 0.1, rule[2] + 0.1, rule[3] + 0.1))]


def _overlapping(page: Page) -> list[str]:
    near: dict[tuple[int, int], list[tuple[str, Box]]] = defaultdict(list)
    told = []
    for char, box in page.glyphs:
        if char.isspace():
            continue
        inner = shrunk(box, 0.18)
        cells = {(int(x // 20), int(y // 20)) for x in (box[0], box[2]) for y in (box[1], box[3])}
        hit = next((other for cell in cells for other in near[cell] if meet(inner, other[1])), None)
        if hit is not None:
            told.append(f"overlap: {char} {hit[0]} {box}")
        for cell in cells:
            near[cell].append((char, inner))
    return told
