"""Reads what a camera noted inside a picture; what is broken there is left out and spoils nothing."""

import math
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PIL import ExifTags, Image

TEXT_CHARS_MAX = 60
# What to do with the stored pixels so that the picture stands upright; 1 needs nothing.
ORIENTATIONS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_STAMP = re.compile(r"(\d{4}):(\d\d):(\d\d)[ T](\d\d:\d\d:\d\d)")
_OFFSET = re.compile(r"[+-]\d\d:\d\d")


@dataclass(frozen=True)
class Noted:
    """The camera's notes; None where it made none, or none that can be true."""

    taken_at: str | None = None
    lat: float | None = None
    lon: float | None = None
    make: str | None = None
    model: str | None = None


def orientation_of(image: Image.Image) -> int:
    """1-8 as stored. For HEIC always 1: its decoder turns the picture and resets the tag."""
    with suppress(Exception):
        value = image.getexif().get(ExifTags.Base.Orientation)
        if value in ORIENTATIONS:
            return int(value)
    return 1


def noted(image: Image.Image) -> Noted:
    """Time, place and camera of an opened picture. Never raises: cameras and editors write anything here."""
    main, photo, gps = {}, {}, {}
    with suppress(Exception):
        exif = image.getexif()
        main = dict(exif)
        photo = exif.get_ifd(ExifTags.IFD.Exif)
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    lat, lon = _place(gps)
    make, model = _text(main, ExifTags.Base.Make), _text(main, ExifTags.Base.Model)
    return Noted(_taken_at(photo), lat, lon, make, model)


def _taken_at(photo: Mapping[int, Any]) -> str | None:
    """Original time before digitised time; the file's own time tag is of the last edit and says nothing."""
    for stamp, offset in (
        (ExifTags.Base.DateTimeOriginal, ExifTags.Base.OffsetTimeOriginal),
        (ExifTags.Base.DateTimeDigitized, ExifTags.Base.OffsetTimeDigitized),
    ):
        found = _STAMP.match(_text(photo, stamp) or "")
        zone = _OFFSET.fullmatch(_text(photo, offset) or "")
        if found:
            with suppress(ValueError):
                naive = "{}-{}-{}T{}".format(*found.groups())
                datetime.fromisoformat(naive)
                return naive + (zone.group() if zone else "")
    return None


def _place(gps: Mapping[int, Any]) -> tuple[float | None, float | None]:
    lat = _degrees(gps, ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef, 90)
    lon = _degrees(gps, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef, 180)
    # Both zero is what a receiver without a fix writes.
    if lat is None or lon is None or (lat == 0 and lon == 0):
        return None, None
    return lat, lon


def _degrees(gps: Mapping[int, Any], tag: int, side: int, most: int) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in gps[tag])
    except (KeyError, TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(value) or not 0 <= value <= most:
        return None
    return round(-value if (_text(gps, side) or "").upper() in ("S", "W") else value, 7)


def _text(tags: Mapping[int, Any], tag: int) -> str | None:
    value = tags.get(tag)
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return None
    clean = "".join(char for char in value if char.isprintable()).strip()
    return clean[:TEXT_CHARS_MAX] or None
