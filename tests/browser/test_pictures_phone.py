"""Photos on the phone: nine in their order, none lost, none altered; what is wrong with one is said plainly."""

import json

import pytest
from playwright.sync_api import expect

from tests import pictures
from tests.browser import screens
from tests.people import ALICE, BOB, PROJECT
from tests.waiting import until

DOOR, ITEM = "SZ-B03-E2", "GON-04"
HEAVY = """input => {
    const files = new DataTransfer(), head = [0, 0, 0, 24, ..."ftypheic"].map(one => one.charCodeAt?.(0) ?? one)
    files.items.add(new File([Uint8Array.from(head), new Uint8Array(30 * 2 ** 20)], "huge.heic"))
    input.files = files.files
    input.dispatchEvent(new Event("change"))
}"""
"""30 MB, which a file chooser driven from afar takes minutes to hand over."""

DEAD_ON_ARRIVAL = """(() => { const Real = Worker; let made = 0; window.workers = () => made
    window.Worker = class extends Real {
        constructor(...given) { super(...given); made += 1; this.nr = made }
        postMessage(...given) {
            super.postMessage(...given)
            if (this.nr > 1) return
            this.terminate()
            if (SAYS_SO) this.onerror(new ErrorEvent("error", { message: "killed", cancelable: true }))
        } } })()"""


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
    wanted = [1201, 1202, 1203, 900, *range(1205, 1210)]
    until(lambda: widths(reporting) == wanted, "the photo taken again")
    reporting.at("photo-open").nth(8).click()
    reporting.tap("btn-drop-photo")
    expect(photos(reporting)).to_have_count(8)
    reporting.tap("btn-undo")
    expect(photos(reporting)).to_have_count(9)
    save(reporting)
    until(lambda: filed(compound), "the finding to arrive")
    assert [one["w"] for one in filed(compound)["photos"]] == wanted


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


def test_files_that_are_no_photos_are_left_out_and_said_and_odd_photos_travel_as_they_are(
        reporting, picture, compound, office):
    heic = pictures.saved(pictures.with_corner(), "HEIF")
    for name, content, said in (("empty.jpg", b"", "有照片是空的"), ("notes.jpg", "三号楼".encode() * 99, "有文件不是照片")):
        choose(reporting, picture(name, content))
        expect(reporting.at("toast")).to_contain_text(said)
    reporting.at("album-input").evaluate(HEAVY)
    expect(reporting.at("toast")).to_contain_text("有照片太大")
    expect(reporting.at("photo")).to_have_count(1)
    broken = pictures.cut(pictures.sized(1))
    choose(reporting, picture("IMG.heic", heic), picture("broken.jpg", broken))
    expect(reporting.at("photo")).to_have_count(3)
    expect(reporting.at("photo").nth(1)).to_contain_text("原图上传")
    save(reporting)
    finding = arrived(reporting, compound)
    as_it_is = named(office, finding)[1]
    assert (as_it_is["type"], as_it_is["size"], as_it_is["preview"]) == ("image/heic", len(heic), None)
    assert pictures.corner_of(office(BOB).photo(as_it_is["sha256"])) == "upper left"


def test_a_photo_from_the_album_says_when_and_where_it_was_taken_and_the_camera_follows_nobody(
        reporting, picture, compound, office):
    place = {"lat": ((39.0, 10.0, 12.0), "N"), "lon": ((117.0, 9.0, 0.0), "E")}
    choose(reporting, picture("album.jpg", pictures.photographed(taken="2023:06:14 09:12:33", **place)))
    expect(photos(reporting)).to_have_count(2)
    save(reporting)
    until(lambda: filed(compound), "the finding to arrive")
    camera, album = named(office, filed(compound))
    assert (camera["source"], camera["geo"]) == ("camera", None)
    assert (album["source"], album["geo"]) == ("album", {"lat": 39.17, "lon": 117.15, "acc": None})
    assert album["taken_at"].startswith("2023-06-14T09:12:33")


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
