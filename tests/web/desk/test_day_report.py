"""The print of somebody's 巡查日报: linked where he is chased, read by those who read visits, and by nobody else."""

import io
import urllib.parse

import pypdf
import pytest

from tests.paper.printing import flat
from tests.people import ALICE, CHARLIE, DORA, GUS, PAM, SAM, VIC, visit

DAY = "2023-06-14"
PAPER = f"day-report/{DAY}/{ALICE.id}.pdf"


@pytest.fixture
def walked(compound, filed):
    """ALICE found something at one door and nothing at another."""
    filed(ALICE, "SZ-B03-E1", text="缺挡脚板约3米")
    return compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2"))["id"]


def test_the_day_of_one_person_is_printed_from_the_list_of_whom_to_chase(office, walked):
    desk = office(PAM)
    assert PAPER in desk.open("today").text and desk.shows(f"day-report-{ALICE.id}")
    answer = desk.open(PAPER)
    assert answer.mimetype == "application/pdf"
    told = flat(pypdf.PdfReader(io.BytesIO(answer.data)))
    assert f"巡查人{ALICE.name}" in told and "缺挡脚板约3米" in told and "3号楼2门" in told
    assert "未交（据已收到的记录）" in told
    name = urllib.parse.unquote(answer.headers["Content-Disposition"].split("UTF-8''")[1])
    assert name == f"水竹花园-{DAY}-{ALICE.name}-日报.pdf"


def test_a_handed_in_report_tells_what_has_not_arrived(office, walked, compound):
    missing = "0f8fad5b-d9cb-469f-a165-70867728950e"
    receipt = compound.say(ALICE, "day.closed", {
        "day": DAY, "weather": "晴", "due": 3, "left": 1, "visits": [
            {"visit": walked, "place": "SZ-B03-E2"}, {"visit": missing, "place": "SZ-B02-E1"}]})
    assert receipt["outcome"] == "applied", receipt
    told = flat(pypdf.PdfReader(io.BytesIO(office(PAM).open(PAPER).data)))
    assert "应查3、已查2、未到1" in told and "尚未收到：记录1条（2号楼1门）" in told


def test_who_said_nothing_of_the_weather_has_it_of_the_sheet_or_of_a_colleague(office, walked, compound):
    def told():
        return flat(pypdf.PdfReader(io.BytesIO(office(PAM).open(PAPER).data)))
    assert "天气–" in told()
    compound.say(PAM, "sheet.prepared", {"day": DAY, "tier": "daily", "weather": "大雨"})
    assert "天气大雨" in told()
    compound.say(PAM, "visit.recorded", visit("SZ-B01-E1"))
    compound.say(PAM, "day.closed", {"day": DAY, "weather": "暴雨", "visits": []})
    assert "天气暴雨" in told(), "who walked knows it best"


@pytest.mark.parametrize("person, status", [(GUS, 403), (SAM, 403), (VIC, 403), (DORA, 403), (CHARLIE, 404)])
def test_who_may_not_read_visits_gets_no_paper(office, walked, person, status):
    assert office(person).open(PAPER).status_code in (status, 403)


@pytest.mark.parametrize("path", [
    f"day-report/{DAY}/u99999.pdf", f"day-report/2023-06-13/{ALICE.id}.pdf", f"day-report/{DAY}/{GUS.id}.pdf",
    f"day-report/yesterday/{ALICE.id}.pdf", f"day-report/{DAY}/%00.pdf"])
def test_a_day_without_rounds_and_nobodys_day_are_not_found(office, walked, path):
    assert office(PAM).open(path).status_code == 404
