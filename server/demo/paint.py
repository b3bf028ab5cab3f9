"""A canvas for drawn site photos: walls, ground, sky, shadows and grain, always the same for the same seed."""

import random
from collections.abc import Sequence
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from server.storage.fonts import EVERYDAY

W, H = 1600, 1200
Box = tuple[float, float, float, float]
Colour = tuple[int, int, int]
Points = Sequence[tuple[float, float]]

WEATHER = {  # sky at the top and at the horizon, light on things, how hard shadows fall
    "sunny": ((118, 164, 214), (206, 224, 238), 1.06, 0.42),
    "cloudy": ((168, 178, 188), (214, 219, 222), 0.96, 0.18),
    "morning": ((150, 178, 206), (236, 224, 204), 1.0, 0.34),
    "evening": ((134, 148, 176), (232, 200, 164), 0.92, 0.36),
    "dim": ((60, 62, 66), (92, 92, 92), 0.8, 0.3),
}


class Canvas:
    """One picture in the making; `rnd` decides the small differences between two pictures of one scene."""

    def __init__(self, seed: str, weather: str = "sunny", *, scene_seed: str | None = None) -> None:
        self.weather = weather
        self.shade = WEATHER[weather][3]
        self.rnd = random.Random(seed)
        self.place = random.Random(scene_seed or seed)
        """Where things stand: the same in the picture before and after the repair."""
        self.image = Image.new("RGB", (W, H), (128, 128, 128))
        self.draw = ImageDraw.Draw(self.image)

    def gradient(self, box: Box, top: Colour, bottom: Colour) -> None:
        """A rectangle that changes from one colour to another downwards."""
        x0, y0, x1, y1 = (int(v) for v in box)
        line = Image.new("RGB", (1, 2))
        line.putdata([top, bottom])
        size = (max(1, x1 - x0), max(1, y1 - y0))
        strip = line.resize((1, size[1]), Image.Resampling.BILINEAR, box=(0, 0.5, 1, 1.5))
        self.image.paste(strip.resize(size, Image.Resampling.NEAREST), (x0, y0))

    def sky(self, horizon: float) -> None:
        """From the top edge down to the horizon, with soft clouds."""
        top, low, _, _ = WEATHER[self.weather]
        self.gradient((0, 0, W, horizon), top, low)
        self.stain((0, 0, W, int(horizon)), (250, 250, 250), grain=(9, 4), strength=0.35)

    def stain(self, box: Box, colour: Colour, *, grain: tuple[int, int] = (24, 18), strength: float = 0.3) -> None:
        """Blotches of a colour: dirt, damp, clouds. `grain`: how many blotches across and down."""
        x0, y0, x1, y1 = (int(v) for v in box)
        size = (max(1, x1 - x0), max(1, y1 - y0))
        mask = _noise(self.place, grain).resize(size, Image.Resampling.BILINEAR)
        mask = mask.point([int(max(0, v - 96) * 1.6 * strength) for v in range(256)])
        self.image.paste(Image.new("RGB", size, colour), (x0, y0), mask)

    def streaks(self, box: Box, colour: Colour, strength: float = 0.3, *, down: bool = True) -> None:
        """Long runs of dirt, down a wall or along the ground."""
        x0, y0, x1, y1 = box
        across = max(4, int((x1 - x0) / 14)), 3
        flat = 3, max(4, int((y1 - y0) / 10))
        self.stain(box, colour, grain=across if down else flat, strength=strength)

    def shadow(self, points: Points, strength: float | None = None, blur: int = 6) -> None:
        """Darkens a polygon with soft edges; the weather decides how much."""
        self.glow(points, (12, 14, 20), self.shade if strength is None else strength, blur)

    def glow(self, points: Points, colour: Colour, strength: float, blur: int = 10) -> None:
        """Lays a soft-edged patch of a colour over things: water, light, a net. Drawn small, only where it falls."""
        x0 = max(0, int(min(x for x, _ in points)) - 3 * blur) // 4
        y0 = max(0, int(min(y for _, y in points)) - 3 * blur) // 4
        x1 = min(W, int(max(x for x, _ in points)) + 3 * blur) // 4 + 1
        y1 = min(H, int(max(y for _, y in points)) + 3 * blur) // 4 + 1
        small = Image.new("L", (x1 - x0, y1 - y0), 0)
        ImageDraw.Draw(small).polygon([(x / 4 - x0, y / 4 - y0) for x, y in points], fill=int(255 * strength))
        mask = small.filter(ImageFilter.GaussianBlur(blur / 2)) if blur else small
        mask = mask.resize((4 * (x1 - x0), 4 * (y1 - y0)), Image.Resampling.BILINEAR)
        self.image.paste(Image.new("RGB", mask.size, colour), (4 * x0, 4 * y0), mask)

    def box(self, box: Box, colour: Colour, *, outline: Colour | None = None, width: int = 3) -> None:
        """A plain rectangle."""
        self.draw.rectangle(box, fill=colour, outline=outline, width=width)

    def shape(self, points: Points, colour: Colour) -> None:
        """A plain polygon."""
        self.draw.polygon(list(points), fill=colour)

    def tube(self, points: Points, colour: Colour, width: int = 12) -> None:
        """A round bar: dark edge, body, light line."""
        dark, light = _times(colour, 0.55), _times(colour, 1.3)
        self.draw.line(list(points), fill=dark, width=width, joint="curve")
        self.draw.line(list(points), fill=colour, width=max(1, width - 4), joint="curve")
        lit = [(x - width * 0.15, y - width * 0.15) for x, y in points]
        self.draw.line(lit, fill=light, width=max(1, width // 5), joint="curve")

    def rope(self, points: Points, colour: Colour, width: int = 5) -> None:
        """A thin line with a little shadow beside it."""
        self.draw.line([(x + 4, y + 3) for x, y in points], fill=(70, 68, 64), width=max(1, width - 2), joint="curve")
        self.draw.line(list(points), fill=colour, width=width, joint="curve")

    def words(self, at: tuple[float, float], text: str, size: int, colour: Colour) -> None:
        """Painted letters, centred."""
        self.draw.text(at, text, font=EVERYDAY.at(size), fill=colour, anchor="mm")

    def plate(self, at: tuple[float, float], text: str, size: int = 40) -> None:
        """The blue number plate of a building or a door."""
        x, y = at
        half = size * (len(text) * 0.5 + 0.6)
        self.draw.rectangle((x - half + 5, y - size * 0.85 + 6, x + half + 5, y + size * 0.85 + 6), fill=(70, 70, 68))
        self.draw.rounded_rectangle((x - half, y - size * 0.85, x + half, y + size * 0.85), size // 5,
                                    fill=(32, 82, 158), outline=(226, 232, 238), width=4)
        self.words(at, text, size, (240, 244, 248))


def photographed(canvas: Canvas, tilt: float, shift: tuple[float, float], light: float) -> Image.Image:
    """The canvas as a phone sees it: held a little askew, grainy, darker at the edges, marked 演示."""
    image = _askew(canvas.image, tilt, shift)
    image = ImageChops.soft_light(image, _texture(canvas.rnd))
    lit = WEATHER[canvas.weather][2] * light
    image = image.point([min(255, int(v * lit)) for v in range(256)] * 3)
    image = Image.composite(image, Image.new("RGB", (W, H), (8, 8, 12)), _vignette())
    pen = ImageDraw.Draw(image)
    font = EVERYDAY.at(46)
    pen.text((W - 40, H - 30), "演示", font=font, fill=(255, 255, 255), anchor="rs", stroke_width=3,
             stroke_fill=(60, 60, 60))
    return image


def _askew(image: Image.Image, tilt: float, shift: tuple[float, float]) -> Image.Image:
    """A gentle perspective: nobody stands square before a wall. Cuts a margin, so that no edge shows."""
    margin, lean = 46, tilt * 9
    dx, dy = shift
    corners = (margin + dx + lean, margin + dy - lean, margin + dx - lean, H - margin + dy - lean,
               W - margin + dx - lean, H - margin + dy + lean, W - margin + dx + lean, margin + dy + lean)
    return image.transform((W, H), Image.Transform.QUAD, corners, Image.Resampling.BILINEAR)


def _texture(rnd: random.Random) -> Image.Image:
    """Middle grey with the camera's grain and larger unevenness."""
    grain = _noise(rnd, (W // 2, H // 2))
    uneven = _noise(rnd, (90, 68)).resize(grain.size, Image.Resampling.BILINEAR)
    both = Image.blend(grain, uneven, 0.3).point([int(140 + (v - 128) * 0.5) for v in range(256)])
    return Image.merge("RGB", [both.resize((W, H), Image.Resampling.BILINEAR)] * 3)


@cache
def _vignette() -> Image.Image:
    round_off = Image.radial_gradient("L").resize((W, H), Image.Resampling.BILINEAR)
    return round_off.point([255 if v < 120 else int(255 - (v - 120) * 0.55) for v in range(256)])


def _noise(rnd: random.Random, size: tuple[int, int]) -> Image.Image:
    return Image.frombytes("L", size, rnd.randbytes(size[0] * size[1]))


def _times(colour: Colour, factor: float) -> Colour:
    red, green, blue = (min(255, int(part * factor)) for part in colour)
    return red, green, blue
