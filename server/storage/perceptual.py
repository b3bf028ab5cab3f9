"""Tells whether two pictures look the same, though re-saved or smaller: a hint for a person, never proof."""

import math
from operator import mul
from statistics import median

from PIL import Image

from server.domain.limits import PHOTO_PIXELS_MAX
from server.storage.pictures import Source, upright

_SIDE = 32
_LOW = 8
_WAVES = [[math.cos(math.pi * k * (2 * x + 1) / (2 * _SIDE)) for x in range(_SIDE)] for k in range(_LOW)]


def perceptual_hash(source: Source, pixels_max: int = PHOTO_PIXELS_MAX) -> str:
    """16 hexadecimal digits from the upright picture's 64 slowest brightness waves. Raises NotAPicture."""
    small = upright(source, 4 * _SIDE, pixels_max).convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    brightness = small.tobytes()
    lines = [brightness[start : start + _SIDE] for start in range(0, _SIDE * _SIDE, _SIDE)]
    rows = [[sum(map(mul, wave, line)) for wave in _WAVES] for line in lines]
    waves = [sum(wave[y] * rows[y][k] for y in range(_SIDE)) for wave in _WAVES for k in range(_LOW)]
    middle = median(waves[1:])  # the first is plain overall brightness
    return f"{sum(1 << bit for bit, wave in enumerate(waves) if wave > middle):016x}"


def distance(one: str, other: str) -> int:
    """How many of the 64 bits differ: 0 the same look, about 32 strangers."""
    return (int(one, 16) ^ int(other, 16)).bit_count()
