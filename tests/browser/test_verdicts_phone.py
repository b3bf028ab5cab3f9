"""Who reports learns what became of it: each verdict in a sentence, and a mark until it was seen."""


from playwright.sync_api import expect

from tests.browser import supervised
from tests.browser.supervising import open_list, says
from tests.people import ALICE, BOB
from tests.waiting import until

SENTENCES = {
    "plain": "已下发外檐分包乙，限明日18:00", "twin": "已并入 AQ-",
    "urgent": "已先通知外檐分包乙，待监理审核",
    "unsorted": "待监理审核", "disputed": "防水分包丙有异议，监理重新审核", "asked": "退回补充：照片看不清，请补近景",
    "rejected": "不成立：现状符合设计图纸", "first": "已销项（复查人 李专监）",
    "second": "复查不合格，外檐分包乙继续整改，限",
    "third": "防水分包丙已回复整改，待复查",
}


def test_an_inspector_learns_what_became_of_each_report_and_the_mark_of_news_goes(phone, day, photo):
    supervised.answers(day)
    phone.sign_in(ALICE)
    expect(phone.at("wait-mine")).to_contain_text("● 有答复")
    open_list(phone, "mine")
    for name, sentence in SENTENCES.items():
        expect(phone.at(f"mine-{day.ids[name]}").get_by_test_id("verdict")).to_contain_text(sentence)
    expect(phone.at("new-count")).to_have_text("新结果9")
    expect(phone.at("new")).to_have_count(9)
    phone.open()
    expect(phone.at("wait-mine")).not_to_contain_text("有答复")
    open_list(phone, "mine")
    expect(phone.at("verdict")).to_have_count(len(day.ids))
    expect(phone.at("new")).to_have_count(0)
    day.move(BOB, "unsorted", "ask", text="部位不明确，请写清楼层位置")
    open_list(phone, "mine")
    expect(phone.at(f"mine-{day.ids['unsorted']}").get_by_test_id("new")).to_have_count(1)

    supplements(phone, day, photo)
    takes_back(phone, day)


def supplements(phone, day, photo):
    """What was asked for is added, and said to wait for the reviewer again."""
    phone.tap(f"supplement-{day.ids['unsorted']}")
    phone.take_photo("btn-camera", photo)
    expect(phone.at("photo").locator("img")).to_have_count(1)
    phone.at("own-words").fill("一楼西侧")
    phone.tap("save-reply")
    phone.at("first-save-ok").click()
    open_list(phone, "mine")
    answered = phone.at(f"mine-{day.ids['unsorted']}").get_by_test_id("verdict")
    expect(answered).to_have_text("已补充，待监理审核")


def takes_back(phone, day):
    """A record nobody has reviewed goes; of one that was, more can be said."""
    phone.tap("tab-today")
    reviewed = phone.page.locator("article.visit", has_text=SENTENCES["third"])
    expect(reviewed.get_by_test_id(f"supplement-{day.ids['third']}")).to_be_visible()
    expect(reviewed.locator("[data-testid^=amend-], [data-testid^=withdraw-]")).to_have_count(0)
    record = phone.page.locator("article.visit", has_text="一楼走道积水")
    expect(record).to_contain_text("照片2张")
    what = record.get_by_test_id("what").first.inner_text()
    record.get_by_text("撤回").click()
    expect(phone.at("withdraw-what").first).to_contain_text(what)
    expect(phone.at("withdraw-sure")).to_be_disabled()
    phone.tap("withdraw-twice")
    phone.tap("withdraw-sure")
    says(phone, "已撤回")
    expect(record).to_contain_text("已撤回")
    until(lambda: any(one["withdrawn"] for one in day.compound.everything("visit")), "the office to hear of it")
