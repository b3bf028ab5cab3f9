"""The papers of a day, written on the phone: filed, handed in, ticked and answered, with and without a network."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser.screens_papers import PLANNED, QUANTITIES, day_of, eve
from tests.people import ALICE, ANN, BOB, GUS, PAM, SAM, Compound, visit
from tests.waiting import until

TAPS_MAX = 3
PENDING = """() => import("/static/js/sync/model.js").then(one => one.seen().pending.length)"""


@pytest.fixture
def before(compound, clock) -> dict[str, str]:
    """What the evening before left behind, and the real time."""
    clock.set(datetime.now(UTC).isoformat())
    return eve(compound)


def knows(phone) -> None:
    """Told once about the first save of this phone."""
    phone.tap("first-save-ok")


def filed_today(compound: Compound) -> list[dict]:
    return sorted((one for one in compound.everything("filing") if one["day"] == compound.today()),
                  key=lambda one: one["at"])


def says(phone, route: str, *words: str) -> None:
    for word in words:
        expect(phone.at(f"wait-{route}")).to_contain_text(word)


def test_the_general_contractor_files_from_yesterdays_copy_in_three_taps_without_a_network(
        phone, network, compound, before):
    phone.sign_in(GUS)
    says(phone, "unit", "1", "逾期1")
    expect(phone.at(f"own-{before['finding']}")).to_contain_text(re.compile(r"…-\d{3}"))
    says(phone, "decisions", "3", "逾期1")
    says(phone, "filing", "未报")
    network.stop()
    phone.open()
    phone.count_taps()
    phone.tap("wait-filing")
    expect(phone.at("workers")).to_have_value("93")
    phone.tap("file")
    expect(phone.at("toast")).to_contain_text("已报")
    assert phone.taps <= TAPS_MAX
    knows(phone)
    says(phone, "filing", "✓ 已报")
    phone.open()
    says(phone, "filing", "✓ 已报")
    network.start()
    first = until(lambda: filed_today(compound), "the filing to arrive")[0]
    assert (first["people"], first["quantities"], first["outages"]) == (
        {"managers": 8, "workers": 93}, QUANTITIES, [])
    assert [(one["work"], one["count"]) for one in first["tomorrow"]] == [
        (one["work"], one["count"]) for one in PLANNED]
    correct_the_filing(phone)
    corrected = until(lambda: len(filed_today(compound)) == 2 and filed_today(compound)[1], "the correction")
    assert filed_today(compound)[0]["replaced_by"] == corrected["id"]
    assert (corrected["people"]["workers"], corrected["quantities"]["facade"]) == (94, 41000)
    assert [(one["kind"], one["from"]) for one in corrected["outages"]] == [("power", "09:00")]


def correct_the_filing(phone) -> None:
    """One man more, power off, a total that shrank, which is told; the page is lost before it is filed."""
    phone.tap("wait-filing")
    phone.tap("workers-more")
    phone.tap("add-power")
    phone.at("outage-0-from").fill("09:00")
    expect(phone.at("filing-unclear")).to_have_text("停电还没写部位、结束时间")
    expect(phone.at("file")).to_be_enabled()
    phone.at("quantity-facade").fill("41000")
    expect(phone.at("less-facade")).to_contain_text("41200")
    phone.open()
    expect(phone.at("banner-draft")).to_contain_text("每日报备")
    phone.tap("banner-draft-go")
    expect(phone.at("quantity-facade")).to_have_value("41000")
    phone.tap("file")
    expect(phone.at("banner-draft")).to_have_count(0)


def test_an_inspector_ticks_a_key_work_and_hands_in_the_report_with_the_right_numbers(
        phone, network, compound, before):
    """The report counts the nine doors the map counts, each in one figure."""
    compound.say(ANN, "visit.recorded", visit("SZ-B03-E1", compound.today()))
    phone.sign_in(ALICE)
    says(phone, "keyworks", "3")
    network.stop()
    phone.tap("wait-keyworks")
    phone.tap("attend-0")
    expect(phone.at("work-0")).to_contain_text("王巡")
    knows(phone)
    phone.go_to("SZ-B01-E1")
    phone.nothing_found()
    phone.open()
    expect(phone.at("summary")).to_have_text("已记录2门，还有7门")
    says(phone, "keyworks", "2")
    says(phone, "report", "未交")
    phone.tap("wait-report")
    for name, number in {"due": 9, "done": 2, "no_access": 0, "left": 7, "visits": 1, "found": 0}.items():
        expect(phone.at(f"number-{name}")).to_have_text(str(number))
    expect(phone.at("left")).to_contain_text("1号楼2门、2号楼1–2门、3号楼2–3门、10号楼1–2门")
    expect(phone.at("report-pending")).to_contain_text("2")
    hand_it_in(phone)
    network.start()
    report = until(lambda: compound.look("day", f"{compound.today()}:{ALICE.id}"), "the report to arrive")
    until(lambda: compound.look("filing", before["filing"])["attended"], "the tick to arrive")
    assert (report["due"], report["left"], [one["place"] for one in report["visits"]]) == (9, 7, ["SZ-B01-E1"])
    assert [(one["work"], one["by"]) for one in compound.look("filing", before["filing"])["attended"]] == [
        (0, ALICE.id)]
    correct_it(phone)
    until(lambda: compound.look("day", report["id"])["note"] == "下午补查", "the second report to replace the first")


def hand_it_in(phone) -> None:
    """It waits with everything else, and there is nothing to hand in twice."""
    phone.tap("hand-in")
    expect(phone.at("toast")).to_contain_text("已交")
    says(phone, "report", "✓ 已交")
    phone.tap("wait-report")
    expect(phone.at("handed-in")).to_contain_text("已交，待上传")
    expect(phone.at("hand-in")).to_be_hidden()
    expect(phone.at("report-pending")).to_contain_text(f"待上传{phone.page.evaluate(PENDING)}条")


def correct_it(phone) -> None:
    """The screen is still the same one; what is written on it makes another report."""
    expect(phone.at("report-pending")).to_be_hidden()
    expect(phone.at("handed-in")).to_contain_text("✓")
    phone.at("report-note").fill("下午补查")
    expect(phone.at("hand-in")).to_have_text("更正后重交")
    phone.tap("hand-in")


def test_a_unit_answers_its_decision_and_who_calls_the_meeting_carries_another(phone, network, compound, before):
    phone.sign_in(SAM)
    says(phone, "decisions", "1")
    network.stop()
    phone.tap("wait-decisions")
    expect(phone.page.locator("article.decision")).to_have_count(1)
    phone.tap(f"done-{before['decision2']}")
    phone.tap("done-sure")
    expect(phone.at("toast")).to_contain_text("已完成：8号楼")
    knows(phone)
    phone.tap("btn-back")
    expect(phone.at("wait-decisions")).to_have_count(0)
    network.start()
    until(lambda: compound.look("decision", before["decision2"])["status"] == "done", "the answer to arrive")
    phone.tap("btn-settings")
    phone.tap("sign-out")
    phone.tap("sign-out-sure")
    expect(phone.at("login-submit")).to_be_visible(timeout=20_000)
    phone.sign_in(PAM)
    says(phone, "decisions", "2", "逾期1")
    phone.tap("wait-decisions")
    phone.tap(f"not-done-{before['decision1']}")
    expect(phone.at("why-save")).to_be_disabled()
    phone.tap("reason-material")
    phone.at("carry").fill(day_of(compound, 2))
    phone.tap("why-save")
    expect(phone.at(f"decision-{before['decision1']}")).to_contain_text("材料未到")
    carried = until(lambda: (one := compound.look("decision", before["decision1"]))["carried"] and one, "the new day")
    assert (carried["due"], carried["reason"], carried["status"]) == (day_of(compound, 2), "材料未到", "not_done")


def test_what_waits_is_counted_by_role_and_the_notice_of_the_day_is_written_on_the_phone(
        phone, network, compound, clock):
    clock.set(datetime.now(UTC).isoformat())
    phone.sign_in(BOB)
    expect(phone.at("waits").locator("button")).to_have_text(["写今日提示"])
    compound.morning()
    phone.open()
    says(phone, "review", "1")
    expect(phone.at("wait-recheck")).to_have_count(0)
    network.stop()
    phone.tap("write-notice")
    phone.at("notice-text").fill("午后大风，吊篮停用落地")
    phone.tap("notice-save")
    expect(phone.at("notice")).to_contain_text("午后大风")
    network.start()
    until(lambda: compound.everything("notice_of_day"), "the notice to arrive")
