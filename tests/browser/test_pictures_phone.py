"""Photos on the phone: nine in their order; what is wrong with one is said plainly."""


from playwright.sync_api import expect

from tests import pictures
from tests.browser.photographing import arrived, choose, filed, named, photos, save, widths
from tests.people import BOB
from tests.waiting import until

HEAVY = """input => {
    const files = new DataTransfer(), head = [0, 0, 0, 24, ..."ftypheic"].map(one => one.charCodeAt?.(0) ?? one)
    files.items.add(new File([Uint8Array.from(head), new Uint8Array(30 * 2 ** 20)], "huge.heic"))
    input.files = files.files
    input.dispatchEvent(new Event("change"))
}"""
"""30 MB, which a file chooser driven from afar takes minutes to hand over."""



def test_nine_photos_keep_their_order_the_tenth_is_refused_and_one_is_taken_again_in_its_place(
        reporting, picture, compound):
    choose(reporting, *(picture() for _ in range(9)))
    expect(reporting.at("toast")).to_contain_text("最多9张，有1张没有加入")
    expect(photos(reporting)).to_have_count(9)
    assert widths(reporting) == list(range(1201, 1210))
    expect(reporting.at("photos-full")).to_contain_text("已有9张")
    expect(reporting.at("btn-album")).to_have_attribute("aria-disabled", "true")
    reporting.at("btn-camera").click(force=True)
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


def test_one_drawn_on_is_taken_again_like_any_other_and_what_was_taken_away_is_not_offered_over_its_successor(
        reporting, picture):
    choose(reporting, *(picture() for _ in range(8)))
    expect(photos(reporting)).to_have_count(9)
    reporting.page.locator(".drop").last.click()
    expect(reporting.at("toast")).to_contain_text("已去掉1张照片")
    reporting.at("photo-open").first.click()
    reporting.tap("btn-annotate")
    reporting.tap("ink-circle")
    reporting.tap("ink-place")
    reporting.tap("ink-done")
    expect(photos(reporting)).to_have_count(9)
    expect(reporting.at("btn-undo")).to_have_count(0)
    reporting.at("photo-open").nth(1).click()
    expect(reporting.at("draft-photo-name")).to_have_text("照片1 标注")
    expect(reporting.at("btn-drop-photo")).to_have_text("去掉这张照片")
    reporting.tap("btn-drop-annotation")
    expect(reporting.at("toast")).to_contain_text("已去掉标注")
    reporting.tap("btn-undo")
    expect(photos(reporting)).to_have_count(9)
    reporting.at("photo-open").nth(1).click()
    reporting.take_photo("btn-retake", picture("again.jpg", pictures.turned(1, width=900, height=1200)))
    until(lambda: widths(reporting) == [900, *range(1202, 1209)], "it to be taken again, its drawing gone")


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
