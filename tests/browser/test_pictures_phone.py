"""Photos on the phone: none is lost, none is altered, nine at most, and whatever is wrong is said plainly."""

import json

import pytest
from playwright.sync_api import expect

from tests import pictures
from tests.people import ALICE
from tests.waiting import until

DOOR, ITEM = "SZ-B03-E2", "GON-04"


@pytest.fixture
def picture(tmp_path):
    """Make a file for the camera or the album: `picture("a.jpg", bytes)`, or an ordinary photo."""
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
    found = [one for one in compound.everything("finding") if one["place"] == DOOR]
    return found[0] if found else None


def envelope_photos(office, compound):
    """The pictures of the finding's record as its envelope names them."""
    visit = filed(compound)["visit"]
    return json.loads(office(ALICE).get(f"/api/v1/projects/p1/events/{visit}").content)["blobs"]


def test_nine_photos_keep_their_order_the_tenth_is_refused_and_one_is_taken_again_in_its_place(
        reporting, picture, compound):
    choose(reporting, *(picture() for _ in range(9)))
    expect(reporting.at("toast")).to_contain_text("最多9张，有1张没有加入")
    expect(photos(reporting)).to_have_count(9)
    assert widths(reporting) == list(range(1201, 1210))
    expect(reporting.at("photos-full")).to_contain_text("已有9张")
    reporting.tap("btn-camera")
    expect(reporting.at("toast")).to_contain_text("已有9张")

    reporting.at("photo-open").nth(2).click()
    expect(reporting.at("draft-photo-name")).to_have_text("照片3")
    reporting.tap("photo-next")
    expect(reporting.at("draft-photo-name")).to_have_text("照片4")
    reporting.take_photo("btn-retake", picture("again.jpg", pictures.turned(1, width=900, height=1200)))
    expect(reporting.at("draft-photo")).to_have_count(0)
    until(lambda: widths(reporting) == [1201, 1202, 1203, 900, *range(1205, 1210)], "the photo taken again")
    save(reporting)
    until(lambda: filed(compound), "the finding to arrive")
    assert [one["w"] for one in filed(compound)["photos"]] == [1201, 1202, 1203, 900, *range(1205, 1210)]
