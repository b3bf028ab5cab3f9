"""Whatever a phone sends, its copies stand upright in true colours and no bytes bring the server down."""

import io
import random
import subprocess
import sys

import pytest
from PIL import Image, ImageCms

from server.storage.pictures import KINDS, NotAPicture, inspect, rendition
from tests import pictures

SIZES = [kind for kind in KINDS if kind != "marked"]
MEASURED = """
import io, resource, sys
from server.storage.pictures import rendition
from tests import pictures
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
rendition(io.BytesIO(pictures.turned(6)), "print")
before = peak()
with open(sys.argv[1], "rb") as file:
    rendition(file, "print")
print(peak() - before)
"""


def shown(jpeg: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(jpeg))
    assert (image.format, image.mode) == ("JPEG", "RGB")
    image.load()
    return image


def middle(jpeg: bytes) -> tuple[int, ...]:
    image = shown(jpeg)
    return image.getpixel((image.width // 2, image.height // 2))


@pytest.mark.parametrize("kind", SIZES)
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_copy_stands_upright_however_the_phone_was_held(orientation, form, kind):
    copy = rendition(io.BytesIO(pictures.turned(orientation, form)), kind)
    assert pictures.corner_of(copy) == "upper left"
    width, height = shown(copy).size
    assert (width, height) == ((320, 240) if kind == "thumb" else (640, 480))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_width_and_height_are_those_of_the_upright_picture(orientation, form):
    facts = inspect(io.BytesIO(pictures.turned(orientation, form)))
    assert (facts.format, facts.w, facts.h) == (form, 640, 480)
    assert facts.orientation == (1 if form == "HEIF" else orientation)


@pytest.mark.parametrize("kind", SIZES)
@pytest.mark.parametrize("size", [(3000, 300), (300, 3000), (1700, 1700), (2, 2000), (1, 1)])
def test_a_copy_keeps_the_shape_and_is_never_larger_than_asked_or_than_the_original(size, kind):
    copy = shown(rendition(io.BytesIO(pictures.saved(Image.new("RGB", size))), kind))
    share = min(1, KINDS[kind].long_side / max(size))
    assert copy.size == tuple(max(1, round(side * share)) for side in size)


@pytest.mark.parametrize("megapixels", [12, 48])
def test_the_largest_phone_cameras_pass(megapixels):
    whole = io.BytesIO(pictures.sized(megapixels))
    facts = inspect(whole)
    assert facts.w * facts.h == pytest.approx(megapixels * 1_000_000, rel=0.01)
    assert max(shown(rendition(whole, "print")).size) == 800


def test_a_twelve_megapixel_photo_is_copied_in_little_memory(tmp_path):
    (tmp_path / "photo.jpg").write_bytes(pictures.sized(12))
    run = [sys.executable, "-c", MEASURED, str(tmp_path / "photo.jpg")]
    extra_mib = float(subprocess.run(run, check=True, capture_output=True, text=True).stdout)
    assert extra_mib <= 30, "decoded at full size it would be 59"


@pytest.mark.parametrize("limit, passes", [(640 * 480, True), (640 * 480 - 1, False)])
def test_the_pixel_limit_is_exact_and_read_before_decoding(limit, passes):
    picture = io.BytesIO(pictures.turned(1))
    if passes:
        assert inspect(picture, pixels_max=limit).w == 640
    else:
        with pytest.raises(NotAPicture) as refusal:
            rendition(picture, "thumb", pixels_max=limit)
        assert refusal.value.reason == "too_many_pixels"


NO_PICTURES = {
    "text renamed .jpg": ("这不是照片\n".encode() * 50, "format"),
    "zero bytes": (b"", "empty"),
    "one byte": (b"\xff", "format"),
    "a 200-megapixel bomb": (pictures.bomb(), "too_many_pixels"),
    "an endless JPEG": (pictures.endless(), "damaged"),
    "a cut JPEG": (pictures.cut(pictures.turned(6)), "damaged"),
    "a cut PNG": (pictures.cut(pictures.turned(6, "PNG")), "damaged"),
    "a GIF": (pictures.saved(Image.new("P", (9, 9)), "GIF"), "format"),
    "a TIFF": (pictures.saved(Image.new("RGB", (9, 9)), "TIFF"), "format"),
    "a drawing": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "format"),
}


@pytest.mark.parametrize("what", NO_PICTURES)
def test_what_cannot_be_shown_is_refused_with_its_reason(what):
    bytes_sent, reason = NO_PICTURES[what]
    for act in (inspect, lambda file: rendition(file, "thumb")):
        with pytest.raises(NotAPicture) as refusal:
            act(io.BytesIO(bytes_sent))
        assert refusal.value.reason == reason
        assert (refusal.value.code, refusal.value.status) == ("not_a_picture", 422)


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "HEIF"])
def test_a_photo_cut_anywhere_is_a_whole_copy_or_a_refusal_never_a_grey_half(form):
    whole = pictures.saved(pictures.with_corner(), form)
    for share in (0.02, 0.1, 0.3, 0.5, 0.7, 0.9):
        with pytest.raises(NotAPicture):
            rendition(io.BytesIO(pictures.cut(whole, share)), "thumb")


