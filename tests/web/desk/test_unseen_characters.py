"""Characters nobody sees stop no output of a sheet, and are in none."""

import io

from docx import Document

from tests.people import ALICE, PAM, PROJECT, VIC, finding, visit

ODD = ("\x01", "\x1b", "\u202e", "\u200b", "\ufffe", "\ufeff")
OF_IT = f"/desk/{PROJECT}/papers/daily/1/1/"


def test_every_output_is_made_of_odd_words_and_shows_none_of_them(compound, browser, clock):
    clock.set("2023-06-14T12:00:00+08:00")
    text = "".join(("联系王工138", "\u200b", "12345678", *ODD, "处理"))
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", outcome="findings", findings=[finding(
        "GON-04", text=text, severity=3)]))
    clock.set("2023-06-14T17:00:00+08:00")
    compound.say(PAM, "sheet.issued", {"day": "2023-06-14", "tier": "daily", "expects_version": 1})
    vic = browser(VIC)
    group = vic.ask("GET", OF_IT + "group.txt").text
    assert "联系王工（电话略）处理" in group and not any(char in group for char in ODD)
    word = vic.ask("GET", OF_IT + "sheet.docx")
    tables = Document(io.BytesIO(word.data)).tables
    said = "".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    assert "联系王工" in said and not any(char in said for char in ODD)
    assert all(vic.ask("GET", OF_IT + name).status_code == 200 for name in ("long.png", "text.pdf", "annex.pdf"))


def test_the_newest_version_a_restore_can_reach_is_asked_for(compound, browser):
    asked = browser(VIC).ask("GET", f"/api/v1/projects/{PROJECT}/sheets/daily/1?version=99999")
    assert asked.status_code == 404      # there is none, but it is no bad request
    compound.say(PAM, "sheet.issued", {"day": "2023-06-14", "tier": "daily", "expects_version": 1})
    at = f"/api/v1/projects/{PROJECT}/sheets/daily/1"
    assert [browser(VIC).ask("GET", f"{at}?version={nr}").status_code for nr in (1, 99_999, 100_000)] == [200, 404, 400]
