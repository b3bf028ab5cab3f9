"""Supervision with one thumb: what is decided on the roof, without a signal, is what the office has in the evening."""

import re

from playwright.sync_api import expect

from tests.browser import storage_faults, supervised
from tests.browser.supervised import DOOR, SIDE
from tests.browser.supervising import arrived, open_list, says, show, state_of
from tests.people import BOB, CAROL


def review_five(phone, day) -> None:
    """Issue, ask, merge, not founded, issue again after a dispute: each decision brings the next one."""
    open_list(phone, "review")
    expect(phone.page.locator("h1")).to_have_text("待审核 5")
    expect(phone.at(f"review-{day.ids['plain']}")).to_contain_text("责任 外檐分包乙上报 王巡 代建 刚到")
    expect(phone.at("sent-back").locator("h2")).to_have_text("已退回，等补充 1")
    phone.tap("btn-begin")
    expect(phone.page.locator("h1")).to_have_text("审核 1/5")
    expect(phone.at("danger")).to_contain_text("已通知外檐分包乙，监理未审：")
    expect(phone.at("danger")).to_contain_text("外檐分包乙还没有看")
    expect(phone.at("danger").get_by_test_id("not-called")).to_contain_text("还没有打电话")
    expect(phone.at("btn-issue")).to_contain_text("前控制险情")
    expect(phone.at("btn-issue")).to_contain_text("整改限")
    expect(phone.at("facts-place")).to_contain_text("3号楼东立面")
    phone.tap("details")
    expect(phone.page.locator("[data-testid^=severity-]")).to_have_text([re.compile("^▲")])
    expect(phone.page.locator("[data-testid^=kind-]")).to_have_count(2)
    phone.tap("btn-issue")
    says(phone, "已下发外檐分包乙", first=True)
    expect(phone.page.locator("h1")).to_have_text("审核 2/5")
    phone.tap("btn-other")
    phone.tap("other-ask")
    phone.tap("reason-size_missing")
    phone.tap("send-ask")
    expect(phone.page.locator("h1")).to_have_text("审核 3/5")
    phone.tap("btn-other")
    phone.tap("other-merge")
    phone.tap(f"merge-{day.ids['plain']}")
    phone.tap("send-merge")
    expect(phone.page.locator("h1")).to_have_text("审核 4/5")
    phone.tap("btn-other")
    phone.tap("other-reject")
    phone.tap("send-reject")
    expect(phone.page.get_by_role("alert").filter(has_text="请先选一项")).to_be_visible()
    phone.at("reject-text").fill("是昨天的雨水，已扫净")
    phone.tap("send-reject")
    expect(phone.page.locator(".alert", has_text="不是我单位施工范围")).to_be_visible()
    phone.at("review-text").fill("窗下抹灰空鼓约0.5平方米")
    phone.tap("btn-issue")
    says(phone, "已下发防水分包丙")


def test_a_specialist_reviews_without_a_signal_and_the_office_has_it_afterwards(phone, network, day):
    supervised.reviews(day)
    phone.sign_in(BOB)
    network.stop()
    review_five(phone, day)
    expect(phone.page.locator("h1")).to_have_text("待审核 0")
    expect(phone.at("sent-back").locator(".finding-row")).to_have_count(2)
    expect(phone.at("btn-begin")).to_have_count(0)
    assert state_of(day, "urgent") == "submitted"
    day.move(CAROL, "urgent", "reassign", unit="o6")
    day.move(CAROL, "unsorted", "reject", text="昨夜下雨，已干")

    network.start()
    phone.page.reload()
    arrived(day, urgent="issued", plain="submitted", twin="merged", disputed="issued", asked="submitted",
            unsorted="rejected")
    look = {name: day.compound.look("finding", id) or {} for name, id in day.ids.items()}
    assert look["urgent"]["unit"] == "o5" and look["plain"]["asked"] == "缺少数量尺寸，请补量"
    assert look["twin"]["merged_into"] == day.ids["plain"]
    assert look["disputed"]["text"] == "窗下抹灰空鼓约0.5平方米"
    edits = [row.get("edits") for row in look["disputed"]["timeline"] if row["move"] == "issue"]
    assert edits == [None, {"text": "窗下抹灰空鼓约0.5平方米"}], "only what was changed is sent"
    told = phone.page.locator(".refusal")
    expect(told).to_contain_text("不成立", timeout=30_000)
    expect(told).to_contain_text("状态已变化")
    told.get_by_test_id("took-note").click()
    expect(told).to_have_count(0)


