"""From signing in to the paper in the hand: how often somebody must press on a normal day."""

import io
from datetime import UTC, datetime

import pypdf
from playwright.sync_api import Page, expect

from tests.people import ALICE, BOB, GUS, PAM, PASSWORD, Compound, finding, visit

CLICKS_MAX = 6
COUNT_PRESSES = """() => {
    const count = () => Number(sessionStorage.getItem("presses") ?? 0)
    addEventListener("click", (event) => {
        if (event.isTrusted) sessionStorage.setItem("presses", count() + 1)
    }, true)
}"""


def normal_day(compound: Compound) -> None:
    """A morning of work, a firm's filing, an inspector's report, one more finding ordered."""
    compound.morning()
    found = finding("FAC-01", place="SZ-B01-FE", severity=1, kind="quality", text="外墙空鼓")
    receipts = [
        compound.say(GUS, "filing.recorded", {"day": compound.today(), "people": {"managers": 2, "workers": 30}}),
        compound.say(ALICE, "visit.recorded",
                     visit("SZ-B01-E2", compound.today(), outcome="findings", findings=[found])),
        compound.say(BOB, "finding.moved", {"finding": found["id"], "move": "issue", "from": {}, "due": "D1"}),
        compound.say(ALICE, "day.closed", {"day": compound.today(), "visits": [], "weather": "晴", "note": "",
                                           "due": 9, "left": 4})]
    assert [receipt["outcome"] for receipt in receipts] == ["applied"] * 4, receipts


def presses(page: Page) -> int:
    """What was pressed in this window, whatever it was that was hit, the pages before this one too."""
    return int(page.evaluate("Number(sessionStorage.getItem('presses') ?? 0)"))


def test_from_signing_in_to_the_paper_are_at_most_six_presses(desk, network, compound, clock):
    clock.set(datetime.now(UTC).isoformat())
    normal_day(compound)
    desk.add_init_script(f"({COUNT_PRESSES})()")
    desk.goto(f"{network.origin}/desk")
    desk.locator("#login").fill(PAM.login)
    desk.locator("#password").fill(PASSWORD)
    desk.get_by_test_id("submit").click()
    desk.get_by_test_id("nav-meeting").click()
    expect(desk.get_by_test_id("will-issue")).to_contain_text("第1期")
    desk.get_by_test_id("issue").click()
    number = "第1期"
    expect(desk.get_by_test_id("said")).to_contain_text(number)
    for part, words in (("text", "打印正文（1张双面）"), ("annex", "打印附件")):
        expect(desk.get_by_test_id(f"print-{part}-1")).to_have_text(words)
        box = desk.get_by_test_id(f"print-{part}-1").bounding_box()
        assert box and box["height"] >= 56 and box["y"] + box["height"] <= 800, "large, and without scrolling"
    with desk.context.expect_page() as opened:
        desk.get_by_test_id("print-text-1").click()
    opened.value.wait_for_url("**/papers/daily/1/1/text.pdf")
    assert presses(desk) == 4 <= CLICKS_MAX
    paper = desk.context.request.get(opened.value.url)
    assert paper.ok and paper.body().startswith(b"%PDF")
    pages = pypdf.PdfReader(io.BytesIO(paper.body())).pages
    assert number in "".join("".join(page.extract_text().split()) for page in pages)
    assert compound.look("sheet", "daily:1")["version"] == 1
