"""After a mark, a redaction or an erasure no output of an issued sheet shows what it took away; the proof stays."""

import io

from docx import Document

from server.domain.sheet import check_code, content_sha256
from server.storage import sheets, tables
from server.storage.db import reading
from server.sync.rebuild import differences
from server.sync.sheet_check import check_all
from server.web import printing
from tests.people import ADA, ALICE, BOB, PAM, PROJECT, VIC, finding, visit
from tests.sync.types.site import move

DAY = "2023-06-14"
OF_IT = f"/desk/{PROJECT}/papers/daily/1/1/"


def stored(compound):
    with reading(compound.engine) as look:
        return sheets.read(look, PROJECT, "daily", 1)


def erased_prints(compound, *shas):
    with reading(compound.engine) as look:
        column = tables.blob.c
        return [look.scalar(tables.blob.select().with_only_columns(column.erased).where(column.sha256 == sha))
                for sha in shas]


def a_sheet(compound, clock, brought, photo):
    """The record with a name and a picture in it, and the picture; the sheet and its weekly are issued."""
    clock.set(f"{DAY}T12:00:00+08:00")
    blob = brought(photo)
    found = finding("GON-04", text="居民张三某门前堆物", photos=[blob["sha256"]], severity=2)
    record = compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", outcome="findings", findings=[found]),
                          blobs=[blob])
    move(compound, BOB, found["id"], "issue", unit="o5", due="D1")
    clock.set(f"{DAY}T17:00:00+08:00")
    for tier in ("daily", "weekly"):
        compound.say(PAM, "sheet.issued", {"day": DAY, "tier": tier, "expects_version": 1})
    return record["id"], blob["sha256"]


def drawn(monkeypatch):
    """The hashes of the pictures that papers ask for from here on."""
    asked, whole = [], printing.print_copy
    monkeypatch.setattr(printing, "print_copy", lambda sha: (asked.append(sha), whole(sha))[1])
    return asked


def test_a_picture_marked_off_paper_is_on_nothing_made_after(compound, browser, clock, brought, photo, monkeypatch):
    _, sha = a_sheet(compound, clock, brought, photo)
    asked, vic = drawn(monkeypatch), browser(VIC)
    vic.ask("GET", OF_IT + "long.png")
    assert asked == [sha]
    compound.say(PAM, "photo.marked", {"sha256": sha, "printed": False})
    asked.clear()
    assert vic.ask("GET", OF_IT + "long.png").status_code == 200
    assert vic.ask("GET", OF_IT + "annex.pdf").status_code == 200
    assert asked == []
    assert sha not in browser(PAM).ask("GET", f"/desk/{PROJECT}/meeting/{DAY}/room").text


def test_words_covered_by_law_are_in_no_output_and_the_sheet_keeps_its_code(compound, browser, clock, brought, photo):
    record, _ = a_sheet(compound, clock, brought, photo)
    vic, pam = browser(VIC), browser(PAM)
    first = {part: vic.ask("GET", f"{OF_IT}{part}.pdf").data for part in ("text", "annex")}
    before = stored(compound)
    assert compound.say(ADA, "event.redacted", {"target": record, "reason": "依法"})["outcome"] == "applied"
    after = stored(compound)
    assert after["content"] == before["content"]
    assert (after["pdf_sha256"], after["annex_sha256"]) == (None, None)
    assert erased_prints(compound, before["pdf_sha256"], before["annex_sha256"]) == [True, True]
    group = vic.ask("GET", OF_IT + "group.txt").text
    assert "张三" not in group and check_code(content_sha256(before["content"])) in group
    tables = Document(io.BytesIO(vic.ask("GET", OF_IT + "sheet.docx").data)).tables
    assert "张三" not in "".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    for tier in ("daily", "weekly"):
        told = vic.ask("GET", f"/api/v1/projects/{PROJECT}/sheets/{tier}/1").get_json()["content"]
        assert "张三" not in str(told) and told["issued_as"] == compound.look("sheet", f"{tier}:1")["content_sha256"]
    assert all("张三" not in pam.ask("GET", f"/desk/{PROJECT}/meeting/{DAY}{page}").text for page in ("", "/room"))
    again = {part: vic.ask("GET", f"{OF_IT}{part}.pdf").data for part in ("text", "annex")}
    assert all(again[part] != first[part] for part in again)
    assert vic.ask("GET", OF_IT + "text.pdf").data == again["text"]
    assert [(proof.tier, proof.verdict) for proof in check_all(PROJECT, compound.engine)] == [
        ("daily", "redacted"), ("weekly", "redacted")]
    assert differences(PROJECT, compound.engine) == []


def test_the_print_that_shows_an_erased_picture_is_not_handed_out_again(compound, browser, clock, brought, photo):
    _, sha = a_sheet(compound, clock, brought, photo)
    vic = browser(VIC)
    first = vic.ask("GET", OF_IT + "annex.pdf").data
    kept = stored(compound)["annex_sha256"]
    compound.say(ADA, "blob.erased", {"sha256": sha, "reason": "依法"})
    assert vic.ask("GET", OF_IT + "annex.pdf").data != first
    assert stored(compound)["annex_sha256"] != kept and erased_prints(compound, kept) == [True]
    assert vic.ask("GET", OF_IT + "text.pdf").status_code == 200
    assert [proof.verdict for proof in check_all(PROJECT, compound.engine)] == ["same", "same"]


def test_a_print_during_which_words_were_covered_is_not_kept(compound, browser, clock, brought, photo, monkeypatch):
    record, _ = a_sheet(compound, clock, brought, photo)
    whole = printing.pdf

    def slowly(*given, **more):
        if not done:
            done.append(compound.say(ADA, "event.redacted", {"target": record, "reason": "依法"}))
        return whole(*given, **more)

    done = []
    monkeypatch.setattr(printing, "pdf", slowly)
    browser(VIC).ask("GET", OF_IT + "text.pdf")
    assert done and stored(compound)["pdf_sha256"] is None
