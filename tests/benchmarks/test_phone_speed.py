"""A full compound slows nothing down: 500 findings and 60 waiting photos on a phone, on a cheap processor."""

from datetime import UTC, datetime
from statistics import median

import pytest
from playwright.sync_api import expect

from tests import pictures
from tests.benchmarks import big_compound, stopwatch
from tests.browser.chromium import Chromium
from tests.browser.phone import Phone
from tests.people import ALICE
from tests.waiting import until

FINDINGS, PHOTOS, PHOTOS_EACH, TIMES = 500, 60, 9, 9
SLOWER_MAX, FRAMES_MS = 1.3, 50
"""A screen of the full phone may take this much longer, and a few frames, in which nobody can tell."""

START_MS_MAX, STARTS = 500, 5
TASK_MS_MAX = 200
QUIET, BUSY = "SZ-B03-E2", "SZ-B10-E1"
"""A door with nothing open, so that what is timed differs by nothing but what lies elsewhere; and where photos wait."""

MAP = f"[data-testid=door-{QUIET}]"
Times = dict[str, list[stopwatch.Timed]]


@pytest.fixture
def doors(compound, clock):
    """The doors of the compound, which is as large as the real one, today."""
    clock.set(datetime.now(UTC).isoformat())
    return big_compound.grow(compound)


@pytest.fixture
def empty(playwright, network, tmp_path):
    """A second phone, on which nothing is to be found."""
    with Phone(Chromium(playwright, tmp_path / "empty"), network.origin) as started:
        yield started


def stand_on_map(phone) -> None:
    """With the first save behind it, which explains itself, and the camera kept shut."""
    phone.page.on("filechooser", lambda _: None)
    phone.go_to(QUIET)
    phone.nothing_found()
    phone.open()
    expect(phone.at(f"door-{QUIET}")).to_be_visible()
    stopwatch.slow_down(phone)


def time_screens(phone, times: Times) -> None:
    """How long each screen takes to come, once."""
    def tap(name, testid, shown):
        times.setdefault(name, []).append(stopwatch.tap(phone, testid, shown))
    tap("door", f"door-{QUIET}", ".screen-place")
    tap("form", "btn-report", ".screen-finding")
    phone.tap("btn-back")
    expect(phone.at("btn-report")).to_be_visible()
    tap("today", "btn-back", ".screen-today")
    tap("outbox", "badge-pending", ".screen-outbox")
    phone.tap("btn-back")
    phone.tap(f"door-{QUIET}")
    tap("saved", "btn-clean", "[data-testid=toast]")
    phone.tap("btn-back")


def queue_photos(phone, count: int) -> None:
    """That many photos wait for a network, nine to a finding."""
    for first in range(0, count, PHOTOS_EACH):
        files = [phone.chromium.profile / f"IMG_{first + n}.jpg" for n in range(min(PHOTOS_EACH, count - first))]
        for n, path in enumerate(files):
            path.write_bytes(pictures.sized(2, quality=60 + n, comment=path.name.encode()))
        phone.go_to(BUSY)
        phone.tap("btn-report")
        phone.at("album-input").set_input_files(files)
        expect(phone.at("photo").locator("img")).to_have_count(len(files), timeout=120_000)
        phone.tap("save-finding")
        phone.is_told_it_is_saved()


def open_findings(phone) -> int:
    """As the map counts them, building by building."""
    counts = phone.page.locator(".open-count").all_inner_texts()
    return sum(int("".join(filter(str.isdigit, text))) for text in counts)


def test_findings_and_waiting_photos_slow_no_screen_down(phone, empty, network, compound, doors):
    empty.sign_in(ALICE)
    empty.chromium.context.set_offline(True)
    big_compound.find(compound, [door for door in doors if door != QUIET], FINDINGS)
    phone.sign_in(ALICE)
    until(lambda: open_findings(phone) >= FINDINGS, "the findings to be on the map", seconds=60)
    network.stop()
    queue_photos(phone, PHOTOS)
    few, many = {}, {}
    for one in (empty, phone):
        stand_on_map(one)
    for _ in range(TIMES):
        time_screens(empty, few)
        time_screens(phone, many)
    told = {name: (stopwatch.middle(few[name]), stopwatch.middle(many[name])) for name in few}
    print(f"\nmedians of {TIMES} on {stopwatch.SLOWER} × slower phones: empty, {FINDINGS} findings and {PHOTOS} photos")
    for name, (little, much) in told.items():
        print(f"{name:<9}{little.ms:>6.0f} ms{much.ms:>6.0f} ms × {much.ms / little.ms:.2f}, "
              f"longest task {much.task_ms:.0f} ms")
    assert [name for name, (little, much) in told.items() if much.ms > SLOWER_MAX * little.ms + FRAMES_MS] == []
    assert [name for name, (_, much) in told.items() if much.task_ms > TASK_MS_MAX] == []


def test_the_map_is_there_at_once_when_the_app_is_opened_without_a_network(phone, network, compound, doors):
    phone.sign_in(ALICE)
    until(lambda: phone.page.locator("[data-testid^=door-]").count() > len(doors), "the whole map")
    network.stop()
    for rate in (1, stopwatch.SLOWER):
        took = [stopwatch.start(phone, MAP, rate) for _ in range(STARTS)]
        print(f"\nmap after a cold start without network, processor {rate} × slower: {median(took):.0f} ms "
              f"of {', '.join(f'{one:.0f}' for one in sorted(took))}")
        assert median(took) <= START_MS_MAX * rate
