"""Every picture a camera or an enemy can send goes through the API: shown upright, or refused in words."""

import hashlib
import io

import pytest
from PIL import Image

from server.domain.problems import CATALOGUE
from server.storage.pictures import KINDS
from tests import people, pictures
from tests.web.calls import HERE

ENEMIES = {
    "zero bytes": b"", "text renamed": b"this is not a picture, whatever its name says", "bomb": pictures.bomb(),
    "cut in half": pictures.cut(pictures.turned(1)), "endless": pictures.endless(),
}
ODD = {
    "cmyk": pictures.saved(pictures.with_corner().convert("CMYK")), "16 bit": pictures.sixteen_bit_red(),
    "heic": pictures.turned(1, "HEIF"), "12 megapixels": pictures.sized(12),
}


def send(browser, raw: bytes):
    """(address of the picture, the answer to its PUT)."""
    path = f"{HERE}/blobs/{hashlib.sha256(raw).hexdigest()}"
    return path, browser.ask("PUT", path, data=raw, headers={"Content-Type": "image/jpeg"},
                             environ_overrides={"CONTENT_LENGTH": str(len(raw))})


def shown(browser, path: str, kind: str) -> Image.Image | None:
    """The copy as a picture, or None where it was refused by the catalogue."""
    answer = browser.ask("GET", f"{path}?as={kind}")
    if answer.status_code == 200:
        return Image.open(io.BytesIO(answer.data))
    assert answer.json["error"] in CATALOGUE and answer.json["detail"], answer.data
    assert answer.status_code == CATALOGUE[answer.json["error"]].status < 500
    return None


@pytest.mark.parametrize("path", pictures.REAL, ids=lambda path: path.name)
def test_every_real_camera_file_is_kept_and_shown_upright(compound, browser, path):
    raw, alice = path.read_bytes(), browser(people.ALICE)
    address, answer = send(alice, raw)
    assert answer.status_code == 201
    assert alice.ask("GET", address).data == raw
    copies = {kind: shown(alice, address, kind) for kind in KINDS}
    if any(copy is None for copy in copies.values()):
        assert all(copy is None for copy in copies.values()), "shown in one size and refused in another"
        return
    sides = {copy.getexif().get(0x0112, 1) for copy in copies.values()}
    assert sides == {1}
    if path.name.startswith("portrait"):
        assert copies["print"].height > copies["print"].width
    if path.name.startswith("landscape"):
        assert copies["print"].width > copies["print"].height


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_marked_corner_is_where_the_photographer_saw_it(compound, browser, orientation):
    alice = browser(people.ALICE)
    address, _ = send(alice, pictures.turned(orientation))
    for kind in ("thumb", "print"):
        assert pictures.corner_of(alice.ask("GET", f"{address}?as={kind}").data) == "upper left"


@pytest.mark.parametrize("name", ENEMIES)
def test_what_is_no_picture_is_kept_and_refused_as_a_picture_in_words(compound, browser, name):
    alice = browser(people.ALICE)
    address, answer = send(alice, ENEMIES[name])
    assert answer.status_code == 201, "custody asks for no beauty"
    assert shown(alice, address, "thumb") is None


@pytest.mark.parametrize("name", ODD)
def test_odd_but_honest_pictures_are_shown(compound, browser, name):
    alice = browser(people.ALICE)
    address, _ = send(alice, ODD[name])
    assert shown(alice, address, "print").mode == "RGB"


def test_thirty_megabytes_are_too_large_and_nothing_is_kept(compound, browser):
    alice = browser(people.ALICE)
    address, answer = send(alice, b"\xff" * (30 * 1024 * 1024))
    assert answer.status_code == 413 and answer.json["error"] == "too_large"
    assert alice.ask("GET", address).status_code == 404
