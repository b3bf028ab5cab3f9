"""A new version of the app waits for a good moment, and what an older one has frozen leaves as it was frozen."""

import hashlib

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete, select

from server.storage import tables
from server.storage.db import reading, transaction
from tests import pictures
from tests.browser import builds
from tests.people import ALICE, PASSWORD, PROJECT
from tests.waiting import until

CLEAN, FOUND, LATER = "SZ-B01-E1", "SZ-B03-E2", "SZ-B10-E1"
FROZEN = """async () => {
    const { all } = await import("/static/js/edge/db.js"), { sha256 } = await import("/static/js/edge/digest.js")
    const events = (await all("events")).filter((event) => event.state === "queued")
    return Object.fromEntries(await Promise.all(events.map(async (event) => [event.id, await sha256(event.bytes)])))
}"""
VERSION = "import('/static/js/core/version.js').then(one => one.APP_VERSION)"
LOOK = "navigator.serviceWorker.getRegistration().then(one => one.update()).then(() => true)"
EVENTS = "**/api/v1/projects/*/events/*"
FATE = """navigator.serviceWorker.getRegistration().then(async (one) => {
    await one.update()
    const fresh = one.installing
    return fresh ? new Promise((ok) => { fresh.onstatechange = () => ok(fresh.state) }) : "none"
})"""
WAITING = "navigator.serviceWorker.getRegistration().then(one => Boolean(one.waiting))"


@pytest.fixture
def deploy(server, tmp_path):
    """Put the next build in the place of this one, or this one back, on the same port and data."""
    folder = builds.next_build(tmp_path / "next")

    how = {"this": (), "torn": ("--torn",), "next": ("--static", str(folder), "--min-app", builds.NEXT)}

    def switch(to: str) -> None:
        server.kill()
        server.start(*how[to])

    return switch


def takes_over(phone, version: str) -> None:
    """The page starts anew by itself, on the map, and says so quietly."""
    expect(phone.at("toast")).to_contain_text("已更新", timeout=30_000)
    assert phone.page.evaluate(VERSION) == version
    expect(phone.at("summary")).to_be_visible()


def arrived(compound) -> dict[str, tuple[str, str]]:
    """{id: (sha256 of the stored bytes, app that made them)} of all visits."""
    with reading(compound.engine) as look:
        rows = look.execute(select(tables.event.c.id, tables.event.c.bytes).where(
            tables.event.c.project == PROJECT, tables.event.c.type == "visit.recorded")).all()
    return {row.id: hashlib.sha256(row.bytes).hexdigest() for row in rows}


def end_session(compound) -> None:
    with transaction(compound.engine) as work:
        work.execute(delete(tables.session))


def sign_in_again(phone) -> None:
    phone.tap("banner-signed-out-go")
    phone.at("login-password").fill(PASSWORD)
    phone.tap("login-submit")
    expect(phone.at("summary")).to_be_visible()


def test_the_next_version_and_the_one_put_back_send_what_the_other_froze(phone, network, compound, deploy, tmp_path):
    photo = tmp_path / "IMG_1.jpg"
    photo.write_bytes(pictures.turned(1, width=1600, height=1200))
    phone.sign_in(ALICE)
    network.stop()
    phone.go_to(CLEAN)
    phone.nothing_found()
    phone.go_to(FOUND)
    phone.report(photo, item="GON-04")
    phone.open()
    first = phone.page.evaluate(FROZEN)
    assert len(first) == 2

    end_session(compound)                       # so that the older version cannot send before it is replaced
    deploy("next")
    network.start()
    phone.page.reload()
    expect(phone.at("banner-signed-out")).to_be_visible()
    phone.page.evaluate(LOOK)
    takes_over(phone, builds.NEXT)
    assert phone.page.evaluate(FROZEN) == first
    sign_in_again(phone)
    until(lambda: arrived(compound) == first, "what the older version froze to arrive as it was", seconds=60)
    until(lambda: phone.waiting() == 0, "nothing to wait on the phone")

    network.stop()
    phone.go_to(LATER)
    expect(phone.at("btn-clean")).to_have_text(builds.WORD)
    phone.nothing_found()
    phone.open()
    second = phone.page.evaluate(FROZEN)
    end_session(compound)
    deploy("this")
    network.start()
    phone.page.reload()
    phone.page.evaluate(LOOK)
    takes_over(phone, "0.1.0")
    assert phone.page.evaluate(FROZEN) == second
    sign_in_again(phone)
    until(lambda: arrived(compound) == first | second, "what the newer version froze to arrive as it was", seconds=60)


def test_a_new_version_waits_for_what_is_begun_or_under_way_in_any_tab(phone, network, compound, deploy):
    phone.sign_in(ALICE)
    phone.go_to(FOUND)
    with phone.page.expect_file_chooser():
        phone.tap("btn-report")
    phone.at("finding-text").fill("缺挡脚板")
    beside = phone.chromium.context.new_page()
    beside.clock.install()
    beside.goto(phone.origin)
    expect(beside.get_by_test_id("banner-draft")).to_be_visible()
    deploy("next")
    beside.reload()                             # the next check-in tells that the office likes a newer one
    expect(beside.get_by_test_id("banner-update")).to_be_visible()
    until(lambda: phone.page.evaluate(WAITING), "the new version to wait")
    beside.clock.run_for(30_000)                # a tab asks itself every five seconds whether it may
    for _ in range(3):                          # a taking over that was begun would be through before these
        with beside.expect_response("**/feed?*"):
            beside.evaluate("dispatchEvent(new Event('online'))")
    assert beside.evaluate(VERSION) == "0.1.0" and phone.page.evaluate(WAITING)
    assert phone.at("finding-text").input_value() == "缺挡脚板"

    phone.tap("save-finding")
    phone.tap("first-save-ok")
    expect(beside.get_by_test_id("toast")).to_contain_text("已更新", timeout=30_000)
    assert phone.page.evaluate("document.querySelector('[data-testid=btn-report]') !== null"), "the other tab stays"
    phone.tap("btn-back")
    takes_over(phone, builds.NEXT)
    until(lambda: len(arrived(compound)) == 1, "the finding to arrive once")


def test_a_new_version_waits_for_what_is_on_its_way_and_a_torn_one_is_not_kept(phone, compound, deploy):
    phone.page.clock.install()
    phone.sign_in(ALICE)
    deploy("torn")
    assert phone.page.evaluate(FATE) == "redundant"
    held = []
    phone.page.route(EVENTS, lambda route: held.append(route))
    phone.go_to(CLEAN)
    with phone.page.expect_request(EVENTS):
        phone.tap("btn-clean")
    phone.tap("first-save-ok")
    phone.tap("btn-back")
    deploy("next")
    assert phone.page.evaluate(FATE) == "installed"
    phone.page.clock.run_for(20_000)            # a tab asks itself every five seconds whether it may
    for _ in range(3):                          # a taking over that was begun would be through before these
        phone.page.evaluate("fetch('/api/v1/hello').then(one => one.json())")
    assert phone.page.evaluate(VERSION) == "0.1.0" and phone.page.evaluate(WAITING)
    held[0].continue_()
    takes_over(phone, builds.NEXT)
    until(lambda: len(arrived(compound)) == 1, "the record to arrive")
