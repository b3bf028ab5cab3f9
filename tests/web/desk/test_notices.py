"""Notices at the desk: bundled, numbered, issued, signed for, replied to with pairs, and each on its paper."""

import io
import re

import pypdf
import pytest

from tests.people import ALICE, BOB, CAROL, GUS, HAL, PAM, PROJECT, SAM, TOM, VIC
from tests.web.desk.test_finding import BLOB

BLOBS = f"/api/v1/projects/{PROJECT}/blobs"


@pytest.fixture
def ordered(filed, moved):
    """`ordered("SZ-B03-E1", unit="o5")`: a finding ordered to be put right; its id."""
    def order(place="SZ-B03-E1", unit="o5", requirement="补齐挡脚板并固定", **more):
        id = filed(ALICE, place, **more)
        moved(BOB, id, "issue", unit=unit, due="D1", edits={"requirement": requirement})
        return id
    return order


def issue(office, person=BOB, unit="o5", text="脚手架防护", **typed):
    """The desk of the issuer, at the page of the notice he has just issued."""
    desk = office(person)
    desk.open(f"notices/new?unit={unit}")
    assert desk.send("issue", text=text, **typed).status_code == 200
    return desk


def id_of(desk):
    """The id of the notice whose page is open."""
    return re.search(r"/notices/([0-9a-f-]{36})/", desk.page.text)[1]


def paper(desk, id, form="notice"):
    """All printed characters of a form, without blanks."""
    answer = desk.browser.ask("GET", f"/desk/{PROJECT}/notices/{id}/{form}.pdf")
    assert answer.status_code == 200, answer.text
    told = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.data)).pages)
    return re.sub(r"\s", "", told)


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


def test_the_signed_copy_is_kept_as_photo_as_pdf_or_said_without(office, ordered, photo, clock):
    ordered()
    desk = issue(office)
    clock.later(hours=2)
    assert desk.send("receive").status_code == 422
    assert desk.text("lacks") == "还不能提交：请附照片。"
    desk.send("receive", without="1", at="2023-06-14T23:00")
    assert "签收时间应在签发之后" in desk.text("lacks")
    desk.send("receive", without="1")
    assert desk.text("state") == "已签收" and "已签收，未留照片" in desk.page.text
    action = f"/desk/{PROJECT}/notices/{id_of(desk)}/received"
    for raw, name, shown in ((photo, "a.jpg", "scan"), (b"%PDF-1.4 signed", "a.pdf", "scan-pdf")):
        desk.post(action, {"event": desk.fields("receive")["event"], "photos": [], "scan": [(io.BytesIO(raw), name)]})
        assert desk.shows(shown), desk.page.text
    desk.post(action, {"event": desk.fields("receive")["event"], "photos": [], "scan": [(io.BytesIO(b"MZ.."), "a.exe")]})
    assert desk.page.status_code == 422


def test_the_wait_counts_from_the_signature_and_the_limits_do_not_move(office, ordered, clock, compound):
    one = ordered()
    before = compound.look("finding", one)["deadlines"]
    desk = issue(office)
    clock.later(hours=5)
    desk.open(f"notices/{id_of(desk)}")
    assert "签发后已等5小时" in desk.text("signed")
    desk.send("receive", without="1")
    clock.later(hours=3)
    desk.open(f"notices/{id_of(desk)}")
    assert "签收后已等3小时" in desk.text("signed")
    assert compound.look("finding", one)["deadlines"] == before


def test_the_unit_replies_at_the_desk_with_pairs_and_reads_what_was_found(office, ordered, moved, photo):
    one, two = ordered(blobs=(BLOB,)), ordered("SZ-B03-E2")
    id = id_of(issue(office))
    sam = office(SAM)
    sam.open(f"notices/{id}")
    sam.send("reply", **{f"text_{one}": "已补齐"})
    assert sam.page.status_code == 422 and sam.text("lacks") == "还不能提交：请附照片。" and "已补齐" in sam.page.text
    sam.post(f"/desk/{PROJECT}/notices/{id}/replies", {
        "event": sam.fields("reply")["event"], f"text_{one}": "已补齐", "photos": [],
        f"photos_{one}": [(io.BytesIO(photo), "a.jpg")]})
    assert sam.text("said") == "已回复1条，待复查。" and sam.text("state") == "已签发 · 已回复1/2"
    moved(BOB, one, "pass")
    bob = office(BOB)
    bob.open(f"notices/{id}")
    assert "复查合格" in bob.text("check-1") and not bob.shows("reply-text")
    told = paper(sam, id, "reply")
    for words in ("监理通知回复单", "B.0.9", "监通-001", "已补齐", "复查合格", "尚未回复", "项目经理（签字）", "复查意见"):
        assert words in told
    assert "所列2项问题中已整改1项，其余1项尚未回复" in told


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
