"""Whatever the day was like, the paper is one a print shop would pass: asserted from where each mark stands on it."""

import re
from functools import cache

import pytest

from server.domain.sheet import assemble
from server.paper.fonts import printable
from server.paper.render import pdf
from tests.paper import boxes
from tests.paper.awkward import AWKWARD, FOUR_HUNDRED, RARE, photographed, shaped
from tests.paper.worked_day import material

HEADINGS = ("一、", "二、", "三、", "四、", "五、", "六、", "七、", "八、", "签到表")


@cache
def content(day):
    """What the awkward day's sheet holds."""
    return assemble(material(**AWKWARD[day]()))


@cache
def paper(day, part):
    """The pages of one part, read back."""
    return boxes.read(pdf(content(day), shaped, part))


def set_as(words):
    """Words as they stand on paper: drawn characters only, no blanks."""
    return re.sub(r"\s", "", printable(words))


def row_words(row):
    """A ledger row in the order of its cells."""
    return "".join(set_as(word) for word in (
        str(row["nr"]), row["number"], row["day"], row["by"], row["place"], row["kind"], row["mark"],
        row["text"] or row["item"], row["demand"], row["unit"], row["limit"].replace("，", ""), row["standing"],
        *row["tags"], row["figure"]))


@pytest.mark.parametrize("part", ["text", "annex"])
@pytest.mark.parametrize("day", AWKWARD)
def test_nothing_leaves_the_frame_or_its_cell_is_cut_or_printed_over_something_else(day, part):
    for number, page in enumerate(paper(day, part), start=1):
        assert boxes.faults(page)[:5] == [], f"page {number}"


@pytest.mark.parametrize("day", AWKWARD)
def test_the_text_is_one_sheet_with_every_heading_followed_by_something(day):
    pages = paper(day, "text")
    told = "".join(page.text for page in pages)
    assert len(pages) == 2, "front and back"
    titles = [set_as(part["title"]) for part in content(day)["sections"]] + ["签到表"]
    assert [title[:2] for title in titles] == [heading[:2] for heading in HEADINGS]
    places = [told.index(title) for title in titles]
    assert places == sorted(places)
    foot = set_as(content(day)["foot"])
    for page in pages:
        body = page.text[:page.text.rindex(foot)]
        assert body and not body.endswith(tuple(titles))


@pytest.mark.parametrize("day", AWKWARD)
def test_the_rows_of_the_tables_stand_whole_on_a_page_under_their_head(day):
    pages, annex = paper(day, "annex"), content(day)["annex"]
    head = "".join(map(set_as, annex["head"]))
    for row in (row for group in annex["ledger"] for row in group["rows"]):
        holding = [page for page in pages if row_words(row) in page.text.replace("，0", "0")]
        assert len(holding) == 1 and head in holding[0].text, row["number"]
    for section, head_of in (("decided", "head"), ("units", "head")):
        it = next(part for part in content(day)["sections"] if part["id"] == section)
        rows = it["rows"] if section == "units" else [
            [str(row["nr"]), row["text"], row["unit"], row["due"], row["outcome"]] for row in it["rows"]]
        for row in rows:
            holding = [page for page in paper(day, "text") if "".join(map(set_as, row)) in page.text]
            assert holding and "".join(map(set_as, it[head_of])) in holding[0].text, row


@pytest.mark.parametrize("day", AWKWARD)
def test_a_few_units_stand_together_with_their_sum(day):
    units = next(part for part in content(day)["sections"] if part["id"] == "units")
    whole = "".join("".join(map(set_as, row)) for row in (*units["rows"], units["total"]))
    if 0 < len(units["rows"]) <= 8:
        assert any(set_as(units["title"]) in page.text and "".join(map(set_as, units["head"])) + whole in page.text
                   for page in paper(day, "text"))


@pytest.mark.parametrize("day", AWKWARD)
def test_the_two_pictures_of_a_pair_stand_side_by_side_under_one_caption(day):
    pages, pairs = paper(day, "annex"), content(day)["annex"]["pairs"]
    left = list(pairs)
    for page in pages:
        here = [pair for pair in left if "".join(set_as(pair[key]) for key in (
            "figure", "number", "mark", "place", "unit")) in page.text]
        left = [pair for pair in left if pair not in here]
        for pair in here:
            assert all(set_as(pair[side]["caption"]) in page.text for side in ("before", "after"))
        shown = sum(1 for pair in here for side in ("before", "after") if pair[side]["sha256"])
        assert len(page.pictures) == shown and len(here) <= 3
    assert left == [], "every pair is printed"


def test_sixty_photos_are_there_or_said_to_be_awaited():
    pictures = sum(len(page.pictures) for page in paper("sixty photos", "annex"))
    told = "".join(page.text for page in paper("sixty photos", "annex"))
    awaited = sum(1 for used in photographed(60)["pictures"].values() if used is None)
    assert (pictures, told.count("待上传") - told.count("已记录待上传")) == (60 - awaited, awaited)
    assert awaited == 9


def test_a_picture_keeps_its_shape():
    for page in paper("sixty photos", "annex"):
        for x, y, right, top in page.pictures:
            assert right - x <= 72.9 * boxes.MM and top - y <= 53.9 * boxes.MM, "the line around it stays in sight"
    shapes = {round((right - x) / (top - y), 1) for page in paper("sixty photos", "annex")
              for x, y, right, top in page.pictures}
    assert shapes == {0.4, 1.0, 1.3, 8.0}


def test_nothing_due_prints_a_dash_and_no_percentage():
    told = "".join(page.text for page in paper("twelve units", "text"))
    assert "第15专业分包队0100100–" in told
    nothing = next(part for part in content("nothing at all")["sections"] if part["id"] == "units")
    assert nothing["total"][-1] == "–"


def test_what_is_too_long_for_its_cell_says_where_the_whole_stands():
    text = "".join(page.text for page in paper("many words", "text"))
    assert text.count("…（见附件1）") == 5 and FOUR_HUNDRED[:40] in text
    long = content("everything")["annex"]["ledger"][0]["rows"][0]
    assert long["text"].startswith(FOUR_HUNDRED[:200])


def test_characters_nobody_has_a_font_for_are_named_and_what_turns_the_line_round_is_gone():
    told = "".join(page.text for page in paper("rare characters", "text"))
    assert set_as(RARE) == "𠮷田〔U+1F600〕示范第二行Top-Nr.4a/b，龥䶮反向" and "𠮷田〔U+1F600〕示范" in told


def test_closed_doors_are_counted_and_all_named_in_the_annex():
    text, annex = (("".join(page.text for page in paper("all doors closed", part))) for part in ("text", "annex"))
    assert "未能进入103" in text and "逐门已查0" in text and "（第102次）" in annex
