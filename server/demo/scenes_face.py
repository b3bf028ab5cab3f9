"""Drawn photos of work on façades and at entrances: gondola, scaffold, canopy, plaster, pipes, balconies."""

from server.demo.backdrops import BRICK, INSULATED, bricks, doorway, facade, ground
from server.demo.paint import Canvas, H, W

STEEL, YELLOW, ORANGE, RED = (132, 138, 144), (222, 176, 40), (220, 110, 44), (190, 40, 36)


def gondola(c: Canvas, after: bool) -> None:
    """A suspended basket: the safety rope hangs from the basket's own bracket, later from an anchor of its own."""
    facade(c, INSULATED, top=150)
    bracket(c, 560)
    bracket(c, 1040)
    own = 1290 if after else 1040
    if after:
        c.box((1240, 96, 1340, 176), (120, 120, 116), outline=(80, 80, 78))
        c.tube([(1290, 96), (1290, 186)], RED, 16)
    c.rope([(560, 160), (560, 640)], (70, 72, 76), 7)
    c.rope([(1040, 160), (1040, 640)], (70, 72, 76), 7)
    c.rope([(own, 180), (own - 10, 500), (own - 40, 1010)], (232, 130, 40), 7)
    basket(c, 470, 640, 1130)
    if after:
        c.box((690, 730, 910, 840), (238, 236, 228), outline=RED, width=8)
        c.words((800, 785), "停用", 78, RED)


def bracket(c: Canvas, x: int) -> None:
    """The jib on the roof that a rope hangs from."""
    c.tube([(x - 130, 110), (x + 16, 110)], YELLOW, 22)
    c.tube([(x - 90, 110), (x - 90, 180)], YELLOW, 18)
    c.tube([(x, 100), (x, 166)], STEEL, 14)


def basket(c: Canvas, left: int, top: int, right: int) -> None:
    """The platform with rails, mesh and its two hoists, and its shadow on the wall."""
    c.shadow([(left + 60, top + 60), (right + 80, top + 60), (right + 80, top + 280), (left + 60, top + 280)])
    for y in (top, top + 90, top + 210):
        c.tube([(left, y), (right, y)], STEEL, 16)
    c.box((left, top + 208, right, top + 244), (150, 146, 136), outline=(90, 90, 88))
    for x in range(left, right + 1, 94):
        c.tube([(x, top), (x, top + 220)], STEEL, 10)
    for x in range(left + 8, right, 24):
        c.draw.line((x, top + 96, x, top + 204), fill=(116, 120, 124), width=2)
    for x in (left + 90, right - 90):
        c.box((x - 34, top + 20, x + 34, top + 130), ORANGE, outline=(120, 60, 24))
    c.box((left + 260, top + 150, left + 350, top + 206), (96, 96, 92))


def scaffold(c: Canvas, after: bool) -> None:
    """A working level of a scaffold without toe boards, later with striped boards and a net behind."""
    facade(c, columns=3)
    c.glow([(0, 60), (W, 60), (W, 420), (0, 420)], (62, 124, 84), 0.5, blur=4)
    for y in (240, 640):
        c.gradient((0, y, W, y + 34), (178, 146, 96), (128, 102, 66))
        c.shadow([(0, y + 34), (W, y + 34), (W, y + 84), (0, y + 84)], 0.3)
        for x in range(0, W, 210):
            c.draw.line((x, y, x, y + 34), fill=(86, 66, 42), width=5)
    for y in (120, 460, 550, 1010):
        c.tube([(0, y), (W, y + 6)], (196, 150, 52), 20)
    for x in (130, 560, 1000, 1440):
        c.tube([(x, 0), (x + 6, H)], (196, 150, 52), 26)
        for y in (120, 460, 1010):
            c.box((x - 22, y - 16, x + 30, y + 20), (88, 84, 78))
    if after:
        c.box((0, 566, W, 640), (230, 190, 40))
        for x in range(-40, W, 120):
            c.shape([(x, 640), (x + 60, 640), (x + 110, 566), (x + 50, 566)], (34, 34, 34))
    else:
        c.box((700, 604, 790, 640), (150, 90, 66))
        c.box((806, 600, 850, 640), (120, 118, 112))
        c.shape([(690, 640), (760, 620), (1010, 640)], (132, 126, 116))


def canopy(c: Canvas, after: bool) -> None:
    """An entrance under a wall that is being chipped off, without and with a protective roof."""
    facade(c, columns=3)
    bricks(c, 420, 40, 1180, 330)
    c.stain((400, 300, 1200, 420), (120, 96, 80), grain=(14, 4), strength=0.6)
    doorway(c, 600, 980, h=500)
    if after:
        for x in (440, 1120):
            c.tube([(x, 440), (x, 1060)], (196, 150, 52), 26)
        c.shadow([(420, 470), (1180, 470), (1240, 660), (380, 660)], 0.5, blur=18)
        c.shape([(360, 470), (1240, 470), (1190, 380), (430, 380)], (168, 132, 84))
        for x in range(400, 1220, 90):
            c.draw.line((x, 470, 430 + (x - 360) * 0.86, 380), fill=(104, 80, 50), width=5)
        c.box((350, 462, 1250, 504), (206, 60, 48))
        c.words((800, 484), "安全通道　当心坠物", 32, (250, 246, 236))
        return
    for _ in range(46):
        at, y, size = c.rnd.uniform(440, 1180), c.rnd.uniform(1030, 1160), c.rnd.uniform(8, 34)
        chip = [(at, y), (at + size, y - size * 0.7), (at + size * 1.6, y), (at + size, y + size * 0.4)]
        c.shape(chip, (176, 150, 128))


