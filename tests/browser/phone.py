"""An inspector's phone in the words of the people who use it; every tap is counted."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.chromium import Chromium
from tests.people import PASSWORD, Person
from tests.waiting import until

SAVED = {"zh-CN": "已记录", "en": "recorded"}
WORKER_READY = "navigator.serviceWorker.ready.then(one => one.active.state === 'activated')"
NO_TELEPHONE = """addEventListener("click", tap => {
    if (tap.target.closest?.("a[href^='tel:']")) tap.preventDefault()
})"""
"""Nothing here answers `tel:`; a browser that looks for it loses the taps that follow."""

TOLD_FIRST_SAVE = """async () => {
    const open = indexedDB.open("xunlou"), database = await new Promise(ok => { open.onsuccess = () => ok(open.result) })
    const row = database.transaction(["meta"]).objectStore("meta").get("told_first_save")
    await new Promise(ok => { row.onsuccess = ok })
    database.close()
    await new Promise(ok => setTimeout(ok))
    return Boolean(row.result)
}"""


class Phone:
    """The page of one person in one browser; `taps` counts what a finger did since `count_taps`."""

    def __init__(self, chromium: Chromium, origin: str) -> None:
        self.chromium = chromium
        self.origin = origin
        self.taps = 0
        self.language = "zh-CN"
        self._page: Page | None = None

    def __enter__(self) -> "Phone":
        self.switch_on()
        return self

    def __exit__(self, *_: object) -> None:
        self.chromium.kill()

    @property
    def page(self) -> Page:
        assert self._page is not None, "the phone is off"
        return self._page

    def switch_on(self) -> None:
        """Start the browser on what its storage holds."""
        self._page = self.chromium.start()
        self._page.add_init_script(NO_TELEPHONE)

    def battery_dies(self) -> None:
        """SIGKILL, at whatever the browser is doing."""
        self.chromium.kill()
        self._page = None

    def put_away(self) -> None:
        """Close the browser in an orderly way."""
        self.chromium.close()
        self._page = None

    def open(self) -> None:
        """Open the app, as from the home screen."""
        self.page.goto(self.origin)

    def at(self, testid: str) -> Locator:
        return self.page.get_by_test_id(testid)

    def tap(self, testid: str) -> None:
        self.at(testid).first.click()
        self.taps += 1

    def count_taps(self) -> None:
        self.taps = 0

    def sign_in(self, person: Person) -> None:
        """Sign in and wait until the map is there and the app can be opened without a network."""
        self.open()
        self.at("login-phone").fill(person.login)
        self.at("login-password").fill(PASSWORD)
        self.at("login-submit").click()
        expect(self.at("door-SZ-B03-E2")).to_be_visible(timeout=20_000)
        until(lambda: self.page.evaluate(WORKER_READY), "the service worker to serve the next start")

    def speak(self, language: str) -> None:
        """Choose the language where the present screen offers it: in the settings, or before signing in."""
        self.at(f"language-{language}").click()
        expect(self.at(f"language-{language}")).to_have_attribute("aria-pressed", "true")
        self.language = language

    def go_to(self, door: str) -> None:
        """To the door's screen by the map (picking the door is not counted)."""
        self.open()
        self.at(f"door-{door}").first.click()
        expect(self.at("btn-report")).to_be_visible()

    def nothing_found(self) -> None:
        """One tap on the door's screen."""
        self.tap("btn-clean")
        self.is_told_it_is_saved()

    def report(self, *photos: Path, item: str) -> None:
        """A finding with photos by camera: the shutter is no tap on our screen."""
        self.take_photo("btn-report", photos[0])
        for photo in photos[1:]:
            self.take_photo("btn-camera", photo)
        expect(self.at("photo").locator("img")).to_have_count(len(photos))
        self.tap(f"chip-item-{item}")
        self.tap("save-finding")
        self.is_told_it_is_saved()

    def take_photo(self, button: str, photo: Path) -> None:
        with self.page.expect_file_chooser() as opened:
            self.tap(button)
        opened.value.set_files(photo)

    def is_told_it_is_saved(self) -> None:
        """Only from here on may anything be killed. The first save ever explains itself once."""
        expect(self.at("toast")).to_contain_text(SAVED[self.language])
        until(lambda: self.page.evaluate(TOLD_FIRST_SAVE), "the first save to be explained, now or before")
        if self.at("first-save").is_visible():
            self.at("first-save").get_by_test_id("sheet-close").click()

    def correct_to_locked(self, door: str) -> None:
        """What was said of the door first, nothing found, is about to be put right: nobody could enter."""
        self.go_to(door)
        self.tap("btn-clean")
        self.tap("first-save-ok")
        self.go_to(door)
        self.tap("btn-amend")
        self.tap("outcome-no_access")
        self.tap("reason-locked")

    def throw_away(self) -> None:
        """The draft on the screen, which is left when the draft is gone."""
        self.tap("drop-draft")
        self.tap("drop-sure")
        expect(self.at("drop-draft")).to_have_count(0)

    def waiting(self) -> int:
        """The number on the badge: what is only on this phone."""
        text = self.at("badge-pending").inner_text()
        return int("".join(filter(str.isdigit, text)) or 0)
