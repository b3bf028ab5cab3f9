"""Makes the pictures phones and people send: upright and turned, huge, odd, broken."""

import io
import struct
import zlib
from pathlib import Path

import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()

CORNER = (220, 20, 20)
GROUND = (90, 140, 90)
REAL_FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "photos"
REAL = sorted(path for path in REAL_FOLDER.glob("*") if path.suffix != ".md")
# How an upright picture lies in the file for each EXIF orientation: the way back, written down independently.
LIES = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def with_corner(width: int = 640, height: int = 480) -> Image.Image:
    """A green picture whose upper left corner, a quarter of each side, is red."""
    image = Image.new("RGB", (width, height), GROUND)
    image.paste(CORNER, (0, 0, width // 4, height // 4))
    return image


def turned(orientation: int, form: str = "JPEG", width: int = 640, height: int = 480) -> bytes:
    """The picture with the red corner, stored lying as that EXIF orientation says, and saying so."""
    image, lies = with_corner(width, height), LIES[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(image.transpose(lies) if lies is not None else image, form, exif=exif.tobytes())


def saved(image: Image.Image, form: str = "JPEG", **options: object) -> bytes:
    """The image's bytes in that format."""
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def corner_of(jpeg: bytes) -> str:
    """Where the red corner is: `upper left` and so on; decoded as stored, without regard to EXIF."""
    image = Image.open(io.BytesIO(jpeg)).convert("RGB")
    right, low = image.width - image.width // 8, image.height - image.height // 8
    spots = {
        "upper left": (image.width // 8, image.height // 8), "upper right": (right, image.height // 8),
        "lower left": (image.width // 8, low), "lower right": (right, low),
    }
    return next((name for name, spot in spots.items() if is_red(image.getpixel(spot))), "nowhere")


def is_red(pixel: tuple[int, ...]) -> bool:
    return pixel[0] > 150 and pixel[1] < 90 and pixel[2] < 90


def sized(megapixels: int, **options: object) -> bytes:
    """A 4:3 JPEG of that many megapixels with some content, the red corner, and no metadata."""
    unit = round((megapixels * 1_000_000 / 12) ** 0.5)
    image = Image.radial_gradient("L").resize((4 * unit, 3 * unit)).convert("RGB")
    image.paste(CORNER, (0, 0, unit, unit))
    return saved(image, "JPEG", **options)


def detailed(megapixels: int) -> bytes:
    """A 4:3 JPEG of that many megapixels, as heavy as a camera makes it: rough surfaces everywhere, the red corner."""
    unit = round((megapixels * 1_000_000 / 12) ** 0.5)
    size = (4 * unit, 3 * unit)
    rough = Image.effect_noise((unit, unit), 90).resize(size, Image.Resampling.BILINEAR)
    image = Image.merge("RGB", (rough, Image.radial_gradient("L").resize(size), rough))
    image.paste(CORNER, (0, 0, unit, unit))
    return saved(image, "JPEG", quality=92)


def photographed(**tags: object) -> bytes:
    """A small JPEG with the named EXIF tags: taken, offset, lat, lon (((d, m, s), side)), make, model."""
    exif = Image.Exif()
    for name, tag in (("make", 0x010F), ("model", 0x0110), ("edited", 0x0132)):
        if name in tags:
            exif[tag] = tags[name]
    photo = exif.get_ifd(0x8769)
    for name, tag in (("taken", 0x9003), ("offset", 0x9011)):
        if name in tags:
            photo[tag] = tags[name]
    gps = exif.get_ifd(0x8825)
    for name, tag in (("lat", 2), ("lon", 4)):
        if name in tags:
            gps[tag], gps[tag - 1] = tags[name]  # type: ignore[misc]
    return saved(with_corner(), "JPEG", exif=exif.tobytes())


def png(width: int, height: int, depth: int, colour: int, row: bytes) -> bytes:
    """A PNG whose every row is `row`, at any bit depth and colour type: Pillow will not write them."""
    packer = zlib.compressobj(9)
    pixels = b"".join(packer.compress(b"\0" + row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def sixteen_bit_grey(level: int) -> bytes:
    """A 64 × 48 grey PNG of 16 bits, all of one level, 0-65535."""
    return png(64, 48, 16, 0, struct.pack(">H", level) * 64)


def sixteen_bit_red() -> bytes:
    """A 64 × 48 red PNG of 16 bits per channel."""
    return png(64, 48, 16, 2, struct.pack(">HHH", 56000, 5000, 5000) * 64)


def bomb() -> bytes:
    """A sound PNG of some 30 KB that unpacks to 200 megapixels."""
    return png(20_000, 10_000, 1, 0, bytes(20_000 // 8))


def endless() -> bytes:
    """A progressive JPEG that repeats its last pass 2,000 times."""
    whole = saved(with_corner(64, 48), "JPEG", progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:-2] + whole[last:-2] * 2_000 + whole[-2:]


def cut(whole: bytes, share: float = 0.6) -> bytes:
    """Only the first part of the file, as an interrupted copy leaves it."""
    return whole[: int(len(whole) * share)]


def exif_of(whole: bytes) -> bytes:
    """The EXIF block of a picture, to be saved into another."""
    return Image.open(io.BytesIO(whole)).info["exif"]
