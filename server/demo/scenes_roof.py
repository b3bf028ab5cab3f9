"""Drawn photos of roofs and stairwells: membrane, pipe root, materials, blocked stairs, boxes, cylinders."""

import math

from server.demo.backdrops import doorway, facade, roof, stairwell
from server.demo.paint import Canvas, H, W

RED, STEEL = (192, 42, 36), (136, 140, 146)


def corner(c: Canvas, after: bool) -> None:
    """The foot of the parapet without the extra layer of membrane, later with it."""
    roof(c)
    if after:
        c.shape([(0, 470), (W, 470), (W, 640), (0, 660)], (44, 46, 50))
        c.draw.line((0, 660, W, 640), fill=(112, 114, 118), width=7)
        c.draw.line((0, 470, W, 470), fill=(150, 152, 154), width=9)
        for x in range(120, W, 260):
            c.draw.line((x, 472, x + 14, 650), fill=(28, 30, 34), width=6)
    else:
        c.shape([(0, 534), (W, 534), (W, 566), (0, 570)], (150, 140, 124))
        c.stain((0, 520, W, 590), (70, 60, 48), grain=(40, 3), strength=0.9)
        c.draw.line((300, 600, 1220, 592), fill=(236, 60, 44), width=8)
        c.words((760, 650), "约6m", 64, (240, 232, 220))
    c.shadow([(1180, 780), (1480, 760), (1500, 880), (1220, 900)], 0.4)
    c.draw.ellipse((1200, 720, 1290, 860), fill=(30, 32, 36), outline=(90, 92, 96), width=6)
    c.box((1240, 720, 1470, 860), (38, 40, 44))
    c.draw.ellipse((1425, 720, 1515, 860), fill=(52, 54, 58), outline=(96, 98, 102), width=6)


def leak(c: Canvas, after: bool) -> None:
    """A pipe through the roof with wet around its root after the water test; dry and sealed later."""
    roof(c)
    if not after:
        ring = [(800 + math.cos(a / 7) * (330 + 40 * math.sin(a)), 900 + math.sin(a / 7) * 130) for a in range(45)]
        c.glow(ring, (30, 38, 44), 0.75, blur=6)
        c.glow([(x * 0.55 + 300, y * 0.5 + 470) for x, y in ring], (150, 172, 190), 0.6, blur=14)
    c.shadow([(850, 880), (1180, 840), (1190, 880), (870, 930)], 0.5)
    c.gradient((740, 500, 860, 900), (206, 204, 198), (150, 148, 142))
    c.draw.ellipse((740, 480, 860, 524), fill=(60, 60, 62))
    c.draw.ellipse((740, 878, 860, 922), fill=(150, 148, 142))
    if after:
        c.draw.ellipse((690, 872, 910, 960), fill=(40, 42, 46), outline=(110, 112, 116), width=7)
        c.gradient((736, 780, 864, 900), (44, 46, 50), (56, 58, 62))
        c.box((730, 790, 870, 816), STEEL, outline=(80, 82, 84))
        return
    c.streaks((742, 640, 858, 900), (60, 70, 60), 0.8)
    c.draw.ellipse((690, 872, 910, 948), outline=(214, 52, 42), width=8)


def edge(c: Canvas, after: bool) -> None:
    """The roof's edge and bare hoist without a guard; guarded later."""
    roof(c, 480)
    c.box((0, 380, W, 470), (120, 150, 176))
    c.gradient((0, 460, W, 620), (180, 174, 166), (150, 144, 136))
    c.tube([(820, 900), (820, 360)], (218, 170, 42), 30)
    c.tube([(820, 380), (1140, 330)], (218, 170, 42), 26)
    c.rope([(1130, 334), (1130, 560)], (60, 62, 66), 6)
    c.box((680, 880, 980, 940), (126, 122, 116), outline=(80, 78, 74))
    if after:
        for y in (360, 470):
            c.tube([(0, y), (760, y)], RED, 16)
            c.tube([(1200, y), (W, y)], RED, 16)
        for x in (40, 280, 520, 750, 1210, 1400, 1580):
            c.tube([(x, 350), (x, 610)], RED, 16)
        for x in (700, 790, 880):
            c.box((x, 820, x + 76, 880), (90, 92, 96), outline=(50, 52, 54))


def stairs(c: Canvas, after: bool) -> None:
    """Sacks and boards in the way on the stairs; clear later."""
    stairwell(c)
    if after:
        c.glow([(200, 960), (1200, 950), (1300, 1140), (120, 1150)], (186, 182, 174), 0.35, blur=20)
        return
    for row, (count, y) in enumerate(((4, 1060), (3, 960), (2, 866))):
        for n in range(count):
            x = 560 + row * 70 + n * 170
            c.draw.rounded_rectangle((x, y - 84, x + 168, y + 16), 30, fill=(206 - row * 8, 200 - row * 8, 186),
                                     outline=(140, 134, 120), width=4)
            c.words((x + 84, y - 34), "砂浆", 36, (70, 110, 90))
    for n in range(4):
        c.shape([(220 + n * 44, 1080), (270 + n * 44, 1080), (420 + n * 40, 380), (380 + n * 40, 380)],
                (190 - n * 12, 152 - n * 10, 104))


