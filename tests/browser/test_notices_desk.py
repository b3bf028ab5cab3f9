"""A notice in real browsers: ticked and issued by the specialist, answered item by item by the unit, read on paper."""

import io
import re
from datetime import UTC, datetime

import pypdf
import pytest
from playwright.sync_api import expect

from tests import pictures
from tests.browser import screens
from tests.people import ALICE, BOB, SAM, finding, visit


@pytest.fixture
def ordered(compound, clock):
    """Three findings the facade firm has to put right; their ids."""
    clock.set(datetime.now(UTC).isoformat())
    ids = []
    for door in ("SZ-B03-E1", "SZ-B03-E2", "SZ-B01-E1"):
        found = finding("TEMP-01", text=f"{door}配电箱未上锁")
        compound.say(ALICE, "visit.recorded", visit(door, compound.today(), outcome="findings", findings=[found]))
        receipt = compound.say(BOB, "finding.moved", {
            "finding": found["id"], "move": "issue", "from": {}, "unit": "o5", "due": "D1"})
        assert receipt["outcome"] == "applied", receipt
        ids.append(found["id"])
    return ids


def paper(page, button):
    """The printed characters behind a print button, without blanks."""
    address = page.get_by_test_id(button).get_attribute("href")
    answer = page.context.request.get(address if address.startswith("http") else f"{page.url.split('/desk')[0]}{address}")
    assert answer.status == 200, answer.text()
    told = pypdf.PdfReader(io.BytesIO(answer.body())).pages
    return re.sub(r"\s", "", "".join(one.extract_text() for one in told))


def test_ticked_issued_signed_and_answered_in_part(desk, network, compound, ordered):
    screens.sign_in_at_desk(desk, network.origin, BOB)
    desk.goto(f"{network.origin}/desk/p1/notices")
    desk.get_by_test_id("new-notice").click()
    desk.get_by_test_id("unit-o5").click()
    expect(desk.get_by_test_id("tick")).to_have_count(3)
    desk.get_by_test_id("tick").last.uncheck()
    desk.get_by_label("事由").fill("配电箱")
    desk.get_by_test_id("press-issue").click()
    expect(desk.get_by_test_id("number")).to_have_text("监通-001 监理通知单")
    told = paper(desk, "print-notice")
    assert "下列2项问题" in told and "SZ-B01-E1" not in told
    desk.get_by_label("已签收，没有照片").check()
    desk.get_by_test_id("press-receive").click()
    expect(desk.get_by_test_id("state")).to_have_text("已签收")
    here = desk.url.split("?")[0]
    screens.sign_in_at_desk(desk, network.origin, SAM)
    desk.goto(here)
    desk.get_by_label("整改情况").first.fill("已上锁并挂牌")
    photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": pictures.saved(pictures.with_corner())}
    desk.get_by_label("整改后照片（至少一张）").first.set_input_files([photo])
    desk.get_by_test_id("press-reply").click()
    expect(desk.get_by_test_id("state")).to_have_text("已签收 · 已回复1/2")
    told = paper(desk, "print-reply")
    assert "已上锁并挂牌" in told and "整改前后对比" in told
    states = sorted(compound.look("finding", id)["state"] for id in ordered)
    assert states == ["issued", "issued", "replied"]
