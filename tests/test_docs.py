"""What the documentation promises is what the code has."""

import json
import re
from pathlib import Path

import pytest

from server.config import SETTINGS
from server.domain.problems import CATALOGUE
from server.domain.settings import DEFAULTS
from server.sync.verdicts import REASONS

DOCS = Path(__file__).resolve().parents[1] / "docs"


def rows(name):
    """{first cell without backticks: the other cells} of every table row of a page."""
    found = re.findall(r"^\| `([^`]+)` \| (.+) \|$", (DOCS / name).read_text(), re.MULTILINE)
    return {first: rest.split(" | ") for first, rest in found}


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_of_the_process_is_documented_with_its_default(name):
    default, says = rows("settings.md")[f"XUNLOU_{name}"]
    assert default.strip("`–") == SETTINGS[name].default and says == SETTINGS[name].says


@pytest.mark.parametrize("id", DEFAULTS)
def test_every_setting_of_a_project_is_documented_with_its_default(id):
    assert json.loads(rows("settings.md")[id][0].strip("`")) == DEFAULTS[id]


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_problem_is_documented_as_it_is_answered(code):
    entry = CATALOGUE[code]
    assert rows("problems.md")[code] == [str(entry.status), "yes" if entry.retry else "no", entry.zh, entry.en]


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_to_hold_a_record_is_documented(code):
    assert tuple(rows("problems.md")[code]) == REASONS[code]


def test_no_page_documents_what_is_not_there():
    assert set(rows("problems.md")) == set(CATALOGUE) | set(REASONS)
    assert set(rows("settings.md")) == {f"XUNLOU_{name}" for name in SETTINGS} | set(DEFAULTS)