def test_a_repair_is_passed_with_one_tap_and_a_double_tap_never_hits_the_next(phone, network, day, photo):
    supervised.rechecks(day)
    phone.sign_in(BOB)
    network.stop()
    open_list(phone, "recheck")
    expect(phone.page.locator(".place-row > strong")).to_have_text(["1号楼1门", "3号楼2门"])
    lines = phone.at(f"recheck-{DOOR}").locator(".at-place > span")
    expect(lines).to_have_text([re.compile(r"^●\s较大 楼道内电缆拖地 外檐分包乙 限明日18:00"), re.compile(r"^○\s一般 三层阳台")])
    phone.tap(f"recheck-{DOOR}")
    phone.count_taps()
    phone.at(f"pass-{day.ids['first']}").dblclick()
    says(phone, "复查合格，已销项", first=True)
    card = phone.at(f"item-{day.ids['first']}")
    expect(card.get_by_test_id("decided")).to_contain_text("已销项 已存手机·待上传")
    expect(phone.at(f"pass-{day.ids['second']}")).to_be_visible()
    phone.take_photo(f"fail-{day.ids['second']}", photo)
    expect(phone.at("photo").locator("img")).to_have_count(1)
    expect(phone.at("save-fail")).to_be_disabled()
    phone.page.reload()
    phone.tap("reason-partly_fixed")
    phone.tap("save-fail")
    says(phone, "复查不合格，已退回外檐分包乙，限")
    assert phone.taps == 3, "camera, reason, send; the double tap was counted by the browser alone"
    expect(phone.at(f"item-{day.ids['second']}")).to_have_count(0)

    network.start()
    phone.page.reload()
    arrived(day, first="closed", second="returned", severe="replied")
    failed = day.compound.look("finding", day.ids["second"]) or {}
    assert (failed["round"], failed["timeline"][-1]["text"]) == (2, "只改了一部分")
    assert [one["role"] for one in failed["photos"]] == ["before", "after", "note"]
    show(phone, f"recheck/{SIDE}")
    expect(phone.page.locator(".recheck .alert")).to_have_text("由总监复查：赵总监")
    expect(phone.at("tel-u3")).to_have_attribute("href", f"tel:{CAROL.login}")
    expect(phone.page.locator("[data-testid^=pass-]")).to_have_count(0)


def test_what_was_begun_of_a_failed_repair_is_shown_without_its_finding_and_can_be_dropped(phone, network, day, photo):
    supervised.rechecks(day)
    phone.sign_in(BOB)
    network.stop()
    open_list(phone, "recheck")
    phone.tap(f"recheck-{DOOR}")
    phone.take_photo(f"fail-{day.ids['second']}", photo)
    expect(phone.at("photo").locator("img")).to_have_count(1)
    phone.at("fail-text").fill("电缆仍拖地")
    storage_faults.forget(phone, "things", day.ids["second"])
    phone.page.reload()
    expect(phone.at("save-fail")).to_contain_text("没有这条问题")
    expect(phone.at("save-fail")).to_be_disabled()
    expect(phone.at("photo").locator("img")).to_have_count(1)
    expect(phone.at("fail-text")).to_have_value("电缆仍拖地")
    phone.throw_away()
    phone.open()
    expect(phone.at(f"door-{DOOR}")).to_be_visible()
    expect(phone.at("banner-draft")).to_have_count(0)


def test_the_chief_decides_what_is_grave_gives_time_and_reopens(phone, day):
    supervised.answers(day)
    phone.sign_in(CAROL)
    open_list(phone, "review")
    phone.tap(f"also-{day.ids['plain']}")
    phone.tap("btn-extend")
    expect(phone.at("extend-sheet").locator(".asked dt")).to_have_text(["申请延到", "现在的时限", "原因", "此前延期"])
    expect(phone.at("extend-sheet").locator(".asked dd")).to_have_text(
        [re.compile("月.+日"), re.compile("月.+日18:00"), "材料未到场", "没有"])
    asked = phone.at("extend-sheet").locator(".asked dd").first.inner_text()
    phone.at("due-other").fill("2099-01-02T18:00")
    expect(phone.at("extend-grant")).to_have_text("同意延至1月2日18:00")
    phone.at("due-other").fill("")
    expect(phone.at("extend-grant")).to_have_text(f"同意延至{asked}")
    phone.tap("extend-grant")
    says(phone, "已同意延到", first=True)
    expect(phone.at(f"also-{day.ids['urgent']}")).to_have_count(0)
    expect(phone.at(f"review-{day.ids['urgent']}").locator(".tags")).to_contain_text("待判定")
    phone.tap(f"review-{day.ids['urgent']}")
    phone.tap("btn-other")
    phone.tap("other-confirm")
    expect(phone.at("confirm-sheet")).to_contain_text("3号楼东立面")
    expect(phone.at("confirm-sheet").locator(".proof")).to_have_count(1)
    expect(phone.at("confirm-no")).to_have_text("不构成")
    expect(phone.at("confirm-then")).to_contain_text("可以改判，以最后一次为准")
    phone.tap("confirm-no")
    says(phone, "未构成重大")
    show(phone, f"review/{day.ids['first']}")
    phone.tap("btn-reopen")
    phone.tap("reason-came_back")
    phone.tap("send-reopen")
    says(phone, "已恢复整改")
    show(phone, f"recheck/{SIDE}")
    phone.tap(f"pass-{day.ids['severe']}")
    arrived(day, first="issued", severe="closed")
    look = {name: day.compound.look("finding", id) or {} for name, id in day.ids.items()}
    assert look["urgent"]["confirmed"] is False
    assert look["plain"]["extension"]["granted"] is True
    assert look["plain"]["deadlines"]["fix_by"] == look["plain"]["extension"]["asked"]
