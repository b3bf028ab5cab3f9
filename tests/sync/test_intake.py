"""A report is stored exactly once, whatever it says and however often it comes."""

import hashlib
import json
import threading
import uuid

import pytest
from sqlalchemy import func, select

from server.domain import limits
from server.domain.problems import Problem
from server.storage import log, tables
from server.storage.db import reading
from server.sync.intake import Submitter, submit
from tests.people import ALICE, PROJECT, visit


def envelope(**changes):
    """A clean visit of Alice's as a dict, with a fresh id."""
    return {"id": str(uuid.uuid4()), "v": 1, "type": "visit.recorded", "project": PROJECT, "author": ALICE.id,
            "org": ALICE.org, "device": str(uuid.uuid4()), "n": 1, "after": [], "at": "2023-06-14T08:50:00+08:00",
            "skew_ms": None, "app": "0.1.0", "blobs": [], "body": visit("SZ-B03-E2"), **changes}


def hand_in(compound, said, id=None):
    """Submit a dict (or exact bytes) as Alice's session does."""
    raw = said if isinstance(said, bytes) else json.dumps(said, ensure_ascii=False).encode()
    id = id or json.loads(raw)["id"]
    return submit(PROJECT, id, raw, Submitter(ALICE.id), compound.clock(), compound.engine)


def head(compound):
    with reading(compound.engine) as session:
        return log.head(session, PROJECT)


def stored(compound, id):
    with reading(compound.engine) as session:
        return log.find(session, PROJECT, id)


def test_the_receipt_proves_which_bytes_are_stored(compound):
    raw = json.dumps(envelope(), ensure_ascii=False, indent=3).encode()
    new, receipt = hand_in(compound, raw)
    assert new and receipt["outcome"] == "applied"
    assert receipt["sha256"] == hashlib.sha256(raw).hexdigest()
    assert stored(compound, receipt["id"])["bytes"] == raw


def test_the_same_report_again_is_a_success_and_changes_nothing(compound):
    said = envelope()
    _, first = hand_in(compound, said)
    before = head(compound)
    new, second = hand_in(compound, said)
    assert not new and second == first and head(compound) == before


