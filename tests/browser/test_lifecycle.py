"""What happens to a phone in a week: lent, signed out, opened twice, set to another year, cleared by mistake."""

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete, select

from server.storage import tables
from server.storage.db import reading, transaction
from tests.browser.phone import Phone
from tests.people import ALICE, BOB, PASSWORD, PROJECT
from tests.waiting import until

ONE, TWO, FOUND = "SZ-B01-E1", "SZ-B02-E1", "SZ-B03-E2"
SECRET = "只有本人看得到"
EVENTS = "**/api/v1/projects/*/events/*"
FORGET = """new Promise((ok, no) => {
    const asked = indexedDB.deleteDatabase("xunlou"); asked.onsuccess = ok; asked.onerror = asked.onblocked = no })"""
OTHER_YEAR = """const Real = Date, shift = %d
    globalThis.Date = class extends Real {
        constructor(...parts) { if (parts.length) super(...parts); else super(Real.now() + shift) }
        static now() { return Real.now() + shift }
    }"""


def log(compound) -> list[dict]:
    """The envelopes in the server's log that phones made, in its order, each with who brought it."""
    event = tables.event.c
    with reading(compound.engine) as look:
        return [{**json.loads(row.bytes), "submitter": row.submitter} for row in look.execute(select(
            event.bytes, event.submitter).where(event.project == PROJECT, event.n.is_not(None)).order_by(event.seq))]


def end_sessions(compound) -> None:
    """As when they have expired, or an administrator took them away."""
    with transaction(compound.engine) as work:
        work.execute(delete(tables.session))


def sign_in(phone, person) -> None:
    phone.at("login-phone").fill(person.login)
    phone.at("login-password").fill(PASSWORD)
    phone.tap("login-submit")
    expect(phone.at("summary")).to_be_visible()


def sign_out(phone) -> None:
    phone.open()
    phone.tap("btn-settings")
    phone.tap("sign-out")
    phone.tap("sign-out-sure")
    expect(phone.at("login-submit")).to_be_visible()


def begin_finding(phone, door: str) -> None:
    phone.go_to(door)
    with phone.page.expect_file_chooser():
        phone.tap("btn-report")
    expect(phone.at("save-finding")).to_be_visible()


def test_two_tabs_of_one_phone_number_their_records_apart_and_send_each_once(phone, network, compound):
    phone.sign_in(ALICE)
    beside = Phone(phone.chromium, phone.origin)
    beside._page = phone.chromium.context.new_page()
    sent = []
    for tab in (phone, beside):
        tab.page.on("request", lambda asked: asked.method == "PUT" and sent.append(asked.url))
    network.stop()
    phone.go_to(ONE)
    beside.go_to(TWO)
    for tab in (phone, beside):
        tab.page.evaluate("document.querySelector('[data-testid=btn-clean]').click()")
    for tab in (phone, beside):
        tab.is_told_it_is_saved()
    phone.open()
    expect(phone.at("badge-pending")).to_contain_text("2")
    sent.clear()
    network.start()
    for tab in (phone, beside):
        tab.page.evaluate("dispatchEvent(new Event('online'))")
    until(lambda: len(log(compound)) == 2, "both records to arrive", seconds=60)
    assert sorted(one["n"] for one in log(compound)) == [1, 2]
    until(lambda: phone.waiting() == 0, "the first tab to know")
    assert len(sent) == len(set(sent)) == 2
    beside.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    beside.page.goto(f"{phone.origin}/#/today")
    expect(beside.at(f"door-{ONE}")).to_have_attribute("data-outcome", "clean")


def issue_one_and_begin_another(phone):
    """A specialist without a signal: a finding saved and issued, and a second one begun."""
    phone.sign_in(BOB)
    phone.page.route(EVENTS, lambda route: route.abort())
    begin_finding(phone, FOUND)
    phone.tap("chip-item-GON-04")
    phone.tap("details")
    phone.at("unit").select_option("o5")
    phone.tap("save-issue")
    phone.tap("first-save-ok")
    begin_finding(phone, ONE)
    phone.at("finding-text").fill(SECRET)
    phone.tap("btn-back")
    phone.open()
    expect(phone.at("banner-draft")).to_be_visible()


