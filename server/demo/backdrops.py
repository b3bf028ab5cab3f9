"""What stands behind every drawn site photo: façades, entrances, paths, roofs, stairwells of an old compound."""

from server.demo.paint import Canvas, Colour, H, W

PLASTER, BRICK, INSULATED, GREY = (214, 200, 172), (160, 104, 84), (228, 220, 196), (178, 176, 170)


def facade(c: Canvas, colour: Colour = PLASTER, *, top: int = 0, foot: int = 980, columns: int = 4) -> None:
    """A wall with windows, sills and old dirt, and the ground before it."""
    if top:
        c.sky(top + 40)
    c.gradient((0, top, W, foot), _lit(colour, 1.05), _lit(colour, 0.86))
    c.stain((0, top, W, foot), _lit(colour, 0.62), grain=(13, 9), strength=0.34)
    c.streaks((0, top, W, foot), _lit(colour, 0.5), 0.22)
    step = W / columns
    for row in range(top + 110, foot - 250, 400):
        for column in range(columns):
            window(c, column * step + step * 0.24, row, step * 0.5, 230)
    ground(c, foot)


def window(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    """A white window with dark glass, a reflection, a sill and the shadow under it."""
    c.shadow([(x - 6, y + h + 16), (x + w + 22, y + h + 16), (x + w + 30, y + h + 52), (x, y + h + 52)], blur=8)
    c.box((x - 10, y - 10, x + w + 10, y + h + 10), (206, 206, 202))
    c.gradient((x, y, x + w, y + h), (74, 92, 108), (38, 46, 54))
    c.shape([(x + w * 0.1, y), (x + w * 0.42, y), (x + w * 0.2, y + h), (x, y + h), (x, y + h * 0.4)], (96, 116, 132))
    if c.place.random() < 0.5:
        c.box((x + w * 0.55, y, x + w * 0.9, y + h * 0.75), (150, 138, 120))
    for bar in (0, 0.5, 1):
        c.box((x + w * bar - 7, y, x + w * bar + 7, y + h), (222, 222, 218))
    c.box((x, y + h * 0.28 - 5, x + w, y + h * 0.28 + 5), (222, 222, 218))
    c.box((x - 20, y + h + 8, x + w + 20, y + h + 22), (188, 184, 176))


def bricks(c: Canvas, x0: int, y0: int, x1: int, y1: int, colour: Colour = BRICK) -> None:
    """Bare masonry, course by course."""
    c.gradient((x0, y0, x1, y1), _lit(colour, 1.08), _lit(colour, 0.88))
    c.stain((x0, y0, x1, y1), _lit(colour, 0.55), grain=(20, 26), strength=0.5)
    for course, y in enumerate(range(y0, y1, 34)):
        c.draw.line((x0, y, x1, y), fill=_lit(colour, 0.72), width=4)
        for x in range(x0 + (course % 2) * 46, x1, 92):
            c.draw.line((x, y, x, min(y + 34, y1)), fill=_lit(colour, 0.74), width=4)


def ground(c: Canvas, horizon: float, colour: Colour = (146, 140, 130)) -> None:
    """Paving slabs that run towards the viewer, with dust and a dark line where they meet the wall."""
    c.gradient((0, horizon, W, H), _lit(colour, 0.82), _lit(colour, 1.1))
    c.stain((0, int(horizon), W, H), (88, 84, 78), grain=(22, 6), strength=0.4)
    depth, y = 16.0, horizon + 8
    while y < H:
        c.draw.line((0, y, W, y), fill=_lit(colour, 0.74), width=3)
        depth *= 1.45
        y += depth
    for x in range(-1800, W + 1801, 230):
        far, near = W / 2 + (x - W / 2) * 0.62, W / 2 + (x - W / 2) * 1.5
        c.draw.line((far, horizon, near, H), fill=_lit(colour, 0.76), width=3)
    c.shadow([(0, horizon - 10), (W, horizon - 10), (W, horizon + 34), (0, horizon + 34)], 0.4, blur=14)


def doorway(c: Canvas, x: float, foot: float, *, w: float = 360, h: float = 560) -> None:
    """The steel entrance door of a stair, half open, with its frame, handle and step."""
    c.box((x - 26, foot - h - 26, x + w + 26, foot), (150, 146, 140))
    c.gradient((x, foot - h, x + w, foot), (34, 34, 38), (62, 60, 58))
    c.gradient((x, foot - h, x + w * 0.56, foot), (98, 62, 50), (70, 42, 36))
    c.box((x + 24, foot - h + 40, x + w * 0.5, foot - h * 0.56), (82, 50, 42), outline=(112, 74, 60))
    c.box((x + 24, foot - h * 0.48, x + w * 0.5, foot - 46), (82, 50, 42), outline=(112, 74, 60))
    c.box((x + w * 0.49, foot - h * 0.52, x + w * 0.53, foot - h * 0.42), (206, 200, 180))
    c.box((x - 60, foot - 6, x + w + 60, foot + 30), (172, 168, 160))
    c.box((x - 60, foot + 30, x + w + 60, foot + 46), (110, 106, 100))


def roof(c: Canvas, horizon: int = 420) -> None:
    """A flat roof: the membrane's laps, a parapet at the back, other buildings beyond."""
    c.sky(horizon)
    for x, top in ((60, 250), (480, 300), (1010, 230), (1370, 290)):
        c.gradient((x, top, x + 330, horizon), (176, 170, 162), (156, 150, 144))
        for wx in range(x + 24, x + 300, 66):
            for wy in range(top + 24, horizon - 40, 56):
                c.box((wx, wy, wx + 34, wy + 30), (96, 106, 114))
    c.gradient((0, horizon - 70, W, horizon + 130), (196, 190, 180), (160, 154, 146))
    c.streaks((0, horizon - 70, W, horizon + 130), (96, 90, 84), 0.34)
    c.box((0, horizon - 88, W, horizon - 60), (206, 202, 194))
    c.gradient((0, horizon + 130, W, H), (52, 54, 58), (82, 84, 88))
    c.stain((0, horizon + 130, W, H), (128, 124, 116), grain=(30, 10), strength=0.3)
    for x in range(-700, W + 701, 300):
        near = W / 2 + (x - W / 2) * 1.7
        c.draw.line((W / 2 + (x - W / 2) * 0.8, horizon + 130, near, H), fill=(34, 36, 40), width=9)
        c.draw.line((W / 2 + (x - W / 2) * 0.8 + 7, horizon + 130, near + 12, H), fill=(104, 106, 110), width=3)


def stairwell(c: Canvas) -> None:
    """The hall of a stair: two-coloured walls, steps going up, a rail, a bare lamp."""
    c.gradient((0, 0, W, 900), (196, 192, 180), (150, 146, 136))
    c.stain((0, 0, W, 900), (92, 88, 80), grain=(12, 9), strength=0.4)
    c.gradient((0, 560, W, 930), (92, 128, 112), (66, 94, 84))
    c.stain((0, 560, W, 930), (44, 56, 50), grain=(16, 6), strength=0.36)
    c.gradient((0, 930, W, H), (120, 116, 110), (160, 156, 150))
    c.stain((0, 930, W, H), (70, 66, 62), grain=(18, 6), strength=0.4)
    for step in range(9):
        y, x = 930 - step * 52, 760 + step * 56
        c.box((x, y - 52, W, y), _lit((170, 166, 158), 1 - step * 0.05))
        c.box((x, y - 52, W, y - 42), (206, 202, 194))
    c.tube([(760, 700), (1240, 250)], (146, 66, 52), 20)
    for step in range(0, 9, 2):
        x = 790 + step * 56
        c.tube([(x, 872 - step * 52), (x, 690 - step * 52)], (80, 84, 88), 10)
    c.glow([(300, 0), (560, 0), (700, 420), (160, 420)], (255, 244, 210), 0.28, blur=60)
    c.box((410, 10, 450, 44), (240, 236, 214))


def _lit(colour: Colour, factor: float) -> Colour:
    red, green, blue = (max(0, min(255, int(part * factor))) for part in colour)
    return red, green, blue
