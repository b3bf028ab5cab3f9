"""Copies are made on first request and kept; the same look is recognised; real phones' files all work."""

import hashlib
import io

import pytest
from PIL import Image

from server.storage import renditions as copies_room
from server.storage.blobs import DiskBlobs
from server.storage.marks import marked
from server.storage.perceptual import distance, perceptual_hash
from server.storage.pictures import KINDS, NotAPicture, inspect, rendition
from server.storage.renditions import Renditions, kept_or_made
from tests import pictures

PHOTO = pictures.turned(6)
NAME = hashlib.sha256(PHOTO).hexdigest()


@pytest.fixture
def house(tmp_path):
    blobs = DiskBlobs(tmp_path / "blobs", reserve_bytes=0)
    blobs.receive(io.BytesIO(PHOTO), len(PHOTO), NAME)
    return blobs, Renditions(tmp_path / "renditions")


def test_a_copy_is_made_once_and_then_kept(house, monkeypatch):
    blobs, copies = house
    first = kept_or_made(blobs, copies, NAME, "thumb")
    monkeypatch.delattr(copies_room, "rendition")
    assert kept_or_made(blobs, copies, NAME, "thumb") == first == rendition(io.BytesIO(PHOTO), "thumb")
    assert copies.path(NAME, "thumb") == copies.root / NAME[:2] / f"{NAME}.thumb.jpg"


def test_each_caption_has_its_own_marked_copy(house):
    one, other = (kept_or_made(*house, NAME, "marked", [text]) for text in ("复查前", "复查后"))
    assert one != other
    assert one == marked(io.BytesIO(PHOTO), ["复查前"]) == kept_or_made(*house, NAME, "marked", ["复查前"])


def test_there_is_no_copy_of_a_picture_still_on_a_phone(house):
    assert kept_or_made(*house, "0" * 64, "thumb") is None


def test_a_disk_that_cannot_keep_the_copy_still_lets_it_be_seen(house, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Renditions, "keep", full)
    assert kept_or_made(*house, NAME, "thumb") == rendition(io.BytesIO(PHOTO), "thumb")


def test_an_erased_picture_does_not_live_on_in_small(house):
    blobs, copies = house
    for kind in KINDS:
        kept_or_made(blobs, copies, NAME, kind, ["张三"])
    copies.discard(NAME)
    assert [path for path in copies.root.rglob("*") if path.is_file()] == []
    copies.discard(NAME)


BAD_NAMES = [("../../x", "thumb"), (NAME, "../thumb"), (NAME, ""), (NAME, "a/b")]


@pytest.mark.parametrize("sha256, kind", BAD_NAMES)
def test_a_name_that_is_none_reaches_no_copy(house, sha256, kind):
    _, copies = house
    assert copies.path(sha256, kind) is None
    assert copies.open(sha256, kind) is None
    with pytest.raises(ValueError, match="no rendition"):
        copies.keep(sha256, kind, b"jpeg")


def scene(seed: int) -> Image.Image:
    """A picture of coarse shapes, another one for each seed."""
    shapes = hashlib.shake_256(str(seed).encode()).digest(12 * 9 * 3)
    return Image.frombytes("RGB", (12, 9), shapes).resize((1200, 900), Image.Resampling.BICUBIC)


@pytest.mark.parametrize("seed", range(6))
def test_the_same_photo_saved_again_smaller_or_turned_still_looks_the_same(seed):
    original = perceptual_hash(io.BytesIO(pictures.saved(scene(seed), quality=92)))
    assert len(original) == 16
    small = scene(seed).resize((480, 360))
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = scene(seed).transpose(Image.Transpose.ROTATE_90)
    for other in (pictures.saved(small, quality=40), pictures.saved(small, "WEBP"),
                  pictures.saved(lying, exif=exif.tobytes())):
        assert distance(original, perceptual_hash(io.BytesIO(other))) <= 6


def test_different_photos_look_different():
    hashes = [perceptual_hash(io.BytesIO(pictures.saved(scene(seed)))) for seed in range(12)]
    assert min(distance(one, other) for one in hashes for other in hashes if one != other) >= 12
    assert len(set(hashes)) == 12


def test_distance_counts_differing_bits():
    assert distance("0000000000000000", "000000000000000f") == 4
    assert distance("ffffffffffffffff", "0000000000000000") == 64


@pytest.mark.parametrize("path", pictures.REAL, ids=lambda path: path.name)
def test_files_of_real_cameras_are_understood_and_copied_upright(path):
    try:
        facts = inspect(path)
    except NotAPicture as refusal:
        assert refusal.reason in ("format", "damaged", "too_many_pixels", "empty")
        return
    for kind in ("thumb", "print"):
        copy = Image.open(io.BytesIO(rendition(path, kind)))
        assert (copy.width > copy.height) == (facts.w > facts.h)
        assert copy.getexif() == {}
    if path.name[:8] in ("portrait", "landscap"):
        assert (facts.h > facts.w) == path.name.startswith("portrait")
        assert facts.orientation == int(path.stem[-1])
    if path.name.startswith("DSCN"):
        assert (facts.lat, facts.lon) == (pytest.approx(43.46, abs=0.01), pytest.approx(11.88, abs=0.01))
        assert facts.taken_at and facts.taken_at.startswith("2008-10-22T")
