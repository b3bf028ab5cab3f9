"""Review at the desk in a real browser: few presses, keys that never fire while one types, photos seen whole."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser import axe, layout, screens
from tests.browser.chromium import DESK, PHONE
from tests.browser.office import HERE
from tests.browser.supervised import DOOR, Day, reviews
from tests.people import ALICE, BOB, SAM

TWENTY, KEYS_MAX, CLICKS_MAX = 20, 60, 40
DOORS = ("SZ-B01-E1", "SZ-B01-E2", "SZ-B02-E1", "SZ-B02-E2", "SZ-B03-E1")


@pytest.fixture
def stage(compound, clock):
    """The compound of today, its photos drawn."""
    clock.set(datetime.now(UTC).isoformat())
    return Day(compound)


@pytest.fixture
def opened(desk, network, stage, office):
    """`opened("review")`: a page of the specialist's desk, all pictures of the day arrived, in Chinese or as told."""
    def open_page(path="review", language="zh-CN"):
        alice = office(ALICE)
        for sha, raw in stage.photos.items():
            assert alice.put(f"{HERE}/blobs/{sha}", data=raw, headers={"Content-Type": "image/jpeg"}).ok
        desk.goto(f"{network.origin}/desk/language/{language}")
        screens.sign_in_at_desk(desk, network.origin, BOB)
        assert desk.goto(f"{network.origin}/desk/p1/{path}").ok
        return desk
    return open_page