def board(c: Canvas, after: bool) -> None:
    """A distribution box standing open with wires out of it; closed, locked and labelled later."""
    facade(c, columns=2, foot=1060)
    c.shadow([(560, 300), (1180, 300), (1210, 930), (590, 930)])
    c.box((540, 260, 1120, 900), (222, 176, 50), outline=(130, 100, 24), width=10)
    if after:
        c.words((830, 420), "当心触电", 84, (40, 34, 16))
        c.shape([(830, 520), (930, 690), (730, 690)], (34, 30, 14))
        c.shape([(844, 560), (800, 630), (834, 630), (818, 676), (866, 610), (832, 610)], (228, 186, 60))
        c.box((1060, 580, 1100, 650), (120, 124, 128), outline=(60, 62, 64))
        return
    c.gradient((570, 290, 1090, 870), (66, 66, 68), (92, 92, 94))
    c.shape([(540, 260), (300, 330), (300, 960), (540, 900)], (198, 154, 44))
    for n in range(5):
        c.box((620 + n * 88, 380, 690 + n * 88, 520), (226, 226, 222), outline=(120, 120, 118))
        c.box((644 + n * 88, 420, 668 + n * 88, 460), (40, 90, 60) if n != 3 else RED)
        end = [(655 + n * 88, 520), (640 + n * 80, 700), (700 + n * 60, 880), (660 + n * 110, 1040)]
        c.rope(end, ((186, 44, 40), (40, 90, 170), (60, 140, 70), (214, 170, 40), (40, 40, 44))[n], 10)


def cylinders(c: Canvas, after: bool) -> None:
    """Oxygen and acetylene side by side under the flame work; apart, upright and with an extinguisher later."""
    facade(c, foot=700, columns=4)
    _cylinder(c, 560, (74, 140, 190), "氧")
    _cylinder(c, 1330 if after else 690, (226, 226, 220), "乙炔")
    if after:
        for x in (930, 1010):
            c.shadow([(x, 980), (x + 60, 980), (x + 120, 1030), (x + 40, 1030)])
            c.draw.rounded_rectangle((x - 30, 760, x + 36, 990), 24, fill=(196, 36, 30), outline=(110, 20, 18), width=4)
            c.box((x - 10, 730, x + 16, 764), (30, 30, 32))
            c.rope([(x + 10, 744), (x + 58, 800), (x + 50, 900)], (26, 26, 28), 9)
        return
    c.glow([(960, 640), (1060, 640), (1120, 760), (900, 760)], (255, 236, 170), 0.9, blur=22)
    for _ in range(60):
        angle, far = c.rnd.uniform(0.1, 3.0), c.rnd.uniform(30, 240)
        end = far + 18
        c.draw.line((1000 + math.cos(angle) * far, 700 + math.sin(angle) * far, 1000 + math.cos(angle) * end,
                     700 + math.sin(angle) * end), fill=(255, 196, 90), width=4)


def _cylinder(c: Canvas, x: int, colour: tuple[int, int, int], name: str) -> None:
    c.shadow([(x, 1010), (x + 120, 1010), (x + 240, 1060), (x + 60, 1070)])
    c.draw.rounded_rectangle((x, 560, x + 116, 1030), 44, fill=colour, outline=(60, 62, 64), width=5)
    c.glow([(x + 22, 600), (x + 44, 600), (x + 44, 1000), (x + 22, 1000)], (255, 255, 255), 0.45, blur=6)
    c.box((x + 40, 510, x + 76, 566), (120, 118, 110))
    c.words((x + 58, 800), name, 40, (190, 30, 30))


def locked(c: Canvas, after: bool) -> None:
    """A steel door behind a padlock and a chain: nobody could get in."""
    facade(c, columns=2, foot=1080)
    doorway(c, 560, 1080, w=520, h=860)
    c.gradient((560, 220, 1080, 1080), (104, 66, 54), (72, 44, 38))
    for x in (600, 850):
        for y in (280, 680):
            c.box((x, y, x + 190, y + 330), (88, 54, 45), outline=(124, 82, 68), width=6)
    for n in range(9):
        x, y = 720 + n * 22, 630 + (n % 2) * 8
        c.draw.ellipse((x, y, x + 32, y + 26), outline=(190, 190, 186), width=6)
    c.draw.arc((790, 640, 860, 740), 180, 360, fill=(180, 180, 176), width=14)
    c.draw.rounded_rectangle((776, 690, 874, 786), 14, fill=(196, 160, 60), outline=(110, 86, 24), width=5)
    c.glow([(0, 0), (W, 0), (W, H), (0, H)], (20, 20, 26), 0.12)
