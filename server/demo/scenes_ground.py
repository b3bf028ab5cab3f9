"""Drawn photos of work on paths, trenches and walls around the buildings."""

import math

from server.demo.backdrops import bricks, facade, ground
from server.demo.paint import Canvas, W

YELLOW, RED, NET = (226, 182, 44), (196, 44, 38), (58, 128, 82)


def puddle(c: Canvas, after: bool) -> None:
    """Water standing on a path whose slope fails; later the slabs lie anew and drain."""
    facade(c, foot=520, columns=5)
    ground(c, 520, (150, 146, 138))
    c.tube([(0, 640), (W, 610)], (170, 168, 160), 44)
    if after:
        c.glow([(420, 760), (1180, 740), (1330, 1010), (330, 1030)], (182, 178, 168), 0.6, blur=8)
        for x in range(420, 1250, 130):
            c.draw.line((x, 750, x + (x - 800) * 0.35, 1020), fill=(120, 116, 108), width=4)
        c.box((1210, 700, 1330, 760), (70, 74, 78), outline=(40, 42, 44))
        for x in range(1220, 1330, 18):
            c.draw.line((x, 704, x, 756), fill=(30, 32, 34), width=6)
        return
    edge = [(800 + math.cos(a / 9) * (480 + 60 * math.sin(a / 2.2)),
             880 + math.sin(a / 9) * (150 + 26 * math.cos(a / 3))) for a in range(57)]
    c.glow(edge, (84, 92, 98), 0.85, blur=3)
    c.glow([(x * 0.8 + 160, y * 0.7 + 250) for x, y in edge], (188, 206, 220), 0.6, blur=14)
    for x in (560, 860, 1060):
        c.draw.arc((x, 850, x + 110, 880), 0, 360, fill=(210, 220, 228), width=3)


def manhole(c: Canvas, after: bool) -> None:
    """A well with its cover moved aside and nobody near; later closed behind a barrier."""
    ground(c, 300, (140, 138, 132))
    facade(c, foot=300, columns=5)
    if after:
        c.draw.ellipse((500, 620, 1080, 940), fill=(96, 98, 100), outline=(52, 54, 56), width=14)
        for r in range(40, 270, 44):
            c.draw.ellipse((790 - r, 780 - r * 0.55, 790 + r, 780 + r * 0.55), outline=(66, 68, 70), width=7)
        c.words((790, 780), "雨", 70, (60, 62, 64))
        barrier(c, 250, 560)
        barrier(c, 1090, 560)
        return
    c.draw.ellipse((480, 620, 1060, 940), fill=(150, 148, 144))
    c.draw.ellipse((520, 644, 1020, 916), fill=(12, 12, 14))
    c.draw.arc((520, 660, 1020, 932), 20, 160, fill=(70, 66, 60), width=26)
    c.shadow([(960, 900), (1420, 820), (1500, 930), (1060, 1000)], 0.5)
    c.draw.ellipse((960, 720, 1480, 930), fill=(92, 94, 96), outline=(50, 52, 54), width=14)
    for x in range(1030, 1430, 60):
        c.draw.line((x, 790, x + 30, 860), fill=(62, 64, 66), width=8)


def barrier(c: Canvas, x: int, y: int) -> None:
    """A red and white barrier on feet."""
    c.shadow([(x, y + 330), (x + 300, y + 330), (x + 360, y + 380), (x + 60, y + 380)])
    for rail in (0, 120):
        for stripe in range(6):
            left, top = x + stripe * 50, y + rail
            c.box((left, top, left + 50, top + 56), RED if stripe % 2 else (240, 238, 232))
    for foot in (20, 270):
        c.tube([(x + foot, y - 20), (x + foot, y + 340)], (190, 190, 186), 18)


def trench(c: Canvas, after: bool) -> None:
    """A pipe trench before an entrance: a plank without rails, later a bridge with rails and warning."""
    facade(c, foot=440, columns=4)
    ground(c, 440, (150, 140, 124))
    c.shape([(0, 640), (W, 600), (W, 900), (0, 960)], (58, 44, 32))
    c.gradient((0, 690, W, 880), (74, 56, 40), (38, 28, 20))
    c.stain((0, 620, W, 950), (110, 86, 60), grain=(24, 8), strength=0.6)
    c.tube([(0, 860), (W, 810)], (196, 100, 50), 56)
    width = 300 if after else 120
    c.shape([(700, 560), (700 + width, 556), (740 + width * 1.3, 1010), (690, 1016)], (176, 142, 92))
    for y in range(590, 1010, 56):
        c.draw.line((696, y, 712 + width * 1.2, y - 4), fill=(110, 84, 52), width=5)
    if after:
        for x in (690, 1070):
            c.tube([(x, 430), (x + 10, 880)], YELLOW, 20)
            c.tube([(x + 10, 560), (x + 40, 1020)], YELLOW, 20)
            c.tube([(x, 440), (x + 40, 700)], YELLOW, 18)
        c.box((440, 470, 640, 580), (240, 236, 226), outline=RED, width=8)
        c.words((540, 525), "当心坑洞", 42, RED)


