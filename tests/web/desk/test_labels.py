"""Every text a page asks for is written, and every text written is asked for."""

import json
import re
from pathlib import Path

import pytest

from server.domain import lifecycle
from server.domain.coverage import STATES
from server.domain.rights import ROLES
from server.web import labels

WEB = Path(__file__).resolve().parents[3] / "server" / "web"
SOURCES = [*(WEB / "pages" / "desk").glob("*.html"), *(WEB / "desk").glob("*.py")]
ASKED = re.compile(r"""\bt\(f?["']([a-z_A-Z.0-9]+)["']( *~ *)?""")
TREE = json.loads((WEB / "labels" / "zh-CN.json").read_text())


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_text_asked_for_is_written(path):
    whole = [key for key, built in ASKED.findall(path.read_text()) if not built and not key.endswith((".", "_"))]
    for key in whole:
        labels.text("en", key), labels.text("zh-CN", key)


@pytest.mark.parametrize(("group", "words"), [
    ("roles", ROLES), ("states", lifecycle.STATES), ("states_firm", lifecycle.STATES), ("coverage", STATES),
    ("moves", tuple(lifecycle.MOVES)),
    ("codes", (*lifecycle.REFUSALS.values(), *lifecycle.LACKS.values(), "missing_target", "target_closed", "rank"))])
def test_every_word_of_the_field_has_a_label(group, words):
    assert set(words) - set(TREE[group]) == set()


def test_both_languages_fill_in_the_same_facts():
    def facts(texts: dict) -> dict:
        return {key: facts(said) if isinstance(said, dict) else set(re.findall(r"{(\w+)}", said))
                for key, said in texts.items()}
    assert facts(labels.labels("zh-CN")) == facts(labels.labels("en"))


@pytest.mark.parametrize(("group", "on_phone"), [
    ("states", "state"), ("states_firm", "state_firm"), ("coverage", "coverage"), ("part_name", "part_name")])
def test_the_english_desk_says_the_words_of_the_field_as_the_phone_does(group, on_phone):
    phone = json.loads((WEB.parents[1] / "static" / "labels" / "en.json").read_text())
    said = labels.labels("en")[group]
    assert said == {key: phone[f"{on_phone}.{key}"] for key in said}
