"""The main path of a day in real browsers: two phones and a desk; both phones without a network when they write."""

from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests import pictures
from tests.browser import screens
from tests.browser import screens_unit as unit
from tests.browser.chromium import Chromium
from tests.browser.phone import Phone
from tests.people import ALICE, BOB, CAROL, SAM, Compound
from tests.proxy import Proxy
from tests.waiting import until

DOOR, ITEM = "SZ-B03-E2", "GON-04"
REASON = "安全绳仍与悬挂支架共点"


@dataclass
class Carried:
    """A phone and its own network, which comes and goes with the stairwell."""

    phone: Phone
    network: Proxy

    def out_of_reach(self) -> None:
        self.network.stop()

    def back(self) -> None:
        """In reach again: the phone is taken out of the pocket and opened."""
        self.network.start()
        self.phone.open()
        self.phone.page.reload()


@pytest.fixture
def carried(playwright, server, tmp_path):
    """`carried(ALICE)`: a phone of hers on which she has signed in."""
    with ExitStack() as running:
        def take(person) -> Carried:
            network = running.enter_context(Proxy(server.port))
            phone = running.enter_context(Phone(Chromium(playwright, tmp_path / person.id), network.origin))
            phone.sign_in(person)
            return Carried(phone, network)
        yield take


@dataclass
class Day:
    """Everybody's machines, and the finding once the office has it."""

    compound: Compound
    inspector: Carried
    contractor: Carried
    desk: Page
    origin: str
    id: str = ""

    def finding(self) -> dict:
        return self.compound.look("finding", self.id)

    def comes_to(self, state: str) -> None:
        until(lambda: self.finding()["state"] == state, f"the office to have it {state}", seconds=60)

    def sit(self, person) -> Page:
        """The desk with this person at it, on the finding's page."""
        screens.sign_in_at_desk(self.desk, self.origin, person)
        assert self.desk.goto(f"{self.origin}/desk/p1/findings/{self.id}").ok
        return self.desk

    def presses(self, move: str) -> None:
        """Press the button of one move, unfolded first if it is folded, and read that it counted."""
        folded = self.desk.get_by_test_id(f"open-{move}")
        if folded.count() and not self.desk.get_by_test_id(f"press-{move}").is_visible():
            folded.click()
        self.desk.get_by_test_id(f"press-{move}").click()
        expect(self.desk.get_by_test_id("said")).not_to_have_class("said bad")

    def inspector_reads(self, sentence: str) -> None:
        """The verdict sentence under the inspector's own reports."""
        phone = self.inspector.phone
        phone.open()
        phone.page.reload()
        phone.tap("wait-mine")
        expect(phone.at(f"mine-{self.id}").get_by_test_id("verdict")).to_contain_text(sentence)

    def replies_from_the_roof(self, photo, *, first: bool) -> None:
        """Without a network: the card, a photo, saved; it says that it waits on the phone."""
        phone = self.contractor.phone
        phone.open()
        phone.page.reload()
        phone.page.wait_for_selector("[data-testid=wait-unit]")
        unit.open_list(phone)
        self.contractor.out_of_reach()
        phone.page.locator(".card .open").first.click()
        phone.take_photo("move-reply", photo)
        expect(phone.at("photo").locator("img")).to_have_count(1)
        phone.tap("save-reply")
        expect(phone.at("toast")).to_contain_text("已回复，待复查")
        if first:
            phone.at("first-save-ok").click()
        assert self.finding()["state"] in ("issued", "returned"), "it is only on the phone"
        self.contractor.back()
        self.comes_to("replied")


@pytest.fixture
def day(compound, server, carried, desk, network):
    return Day(compound, carried(ALICE), carried(SAM), desk, network.origin)


@pytest.fixture
def photo(tmp_path):
    """`photo()`: another picture each time."""
    numbers = iter(range(1, 20))

    def take():
        nr = next(numbers)
        path = tmp_path / f"IMG_{nr}.jpg"
        path.write_bytes(pictures.turned(1, width=1000 + nr, height=750))
        return path
    return take


def test_filed_reviewed_noticed_replied_not_passed_replied_closed(day, photo):
    filed_in_the_stairwell(day, photo)
    issued_at_the_desk(day)
    day.inspector_reads("已下发外檐分包乙，限")
    day.replies_from_the_roof(photo(), first=True)
    day.inspector_reads("外檐分包乙已回复整改，待复查")
    not_passed(day, photo())
    day.inspector_reads("复查不合格，外檐分包乙继续整改，限")
    day.replies_from_the_roof(photo(), first=False)
    day.sit(CAROL)
    day.presses("pass")
    day.comes_to("closed")
    day.inspector_reads("已销项（复查人 赵总监）")
    the_story_is_whole(day)


def filed_in_the_stairwell(day: Day, photo) -> None:
    """Two photos and an item without a network; the office has it when she is back."""
    day.inspector.out_of_reach()
    phone = day.inspector.phone
    phone.go_to(DOOR)
    phone.report(photo(), photo(), item=ITEM)
    assert day.compound.everything("finding") == []
    day.inspector.back()
    until(lambda: day.compound.everything("finding"), "the finding to arrive", seconds=60)
    day.id = day.compound.everything("finding")[0]["id"]


def issued_at_the_desk(day: Day) -> None:
    """The specialist gives it to the unit; the notice names it; the unit's phone shows it."""
    page = day.sit(BOB)
    page.get_by_test_id("move-issue").locator("[name=unit]").select_option(SAM.org)
    day.presses("issue")
    day.comes_to("issued")
    page.goto(f"{day.origin}/desk/p1/notices/new?unit={SAM.org}")
    page.get_by_label("事由").fill("吊篮")
    page.get_by_test_id("press-issue").click()
    expect(page.get_by_test_id("number")).to_contain_text("监通-001")
    assert day.finding()["notice"]


def not_passed(day: Day, photo) -> None:
    """The chief says why, with a photo; the unit's phone says so, and that it is the second round."""
    page = day.sit(CAROL)
    form = page.get_by_test_id("move-fail")
    if not form.is_visible():
        page.get_by_test_id("open-fail").click()
    form.locator("[name=text]").fill(REASON)
    form.locator("[name=photos]").set_input_files(photo)
    day.presses("fail")
    day.comes_to("returned")
    phone = day.contractor.phone
    phone.open()
    phone.page.reload()
    unit.open_list(phone)
    expect(phone.page.locator("article.card").first).to_contain_text("复查不合格，继续整改·第2次")


def the_story_is_whole(day: Day) -> None:
    """Every step with both times, and the phone it came from; the desk's own ones from a computer."""
    lines = day.sit(BOB).get_by_test_id("from").all_inner_texts()
    moves = [row for row in day.finding()["timeline"] if row["move"] in ("file", "reply")]
    assert [row["by"] for row in moves] == [ALICE.id, SAM.id, SAM.id]
    assert lines[-1].endswith(f"手机 {moves[0]['device'][:8]}") and lines[0].endswith("电脑")
    assert sum(f"手机 {moves[1]['device'][:8]}" in line for line in lines) == 2
    assert all("记录 " in line and "收到 " in line for line in lines)
