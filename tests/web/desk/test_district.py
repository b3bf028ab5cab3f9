"""The district's desk: its brief in a few presses, and no page of a compound."""

import pytest

from tests.district import DISTRICT, ERIN, OTHER, agrees, asked, daily, found, ordered
from tests.people import DORA, PAM, PROJECT

HOME = f"/desk/{DISTRICT}"


@pytest.fixture
def district(compound):
    """The district's project over the compound, which has not agreed yet."""
    return found(compound, listed=(PROJECT, "p9"))


def test_the_brief_is_prepared_previewed_and_issued(office, compound, district):
    agrees(compound)
    ordered(compound)
    daily(compound)
    asked(compound)
    desk = office(DORA)
    desk.open(f"{HOME}/")
    assert "第1期" in desk.text("next")
    assert "水竹花园" in desk.text("compound-p1") and "提请1项，待答复1项" in desk.text("compound-p1")
    assert "p9" in desk.text("silent-p9")
    desk.send("prepare", do="save", chair="张副区长", place="区政府")
    assert desk.text("said") == "已保存，预览已更新。"
    pdf = desk.browser.ask("GET", f"{HOME}/district/2023-06-14/preview.pdf")
    assert pdf.status_code == 200 and pdf.data.startswith(b"%PDF")
    desk.send("prepare", do="issue")
    assert "已定稿：第1期" in desk.text("said") and "第1期 第1版" in desk.text("versions")
    assert f"{DORA.name}定稿" in desk.text("versions")
    assert "内容没有变化" in desk.text("changed") and desk.text("issue") == "更正（第2版） · 定稿并打印"
    assert district.content()["head"][1].endswith("区政府　主持人：张副区长")
    paper = desk.browser.ask("GET", f"{HOME}/papers/district/1/1/text.pdf")
    assert paper.status_code == 200 and paper.data.startswith(b"%PDF")
    assert desk.browser.ask("GET", f"{HOME}/papers/district/1/1/annex.pdf").status_code == 404
    desk.open(f"{HOME}/papers")
    assert desk.shows("print-text-district-1-1") and "附件" not in desk.text("papers")


def test_an_answered_case_is_asked_but_waits_no_more(office, compound, district):
    agrees(compound)
    ordered(compound)
    daily(compound)
    asked(compound)
    case = asked(compound, ask="请协调停气日期")
    desk = office(DORA)
    desk.open(f"{HOME}/cases")
    desk.send(f"answer-{case}", answer="6月20日停气")
    desk.open(f"{HOME}/")
    assert "提请2项，待答复1项" in desk.text("compound-p1")


def test_a_compound_that_has_not_agreed_is_told_by_its_id_alone(office, compound, district):
    ordered(compound)
    daily(compound)
    desk = office(DORA)
    page = desk.open(f"{HOME}/district/2023-06-14")
    assert "p1" in desk.text("silent-p1") and "水竹花园" not in page.text


PAGES = ("today", "review", "findings", "notices", "notices/new", "orders/new", "watchers", "register", "ledger.xlsx",
         "meeting/2023-06-14", "findings/0f8fad5b-d9cb-469f-a165-70867728950e")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_compounds_leads_to_the_brief(office, district, page):
    desk = office(DORA)
    answer = desk.open(f"{HOME}/{page}")
    assert answer.status_code == 200 and desk.shows("prepare"), answer.text


def test_the_frame_shows_only_what_a_district_has(office, district):
    desk = office(DORA)
    desk.open(f"{HOME}/")
    assert [name for name in ("brief", "cases", "papers") if desk.shows(f"nav-{name}")] == ["brief", "cases", "papers"]
    assert not any(desk.shows(f"nav-{name}") for name in ("today", "review", "findings", "notices", "meeting"))


@pytest.mark.parametrize("day", ["2023-06-15", "tomorrow"])
def test_a_day_that_has_not_begun_has_no_brief(office, district, day):
    assert office(DORA).open(f"{HOME}/district/{day}").status_code == 404


def test_a_compound_has_no_district_page(office, district):
    assert office(PAM).open("district/2023-06-14").status_code == 404


@pytest.mark.parametrize("page", ["", "district/2023-06-14", "cases", "papers", "papers/district/1/1/text.pdf"])
def test_neither_the_compounds_people_nor_another_district_sit_down_there(office, compound, district, page):
    found(compound, OTHER, ERIN)
    agrees(compound)
    asked(compound)
    district.issue()
    for who in (PAM, ERIN):
        answer = office(who).open(f"{HOME}/{page}")
        assert answer.status_code == 403 and "水竹花园" not in answer.text
    for where in ("cases", "papers", "", "findings"):
        answer = office(ERIN).open(f"/desk/{PROJECT}/{where}")
        assert answer.status_code == 403 and "违建" not in answer.text
