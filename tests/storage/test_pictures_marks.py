"""The marked copy proves when, where and by whom, without covering a pixel of what it proves."""

import io
import unicodedata

import pytest
from PIL import Image, ImageChops

from server.storage.fonts import EVERYDAY, RARE, face_for
from server.storage.marks import LINES_MAX, legible, marked, marked_kind
from server.storage.pictures import rendition, upright
from tests import pictures

CAPTION = ["2023-06-14 09:12 · 水竹花园改造", "3号楼2门 · 张𠮷 · A7-02"]


def image_of(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg)).convert("RGB")


def ink(strip: Image.Image) -> int:
    """How many dark pixels."""
    return strip.convert("L").point(lambda value: value < 128 and 255).histogram()[255]


def said(text: str) -> str:
    return "".join(char for char, _ in legible(text))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_strip_is_below_the_upright_picture_and_covers_nothing(orientation):
    sent = io.BytesIO(pictures.turned(orientation))
    copy = image_of(marked(sent, CAPTION))
    assert copy.width == 640 and copy.height > 480
    shown = (0, 0, 640, 470)
    difference = ImageChops.difference(copy.crop(shown), upright(sent, 2048).crop(shown))
    assert max(high for _, high in difference.getextrema()) < 40, "only what JPEG itself changes"
    assert ink(copy.crop((0, 484, 640, copy.height))) > 300


@pytest.mark.parametrize("form", ["PNG", "HEIF"])
def test_other_formats_are_marked_as_well(form):
    assert image_of(marked(io.BytesIO(pictures.turned(6, form)), CAPTION)).width == 640


def test_a_large_photo_is_marked_at_2048_pixels():
    copy = image_of(marked(io.BytesIO(pictures.sized(12)), CAPTION))
    assert copy.width == 2048 and copy.height > 1536


def test_a_long_caption_wraps_and_stays_inside_the_margins():
    copy = image_of(marked(io.BytesIO(pictures.turned(1)), ["安全绳未独立固定在建筑结构上，限期整改。" * 6]))
    one_line = image_of(marked(io.BytesIO(pictures.turned(1)), ["安全绳"]))
    assert copy.height > one_line.height + 40
    strip = copy.crop((0, 484, 640, copy.height))
    assert ink(strip.crop((0, 0, 8, strip.height))) == 0
    assert ink(strip.crop((632, 0, 640, strip.height))) == 0


def test_an_endless_caption_is_ended():
    copy = image_of(marked(io.BytesIO(pictures.turned(1)), ["很长" * 4000]))
    assert copy.height < 480 + 16 + 24 * (LINES_MAX + 1)


def test_a_tiny_picture_still_gets_a_readable_strip():
    copy = image_of(marked(io.BytesIO(pictures.saved(pictures.with_corner(40, 30))), CAPTION))
    assert copy.width == 480
    assert ink(copy.crop((0, 34, 480, copy.height))) > 300


def test_rare_characters_of_names_are_drawn_and_what_no_font_has_is_spelled_out():
    assert face_for("水") is EVERYDAY
    assert face_for("𠮷") is RARE
    assert said("李😀") == "李〔U+1F600〕"
    assert said("𠮷") == "𠮷"


def test_every_drawn_character_looks_different_from_an_empty_box():
    box = bytes(EVERYDAY.at(40).getmask("\U0001f600"))
    for char in "水竹花园楼门编号·A7":
        assert bytes(EVERYDAY.at(40).getmask(char)) != box
    assert bytes(RARE.at(40).getmask("𠮷")) != bytes(RARE.at(40).getmask("\U0001f600"))


@pytest.mark.parametrize("trick", ["\u202e", "\u2066", "\u200b", "\ufeff", "\x00", "\x1b"])
def test_invisible_marks_cannot_turn_or_hide_a_line(trick):
    assert said(f"张三{trick}李四") == "张三李四"
    assert unicodedata.category(trick).startswith("C")


def test_line_breaks_in_a_name_do_not_make_lines():
    assert said("张三\n合格\t已销项") == "张三 合格 已销项"


def test_another_caption_is_another_copy_and_the_same_caption_the_same():
    assert marked_kind(CAPTION) == marked_kind(list(CAPTION))
    assert marked_kind(CAPTION) != marked_kind([*CAPTION, "复查"])


def test_no_caption_makes_no_tall_strip():
    sent = io.BytesIO(pictures.turned(1))
    assert image_of(marked(sent, [])).height - image_of(rendition(sent, "view")).height < 30
