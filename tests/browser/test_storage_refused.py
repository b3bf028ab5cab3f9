"""A phone that cannot keep something says so, keeps it on the screen, and saves it when there is room again."""

import zipfile
from itertools import count

import pytest
from playwright.sync_api import expect

from tests import pictures
from tests.browser import storage_faults as faults
from tests.people import ALICE
from tests.waiting import until

DOOR, ITEM = "SZ-B03-E2", "GON-04"
NOT_SAVED = "没有保存成功"


@pytest.fixture
def full(phone, network, tmp_path):
    """A signed-in phone without a network whose storage can be made to refuse; its first record is saved."""
    faults.wrap(phone)
    phone.sign_in(ALICE)
    network.stop()
    capture(phone, photo(tmp_path, 0), 0)
    return phone


def photo(folder, nr):
    path = folder / f"IMG_{nr}.jpg"
    path.write_bytes(pictures.turned(1, width=800 + nr, height=600))
    return path


def capture(phone, path, refuse):
    """A finding with a photo, an item and words, while put number `refuse` fails once; what is refused is done again."""
    phone.go_to(DOOR)
    phone.page.once("filechooser", lambda chooser: chooser.set_files(path))
    faults.refuse_put(phone, refuse)
    phone.tap("btn-report")
    until(lambda: developed(phone) or phone.at("photo-again").count() or (told(phone) and phone.at("btn-report").count()),
          "the photo, or word that it was refused")
    if not developed(phone):
        phone.tap("photo-again" if phone.at("photo-again").count() else "btn-report")
        expect(phone.at("photo").locator("img")).to_have_count(1)
    before = len(faults.puts(phone))
    phone.tap(f"chip-item-{ITEM}")
    until(lambda: len(faults.puts(phone)) > before, "the item to be put down")
    if len(faults.puts(phone)) == refuse:
        expect(phone.at("toast")).to_contain_text(NOT_SAVED)
    phone.at("finding-text").fill(path.name)
    phone.tap("save-finding")
    saved = phone.at("toast").filter(has_text="已记录")
    until(lambda: saved.count() or phone.at("not-saved").count(), "an answer to 保存")
    if not saved.count():
        expect(phone.at("not-saved")).to_contain_text(NOT_SAVED)
        expect(phone.at("not-saved").get_by_test_id("btn-rescue")).to_be_visible()
        phone.at("sheet-close").click()
        expect(phone.at("finding-text")).to_have_value(path.name)
        phone.tap("save-finding")
    phone.is_told_it_is_saved()


def developed(phone):
    return phone.at("photo").locator("img").count() == 1


def told(phone):
    return phone.at("toast").filter(has_text=NOT_SAVED).count()


def assert_all_is_kept(phone, times):
    """As many records as were said to be saved, each with its words and its photo whole."""
    kept = faults.kept(phone)
    assert (kept["drafts"], kept["raw"]) == (0, 0)
    assert sorted(text for event in kept["events"] for text in event["texts"]) == sorted(
        f"IMG_{nr}.jpg" for nr in range(times)), kept
    assert {state for event in kept["events"] for state in event["photos"]} == {"queued true"}


def walk(phone, folder, refusals):
    """One capture for each put that is to be refused; nothing of them may be missing."""
    for nr, at in enumerate(refusals, start=1):
        capture(phone, photo(folder, nr), at)
        assert len(faults.refused(phone)) == 1, f"put {at} was not refused"
    assert_all_is_kept(phone, len(refusals) + 1)


def test_whichever_store_refuses_the_person_is_told_and_nothing_said_to_be_saved_is_missing(
        full, tmp_path, network, compound):
    stores = faults.puts(full)
    assert set(stores) == {"drafts", "raw", "blobs", "meta", "events"}
    walk(full, tmp_path, [stores.index(name) + 1 for name in ("drafts", "raw", "blobs", "events")])
    network.start()
    full.page.reload()
    until(lambda: len(compound.everything("finding")) == 5, "all five to arrive", seconds=60)


@pytest.mark.nightly
def test_whichever_put_is_refused_nothing_said_to_be_saved_is_missing(full, tmp_path):
    stores, at = set(), 0
    for at in count(1):
        capture(full, photo(tmp_path, at), at)
        if not faults.refused(full):
            break       # a capture that has fewer puts than that: all of them have been refused
        stores |= set(faults.refused(full))
    assert stores == {"drafts", "raw", "blobs", "meta", "events"}
    assert_all_is_kept(full, at + 1)


def test_a_connection_dropped_at_every_put_is_not_even_noticed(full, tmp_path):
    full.go_to(DOOR)
    faults.drop_connections(full)
    path = photo(tmp_path, 1)
    full.take_photo("btn-report", path)
    expect(full.at("photo").locator("img")).to_have_count(1)
    full.tap(f"chip-item-{ITEM}")
    full.at("finding-text").fill(path.name)
    full.tap("save-finding")
    full.is_told_it_is_saved()
    assert full.page.evaluate("faults.dropped") >= 5
    assert_all_is_kept(full, 2)


def test_on_a_full_phone_the_report_stays_can_be_carried_away_and_is_saved_once_there_is_room(full, tmp_path):
    full.go_to(DOOR)
    full.take_photo("btn-report", photo(tmp_path, 1))
    expect(full.at("photo").locator("img")).to_have_count(1)
    faults.fill(full, True)
    with full.page.expect_file_chooser() as opened:
        full.tap("btn-album")
    opened.value.set_files(photo(tmp_path, 2))
    expect(full.at("photos-refused")).to_contain_text("已存1张，1张没存下")
    expect(full.at("photo-again")).to_contain_text("点这里再试")
    expect(full.at("photo-again")).to_be_in_viewport()
    expect(full.at("toast").filter(has_text=NOT_SAVED)).to_have_count(0)
    full.at("finding-text").fill("IMG_1.jpg")
    full.tap("save-finding")
    expect(full.at("not-saved")).to_contain_text("还有照片没存进手机")
    with full.page.expect_download() as carried:
        full.at("not-saved").get_by_test_id("btn-rescue").click()
    names = zipfile.ZipFile(carried.value.path()).namelist()
    assert [name.split("/")[0] for name in names] == ["events", "blobs", "blobs", "drafts", "blobs", "drafts"], names

    faults.fill(full, False)
    full.tap("btn-photo-again")
    expect(full.at("photo").locator("img")).to_have_count(2)
    expect(full.at("photos-refused")).to_be_hidden()
    full.tap("save-finding")
    full.is_told_it_is_saved()
    assert_all_is_kept(full, 2)


def test_little_room_left_is_said_before_it_is_too_late(phone):
    phone.page.add_init_script("navigator.storage.estimate = async () => ({ usage: 0, quota: 150 * 2 ** 20 })")
    phone.sign_in(ALICE)
    expect(phone.at("banner-low-space")).to_contain_text("空间不足200 MB")


def test_words_typed_in_a_sheet_stay_there_until_they_are_saved(full):
    full.go_to("SZ-B03-E1")
    full.tap("btn-no-access")
    full.tap("reason-other")
    full.at("reason-text").fill("门前堆料")
    faults.fill(full, True)
    full.tap("reason-save")
    expect(full.at("not-saved")).to_contain_text(NOT_SAVED)
    full.at("not-saved").get_by_test_id("sheet-close").click()
    expect(full.at("reason-text")).to_have_value("门前堆料")
    faults.fill(full, False)
    full.tap("reason-save")
    full.is_told_it_is_saved()
    expect(full.at("reason-other")).to_have_count(0)