def test_a_report_sent_eight_times_at_once_is_one_row_and_eight_successes(compound):
    said, before, answers = envelope(), head(compound)["seq"], []
    barrier = threading.Barrier(8)

    def send():
        barrier.wait()
        answers.append(hand_in(compound, said))

    threads = [threading.Thread(target=send) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sum(new for new, _ in answers) == 1 and len(answers) == 8
    assert len({json.dumps(receipt, sort_keys=True) for _, receipt in answers}) == 1
    assert head(compound)["seq"] == before + 1


def test_numbers_of_the_log_have_no_gaps_under_many_writers(compound):
    before = head(compound)["seq"]

    def send():
        for _ in range(10):
            hand_in(compound, envelope())

    threads = [threading.Thread(target=send) for _ in range(6)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    event = tables.event.c
    with reading(compound.engine) as session:
        seqs = sorted(session.scalars(select(event.seq).where(event.project == PROJECT, event.seq > before)))
    assert seqs == list(range(before + 1, before + 61))


def test_other_bytes_under_a_known_id_are_refused_but_kept(compound):
    said = envelope()
    hand_in(compound, said)
    with pytest.raises(Problem) as refused:
        hand_in(compound, {**said, "n": 99})
    assert refused.value.code == "id_conflict"
    with reading(compound.engine) as session:
        assert session.scalar(select(func.count()).select_from(tables.second_body)) == 1


@pytest.mark.parametrize("changes, reason", [
    ({"type": "visit.imagined"}, "unknown_type"),
    ({"v": 9}, "unknown_version"),
    ({"body": {"day": "yesterday"}}, "schema_invalid"),
    ({"body": {}}, "schema_invalid"),
    ({"at": "half past nine"}, "schema_invalid"),
    ({"blobs": [{"sha256": "no"}]}, "schema_invalid"),
    ({"n": "seventeen"}, "schema_invalid"),
    ({"body": visit("SZ-B99-E9")}, "unknown_place"),
    ({"after": ["11111111-1111-4111-8111-111111111111"]}, "waiting"),
    ({"author": "u999"}, "left_project"),
])
def test_custody_comes_before_judgement(compound, changes, reason):
    new, receipt = hand_in(compound, envelope(**changes))
    assert new and receipt["outcome"] == "held"
    assert receipt["reasons"][0]["code"] == reason
    assert compound.look("held", receipt["id"])["author"]


@pytest.mark.parametrize("at", ["1970-01-01T00:00:00+08:00", "2099-12-31T23:59:59+08:00", "0001-01-01T00:00:00+14:00",
                                "9999-12-31T23:59:59-12:00"])
@pytest.mark.parametrize("skew", [None, 0, -4_102_444_800_000, 9_007_199_254_740_991, -9_007_199_254_740_991])
def test_any_clock_of_a_phone_is_accepted(compound, at, skew):
    _, receipt = hand_in(compound, envelope(at=at, skew_ms=skew))
    assert receipt["outcome"] == "applied"


@pytest.mark.parametrize("raw", [
    b"", b"{", b"[]", b"\xff\xfe", b'{"id": NaN}', b'{"a": 1, "a": 2}', b'{"n": ' + b"9" * 5000 + b"}",
    b"[" * 10_000 + b"]" * 10_000, b'{"t": "\\ud800"}', b'{"n": 1e999}', b'{"n": 9007199254740993}'])
def test_what_is_not_json_as_we_accept_it_is_a_bad_envelope(compound, raw):
    with pytest.raises(Problem) as refused:
        hand_in(compound, raw, id=str(uuid.uuid4()))
    assert refused.value.code == "bad_envelope"


@pytest.mark.parametrize("changes", [{"id": str(uuid.uuid4())}, {"project": "p2"}, {"type": None}, {"v": None},
                                     {"v": True}, {"type": "event.released"}])
def test_only_id_project_type_and_version_can_refuse_a_record(compound, changes):
    said = envelope()
    with pytest.raises(Problem) as refused:
        hand_in(compound, {**said, **changes}, id=said["id"])
    assert refused.value.code == "bad_envelope"


def test_a_record_over_the_limit_is_too_large(compound):
    with pytest.raises(Problem) as refused:
        hand_in(compound, envelope(body={**visit("SZ-B03-E2"), "note": "长" * limits.EVENT_BYTES_MAX}))
    assert refused.value.code == "too_large"


@pytest.mark.parametrize("text", ["䶮 𠮷 🏗️", "\u202eright to left\u202c", "a\u0000b", "½ ＡＢＣ　全角"])
def test_every_text_is_kept_as_it_came(compound, text):
    raw = json.dumps(envelope(body={**visit("SZ-B03-E2"), "note": text}), ensure_ascii=False).encode()
    _, receipt = hand_in(compound, raw)
    assert stored(compound, receipt["id"])["bytes"] == raw
    assert receipt["outcome"] == ("held" if "\x00" in text else "applied")


def test_a_fault_of_ours_never_costs_custody(compound, monkeypatch):
    from server.sync import judge
    monkeypatch.setitem(judge.JUDGES, "visit.recorded", lambda *_: 1 / 0)
    _, receipt = hand_in(compound, envelope())
    assert receipt["outcome"] == "held" and receipt["reasons"][0]["code"] == "judge_failed"


def test_received_at_never_runs_back(compound):
    _, first = hand_in(compound, envelope())
    compound.clock.later(hours=-3)
    _, second = hand_in(compound, envelope())
    assert second["received_at"] >= first["received_at"]


def test_a_runaway_client_is_told_to_wait_and_nothing_is_stored(compound, monkeypatch):
    monkeypatch.setattr(limits, "EVENTS_PER_PERSON_AND_DAY_MAX", 2)
    hand_in(compound, envelope())
    hand_in(compound, envelope())
    third = envelope()
    with pytest.raises(Problem) as refused:
        hand_in(compound, third)
    assert refused.value.code == "quota" and refused.value.retry
    assert stored(compound, third["id"]) is None
