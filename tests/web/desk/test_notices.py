"""Notices at the desk: one unit's findings bundled, numbered and issued, and whom they exist for."""

import io

from tests.people import ALICE, BOB, CAROL, GUS, HAL, PAM, PROJECT, SAM, TOM, VIC
from tests.web.desk.noticed import id_of, issue, paper

BLOBS = f"/api/v1/projects/{PROJECT}/blobs"


def test_one_units_findings_come_ticked_with_the_number_they_will_have(office, ordered, compound):
    one, two, other = ordered(), ordered("SZ-B03-E2"), ordered("SZ-B01-E1", unit="o6")
    desk = office(BOB)
    desk.open("notices/new")
    assert "外檐分包乙 2条" in desk.text("units") and "防水分包丙 1条" in desk.text("units")
    desk.open("notices/new?unit=o5")
    assert desk.text("next") == "编号将为 监通-001"
    assert desk.text("copies") == "津城建工集团、津恒项目管理有限公司"
    desk.send("issue", text="脚手架防护")
    assert desk.text("said") == "已签发 监通-001，请打印并请对方签收。"
    assert {one, two} == set(compound.look("notice", id_of(desk))["findings"])
    assert compound.look("finding", other)["notice"] is None
    desk.open("notices/new?unit=o5")
    assert "该单位没有待列入通知单的问题" in desk.text("units")


def test_what_is_not_ticked_stays_for_the_next_and_nothing_ticked_is_no_notice(office, ordered, compound):
    one, two = ordered(), ordered("SZ-B03-E2")
    desk = office(BOB)
    desk.open("notices/new?unit=o5")
    desk.post(f"/desk/{PROJECT}/notices", {"event": desk.fields("issue")["event"], "unit": "o5", "text": "只此一条"})
    assert desk.page.status_code == 422 and desk.text("lacks") == "还不能提交：请至少勾选一条问题。"
    assert "只此一条" in desk.page.text
    desk.send("issue", finding=two)
    assert compound.look("notice", id_of(desk))["findings"] == [two]
    desk.open("notices/new?unit=o5")
    assert desk.fields("issue")["finding"] == one


def test_what_a_colleague_noticed_meanwhile_is_said_and_not_noticed_twice(office, ordered, compound):
    one, two = ordered(), ordered("SZ-B03-E2")
    desk = office(BOB)
    desk.open("notices/new?unit=o5")
    page = desk.page
    issue(office, CAROL, finding=one)
    desk.page = page
    assert desk.send("issue", text="两条").status_code == 422
    assert "部分问题已列入其他通知单" in desk.text("lacks") and desk.fields("issue")["finding"] == two
    desk.send("issue")
    assert desk.text("number") == "监通-002 监理通知单" and compound.look("notice", id_of(desk))["findings"] == [two]


def test_the_kind_follows_the_role_and_others_issue_none(office, ordered):
    ordered()
    assert issue(office, CAROL).text("number") == "监通-001 监理通知单"
    assert issue(office, HAL).text("number") == "整通-001 整改通知单"
    ordered("SZ-B03-E2")
    assert issue(office, PAM).text("number") == "整通-002 整改通知单"
    for person in (SAM, ALICE, VIC):
        desk = office(person)
        assert desk.open("notices/new").status_code == 403
        assert desk.post(f"/desk/{PROJECT}/notices", {"unit": "o5"}).status_code == 403


def test_a_press_made_twice_issues_one(office, ordered, compound):
    ordered()
    desk = office(BOB)
    desk.open("notices/new?unit=o5")
    form = desk.page
    desk.send("issue")
    desk.page = form
    desk.send("issue")
    assert desk.text("number") == "监通-001 监理通知单"
    assert len(compound.everything("notice")) == 1


def test_a_notice_another_unit_has_does_not_exist_for_this_one(office, ordered, photo, compound):
    ordered()
    desk = issue(office)
    id = id_of(desk)
    desk.post(f"/desk/{PROJECT}/notices/{id}/received", {
        "event": desk.fields("receive")["event"], "photos": [], "scan": [(io.BytesIO(photo), "a.jpg")]})
    sha = compound.look("notice", id)["received"]["photo"]
    paper(desk, id)
    pages = (f"/desk/{PROJECT}/notices/{id}", f"/desk/{PROJECT}/notices/{id}/notice.pdf",
             f"/desk/{PROJECT}/notices/{id}/reply.pdf", f"{BLOBS}/{sha}")
    tom, gus = office(TOM), office(GUS)
    for address in pages:
        assert tom.browser.ask("GET", address).status_code == 404, address
    assert [gus.browser.ask("GET", address).status_code for address in pages] == [200, 200, 404, 200]
    assert tom.post(f"/desk/{PROJECT}/notices/{id}/received", {"without": "1"}).status_code == 404
    assert tom.post(f"/desk/{PROJECT}/notices/{id}/replies", {"event": "x"}).status_code == 404
    tom.open("notices")
    assert "监通-001" not in tom.page.text and "尚无通知单" in tom.page.text
    gus.open("notices")
    assert "监通-001" in gus.page.text and "登记暂停令" not in gus.page.text


def test_a_finding_that_went_to_another_unit_keeps_its_place_but_tells_nothing_new(office, ordered, moved, photo):
    one, _ = ordered(), ordered("SZ-B03-E2")
    id = id_of(issue(office))
    moved(BOB, one, "reassign", unit="o6")
    sam, tom = office(SAM), office(TOM)
    sam.open(f"notices/{id}")
    assert "已改派其他单位" in sam.text("line-1")
    tom.open(f"findings/{one}")
    tom.send("move-reply", text="丙队已处理", files=(photo,))
    sam.open(f"notices/{id}")
    assert "丙队" not in sam.page.text
    assert sam.browser.ask("GET", f"/desk/{PROJECT}/notices/{id}/reply.pdf").status_code == 404


def test_the_list_is_filtered_by_kind_and_unit(office, ordered):
    ordered(), ordered("SZ-B01-E1", unit="o6")
    issue(office), issue(office, PAM, unit="o6", text="屋面")
    desk = office(HAL)
    for query, seen in (("", {"监通-001", "整通-001"}), ("?kind=client", {"整通-001"}), ("?unit=o5", {"监通-001"}),
                        ("?kind=client&unit=o5", set())):
        desk.open(f"notices{query}")
        assert {number for number in ("监通-001", "整通-001") if desk.shows(f"notice-{number}")} == seen


def test_the_page_of_a_finding_names_the_notice_it_stands_on(office, ordered):
    one = ordered()
    id = id_of(issue(office))
    for person in (PAM, SAM):
        desk = office(person)
        desk.open(f"findings/{one}")
        assert desk.text("on-notice") == "监通-001" and f"/notices/{id}" in desk.page.text


def test_a_finding_whose_limit_has_passed_is_marked_before_the_notice_is_issued(office, ordered, compound, clock):
    late = compound.look("finding", ordered())["number"]
    clock.later(hours=72)
    fresh = compound.look("finding", ordered("SZ-B03-E2"))["number"]
    desk = office(BOB)
    desk.open("notices/new?unit=o5")
    assert desk.text(f"passed-{late}") == "时限已过，单上仍印此时限" and not desk.shows(f"passed-{fresh}")