@pytest.fixture
def twenty(stage):
    """Twenty findings at five entrances, two of each pair at one place, as a patrol leaves them."""
    items = ("BAL-01", "FAC-01", "TEMP-01", "SCF-06")
    for nr in range(TWENTY):
        stage.file(f"f{nr}", DOORS[nr % 5], item=items[nr // 5], severity=1 + nr % 2, position=f"{nr + 1}层", text=f"第{nr}处")
    return stage


class Hands:
    """Counts what a person does at the desk: presses of keys, clicks of the mouse."""

    def __init__(self, page):
        self.page, self.keys, self.clicks = page, 0, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.keys += len(keys)

    def click(self, testid: str, nr: int = 0) -> None:
        self.page.get_by_test_id(testid).nth(nr).click()
        self.clicks += 1

    def at(self, n: int) -> None:
        """Wait until the nth finding stands there, ready for a decision."""
        if n > TWENTY:
            expect(self.page.get_by_test_id("empty")).to_be_visible()
            return
        expect(self.page.get_by_test_id("count")).to_have_text(f"第{n}条，共{TWENTY}条")
        expect(self.page.locator("html")).to_have_attribute("data-ready", "true")


def states(stage) -> dict[str, int]:
    found: dict[str, int] = {}
    for id in stage.ids.values():
        state = stage.compound.look("finding", id)["state"]
        found[state] = found.get(state, 0) + 1
    return found


def test_twenty_findings_are_reviewed_with_sixty_keys_at_most(opened, twenty):
    """Of twenty: one made more severe, one of another unit, three with another deadline, one rejected, one asked back."""
    hands = Hands(opened())
    for n in range(1, TWENTY + 1):
        hands.at(n)
        if n == 3:
            hands.press("3", "a")
        elif n == 4:
            hands.press("u", "ArrowDown", "Escape", "Enter")
        elif n in (5, 9, 13):
            hands.press("d", "Enter")
        elif n == 6:
            hands.press("r", "1")
        elif n == TWENTY:
            hands.press("q", "1")
        else:
            hands.press("Enter")
    expect(hands.page.get_by_test_id("said")).to_contain_text("已退回补充")
    assert states(twenty) == {"issued": 18, "rejected": 1, "submitted": 1}
    print(f"\n{TWENTY} findings: {hands.keys} key presses")
    assert hands.keys <= KEYS_MAX


def test_twenty_findings_are_reviewed_with_forty_clicks_at_most(opened, twenty):
    hands = Hands(opened())
    for n in range(1, TWENTY + 1):
        hands.at(n)
        if n == 6:
            hands.click("open-reject")
            hands.page.get_by_test_id("ready-reject").get_by_role("button").first.click()
            hands.clicks += 1
        else:
            hands.click("press-issue")
    hands.at(TWENTY + 1)
    assert states(twenty) == {"issued": 19, "rejected": 1}
    print(f"\n{TWENTY} findings: {hands.clicks} clicks")
    assert hands.clicks <= CLICKS_MAX


def test_no_key_fires_while_somebody_types_and_a_held_key_decides_on_one_finding_only(opened, twenty):
    hands = Hands(opened())
    hands.at(1)
    text = hands.page.locator("#text")
    text.focus()
    text.press("End")
    text.press_sequentially("aj3 qrm")
    expect(text).to_have_value("第0处aj3 qrm")
    expect(hands.page.get_by_test_id("count")).to_have_text(f"第1条，共{TWENTY}条")
    text.press("Escape")
    hands.page.keyboard.down("a")
    hands.page.keyboard.down("a")
    hands.at(2)
    hands.page.keyboard.down("a")
    hands.page.keyboard.up("a")
    hands.at(2)
    assert states(twenty) == {"issued": 1, "submitted": 19}
    hands.press("?")
    expect(hands.page.locator("#keys")).to_be_visible()
    hands.press("a", "Escape", "j")
    hands.at(3)
    hands.press("k")
    hands.at(2)
    assert states(twenty) == {"issued": 1, "submitted": 19}


def test_a_twin_is_merged_with_two_presses(opened, stage):
    stage.file("one", DOOR, "scaffold", item="BAL-01", text="栏杆松动")
    stage.file("two", DOOR, "scaffold", item="BAL-01", text="三层栏杆松动")
    page = opened(f"review?at={stage.ids['two']}")
    expect(page.locator("html")).to_have_attribute("data-ready", "true")
    page.keyboard.press("m")
    page.keyboard.press("1")
    expect(page.get_by_test_id("said")).to_be_visible()
    assert stage.compound.look("finding", stage.ids["two"])["merged_into"] == stage.ids["one"]


def test_the_viewer_shows_a_photo_whole_with_its_hash_zooms_turns_and_gives_the_focus_back(opened, stage):
    stage.file("one", DOOR, "balcony", item="BAL-01", severity=1, text="栏杆松动")
    stage.move(BOB, "one", "issue", unit="o5", due="D1")
    stage.move(SAM, "one", "reply", "balcony", after=True, text="已整改")
    page = opened(f"findings/{stage.ids['one']}")
    link = page.locator("a[data-viewer]").first
    link.focus()
    page.keyboard.press("Enter")
    viewer, image = page.get_by_test_id("viewer"), page.locator("#viewer [data-main]")
    expect(viewer).to_be_visible()
    assert page.get_by_test_id("viewer-sha").inner_text() in stage.photos
    page.keyboard.press("+")
    page.get_by_test_id("viewer-turn").click()
    assert "scale(1.25) rotate(90deg)" in image.get_attribute("style")
    page.get_by_test_id("viewer-both").click()
    expect(page.locator("#viewer [data-other]")).to_be_visible()
    assert axe.violations(page) == []
    page.get_by_test_id("viewer-both").click()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_test_id("viewer-said")).to_contain_text("整改后")
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(link).to_be_focused()


@pytest.mark.parametrize("language", screens.LANGUAGES)
def test_the_review_is_accessible_fits_and_its_one_big_button_is_in_sight(opened, stage, language):
    reviews(stage)
    page = opened("review", language)
    for name in ("urgent", "twin", "unsorted", "disputed"):
        page.goto(f"{page.url.split('/desk/')[0]}/desk/p1/review?at={stage.ids[name]}")
        for key in ("m", "q", "?"):
            page.keyboard.press(key)
            assert axe.violations(page) == [], (name, key)
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        assert page.evaluate(layout.OVERFLOW) == [], name
        page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
        assert page.evaluate(layout.OVERFLOW) == [], name
        page.evaluate("scrollTo(0, 0)")
        box = page.get_by_test_id("press-issue").bounding_box()
        assert box["height"] >= 56, box
        assert box["y"] + box["height"] <= DESK[1], (name, box)
