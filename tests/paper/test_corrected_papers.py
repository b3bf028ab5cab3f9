"""A correction says under its head what it corrects, on the paper of every tier and on all that is made of it."""

import dataclasses
import io

import pypdf
import pytest
from docx import Document

from server.domain.sheet import assemble
from server.domain.sheet_group import group_text
from server.domain.sheet_long import strip
from server.domain.weekly import assemble as weekly
from server.paper.render import pdf
from server.paper.word import docx
from tests.paper.printing import DAYS, flat, photos_of
from tests.paper.worked_day import material
from tests.paper.worked_district import brief
from tests.paper.worked_week import week

FROZEN = {"version": 1, "code": "6BB0-8EA8", "parts": ["重点问题"], "numbers": [
    {"key": "closed", "before": 2, "after": 3}, {"key": "closing", "before": 7, "after": 6}]}
SAID = "本版代替第1版（核对码6BB0-8EA8）：销项2→3，期末7→6；重点问题有调整。"
TIERS = ("daily", "weekly", "district")


def corrected(tier, replaced=FROZEN):
    """A content of the tier; a first version without `replaced`."""
    more = {"version": 2, "replaced": replaced} if replaced else {}
    if tier == "weekly":
        return weekly(dataclasses.replace(week(), site=dataclasses.replace(week().site, **more)))
    return brief(**more) if tier == "district" else assemble(material(**more))


def printed(content):
    """The paper, open for reading."""
    return pypdf.PdfReader(io.BytesIO(pdf(content, photos_of)))


@pytest.mark.parametrize("tier", TIERS)
def test_the_paper_says_it_before_its_first_section_and_a_first_version_says_nothing(tier):
    content = corrected(tier)
    told = flat(printed(content))
    assert SAID in told and told.index(SAID) < told.index(content["sections"][0]["title"])
    assert "本版代替" not in flat(printed(corrected(tier, None)))


@pytest.mark.parametrize("day", DAYS)
def test_it_still_fits_the_one_sheet_of_every_day(day):
    reader = printed(assemble(material(**{**DAYS[day](), "version": 2, "replaced": FROZEN})))
    assert len(reader.pages) <= 2 and SAID in flat(reader)


@pytest.mark.parametrize("tier", TIERS)
def test_the_word_file_the_long_picture_and_the_groups_text_say_it_too(tier):
    content = corrected(tier)
    document = Document(io.BytesIO(docx(content)))
    assert [one.text for one in document.paragraphs].count(SAID) == 1
    assert SAID in group_text(content).splitlines() and strip(content)["corrected"] == SAID
    assert "本版代替" not in group_text(corrected(tier, None)) and strip(corrected(tier, None))["corrected"] == ""