def test_a_lent_phone_keeps_each_persons_work_apart_and_brings_what_may_travel(phone, compound):
    issue_one_and_begin_another(phone)
    phone.tap("btn-settings")
    with phone.page.expect_download() as saved:
        phone.tap("settings-export")
    assert saved.value.suggested_filename.endswith(".zip")
    phone.tap("sign-out")
    expect(phone.at("sign-out-sheet")).to_contain_text("还有2条没上传")
    phone.tap("sign-out-sure")
    phone.page.evaluate("globalThis.remembered = 'him'")
    sign_in(phone, ALICE)
    assert phone.page.evaluate("globalThis.remembered") is None
    expect(phone.at("banner-draft")).to_have_count(0)
    expect(phone.at(f"door-{FOUND}")).to_have_attribute("data-outcome", "no_record")
    phone.tap("badge-pending")
    expect(phone.page.locator("main")).to_contain_text("另有1条是别人在这部手机上记的，会自动上传。另有1条要记录人本人")
    expect(phone.page.locator("article")).to_have_count(0)
    phone.page.unroute(EVENTS)
    phone.tap("btn-send")
    until(lambda: log(compound), "the visit to arrive in her session")
    expect(phone.page.locator("main")).not_to_contain_text("是别人")
    expect(phone.page.locator("main")).to_contain_text("另有1条要记录人本人")
    told = [(one["type"], one["author"], one["submitter"]) for one in log(compound)]
    assert told == [("visit.recorded", BOB.id, ALICE.id)]
    assert [one["state"] for one in compound.everything("finding")] == ["submitted"]

    sign_out(phone)
    sign_in(phone, BOB)
    until(lambda: [one["state"] for one in compound.everything("finding")] == ["issued"], "his own move to arrive")
    expect(phone.at("banner-draft")).to_be_visible()
    phone.tap("banner-draft-go")
    expect(phone.at("finding-text")).to_have_value(SECRET)


def test_a_session_that_ends_during_the_day_stops_nobody_and_loses_nothing(phone, compound):
    phone.sign_in(ALICE)
    end_sessions(compound)
    for door in (ONE, TWO):
        phone.go_to(door)
        phone.nothing_found()
    phone.open()
    expect(phone.at("banner-signed-out")).to_contain_text("登录已过期")
    expect(phone.at("badge-pending")).to_contain_text("2")
    assert log(compound) == []
    phone.tap("banner-signed-out-go")
    sign_in(phone, ALICE)
    until(lambda: {one["body"]["place"] for one in log(compound)} == {ONE, TWO}, "both to arrive", seconds=60)


def test_a_phone_whose_storage_was_cleared_is_noticed_with_what_never_arrived(phone, compound):
    phone.sign_in(ALICE)
    phone.go_to(ONE)
    phone.nothing_found()
    until(lambda: len(log(compound)) == 1, "the first record to arrive")
    old = log(compound)[0]["device"]
    phone.page.route(EVENTS, lambda route: route.abort())
    phone.go_to(TWO)
    phone.nothing_found()
    until(lambda: compound_knows(compound, old, 2), "the office to hear that there is a second one", seconds=60)
    phone.page.goto(f"{phone.origin}/api/v1/hello")
    phone.page.evaluate(FORGET)
    phone.page.unroute(EVENTS)
    phone.open()
    sign_in(phone, ALICE)
    until(lambda: compound.look("device", old), "the office to notice", seconds=60)
    reset = compound.look("device", old)
    assert (reset["missing_from"], reset["by"]) == (2, ALICE.id) and reset["device"] != old


def compound_knows(compound, device: str, n: int) -> bool:
    """Whether a check-in of that device told of `n` records."""
    with reading(compound.engine) as look:
        return look.scalar(select(tables.device.c.n).where(tables.device.c.id == device)) == n


@pytest.mark.parametrize("years", [-10, 10])
def test_a_phone_ten_years_off_records_the_day_of_the_office(phone, network, compound, years):
    phone.page.add_init_script(OTHER_YEAR % (timedelta(days=365 * years).total_seconds() * 1000))
    phone.sign_in(ALICE)
    expect(phone.at("banner-clock")).to_be_visible()
    network.stop()
    phone.go_to(ONE)
    phone.nothing_found()
    phone.open()
    network.start()
    phone.page.reload()
    until(lambda: phone.waiting() == 0, "the record to arrive", seconds=60)
    today = (datetime.now(UTC).astimezone(ZoneInfo("Asia/Shanghai")) - timedelta(hours=5)).date().isoformat()
    assert compound.look("place", ONE)["last"]["day"] == today
    expect(phone.at(f"door-{ONE}")).to_have_attribute("data-outcome", "clean")
