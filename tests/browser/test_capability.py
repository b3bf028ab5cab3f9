"""Nobody is allowed to record where it would not be kept, and everybody is told why in one sentence."""

import pytest
from playwright.sync_api import expect

from tests.browser.phone import WORKER_READY, Phone
from tests.people import ALICE, PASSWORD
from tests.waiting import until

DOOR = "SZ-B03-E2"
CAPTURE = ("btn-no-access", "btn-clean", "btn-report", "btn-looked", "next-door", "patrol")
"""What only a person who may record is offered."""

WECHAT = ("Mozilla/5.0 (Linux; Android 12; NOH-AN00) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
          "Chrome/116.0.0.0 XWEB/1160065 Mobile Safari/537.36 MicroMessenger/8.0.47")
IPHONE = ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
          "Version/17.5 Mobile/15E148 Safari/604.1")
NO_WORKER = "delete Navigator.prototype.serviceWorker"
WORKER_REFUSED = """ServiceWorkerContainer.prototype.register =
    () => Promise.reject(new DOMException('not here', 'SecurityError'))"""
NO_STORAGE = "IDBFactory.prototype.open = () => { throw new DOMException('not here', 'SecurityError') }"
FORGETFUL_STORAGE = """const { put } = IDBObjectStore.prototype
    IDBObjectStore.prototype.put = function (row) { return put.call(this, { ...row, value: null }) }"""
NO_HASHES = "Object.defineProperty(crypto, 'subtle', { value: undefined })"
LITTLE_ROOM = """StorageManager.prototype.estimate = async () => ({ usage: 0, quota: 300 * 2 ** 20 })
    StorageManager.prototype.persisted = async () => false"""
FROM_ICON = "Object.defineProperty(navigator, 'standalone', { value: true })"
EDGE = "此浏览器不能离线使用，请安装Edge浏览器"
OPEN_OUTSIDE = "点右上角 ··· 在浏览器打开"
LACKING = [(NO_WORKER, None, EDGE), (WORKER_REFUSED, None, EDGE), (NO_STORAGE, None, EDGE),
           (FORGETFUL_STORAGE, None, EDGE), (NO_HASHES, None, EDGE), ("", WECHAT, OPEN_OUTSIDE)]


@pytest.fixture
def odd_phone(phone):
    """Opens the app in a window of its own that has something missing, or says it is another browser."""
    windows = []

    def open_window(script: str = "", agent: str | None = None) -> Phone:
        window = phone.chromium.browser.new_context(viewport={"width": 390, "height": 844}, user_agent=agent)
        windows.append(window)
        odd = Phone(phone.chromium, phone.origin)
        odd._page = window.new_page()
        odd.page.set_default_timeout(40_000)
        if script:
            odd.page.add_init_script(script)
        odd.open()
        return odd

    yield open_window
    for window in windows:
        window.close()


def sign_in(phone: Phone) -> None:
    phone.at("login-phone").fill(ALICE.login)
    phone.at("login-password").fill(PASSWORD)
    phone.at("login-submit").click()
    expect(phone.at(f"door-{DOOR}")).to_be_visible()


def offered(phone: Phone) -> list[str]:
    """What of recording is offered at the map once it says that nothing can be recorded, at a door and at a building."""
    found = []
    for address in ("", f"#/place/{DOOR}", "#/building/SZ-B03"):
        phone.page.goto(f"{phone.origin}/{address}")
        if not address:
            expect(phone.at("banner-reading-only")).to_be_visible()
        expect(phone.page.locator("h1")).not_to_be_empty()
        expect(phone.page.locator("main > *").first).to_be_visible()
        found += [name for name in CAPTURE if phone.at(name).first.is_visible()]
    return found


def test_where_records_would_not_be_kept_they_are_only_shown_and_one_sentence_says_what_to_do(odd_phone):
    for missing, agent, words in LACKING:
        phone = odd_phone(missing, agent)
        expect(phone.at("banner-reading-only"), missing).to_contain_text(words)
        sign_in(phone)
        expect(phone.at("banner-reading-only"), missing).to_contain_text(words)
        assert offered(phone) == [], missing


def test_a_storage_that_takes_nothing_any_more_still_shows_what_it_holds(odd_phone, network):
    phone = odd_phone()
    sign_in(phone)
    until(lambda: phone.page.evaluate(WORKER_READY), "the service worker to serve the next start")
    phone.page.add_init_script(FORGETFUL_STORAGE)
    network.stop()
    phone.open()
    expect(phone.at(f"door-{DOOR}")).to_be_visible()
    expect(phone.at("banner-reading-only")).to_contain_text(EDGE)
    assert offered(phone) == []


def test_an_iphone_is_told_to_install_and_records_without_a_signal_only_from_its_icon(odd_phone, network):
    phone = odd_phone(agent=IPHONE)
    expect(phone.at("install-first")).to_contain_text("添加到主屏幕")
    sign_in(phone)
    expect(phone.at("banner-install")).to_contain_text("添加到主屏幕")
    until(lambda: phone.page.evaluate(WORKER_READY), "the service worker to serve the next start")
    phone.go_to(DOOR)
    expect(phone.at("btn-report")).to_be_visible()
    network.stop()
    phone.page.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.at("btn-report")).to_have_count(0)
    phone.tap("btn-back")
    expect(phone.at("banner-reading-only")).to_contain_text("没有信号")
    assert offered(phone) == []
    network.start()
    phone.open()
    expect(phone.at("next-door")).to_be_visible()
    expect(phone.at("banner-reading-only")).to_have_count(0)
    phone.tap("banner-install-go")
    expect(phone.at("install-apple").locator("li").first).to_be_visible()
    icon = odd_phone(FROM_ICON, IPHONE)
    sign_in(icon)
    icon.go_to(DOOR)
    network.stop()
    icon.page.evaluate("dispatchEvent(new Event('online'))")
    icon.nothing_found()


def test_an_open_form_says_when_nothing_can_be_saved_and_keeps_what_was_typed(odd_phone, network):
    phone = odd_phone(agent=IPHONE)
    sign_in(phone)
    phone.go_to(DOOR)
    with phone.page.expect_file_chooser():
        phone.tap("btn-report")
    phone.at("finding-text").fill("缺栏杆")
    expect(phone.at("save-finding")).to_be_enabled()
    network.stop()
    phone.page.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.at("save-not-now")).to_contain_text("没有信号")
    expect(phone.at("save-not-now")).to_be_disabled()
    expect(phone.at("save-finding")).to_have_count(0)
    network.start()
    phone.page.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.at("save-finding")).to_be_enabled()
    expect(phone.at("finding-text")).to_have_value("缺栏杆")


def test_a_window_that_looks_private_says_that_it_forgets(odd_phone):
    phone = odd_phone(LITTLE_ROOM)
    sign_in(phone)
    expect(phone.at("banner-forgetful")).to_contain_text("无痕")
    phone.tap("btn-settings")
    expect(phone.at("storage-answer")).to_contain_text("无痕")


def test_who_does_not_want_to_feel_a_buzz_feels_none(odd_phone):
    phone = odd_phone("Navigator.prototype.vibrate = () => { globalThis.buzzed = true }")
    sign_in(phone)
    phone.go_to(DOOR)
    phone.nothing_found()
    assert phone.page.evaluate("globalThis.buzzed") is True
    phone.open()
    phone.tap("btn-settings")
    phone.tap("buzz-off")
    expect(phone.at("buzz-off")).to_have_attribute("aria-pressed", "true")
    phone.go_to(DOOR)
    phone.nothing_found()
    assert phone.page.evaluate("globalThis.buzzed") is None