def crack(c: Canvas, after: bool) -> None:
    """Insulation board that sounds hollow and has cracked beside a window; cut out and filled anew later."""
    facade(c, INSULATED, columns=2)
    if after:
        c.glow([(560, 250), (1010, 230), (1030, 700), (540, 720)], (236, 232, 218), 0.95, blur=2)
        c.stain((560, 250, 1010, 700), (206, 200, 184), grain=(10, 10), strength=0.5)
        return
    x, y = 640.0, 230.0
    line = [(x, y)]
    for _ in range(26):
        x, y = x + c.place.uniform(-26, 34), y + c.place.uniform(10, 30)
        line.append((x, y))
    c.draw.line(line, fill=(64, 58, 50), width=7, joint="curve")
    c.draw.line([(px + 5, py) for px, py in line], fill=(244, 240, 226), width=3, joint="curve")
    px, py = line[12]
    c.draw.line([(px, py), (px + 90, py + 16), (px + 190, py - 30)], fill=(72, 64, 56), width=5)
    c.draw.ellipse((560, 260, 960, 690), outline=(200, 30, 30), width=9)
    c.words((880, 230), "空鼓", 62, (200, 30, 30))


def pipe(c: Canvas, after: bool) -> None:
    """A new rainwater pipe: a bracket is missing and the joint open; fixed later."""
    facade(c, columns=3)
    c.shadow([(860, 0), (920, 0), (940, 960), (880, 960)], 0.3)
    if after:
        c.tube([(820, 0), (820, 960)], (226, 228, 226), 74)
    else:
        c.tube([(820, 0), (820, 470)], (226, 228, 226), 74)
        c.tube([(866, 492), (830, 960)], (226, 228, 226), 74)
        c.streaks((740, 470, 960, 960), (70, 76, 60), 0.7)
    for y in (140, 400, 660) if after else (140,):
        c.box((766, y, 874, y + 34), STEEL, outline=(70, 72, 74))
        c.box((874, y + 6, 930, y + 28), STEEL, outline=(70, 72, 74))
    c.draw.arc((780, 900, 940, 1020), 90, 200, fill=(190, 192, 190), width=40)


def balcony(c: Canvas, after: bool) -> None:
    """A balcony whose rail was taken away for the work; a rail with a net stands there later."""
    facade(c, columns=3, foot=1040)
    c.gradient((300, 640, 1300, 730), (170, 164, 154), (120, 116, 108))
    c.shadow([(300, 730), (1300, 730), (1340, 830), (340, 830)])
    c.gradient((520, 180, 1080, 640), (44, 50, 56), (70, 74, 78))
    c.box((790, 180, 810, 640), (206, 206, 202))
    bricks(c, 300, 560, 520, 640, BRICK)
    if after:
        for y in (420, 530):
            c.tube([(300, y), (1300, y)], RED, 18)
            for x in range(320, 1300, 160):
                c.box((x, y - 9, x + 80, y + 9), (240, 240, 236))
        for x in range(300, 1301, 250):
            c.tube([(x, 410), (x, 640)], RED, 18)
        c.glow([(300, 420), (1300, 420), (1300, 640), (300, 640)], (54, 120, 84), 0.55, blur=2)
        return
    for x in (980, 1060, 1150):
        c.tube([(x, 640), (x + c.place.uniform(-20, 20), 590)], (110, 70, 54), 12)


def entrance(c: Canvas, after: bool) -> None:
    """An entrance as it stands: the view that shows one was there."""
    facade(c, columns=3)
    doorway(c, 620, 980, h=520)
    c.gradient((520, 400, 1080, 440), (180, 176, 168), (140, 136, 130))
    c.shadow([(520, 440), (1080, 440), (1100, 510), (500, 510)])
    c.box((1130, 620, 1330, 900), (196, 200, 202), outline=(120, 124, 126))
    for y in range(650, 880, 60):
        for x in (1150, 1215, 1280):
            c.box((x, y, x + 46, y + 44), (168, 172, 176), outline=(130, 134, 138))
    if after:
        c.shape([(300, 1150), (420, 1090), (560, 1150)], (120, 110, 96))


def overview(c: Canvas, after: bool) -> None:
    """A whole building from the path, trees before it."""
    c.sky(360)
    facade(c, top=210, columns=6, foot=930)
    c.box((0, 196, W, 226), (196, 190, 180))
    ground(c, 930, (128, 126, 122))
    for x, size in ((180, 150), (1380, 190)):
        c.tube([(x, 980), (x + 6, 700)], (92, 74, 58), 34)
        for _ in range(70):
            dx, dy, r = c.place.gauss(0, size * 0.55), c.place.gauss(0, size * 0.45), c.place.uniform(20, 56)
            green = int(c.place.uniform(70, 132))
            c.draw.ellipse((x + dx - r, 600 + dy - r, x + dx + r, 600 + dy + r), fill=(green - 30, green, 46))
    c.shadow([(60, 990), (420, 980), (520, 1060), (120, 1080)])
