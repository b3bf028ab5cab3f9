"""Opens pictures from strangers within limits, and makes small upright sRGB copies that carry no metadata."""

import io
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pillow_heif
from PIL import Image, ImageCms

from server.domain.limits import PHOTO_PIXELS_MAX
from server.domain.problems import Problem
from server.storage.exif import ORIENTATIONS, noted, orientation_of

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
SCANS_MAX = 500
_SIXTEEN_BITS = ("I;16", "I;16B", "I;16L", "I")
# Each decode may take 200 MB at the pixel limit; phones in a queue wait, the server does not swell.
_DECODING = threading.BoundedSemaphore(2)

Source = Path | BinaryIO

Image.MAX_IMAGE_PIXELS = PHOTO_PIXELS_MAX
# Broken notes in a picture are our daily bread, not worth a line in the log each; a bomb is refused.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")
warnings.simplefilter("error", Image.DecompressionBombWarning)
# Embedded thumbnails may show something else than the picture they travel in; evidence is the picture.
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


@dataclass(frozen=True)
class Kind:
    """One size of copy: its longer side in pixels at most, and its JPEG quality."""

    long_side: int
    quality: int


KINDS = {"thumb": Kind(320, 70), "print": Kind(800, 80), "view": Kind(1600, 80), "marked": Kind(2048, 85)}


class NotAPicture(Problem):
    """These bytes cannot be shown; `reason` is one of empty, format, too_many_pixels, damaged."""

    def __init__(self, reason: str) -> None:
        super().__init__("not_a_picture", reason=reason)
        self.reason = reason


@dataclass(frozen=True)
class Facts:
    """What a picture says of itself; `w` and `h` are of the upright picture, in pixels.

    `orientation` is the EXIF value 1-8 as stored (HEIC: 1, its own rotation is part of decoding). `taken_at`
    is ISO 8601 by the camera's clock, with an offset only if the camera wrote one. `lat`, `lon` in degrees.
    """

    format: str
    w: int
    h: int
    orientation: int
    taken_at: str | None = None
    lat: float | None = None
    lon: float | None = None
    make: str | None = None
    model: str | None = None


def inspect(source: Source, pixels_max: int = PHOTO_PIXELS_MAX) -> Facts:
    """The facts of a picture that can be decoded to its last line; raises NotAPicture otherwise."""
    with _opened(source, pixels_max) as image:
        kind = "JPEG" if image.format == "MPO" else str(image.format)
        size, turned, says = image.size, orientation_of(image), noted(image)
        _shrink(image, KINDS["thumb"].long_side)
    width, height = size if turned < 5 else (size[1], size[0])
    return Facts(kind, width, height, turned, says.taken_at, says.lat, says.lon, says.make, says.model)


def rendition(source: Source, kind: str, pixels_max: int = PHOTO_PIXELS_MAX) -> bytes:
    """A JPEG copy of one of KINDS: upright, sRGB, never larger than the original, without any metadata."""
    wanted = KINDS[kind]
    return as_jpeg(upright(source, wanted.long_side, pixels_max), wanted.quality)


def upright(source: Source, long_side: int, pixels_max: int = PHOTO_PIXELS_MAX) -> Image.Image:
    """The picture, decoded, at most `long_side` pixels long, upright, RGB in sRGB. Raises NotAPicture."""
    with _opened(source, pixels_max) as image:
        turned = orientation_of(image)
        small = _shrink(image, long_side)
        profile = image.info.get("icc_profile")
        if turned in ORIENTATIONS:
            small = small.transpose(ORIENTATIONS[turned])
        return _srgb(small, profile)


def as_jpeg(image: Image.Image, quality: int) -> bytes:
    """The pixels as a baseline JPEG and nothing else: no EXIF, no place, no comment, no profile."""
    image.info.clear()
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


@contextmanager
def _opened(source: Source, pixels_max: int) -> Iterator[Image.Image]:
    """Open by the header alone and refuse what is too large before a pixel is decoded.

    Decoders answer hostile bytes with nearly any exception; each of them means one thing here.
    """
    try:
        with _DECODING, _bytes_of(source) as file:
            if not file.read(1):
                raise NotAPicture("empty")
            file.seek(0)
            with Image.open(file, formats=FORMATS) as image:
                if image.width * image.height > pixels_max:
                    raise NotAPicture("too_many_pixels")
                _refuse_endless(image, file)
                if image.format == "PNG":
                    image.load()  # a PNG may carry its orientation behind its pixels
                yield image
    except NotAPicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAPicture("too_many_pixels") from None
    except Image.UnidentifiedImageError:
        raise NotAPicture("format") from None
    except Exception as error:
        raise NotAPicture("damaged") from error


@contextmanager
def _bytes_of(source: Source) -> Iterator[BinaryIO]:
    if isinstance(source, Path):
        with source.open("rb") as file:
            yield file
    else:
        source.seek(0)
        yield source


def _refuse_endless(image: Image.Image, file: BinaryIO) -> None:
    """A progressive JPEG of a few megabytes can ask for 100,000 passes over all its pixels."""
    if not image.info.get("progressive"):
        return
    place, scans, last = file.tell(), 0, b""
    file.seek(0)
    while piece := file.read(1024 * 1024):
        scans += (last + piece).count(b"\xff\xda")
        last = piece[-1:]
    file.seek(place)
    if scans > SCANS_MAX:
        raise NotAPicture("damaged")


def _shrink(image: Image.Image, long_side: int) -> Image.Image:
    """Decode as small as the format allows, then scale; in the file's own orientation, because turning first
    would need the full size in memory twice."""
    share = min(1.0, long_side / max(image.size))
    target = (max(1, round(image.width * share)), max(1, round(image.height * share)))
    image.draft(None, target)
    image.load()
    if image.mode in _SIXTEEN_BITS:  # scaled before it is converted, which takes four bytes a pixel twice
        small = image.resize(target, Image.Resampling.LANCZOS)
        return small.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode not in ("RGB", "L", "RGBA", "LA", "CMYK"):
        image = image.convert("RGBA")
    return image if image.size == target else image.resize(target, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if image.mode in ("RGBA", "LA"):
        image = image.convert("RGBA")
        on_white = Image.new("RGB", image.size, "white")
        on_white.paste(image, mask=image.getchannel("A"))
        image = on_white
    if profile:
        try:
            of_camera, srgb = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, of_camera, srgb, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            converted = None  # a broken or foreign profile: the pixels as they are show more than nothing
        if converted is not None:
            return converted
    return image.convert("RGB")

