"""Saving a finding with a 12-megapixel photo, on a processor four times slower: soon, and the screen never stands still.

Chromium slows the page only, not its workers. So what the worker takes is printed apart, and again times four.
"""

from dataclasses import dataclass
from statistics import median

import pytest
from playwright.sync_api import expect

from tests import pictures
from tests.people import ALICE

SLOWER, TIMES = 4, 5
SAVED_MS_MAX, TASK_MS_MAX = 1_500, 200
HITCH_MS_MAX = 300
"""Keeping and reading back 19 MB costs one copy each, 120 to 170 ms on so slow a page: felt, if at all, as a hitch."""

DOOR, ITEM = "SZ-B03-E2", "GON-04"
WATCH = """() => {
    window.tasks = []
    new PerformanceObserver(list => tasks.push(...list.getEntries().map(one => one.duration))).observe({ type: "longtask" })
    window.shown = new Promise(done => {
        const look = () => document.querySelector("[data-testid=photo] img")?.naturalWidth ? done(performance.now()) : requestAnimationFrame(look)
        document.querySelector("[data-testid=photo-input]").addEventListener("change", () => { window.began = performance.now(); look() }, true)
    })
}"""
DEVELOPED = "shown.then(at => at - began)"
SAVE = """() => new Promise(done => {
    const start = performance.now()
    const saved = () => document.querySelector("[data-testid=toast]")?.textContent.includes("已记录")
    const look = () => saved() ? setTimeout(() => done([performance.now() - start, Math.max(0, ...tasks)]), 60) : requestAnimationFrame(look)
    document.querySelector("[data-testid=save-finding]").click()
    look()
})"""


@dataclass(frozen=True)
class Timed:
    """Milliseconds: photo chosen to photo shown, 保存 to "saved", and the longest the page was deaf meanwhile."""

    developed: float
    saved: float
    task: float


def slow_down(phone, rate):
    phone.page.context.new_cdp_session(phone.page).send("Emulation.setCPUThrottlingRate", {"rate": rate})


def hand_over(phone, path):
    """The camera's file by its name: its bytes do not pass through the page, as a driven file chooser would have it."""
    session = phone.page.context.new_cdp_session(phone.page)
    found = session.send("Runtime.evaluate", {"expression": "document.querySelector('[data-testid=photo-input]')"})
    session.send("DOM.setFileInputFiles", {"files": [str(path)], "objectId": found["result"]["objectId"]})


def capture(phone, path, *, at_once=False) -> Timed:
    """One finding; `at_once`: 保存 is tapped while the photo is still being developed."""
    phone.go_to(DOOR)
    with phone.page.expect_file_chooser():
        phone.tap("btn-report")
    expect(phone.at("save-finding")).to_be_visible()
    slow_down(phone, SLOWER)
    phone.page.evaluate(WATCH)
    hand_over(phone, path)
    if not at_once:
        phone.page.evaluate(DEVELOPED)
        phone.tap(f"chip-item-{ITEM}")
    expect(phone.at("save-finding")).to_be_enabled()
    saved, task = phone.page.evaluate(SAVE)
    developed = saved if at_once else phone.page.evaluate(DEVELOPED)
    slow_down(phone, 1)
    return Timed(developed, saved, task)


def told(name, found: list[Timed]) -> Timed:
    """The medians, printed; of the tasks the worst."""
    middle = Timed(median(one.developed for one in found), median(one.saved for one in found), max(one.task for one in found))
    print(f"\n{name}: photo shown after {middle.developed:.0f} ms (worker not slowed; × {SLOWER} at most "
          f"{SLOWER * middle.developed:.0f} ms), saved {middle.saved:.0f} ms after 保存, longest task {middle.task:.0f} ms")
    return middle


@pytest.fixture
def inspector(phone, network, tmp_path):
    """Signed in, without a network, the first save of all behind."""
    phone.sign_in(ALICE)
    network.stop()
    phone.go_to(DOOR)
    phone.nothing_found()
    return phone


def photo(folder, megapixels):
    path = folder / f"IMG_{megapixels}.jpg"
    path.write_bytes(pictures.detailed(megapixels))
    return path


def test_a_finding_with_a_12_megapixel_photo_is_saved_at_once_on_a_slow_phone(inspector, tmp_path):
    path = photo(tmp_path, 12)
    middle = told(f"12 MP, {path.stat().st_size / 2**20:.1f} MB", [capture(inspector, path) for _ in range(TIMES)])
    assert middle.saved <= SAVED_MS_MAX and middle.task <= TASK_MS_MAX, middle


def test_who_taps_save_while_the_photo_is_developed_does_not_wait_long(inspector, tmp_path):
    path = photo(tmp_path, 12)
    middle = told("12 MP, 保存 at once", [capture(inspector, path, at_once=True) for _ in range(TIMES)])
    assert middle.saved <= SAVED_MS_MAX and middle.task <= TASK_MS_MAX, middle


def test_a_48_megapixel_photo_does_not_freeze_the_screen(inspector, tmp_path):
    path = photo(tmp_path, 48)
    middle = told(f"48 MP, {path.stat().st_size / 2**20:.1f} MB", [capture(inspector, path) for _ in range(3)])
    assert middle.saved <= SAVED_MS_MAX and middle.task <= HITCH_MS_MAX, middle
