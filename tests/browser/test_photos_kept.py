"""Photos on the phone are neither altered nor lost: drawings stand beside them, dead pages and workers cost none."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests import pictures
from tests.browser import screens
from tests.browser.photographing import DOOR, arrived, choose, named, photos, save
from tests.people import ALICE, BOB, PROJECT

DEAD_ON_ARRIVAL = """(() => { const Real = Worker; let made = 0; window.workers = () => made
    window.Worker = class extends Real {
        constructor(...given) { super(...given); made += 1; this.nr = made }
        postMessage(...given) {
            super.postMessage(...given)
            if (this.nr > 1) return
            this.terminate()
            if (SAYS_SO) this.onerror(new ErrorEvent("error", { message: "killed", cancelable: true }))
        } } })()"""


def test_what_is_drawn_stands_beside_the_untouched_original_on_phone_and_desk(
        reporting, network, compound, office):
    draw_by_finger_and_by_buttons(reporting)
    assert reporting.at("photo").locator("figcaption").all_inner_texts() == ["标注"]
    save(reporting)
    finding = arrived(reporting, compound)
    original, drawn = finding["photos"]
    assert (drawn["of"], drawn["source"], drawn["at"]) == (original["sha256"], "annotated", original["at"])
    assert named(office, finding)[1]["of"] == original["sha256"]
    before, after = (Image.open(io.BytesIO(office(BOB).photo(one["sha256"]))).convert("RGB") for one in (original, drawn))
    for spot in ((0.5, 0.7), (0.5 - 0.12, 0.5)):
        at = tuple(round(part * side) for part, side in zip(spot, before.size, strict=True))
        assert not pictures.is_red(before.getpixel(at)) and pictures.is_red(after.getpixel(at)), spot
    assert_said_at_the_desk(reporting, network, finding)


def draw_by_finger_and_by_buttons(phone):
    """An arrow along the foot of the photo by finger, then a circle in its middle by buttons and keys alone."""
    phone.tap("photo-open")
    phone.tap("btn-annotate")
    box = phone.at("ink-board").bounding_box()
    foot = box["y"] + 0.7 * box["height"]
    phone.page.mouse.move(box["x"] + 0.2 * box["width"], foot)
    phone.page.mouse.down()
    phone.page.mouse.move(box["x"] + 0.5 * box["width"], foot)
    phone.page.mouse.move(box["x"] + 0.8 * box["width"], foot)
    phone.page.mouse.up()
    phone.tap("ink-circle")
    phone.tap("ink-place")
    phone.tap("ink-ArrowLeft")
    phone.at("ink-board").press("ArrowRight")
    phone.tap("ink-text")
    phone.tap("ink-place")
    phone.at("ink-words").fill("缺一块")
    phone.tap("ink-words-ok")
    phone.tap("ink-undo")
    phone.tap("ink-done")
    expect(photos(phone)).to_have_count(2)


def assert_said_at_the_desk(phone, network, finding):
    apart = phone.chromium.browser.new_context()
    page = apart.new_page()
    screens.sign_in_at_desk(page, network.origin, BOB)
    page.goto(f"{network.origin}/desk/{PROJECT}/findings/{finding['id']}")
    captions = page.get_by_test_id("photo").locator("figcaption")
    expect(captions.nth(1)).to_contain_text("标注")
    expect(captions.nth(0)).not_to_contain_text("标注")
    apart.close()


def test_a_page_the_camera_killed_is_taken_up_where_it_was(phone, picture, compound):
    phone.sign_in(ALICE)
    phone.put_away()    # the browser writes down who is signed in
    phone.switch_on()
    phone.go_to(DOOR)
    phone.take_photo("btn-report", picture())
    expect(photos(phone)).to_have_count(1)
    phone.at("finding-text").fill("东立面缺挡脚板")
    with phone.page.expect_file_chooser():
        phone.tap("btn-camera")
    phone.battery_dies()

    phone.switch_on()
    phone.open()
    expect(phone.at("banner-draft")).to_contain_text("照片1张")
    phone.tap("banner-draft-go")
    expect(phone.at("finding-text")).to_have_value("东立面缺挡脚板")
    phone.take_photo("btn-camera", picture())
    expect(photos(phone)).to_have_count(2)
    save(phone)
    finding = arrived(phone, compound)
    assert (finding["text"], [one["w"] for one in finding["photos"]]) == ("东立面缺挡脚板", [1201, 1202])


@pytest.mark.parametrize("fault", [
    pytest.param(DEAD_ON_ARRIVAL.replace("SAYS_SO", "true"), id="it dies"),
    pytest.param("delete window.Worker", id="there is none"),
    pytest.param(DEAD_ON_ARRIVAL.replace("SAYS_SO", "false"), id="it falls silent", marks=pytest.mark.nightly),
])
def test_without_a_worker_that_lives_the_photo_is_developed_all_the_same(phone, picture, compound, fault):
    phone.page.add_init_script(fault)
    phone.sign_in(ALICE)
    phone.go_to(DOOR)
    phone.take_photo("btn-report", picture())
    expect(photos(phone)).to_have_count(1, timeout=60_000)
    choose(phone, picture())
    expect(photos(phone)).to_have_count(2)
    if "workers" in fault:
        assert phone.page.evaluate("workers()") == 2, "the dead one was replaced once"
    save(phone)
    assert [one["w"] for one in arrived(phone, compound)["photos"]] == [1201, 1202]