def test_damaged_bytes_bring_a_copy_or_a_refusal_and_nothing_else():
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    wholes = [pictures.turned(6, form, 96, 64) for form in ("JPEG", "PNG", "WEBP", "HEIF")]
    for _ in range(200):
        damaged = bytearray(chance.choice(wholes))
        for _ in range(chance.randint(1, 12)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            inspect(io.BytesIO(damaged))
            assert shown(rendition(io.BytesIO(damaged), "thumb")).width > 0
        except NotAPicture as refusal:
            assert refusal.reason in ("format", "damaged", "too_many_pixels")


@pytest.mark.parametrize("image", [
    pytest.param(pictures.saved(Image.new("CMYK", (64, 48), (0, 230, 230, 10)), "JPEG"), id="CMYK JPEG"),
    pytest.param(pictures.sixteen_bit_red(), id="16-bit colour PNG"),
    pytest.param(pictures.saved(Image.new("RGBA", (64, 48), (220, 10, 10, 255)), "PNG"), id="RGBA"),
    pytest.param(pictures.saved(Image.new("RGB", (64, 48), (220, 10, 10)).quantize(4), "PNG"), id="palette"),
])
def test_red_stays_red_in_every_colour_model(image):
    assert pictures.is_red(middle(rendition(io.BytesIO(image), "thumb")))


@pytest.mark.parametrize("level, grey", [(0, 0), (32_768, 128), (65_535, 255)])
def test_sixteen_bit_grey_keeps_its_brightness(level, grey):
    copy = rendition(io.BytesIO(pictures.sixteen_bit_grey(level)), "thumb")
    assert middle(copy) == pytest.approx((grey,) * 3, abs=2)


def test_what_is_transparent_shows_white():
    clear = pictures.saved(Image.new("RGBA", (64, 48), (0, 0, 0, 0)), "PNG")
    assert min(middle(rendition(io.BytesIO(clear), "thumb"))) >= 253


def test_colours_of_another_profile_are_brought_to_srgb_and_a_broken_profile_is_ignored():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # A camera whose first channel is green and whose second is red.
    swapped = srgb.replace(b"rXYZ", b"?XYZ").replace(b"gXYZ", b"rXYZ").replace(b"?XYZ", b"gXYZ")
    for profile, colour in ((swapped, (20, 220, 20)), (srgb, (220, 20, 20)), (b"broken", (220, 20, 20))):
        sent = pictures.saved(Image.new("RGB", (64, 48), colour), icc_profile=profile)
        assert pictures.is_red(middle(rendition(io.BytesIO(sent), "thumb")))


def test_a_double_picture_from_a_phone_counts_as_the_jpeg_it_is():
    second = [Image.new("RGB", (9, 9))]
    double = pictures.saved(pictures.with_corner(), "MPO", save_all=True, append_images=second)
    assert inspect(io.BytesIO(double)).format == "JPEG"
    assert pictures.corner_of(rendition(io.BytesIO(double), "thumb")) == "upper left"
