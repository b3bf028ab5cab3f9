"""A report being written with photos: choosing them, saving, and what of it arrived."""

import json

import pytest
from playwright.sync_api import expect

from tests import pictures
from tests.people import ALICE, PROJECT
from tests.waiting import until

DOOR, ITEM = "SZ-B03-E2", "GON-04"


@pytest.fixture
def picture(tmp_path):
    """Make a file for the camera or the album: `picture("a.jpg", bytes)`, or an ordinary photo, each a bit wider."""
    count = iter(range(1, 100))

    def make(name=None, content=None):
        nr = next(count)
        path = tmp_path / (name or f"IMG_{nr}.jpg")
        path.write_bytes(pictures.turned(1, width=1200 + nr, height=900) if content is None else content)
        return path

    return make


@pytest.fixture
def reporting(phone, picture):
    """A finding begun at a door, with one photo by camera."""
    phone.sign_in(ALICE)
    phone.go_to(DOOR)
    phone.take_photo("btn-report", picture())
    expect(photos(phone)).to_have_count(1)
    return phone


def photos(phone):
    return phone.at("photo").locator("img")


def choose(phone, *paths):
    with phone.page.expect_file_chooser() as opened:
        phone.tap("btn-album")
    opened.value.set_files(list(paths))


def widths(phone):
    """The photos of the only draft, in their order, by the width of their full pictures."""
    return phone.page.evaluate("""async () => {
        const { mine } = await import("/static/js/sync/drafts.js")
        return (await mine())[0].photos.map(one => one.w)
    }""")


def save(phone):
    phone.tap(f"chip-item-{ITEM}")
    phone.tap("save-finding")
    phone.is_told_it_is_saved()


def filed(compound):
    return next((one for one in compound.everything("finding") if one["place"] == DOOR), None)


def arrived(phone, compound):
    """The finding, once it and all its photos are with the office."""
    until(lambda: filed(compound), "the finding to arrive")
    phone.open()
    until(lambda: phone.waiting() == 0, "its photos to arrive", seconds=60)
    return filed(compound)


def named(office, finding):
    """The pictures of the finding's record as its envelope names them."""
    return json.loads(office(ALICE).get(f"/api/v1/projects/{PROJECT}/events/{finding['visit']}").content)["blobs"]
