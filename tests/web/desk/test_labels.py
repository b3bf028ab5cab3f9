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


@pytest.mark.parametrize(("on_desk", "on_phone"), [
    ("moves.ask", "move.ask"), ("moves.merge", "move.merge"), ("moves.reassign", "move.reassign"),
    ("moves.control", "move.control"), ("moves.pass", "move.pass"), ("moves.fail", "move.fail"),
    ("moves.reject", "move.reject"), ("moves.reopen", "move.reopen"), ("moves.extend_ask", "move.extend_ask"),
    ("moves.extend_answer", "move.extend_answer"),
    ("finding.requirement", "fact.requirement"), ("finding.fix_by", "limit.fix"),
    ("finding.original_due", "fact.original"), ("finding.control_by", "limit.control"),
    ("finding.controlled", "part.control"), ("finding.asked", "fact.asked"), ("finding.item", "fact.item"),
    ("move.severity", "finding.severity"), ("chase.filing", "filing.title"), ("flags.too_fast", "flag.too_fast")])
def test_one_thing_has_one_english_name_on_phone_and_desk(on_desk, on_phone):
    folder = WEB.parents[1] / "static" / "labels"
    phone = {**json.loads((folder / "en.json").read_text()), **json.loads((folder / "later" / "en.json").read_text())}
    assert labels.text("en", on_desk) == phone[on_phone]


def test_nothing_english_calls_an_entrance_a_door_or_severity_a_grade():
    folder = WEB.parents[1] / "static" / "labels"
    for path in (folder / "en.json", folder / "later" / "en.json", WEB / "labels" / "en.json"):
        said = re.findall(r'": ?"([^"]*)"', path.read_text())
        assert [text for text in said if re.search(r"\b(doors?|grades?|send back|made it safe)\b", text, re.I)] == []
