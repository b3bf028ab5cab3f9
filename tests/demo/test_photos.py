"""The drawn photos are honest pictures: within the limits of a phone's, with camera notes, marked, repeatable."""

import io
from datetime import datetime

import pytest
from PIL import Image, ImageChops

from server.demo.photos import FULL_BYTES_MAX, PREVIEW_BYTES_MAX, photo
from server.storage.pictures import inspect

AT = datetime.fromisoformat("2023-06-14T09:12:00+08:00")


@pytest.mark.parametrize("scene", ["gondola", "manhole", "stairs"])
def test_a_drawn_photo_is_no_larger_than_what_a_phone_would_send(scene: str) -> None:
    drawn = photo(scene, "3号楼2门", AT)
    small = Image.open(io.BytesIO(drawn.preview))
    assert len(drawn.jpeg) <= FULL_BYTES_MAX and len(drawn.preview) <= PREVIEW_BYTES_MAX
    assert Image.open(io.BytesIO(drawn.jpeg)).size == (drawn.w, drawn.h) == (1600, 1200)
    assert max(small.size) <= 640 and small.size == (drawn.preview_w, drawn.preview_h)


def test_the_same_arguments_draw_the_same_bytes_and_another_minute_draws_others() -> None:
    assert photo("leak", "10号楼", AT).jpeg == photo("leak", "10号楼", AT).jpeg
    assert photo("leak", "10号楼", AT).sha256 != photo("leak", "10号楼", AT.replace(minute=13)).sha256


def test_a_picture_held_sideways_says_so_and_stands_upright_when_looked_at() -> None:
    drawn = photo("edge", "2号楼", AT, sideways=True)
    facts = inspect(io.BytesIO(drawn.jpeg))
    assert (facts.orientation, facts.w, facts.h) == (6, 1600, 1200)
    assert facts.taken_at == "2023-06-14T09:12:00+08:00"


def test_before_and_after_show_the_same_scene_repaired() -> None:
    """Where nothing was repaired the two agree within a hand's shake; where it was, they do not."""
    pair = [Image.open(io.BytesIO(photo("canopy", "8号楼4门", AT, after=after).preview)).convert("L")
            for after in (False, True)]
    changed = ImageChops.difference(*pair)
    top, roof = changed.crop((200, 20, 440, 110)), changed.crop((180, 150, 460, 200))
    assert _mean(roof) > 2 * _mean(top)


def _mean(image: Image.Image) -> float:
    pixels = image.tobytes()
    return sum(pixels) / len(pixels)
