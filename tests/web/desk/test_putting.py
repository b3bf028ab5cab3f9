"""A case is put from the finding's page or the page of cases; its answer can be refused or changed, none is lost."""

import pytest

from tests.district import DISTRICT, agrees, asked, found, ordered
from tests.people import ALICE, BOB, DORA, HAL, PAM, PROJECT, SAM, TOM
from tests.web.desk.test_attention import cases


@pytest.mark.parametrize("who,status,told", [
    (PAM, "open", "已上报区。"), (HAL, "open", "已上报区。"), (BOB, "proposed", "等代建或街道决定"),
    (SAM, "proposed", "等代建或街道决定")])
def test_a_finding_no_threshold_names_is_put_from_its_own_page(office, compound, who, status, told):
    id = ordered(compound)
    desk = office(who)
    desk.open(f"findings/{id}")
    desk.send("put-district", ask="请区城管委牵头拆除违建", lead="区城管委", needed_by="2023-06-20")
    assert desk.page.request.path.endswith(f"/findings/{id}") and told in desk.page.text
    case, = cases(compound)
    assert (case["finding"], case["tier"], case["status"], case["lead"], case["needed_by"]) == (
        id, "district", status, "区城管委", "2023-06-20")
    assert desk.shows("put-street") and not desk.shows("put-district"), "it is asked already"
    assert office(PAM).open(f"findings/{id}").text.count('data-testid="put-district"') == (status == "proposed")


def test_who_may_not_put_it_and_a_closed_finding_have_no_such_form(office, compound, moved):
    id = ordered(compound)
    for who in (ALICE, TOM):
        desk = office(who)
        desk.open(f"findings/{id}")
        assert not desk.shows("puts"), who
    moved(SAM, id, "reply", text="已整改", photos=["ab" * 32])
    moved(BOB, id, "pass")
    desk = office(PAM)
    desk.open(f"findings/{id}")
    assert not desk.shows("puts")


@pytest.mark.parametrize("who,status", [(PAM, "open"), (BOB, "proposed")])
def test_a_case_about_no_finding_is_put_from_the_page_of_cases(office, compound, who, status):
    desk = office(who)
    desk.open("cases")
    desk.send("new", tier="district", ask="请协调燃气停气日期", text="已函告2次", needed_by="2023-06-20")
    case, = cases(compound)
    assert (case["finding"], case["tier"], case["status"], case["text"], case["needed_by"]) == (
        None, "district", status, "已函告2次", "2023-06-20")
    assert "区" in desk.text("said") and "请协调燃气停气日期" in desk.text(f"case-{case['id']}")


@pytest.mark.parametrize("wrong", [{"tier": "city", "ask": "x"}, {"tier": "street"},
                                   {"tier": "street", "ask": "x", "needed_by": "soon"}])
def test_a_new_case_nobody_can_mean_is_refused(office, compound, wrong):
    said = {"event": "0f8fad5b-d9cb-469f-a165-70867728950e", **wrong}
    assert office(PAM).post(f"/desk/{PROJECT}/cases", said).status_code == 400 and not cases(compound)


def test_the_district_refuses_with_the_reason_which_the_papers_print(office, compound):
    found(compound)
    agrees(compound)
    case = asked(compound, ordered(compound))
    desk = office(DORA)
    desk.open(f"/desk/{DISTRICT}/cases")
    assert not desk.shows("new") and desk.shows(f"refuse-{case}")
    desk.send(f"answer-{case}", answer="不属区级事权，请街道协调", refuse="1")
    kept = compound.look("case", case)
    assert (kept["status"], kept["answer"]["text"]) == ("answered", "不予办理：不属区级事权，请街道协调")
    assert "不予办理：不属区级事权" in desk.text(f"case-{case}")
    assert desk.fields(f"answer-{case}")["answer"] == "不属区级事权，请街道协调"
    desk.send(f"answer-{case}", answer="不予办理：请街道协调", refuse="1")
    assert compound.look("case", case)["answer"]["text"] == "不予办理：请街道协调", "said once"


def test_an_answer_is_changed_and_the_earlier_ones_stay_on_the_page(office, compound):
    case = asked(compound, tier="street")
    desk = office(HAL)
    desk.open("cases")
    for said in ("周五到场", "改为周六到场", "周六9时到场"):
        desk.send(f"answer-{case}", answer=said)
    told = desk.texts("earlier")
    assert len(told) == 2 and told[0].endswith("改为周六到场") and told[1].endswith("：周五到场")
    assert "更改答复" in desk.page.text and desk.fields(f"answer-{case}")["answer"] == "周六9时到场"


def test_the_district_sees_the_photos_of_the_finding_but_none_kept_off_paper(office, compound, brought, photo, filed,
                                                                              moved):
    found(compound)
    agrees(compound)
    blob = brought(photo)
    id = filed(ALICE, "SZ-B03-E2", blobs=(blob,))
    moved(BOB, id, "issue", unit="o5", due="D1")
    asked(compound, id)
    desk = office(DORA)
    page = desk.open(f"/desk/{DISTRICT}/cases")
    address = f"/api/v1/projects/p1/blobs/{blob['sha256']}?as=thumb"
    assert desk.shows("photos") and address in page.text
    assert desk.browser.ask("GET", address).status_code == 200
    compound.say(PAM, "photo.marked", {"sha256": blob["sha256"], "printed": False})
    assert blob["sha256"] not in desk.open(f"/desk/{DISTRICT}/cases").text
