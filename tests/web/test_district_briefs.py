"""The district's briefs over HTTP and by command."""

import hashlib

import pytest

from tests import people
from tests.commands.conftest import on_this_database, typed  # noqa: F401 - fixtures
from tests.district import DISTRICT, ERIN, OTHER, agrees, asked, daily, found, ordered
from tests.web.conftest import refused

HERE = f"/api/v1/projects/{DISTRICT}/sheets"


@pytest.fixture
def district(compound):
    """Brief No. 1 of 14 June over the compound."""
    made = found(compound)
    agrees(compound)
    ordered(compound)
    daily(compound)
    asked(compound)
    assert made.issue()["outcome"] == "applied"
    return made


def test_the_brief_is_read_and_printed_like_every_sheet(district, browser, on_this_database, typed, tmp_path):  # noqa: F811
    dora, file = browser(people.DORA), tmp_path / "brief.pdf"
    listed, = dora.ask("GET", HERE).json["sheets"]
    assert (listed["tier"], listed["number"]) == ("district", 1)
    assert dora.ask("GET", f"{HERE}/district/1").json["content"] == district.content()
    paper = dora.ask("GET", f"{HERE}/district/1/pdf")
    assert paper.data.startswith(b"%PDF")
    refused(dora.ask("GET", f"{HERE}/district/1/pdf?part=annex"), "not_found")
    code, said = typed("sheet", "2023-06-14", "--tier", "district", "--project", DISTRICT, "--out", file, "--check")
    assert code == 0 and "第1期 第1版" in said and "与记录一致" in said
    assert hashlib.sha256(file.read_bytes()).digest() == hashlib.sha256(paper.data).digest()


def test_nobody_else_reads_it(district, compound, browser):
    found(compound, OTHER, ERIN)
    for who in (people.PAM, people.HAL, people.CHARLIE, ERIN):
        asking = browser(who)
        for path in (HERE, f"{HERE}/district/1", f"{HERE}/district/1/pdf", f"/api/v1/projects/{DISTRICT}/feed"):
            refused(asking.ask("GET", path), "not_member")
    asking = browser(ERIN)
    for path in ("sheets", "sheets/daily/1", "findings", "feed"):
        refused(asking.ask("GET", f"/api/v1/projects/p1/{path}"), "not_member")
