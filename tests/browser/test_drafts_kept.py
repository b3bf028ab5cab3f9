"""What was begun stays until it is saved, or its writer drops it, whatever else is missing on the phone."""

from playwright.sync_api import expect

from tests import pictures
from tests.browser import storage_faults
from tests.people import ALICE

DOOR = "SZ-B03-E2"
EVENT_IDS = """() => new Promise(done => {
    const open = indexedDB.open("xunlou")
    open.onsuccess = () => {
        const ask = open.result.transaction(["events"]).objectStore("events").getAllKeys()
        ask.onsuccess = () => { open.result.close(); done(ask.result) }
    }
})"""


def test_a_correction_is_kept_while_its_record_is_not_on_the_phone(phone, network):
    phone.sign_in(ALICE)
    network.stop()
    phone.correct_to_locked(DOOR)
    recorded = phone.page.evaluate(EVENT_IDS)
    for id in recorded:
        storage_faults.forget(phone, "events", id)
    phone.page.reload()
    expect(phone.at("amend-not-here")).to_contain_text("都还留着")
    phone.tap("btn-back")
    phone.open()
    phone.tap("banner-draft-go")
    expect(phone.at("amend-not-here")).to_be_visible()
    phone.throw_away()
    phone.open()
    expect(phone.at(f"door-{DOOR}")).to_be_visible()
    expect(phone.at("banner-draft")).to_have_count(0)


def test_a_look_at_a_building_is_called_unsaved_only_when_there_is_something_to_save(phone, tmp_path):
    phone.sign_in(ALICE)
    phone.tap("faces-SZ-B10")
    phone.tap("btn-looked")
    expect(phone.at("save-looked")).to_be_disabled()
    phone.open()
    expect(phone.at(f"door-{DOOR}")).to_be_visible()
    expect(phone.at("banner-draft")).to_have_count(0)
    phone.tap("faces-SZ-B10")
    picture = tmp_path / "IMG_1.jpg"
    picture.write_bytes(pictures.turned(1))
    phone.take_photo("btn-camera", picture)
    expect(phone.at("photo").locator("img")).to_have_count(1)
    phone.open()
    expect(phone.at("banner-draft")).to_contain_text("照片1张")
