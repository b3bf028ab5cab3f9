"""A decision typed wrongly: written anew or taken back by its writer, that day, until somebody answers it."""

import pytest

from server.domain.rights import Reader
from server.storage import dated, decisions_page
from server.storage.db import reading
from server.sync.rebuild import differences
from tests.people import ADA, HAL, PAM, PROJECT, SAM, TOM
from tests.sync.types.site import refused


@pytest.fixture
def decided(compound, clock):
    clock.set("2023-06-14T17:40:00+08:00")
    body = {"meeting": "2023-06-14", "line": 1, "text": "开挖让行方案", "unit": "o5", "due": "2023-06-15"}
    return compound.say(PAM, "decision.recorded", body)["id"]


def corrected(compound, who, id, withdrawn=False, **more):
    return compound.say(who, "decision.corrected", {"decision": id, "withdrawn": withdrawn, **more})


def test_its_writer_corrects_words_unit_and_day(compound, decided):
    assert corrected(compound, PAM, decided, text="开挖绕行方案", unit="o4", due="2023-06-16")["outcome"] == "applied"
    kept = compound.look("decision", decided)
    assert {key: kept[key] for key in ("text", "unit", "due", "line", "status", "carried")} == {
        "text": "开挖绕行方案", "unit": "o4", "due": "2023-06-16", "line": 1, "status": "open", "carried": None}
    assert "was_due" not in kept["history"][-1], "a slip of the pen carries nothing to a later day"
    assert differences(PROJECT, compound.engine) == []


def test_what_was_taken_back_is_on_no_list_and_no_sheet_and_its_answer_has_a_sentence(compound, decided):
    corrected(compound, PAM, decided, withdrawn=True)
    with reading(compound.engine) as look:
        reader = Reader(PROJECT, PAM.id, "pm", "o2")
        assert decisions_page.of_meeting(look, reader, "2023-06-14") == []
        assert decisions_page.open_count(look, reader) == 0
        assert dated.decisions_for(look, PROJECT, None) == {} == dated.open_decisions(look, PROJECT)
    assert refused(compound.say(SAM, "decision.moved", {"decision": decided, "done": True})) == "decision_withdrawn"
    assert refused(corrected(compound, PAM, decided, text="又写")) == "decision_answered"
    assert differences(PROJECT, compound.engine) == []


def test_nobody_else_and_no_other_day_and_not_once_it_is_answered(compound, clock, decided):
    assert refused(corrected(compound, HAL, decided, text="别的")) == "decision_not_yours"
    assert refused(corrected(compound, TOM, decided, text="别的")) == "not_allowed"
    clock.set("2023-06-15T10:00:00+08:00")
    assert refused(corrected(compound, PAM, decided, text="别的")) == "decision_not_yours"
    clock.set("2023-06-14T18:00:00+08:00")
    compound.say(SAM, "decision.moved", {"decision": decided, "done": False, "reason": "材料未到"})
    assert refused(corrected(compound, PAM, decided, withdrawn=True)) == "decision_answered"
    assert compound.look("decision", decided)["text"] == "开挖让行方案"


def test_the_words_of_a_correction_can_be_covered_by_law(compound, decided):
    event = corrected(compound, PAM, decided, text="张三家拆除违建")["id"]
    assert compound.say(ADA, "event.redacted", {"target": event, "reason": "依法"})["outcome"] == "applied"
    assert "张三" not in str(compound.look("decision", decided))
    assert differences(PROJECT, compound.engine) == []