def spoil(c: Canvas, after: bool) -> None:
    """A heap of earth lying open beside the path; under a green net later."""
    facade(c, foot=480, columns=5)
    ground(c, 480)
    heap = [(150, 980), (330, 760), (520, 640), (760, 560), (960, 610), (1180, 740), (1420, 980)]
    c.shadow([(260, 980), (1520, 960), (1560, 1060), (300, 1060)])
    c.shape(heap, (126, 98, 70))
    for _ in range(260):
        x, y, r = c.place.uniform(240, 1340), c.place.uniform(640, 975), c.place.uniform(5, 26)
        if abs(x - 790) < (y - 540) * 1.45:
            tone = int(c.place.uniform(70, 150))
            c.draw.ellipse((x - r, y - r * 0.7, x + r, y + r * 0.7), fill=(tone, int(tone * 0.78), int(tone * 0.56)))
    if after:
        c.glow(heap, NET, 0.86, blur=2)
        for x in range(150, 1430, 26):
            c.draw.line((x, 980, 760 + (x - 760) * 0.3, 560 + abs(x - 760) * 0.18), fill=(42, 100, 62), width=2)
        for x in (260, 620, 980, 1300):
            c.box((x, 960, x + 90, 1004), (164, 96, 70))


def cable(c: Canvas, after: bool) -> None:
    """A cable through water on the ground; hung up on hooks along the wall later."""
    facade(c, foot=560, columns=4)
    ground(c, 560)
    c.box((1240, 600, 1420, 960), (226, 176, 44), outline=(120, 90, 20), width=8)
    c.words((1330, 700), "配电箱", 46, (40, 36, 20))
    if after:
        hooks = [(x, 420 + (20 if n % 2 else 0)) for n, x in enumerate(range(0, 1330, 150))]
        c.rope([*hooks, (1330, 600)], (34, 34, 38), 14)
        for x, y in hooks:
            c.draw.arc((x - 16, y - 40, x + 16, y + 6), 90, 340, fill=(220, 120, 40), width=8)
        return
    c.glow([(220, 860), (900, 830), (1010, 980), (260, 1010)], (96, 104, 110), 0.8, blur=4)
    c.glow([(320, 890), (760, 870), (820, 930), (360, 950)], (196, 210, 220), 0.5, blur=12)
    wave = [(x, 930 + 52 * math.sin(x / 130) + 20 * math.sin(x / 37)) for x in range(0, 1300, 12)]
    c.rope([*wave, (1320, 940)], (36, 36, 40), 16)
    c.box((600, 880, 690, 912), (30, 30, 34))


def fence(c: Canvas, after: bool) -> None:
    """The compound's wall: a gap in the hoarding beside it, closed later."""
    c.sky(420)
    bricks(c, 0, 330, W, 760)
    c.box((0, 310, W, 344), (190, 184, 174))
    ground(c, 760, (134, 128, 116))
    for n, x in enumerate(range(-40, W, 240)):
        if not after and n == 3:
            c.shape([(x + 20, 1010), (x + 250, 1040), (x + 240, 1090), (x, 1060)], (64, 118, 160))
            continue
        c.gradient((x, 480, x + 232, 1000), (82, 144, 190), (52, 104, 148))
        for rib in range(x + 20, x + 232, 34):
            c.draw.line((rib, 484, rib, 996), fill=(44, 90, 132), width=4)
        c.box((x - 6, 470, x + 8, 1010), (200, 202, 204))
    c.words((500, 640), "安全生产", 90, (236, 240, 244))


def shed(c: Canvas, after: bool) -> None:
    """A shed built over a rainwater well at the foot of a building."""
    facade(c, foot=760, columns=4)
    bricks(c, 340, 420, 980, 900, (174, 122, 98))
    c.shape([(290, 430), (1030, 430), (980, 350), (350, 350)], (112, 132, 150))
    for x in range(300, 1030, 36):
        c.draw.line((x, 430, 350 + (x - 290) * 0.85, 350), fill=(84, 100, 116), width=4)
    c.gradient((700, 560, 880, 900), (92, 72, 54), (66, 50, 38))
    c.draw.ellipse((930, 880, 1210, 1000), fill=(84, 86, 88), outline=(48, 50, 52), width=10)
    c.shape([(340, 900), (980, 900), (1100, 960), (1010, 990), (300, 970)], (120, 110, 98))
    for _ in range(30):
        left, top = c.place.uniform(980, 1300), c.place.uniform(830, 960)
        c.box((left, top, left + c.place.uniform(20, 70), top + c.place.uniform(12, 36)), (150, 110, 84))
