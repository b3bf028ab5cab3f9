"""A full compound slows nothing down: 500 findings and 60 waiting photos on a phone, on a cheap processor."""

from datetime import UTC, datetime
from statistics import median

import pytest
from playwright.sync_api import expect

from tests import pictures
from tests.benchmarks import big_compound, stopwatch
from tests.people import ALICE
from tests.waiting import until

FINDINGS, PHOTOS, PHOTOS_EACH, TIMES = 500, 60, 9, 9
SLOWER_MAX, FRAMES_MS = 1.3, 50
"""A screen with much on it may take this much longer, and a few frames, in which nobody can tell."""

START_MS_MAX, STARTS = 500, 5
TASK_MS_MAX = 200
DOOR = "SZ-B03-E2"
MAP = f'[data-testid=door-{DOOR}]'


@pytest.fixture
def doors(compound, clock):
    """The doors of the compound, which is as large as the real one, today."""
    clock.set(datetime.now(UTC).isoformat())
    return big_compound.grow(compound)


def times(phone) -> dict[str, stopwatch.Timed]:
    """How long each screen takes to come, the phone standing on the one it is reached from."""
    found: dict[str, list[stopwatch.Timed]] = {name: [] for name in ("door", "form", "today", "outbox", "saved")}
    phone.open()
    expect(phone.at(f"door-{DOOR}")).to_be_visible()
    stopwatch.slow_down(phone)
    for _ in range(TIMES):
        found["door"].append(stopwatch.tap(phone, f"door-{DOOR}", ".screen-place"))
        found["form"].append(stopwatch.tap(phone, "btn-report", ".screen-finding"))
        phone.tap("btn-back")
        expect(phone.at("btn-report")).to_be_visible()
        found["today"].append(stopwatch.tap(phone, "btn-back", ".screen-today"))
        found["outbox"].append(stopwatch.tap(phone, "badge-pending", ".screen-outbox"))
        phone.tap("btn-back")
        phone.tap(f"door-{DOOR}")
        found["saved"].append(stopwatch.tap(phone, "btn-clean", "[data-testid=toast]"))
        phone.tap("btn-back")
    stopwatch.slow_down(phone, 1)
    return {name: stopwatch.middle(all) for name, all in found.items()}


def queue_photos(phone, count: int) -> None:
    """That many photos wait for a network, nine to a finding."""
    for first in range(0, count, PHOTOS_EACH):
        files = [phone.chromium.profile / f"IMG_{first + n}.jpg" for n in range(min(PHOTOS_EACH, count - first))]
        for n, path in enumerate(files):
            path.write_bytes(pictures.sized(2, quality=60 + n, comment=path.name.encode()))
        phone.go_to(DOOR)
        phone.tap("btn-report")
        phone.at("album-input").set_input_files(files)
        expect(phone.at("photo").locator("img")).to_have_count(len(files), timeout=120_000)
        phone.tap("save-finding")
        phone.is_told_it_is_saved()


def open_findings(phone) -> int:
    """As the map counts them, building by building."""
    counts = phone.page.locator(".open-count").all_inner_texts()
    return sum(int("".join(filter(str.isdigit, text))) for text in counts)


def test_findings_and_waiting_photos_slow_no_screen_down(phone, network, compound, doors):
    phone.sign_in(ALICE)
    phone.page.on("filechooser", lambda _: None)
    network.stop()
    phone.go_to(DOOR)
    phone.nothing_found()
    few = times(phone)
    big_compound.find(compound, doors, FINDINGS)
    network.start()
    phone.page.reload()
    until(lambda: open_findings(phone) >= FINDINGS, "the findings to be on the map", seconds=60)
    network.stop()
    queue_photos(phone, PHOTOS)
    many = times(phone)
    print(f"\nscreen    with nothing  with {FINDINGS} findings and {PHOTOS} photos; longest task")
    for name, one in many.items():
        print(f"{name:<9}{few[name].ms:>8.0f} ms{one.ms:>9.0f} ms × {one.ms / few[name].ms:.2f}{one.task_ms:>9.0f} ms")
    assert {name: one for name, one in many.items() if one.ms > SLOWER_MAX * few[name].ms + FRAMES_MS} == {}
    assert {name: one for name, one in many.items() if one.task_ms > TASK_MS_MAX} == {}


def test_the_map_is_there_at_once_when_the_app_is_opened_without_a_network(phone, network, compound, doors):
    phone.sign_in(ALICE)
    until(lambda: phone.page.locator("[data-testid^=door-]").count() > len(doors), "the whole map")
    network.stop()
    for rate in (1, stopwatch.SLOWER):
        took = [stopwatch.start(phone, MAP, rate) for _ in range(STARTS)]
        print(f"\nmap after a cold start without network, processor {rate} × slower: {median(took):.0f} ms "
              f"of {', '.join(f'{one:.0f}' for one in sorted(took))}")
        assert median(took) <= START_MS_MAX * rate
