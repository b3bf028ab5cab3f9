"""A contractor's day: what is his to repair, answered from the roof, offline too, and nothing of others."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser import screens_unit as unit
from tests.people import BOB, GUS, SAM, TOM
from tests.waiting import until

EVERYTHING = """async () => {
    const ask = indexedDB.open("xunlou")
    const opened = await new Promise(done => { ask.onsuccess = () => done(ask.result) })
    const all = await Promise.all([...opened.objectStoreNames].map(name => new Promise(done => {
        const ask = opened.transaction(name).objectStore(name).getAll()
        ask.onsuccess = () => done(ask.result)
    })))
    opened.close()
    return JSON.stringify(all)
}"""


@pytest.fixture
def found(compound, clock, server):
    """The morning's findings by what they are, made today."""
    clock.set(datetime.now(UTC).isoformat())
    return unit.prepare(compound)


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "IMG_after.jpg"
    path.write_bytes(unit.AFTER)
    return path


def state_of(compound, id: str) -> str:
    return compound.look("finding", id)["state"]


def is_told(phone, words: str, *, first: bool = False) -> None:
    """What was done, in a sentence; the first save ever explains itself too."""
    expect(phone.at("toast")).to_contain_text(words)
    if first:
        phone.at("first-save-ok").click()


def test_a_repair_is_answered_in_three_taps_and_the_office_has_it_with_its_photo(phone, compound, found, photo):
    phone.sign_in(SAM)
    unit.bring(phone, unit.BEFORE, unit.FAR)
    unit.open_list(phone)
    expect(phone.page.locator("article.card")).to_have_count(3)
    phone.count_taps()
    unit.open_card(phone, unit.REPAIR)
    phone.take_photo("move-reply", photo)
    expect(phone.at("photo").locator("img")).to_have_count(1)
    expect(phone.page.locator(".same-view")).to_contain_text("照此角度拍")
    phone.tap("save-reply")
    assert phone.taps <= 3
    is_told(phone, "已回复，待复查", first=True)
    expect(phone.at("state")).to_have_text("已回复，待复查")
    until(lambda: state_of(compound, found["issued"]) == "replied", "the reply to arrive")
    finding = compound.look("finding", found["issued"])
    assert [one["role"] for one in finding["photos"]] == ["before", "before", "after"]
    assert finding["timeline"][-1]["text"] == "已按要求整改完成"
    assert finding["seen"]["by"] == SAM.id
    phone.tap("btn-back")
    phone.tap("list-to_recheck")
    expect(phone.page.locator("article.card")).to_have_count(1)


def test_without_a_network_everything_can_be_said_and_arrives_later(phone, network, compound, found, photo):
    phone.sign_in(SAM)
    network.stop()
    unit.open_list(phone)
    expect(phone.page.locator("article.card .thumb").first).to_have_text("照片未到")
    controls_the_danger(phone, photo)
    asks_for_more_time(phone)
    comments_on_what_came_back(phone)
    phone.tap("list-closed")
    expect(phone.page.locator("h1")).to_contain_text("：问题")
    expect(phone.page.locator("article.card .thumb")).to_have_count(0)
    unit.open_card(phone, unit.DONE)
    expect(phone.at("only-head")).to_contain_text("连不上服务器")
    network.start()
    phone.page.reload()
    expect(phone.at("line-pass")).to_be_visible()
    last = {"danger": "已设警戒，专人看守", "issued": "材料未到场", "returned": "等料，今晚到"}
    until(lambda: {name: compound.look("finding", found[name])["timeline"][-1]["text"] for name in last} == last,
          "all that was said offline", seconds=60)
    danger, issued = (compound.look("finding", found[name]) for name in ("danger", "issued"))
    assert danger["state"] == "submitted" and danger["control"]
    assert issued["state"] == "issued" and issued["extension"]["granted"] is None


def controls_the_danger(phone, photo) -> None:
    """Not reviewed yet: nothing but 险情已控制 can be said, with a photo."""
    unit.open_card(phone, unit.DANGER)
    expect(phone.at("state")).to_have_text("监理未审")
    expect(phone.at("move-reply")).to_have_count(0)
    expect(phone.at("not-called")).to_have_count(0)
    phone.take_photo("move-control", photo)
    expect(phone.at("photo").locator("img")).to_have_count(1)
    phone.tap("words-cordoned")
    phone.tap("save-reply")
    is_told(phone, "已报告险情控制", first=True)
    expect(phone.at("line-control").get_by_test_id("upload-state")).to_have_text("已存手机·待上传")
    phone.tap("btn-back")


def asks_for_more_time(phone) -> None:
    """Until when and why; both are needed."""
    unit.open_card(phone, unit.REPAIR)
    phone.tap("more-moves")
    phone.tap("move-extend_ask")
    expect(phone.at("left")).to_contain_text("2次")
    phone.tap("due-after")
    expect(phone.at("save-reply")).to_be_disabled()
    phone.tap("words-material")
    phone.tap("save-reply")
    is_told(phone, "等待答复")
    expect(phone.at("fact-extension")).to_contain_text("等待答复")
    phone.tap("btn-back")


def comments_on_what_came_back(phone) -> None:
    """The reason stands where the repairer looks first."""
    unit.open_card(phone, unit.RETURNED)
    expect(phone.at("state")).to_have_text("复查不合格，继续整改·第2次")
    expect(phone.at("why-returned")).to_contain_text("还缺2米")
    phone.tap("comment")
    phone.at("own-words").fill("等料，今晚到")
    phone.tap("save-reply")
    expect(phone.at("line-comment")).to_contain_text("等料，今晚到")
    phone.tap("btn-back")


def test_what_the_office_refuses_is_told_on_the_findings_page(phone, network, compound, found, office):
    phone.sign_in(SAM)
    unit.open_list(phone)
    network.stop()
    unit.open_card(phone, unit.REPAIR)
    phone.tap("more-moves")
    phone.tap("move-dispute")
    phone.tap("words-other_unit")
    phone.tap("save-reply")
    is_told(phone, "已提出异议", first=True)
    expect(phone.at("state")).to_have_text("待审核")
    office(BOB).tell("finding.moved", {"finding": found["issued"], "move": "reject", "text": "现场核实无此问题",
                                       "from": {"state": "issued", "round": 1}})
    network.start()
    phone.page.reload()
    expect(phone.at("line-dispute")).to_contain_text("未生效：问题状态已变化", timeout=60_000)
    expect(phone.at("state")).to_have_text("不成立")


def test_nobody_sees_another_firms_findings_and_the_general_contractor_sees_all_of_his(phone, found):
    phone.sign_in(TOM)
    unit.open_list(phone)
    expect(phone.page.locator("article.card")).to_have_count(1)
    kept = phone.page.evaluate(EVERYTHING)
    assert found["others"] in kept
    assert [id for name, id in found.items() if name != "others" and id in kept] == []
    phone.page.goto(f"{phone.origin}/#/problem/{found['issued']}")
    expect(phone.at("unknown")).to_be_visible()

    phone.tap("btn-back")
    phone.tap("btn-settings")
    phone.tap("sign-out")
    phone.tap("sign-out-sure")
    expect(phone.at("login-submit")).to_be_visible()
    phone.sign_in(GUS)
    unit.open_list(phone)
    expect(phone.page.locator("article.card")).to_have_count(4)
    phone.tap("unit-o6")
    expect(phone.page.locator("article.card")).to_have_count(1)
    expect(phone.page.locator("article.card")).to_contain_text("防水分包丙")
