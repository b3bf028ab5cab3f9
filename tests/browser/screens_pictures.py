"""What a person sees of the photos of a report: nine of them, one large, one being drawn on, one the phone could not keep."""

from playwright.sync_api import expect

from tests import pictures
from tests.browser import storage_faults as faults
from tests.browser.phone import Phone
from tests.browser.walks import Screen, Walk
from tests.people import ALICE

DOOR = "SZ-B03-E2"


def files(phone: Phone, count: int) -> list:
    """That many photos, each a little different."""
    made = []
    for nr in range(count):
        path = phone.chromium.profile / f"IMG_{nr}.jpg"
        path.write_bytes(pictures.turned(1, width=1200 + 10 * nr, height=900))
        made.append(path)
    return made


def nine_photos(phone: Phone) -> None:
    faults.wrap(phone)
    phone.go_to(DOOR)
    with phone.page.expect_file_chooser():
        phone.tap("btn-report")
    with phone.page.expect_file_chooser() as opened:
        phone.tap("btn-album")
    opened.value.set_files(files(phone, 9))
    expect(phone.at("photo").locator("img")).to_have_count(9)
    expect(phone.at("photos-full")).to_be_visible()


def photo_large(phone: Phone) -> None:
    phone.at("photo-open").nth(1).click()
    expect(phone.at("draft-photo-large")).to_be_visible()


def annotate(phone: Phone) -> None:
    phone.tap("btn-drop-photo")
    phone.at("photo-open").nth(1).click()
    phone.tap("btn-annotate")
    expect(phone.at("ink-done")).to_be_visible()


def annotate_drawn(phone: Phone) -> None:
    phone.tap("ink-circle")
    phone.tap("ink-place")
    phone.tap("ink-larger")
    phone.tap("ink-arrow")
    phone.tap("ink-place")
    expect(phone.at("ink-turn")).to_be_visible()


def annotated(phone: Phone) -> None:
    phone.tap("ink-done")
    expect(phone.at("photo").locator("figcaption")).to_have_count(1)


def annotated_large(phone: Phone) -> None:
    phone.at("photo-open").nth(2).click()
    expect(phone.at("draft-photo-large")).to_be_visible()


def photo_refused(phone: Phone) -> None:
    phone.tap("btn-drop-annotation")
    expect(phone.at("photo")).to_have_count(8)
    faults.fill(phone, True)
    with phone.page.expect_file_chooser() as opened:
        phone.tap("btn-album")
    opened.value.set_files(files(phone, 10)[9:])
    expect(phone.at("photos-refused")).to_be_visible()


def record_refused(phone: Phone) -> None:
    phone.tap("save-finding")
    expect(phone.at("not-saved")).to_be_visible()


SCREENS = [
    Screen("photos-nine", nine_photos),
    Screen("photo-large", photo_large),
    Screen("annotate", annotate),
    Screen("annotate-drawn", annotate_drawn),
    Screen("photos-annotated", annotated),
    Screen("photo-annotated-large", annotated_large),
    Screen("photo-refused", photo_refused),
    Screen("record-refused", record_refused),
]
WALK = Walk("pictures", ALICE, SCREENS)
