"""What README and docs say is true: commands word for word, settings and codes complete."""

import pytest

from server.domain import settings
from tests import documents

ROOT = documents.DOCS.parent
RUN = "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/xunlou demo"
TEST = "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/python -m tests"


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
@pytest.mark.parametrize("command", [RUN, TEST], ids=["run", "test"])
def test_both_readmes_give_the_two_commands_word_for_word(name, command):
    assert command in (ROOT / name).read_text()


@pytest.mark.parametrize("name", ["settings.md", "problems.md"])
def test_the_page_written_from_the_code_is_up_to_date(name):
    written = documents.DOCS / name
    assert written.exists(), "python -m tests docs"
    assert written.read_text() == documents.pages()[name], "stale: python -m tests docs"


def test_every_setting_of_a_project_says_what_it_means():
    said = documents.comments(settings)
    assert [name for name in settings.DEFAULTS if not said.get(name)] == []
