"""Issued sheets over HTTP and by command: the same content and the same paper for everybody who may read them."""

import hashlib
from urllib.parse import quote

import pytest

from tests import people
from tests.commands.conftest import on_this_database, typed  # noqa: F401 - fixtures
from tests.web.conftest import refused

HERE = "/api/v1/projects/p1/sheets"


@pytest.fixture
def issued(compound) -> str:
    """Sheet No. 1 of 14 June; the hash it was issued with."""
    compound.say(people.ALICE, "visit.recorded", people.visit("SZ-B03-E2"))
    receipt = compound.say(people.PAM, "sheet.issued", {"day": "2023-06-14", "tier": "daily", "expects_version": 1})
    assert receipt["outcome"] == "applied", receipt
    return compound.look("sheet", "daily:1")["content_sha256"]


def test_what_was_issued_is_listed_and_its_content_has_the_issued_hash(issued, browser):
    pam = browser(people.PAM)
    listed = pam.ask("GET", HERE).json["sheets"]
    assert [(sheet["tier"], sheet["number"], sheet["content_sha256"]) for sheet in listed] == [("daily", 1, issued)]
    content = pam.ask("GET", f"{HERE}/daily/1").json["content"]
    assert (content["number"], content["day"]) == (1, "2023-06-14")
    refused(pam.ask("GET", f"{HERE}/daily/2"), "not_found")
    refused(pam.ask("GET", f"{HERE}/daily/1?version=2"), "not_found")


def test_the_paper_is_printed_once_and_stays(issued, browser, on_this_database, typed, tmp_path):  # noqa: F811
    pam, file = browser(people.PAM), tmp_path / "sheet.pdf"
    first = pam.ask("GET", f"{HERE}/daily/1/pdf")
    assert first.mimetype == "application/pdf" and first.data.startswith(b"%PDF")
    assert pam.ask("GET", f"{HERE}/daily/1/pdf").data == first.data
    code, said = typed("sheet", "2023-06-14", "--project", "p1", "--out", file, "--check")
    assert code == 0 and "第1期 第1版" in said and "与记录一致" in said
    assert hashlib.sha256(file.read_bytes()).digest() == hashlib.sha256(first.data).digest()
    assert pam.ask("GET", f"{HERE}/daily/1/pdf?part=annex").data.startswith(b"%PDF")


def test_the_weekly_sheet_is_printed_proven_and_read_in_the_same_ways(
        issued, compound, browser, on_this_database, typed, tmp_path):  # noqa: F811
    compound.say(people.PAM, "sheet.issued", {"day": "2023-06-14", "tier": "weekly", "expects_version": 1})
    pam, file = browser(people.PAM), tmp_path / "weekly.pdf"
    code, said = typed("sheet", "2023-06-14", "--project", "p1", "--tier", "weekly", "--out", file, "--check")
    assert code == 0 and "与记录一致" in said
    assert file.read_bytes() == pam.ask("GET", f"{HERE}/weekly/1/pdf").data
    assert pam.ask("GET", f"{HERE}/weekly/1/pdf?part=annex").data.startswith(b"%PDF")
    assert pam.ask("GET", f"{HERE}/weekly/1").json["content"]["days"][0]["content_sha256"] == issued


def test_a_day_without_a_sheet_says_so(issued, on_this_database, typed):  # noqa: F811
    code, said = typed("sheet", "2023-06-13", "--project", "p1")
    assert code == 1 and "没有已定稿的材料" in said


def test_contractors_read_no_sheets_and_viewers_nothing_else(issued, browser):
    gus, vic = browser(people.GUS), browser(people.VIC)
    assert gus.ask("GET", HERE).json["sheets"] == []
    for path in (f"{HERE}/daily/1", f"{HERE}/daily/1/pdf"):
        refused(gus.ask("GET", path), "not_found")
        assert vic.ask("GET", path).status_code == 200
    assert vic.ask("GET", "/api/v1/projects/p1/findings").json["findings"] == []


def test_the_paper_is_saved_under_its_chinese_name(issued, browser):
    said = browser(people.PAM).ask("GET", f"{HERE}/daily/1/pdf").headers["Content-Disposition"]
    assert said == "inline; filename=\"1.pdf\"; filename*=UTF-8''" + quote("水竹花园-第1期-正文.pdf")
