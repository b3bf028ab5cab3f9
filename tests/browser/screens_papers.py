"""The papers of a day, as those see them who write them: the general contractor, a subcontractor, 专监, 代建."""

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.browser.phone import Phone
from tests.browser.walks import Screen, Walk
from tests.people import ALICE, BOB, GUS, PAM, SAM, Compound, finding, say, visit

FACES = [("SZ-B01", "facade"), ("SZ-B01", "balcony"), ("SZ-B03", "facade"), ("SZ-B03", "roof_waterproof"),
         ("SZ-Z-P1", "drainage")]
PLANNED = [{"work": "basket", "count": 12}, {"work": "hot_work", "count": 2, "text": "须动火证"},
           {"work": "lifting", "count": 1, "place": "SZ-B03"}]
QUANTITIES = {"drainage": 1260, "path": 820, "rainwater_pipe": 640, "facade": 41200}
DECISIONS = [("总包提交高处作业专项交底记录", "o4", -1), ("8号楼各楼门搭设居民通道防护棚，1–3门当日完成", "o5", 0),
             ("12号楼前甬路开挖让行方案报社区确认，并在各楼门张贴绕行告知", "o4", 1)]


def day_of(compound: Compound, distance: int) -> str:
    """A day so many days from today."""
    return (date.fromisoformat(compound.today()) + timedelta(days=distance)).isoformat()


def eve(compound: Compound) -> dict[str, str]:
    """Yesterday's filing, what the meeting decided, and a late finding of a subcontractor: ids by name."""
    yesterday, found = day_of(compound, -1), finding("SCF-01", place="SZ-B03-FE", severity=1)
    old = compound.clock() - timedelta(days=2)
    receipts = [
        say(compound.engine, ALICE, "visit.recorded",
            visit("SZ-B03-E2", day_of(compound, -2), outcome="findings", findings=[found]), old),
        say(compound.engine, BOB, "finding.moved", {
            "finding": found["id"], "move": "issue", "from": {"state": "submitted", "round": 1}, "unit": "o5",
            "due": (old + timedelta(hours=20)).isoformat(timespec="milliseconds")}, old),
        compound.say(GUS, "filing.recorded", {
            "day": yesterday, "people": {"managers": 8, "workers": 93},
            "faces": [{"building": place, "item": item} for place, item in FACES], "tomorrow": PLANNED,
            "outages": [{"kind": "water", "place": "SZ-B03", "from": "09:00", "to": "12:00"}],
            "quantities": QUANTITIES})]
    decided = [compound.say(PAM, "decision.recorded", {
        "meeting": yesterday, "line": line, "text": text, "unit": unit, "due": day_of(compound, distance)})
        for line, (text, unit, distance) in enumerate(DECISIONS, start=1)]
    receipts += decided
    assert [receipt["outcome"] for receipt in receipts] == ["applied"] * len(receipts), receipts
    return {"filing": receipts[2]["id"], "finding": found["id"],
            **{f"decision{line}": receipt["id"] for line, receipt in enumerate(decided, start=1)}}


def full_day(compound: Compound) -> None:
    """The eve, and a morning of walking."""
    eve(compound)
    compound.morning()


def today(phone: Phone) -> None:
    expect(phone.at("waits")).to_be_visible()


def opened(route: str, expected: str):
    """From the map by the strip's button to its screen."""
    def reach(phone: Phone) -> None:
        phone.open()
        phone.tap(f"wait-{route}")
        expect(phone.at(expected).first).to_be_visible()
    return reach


def items(phone: Phone) -> None:
    phone.tap("faces-of-SZ-B01")
    expect(phone.at("items-sheet")).to_be_visible()


def filled(phone: Phone) -> None:
    """Another building, a second crane, water off, a total that shrank, more people."""
    phone.tap("items-ok")
    phone.tap("add-face")
    phone.tap("at-SZ-B10")
    phone.tap("item-wall")
    phone.tap("items-ok")
    phone.tap("workers-more")
    phone.tap("more-lifting")
    phone.tap("add-water")
    phone.at("outage-0-from").fill("09:00")
    phone.at("quantity-facade").fill("41000")
    expect(phone.at("less-facade")).not_to_be_empty()


def filed(phone: Phone) -> None:
    phone.tap("file")
    expect(phone.at("first-save")).to_be_visible()
    phone.at("first-save").get_by_test_id("sheet-close").click()
    expect(phone.at("wait-filing")).to_be_visible()


def why_not(phone: Phone) -> None:
    phone.page.locator("[data-testid^=not-done-]").first.click()
    expect(phone.at("why-sheet")).to_be_visible()


def decided(phone: Phone) -> None:
    """One not done with its reason, one done; the finished ones unfolded."""
    phone.tap("reason-material")
    phone.tap("why-save")
    expect(phone.at("answer").first).to_be_visible()
    if phone.at("first-save").is_visible():
        phone.at("first-save").get_by_test_id("sheet-close").click()
    phone.page.locator("[data-testid^=done-]").last.click()
    phone.tap("done-sure")
    phone.tap("decisions-done")
    expect(phone.page.locator("[data-status=done]")).to_be_visible()


def notice(phone: Phone) -> None:
    phone.tap("write-notice")
    phone.at("notice-text").fill("午后风力加大，五级风吊篮停用落地；3、10号楼请重点看挡脚板")


def noticed(phone: Phone) -> None:
    phone.tap("notice-save")
    expect(phone.at("first-save")).to_be_visible()
    phone.at("first-save").get_by_test_id("sheet-close").click()
    expect(phone.at("notice").locator("p")).to_be_visible()


def attended(phone: Phone) -> None:
    phone.tap("attend-0")
    expect(phone.at("attended")).to_be_visible()


def walked(phone: Phone) -> None:
    """A door recorded, and the report of the day opened."""
    phone.go_to("SZ-B01-E1")
    phone.nothing_found()
    opened("report", "numbers")(phone)


def handed_in(phone: Phone) -> None:
    phone.tap("weather-sunny")
    phone.tap("hand-in")
    expect(phone.at("wait-report")).to_be_visible()
    opened("report", "handed-in")(phone)


def filing_first(phone: Phone) -> None:
    phone.tap("wait-filing")
    expect(phone.at("managers")).to_have_value("")
    expect(phone.at("file")).to_be_disabled()


def half_filled(phone: Phone) -> None:
    phone.tap("workers-more")
    phone.tap("btn-back")
    expect(phone.at("banner-draft")).to_be_visible()


WALKS = [
    Walk("papers-contractor", GUS, [
        Screen("contractor-today", today),
        Screen("filing-from-yesterday", opened("filing", "managers")),
        Screen("filing-items", items),
        Screen("filing-filled", filled),
        Screen("contractor-today-filed", filed),
        Screen("decisions-many", opened("decisions", "btn-back")),
        Screen("decisions-why", why_not),
        Screen("decisions-done", decided),
    ], full_day),
    Walk("papers-specialist", BOB, [
        Screen("specialist-today", today),
        Screen("notice-of-day", notice),
        Screen("specialist-today-noticed", noticed),
        Screen("keyworks", opened("keyworks", "attend-0")),
        Screen("keyworks-attended", attended),
        Screen("report", walked),
        Screen("report-handed-in", handed_in),
    ], full_day),
    Walk("papers-subcontractor", SAM, [
        Screen("subcontractor-today", today),
        Screen("filing-first", filing_first),
        Screen("today-draft", half_filled),
    ]),
    Walk("papers-client", PAM, [
        Screen("client-today", today),
        Screen("decisions-all", opened("decisions", "btn-back")),
        Screen("decisions-carry", why_not),
    ], eve),
]
