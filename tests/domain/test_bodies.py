"""Bytes once stored are read for ever: one frozen example per type of event, and the limits of every body."""

import copy
import hashlib
import json
from pathlib import Path

import pytest

from server.domain.bodies import SHAPES
from server.domain.bodies.parts import FINDINGS_MAX, PHOTOS_MAX
from server.domain.bodies.setup import STATES
from server.domain.envelope import parse
from server.domain.events import TYPES
from server.domain.redaction import MARK, redacted
from server.domain.shape import complaints

VECTORS = Path(__file__).parents[1] / "vectors"
FROZEN = json.loads((VECTORS / "event_sha256.json").read_text())
NAMES = sorted(FROZEN)


def raw(name):
    return (VECTORS / "events" / f"{name}.json").read_bytes()


def body(type):
    return json.loads(raw(f"{type}.1"))["body"]


def key(name):
    type, version = name.rsplit(".", 1)
    return type, int(version)


def test_every_type_of_event_has_a_shape_and_a_frozen_example():
    assert {key(name) for name in NAMES} == set(SHAPES)
    assert {type for type, _ in SHAPES} == set(TYPES)
    assert {path.stem for path in (VECTORS / "events").glob("*.json")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_frozen_example_never_changes(name):
    assert hashlib.sha256(raw(name)).hexdigest() == FROZEN[name]


@pytest.mark.parametrize("name", NAMES)
def test_a_frozen_example_is_still_understood_whole(name):
    said = json.loads(raw(name))
    event = parse(raw(name), id=said["id"], project="p1")
    assert event.faults == ()
    assert complaints(SHAPES[event.type, event.v], event.body) == []
    assert event.body == said["body"] and event.blobs == tuple(said["blobs"])


@pytest.mark.parametrize("name", NAMES)
def test_a_newer_phone_may_say_more(name):
    said = json.loads(raw(name))["body"]
    assert complaints(SHAPES[key(name)], {**said, "mood": "wet", "extra": {"deep": [1]}}) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_body_that_says_nothing_is_no_body(name):
    assert complaints(SHAPES[key(name)], {})
    assert complaints(SHAPES[key(name)], [])


@pytest.mark.parametrize(("change", "where"), [
    (lambda v: v.update(place="SZ-B03-E2-FLOOR-2"), "place"),
    (lambda v: v.update(day="2023-6-14"), "day"),
    (lambda v: v.update(outcome="fine"), "outcome"),
    (lambda v: v.update(note="长" * 4001), "note"),
    (lambda v: v.update(note="NUL\x00"), "note"),
    (lambda v: v.update(photos=["0" * 64] * (PHOTOS_MAX + 1)), "photos"),
    (lambda v: v.update(photos=["A" * 64]), "photos[0]"),
    (lambda v: v.update(findings=v["findings"][:1] * (FINDINGS_MAX + 1)), "findings"),
    (lambda v: v["findings"][1].update(severity=4), "findings[1].severity"),
    (lambda v: v["findings"][1].update(severity=True), "findings[1].severity"),
    (lambda v: v["findings"][0].update(due="D2"), "findings[0].due"),
    (lambda v: v["findings"][0].update(due="2023-06-15T18:00:00"), "findings[0].due"),
    (lambda v: v["findings"][0].update(id="not-a-uuid"), "findings[0].id"),
    (lambda v: v["findings"][0].pop("kind"), "findings[0].kind"),
    (lambda v: v["patrol"].update(type="secret"), "patrol.type"),
])
def test_what_is_wrong_with_a_visit_is_told_with_its_path(change, where):
    visit = body("visit.recorded")
    change(visit)
    assert [line.partition(":")[0] for line in complaints(SHAPES["visit.recorded", 1], visit)][:1] == [where]


def test_what_a_phone_left_open_may_be_null_or_absent():
    least = {"day": "2023-06-14", "place": "SZ-B03-E2", "outcome": "clean"}
    assert complaints(SHAPES["visit.recorded", 1], least) == []
    nothing = dict.fromkeys(["patrol", "source", "reason", "doors", "photos", "note", "findings"])
    assert complaints(SHAPES["visit.recorded", 1], {**least, **nothing}) == []


@pytest.mark.parametrize(("kind", "state", "where"), [
    ("org", {"name": "外檐", "short": "简称不得超过八个字", "kind": "subcontractor"}, "short"),
    ("org", {"name": "外檐", "short": "外檐", "kind": "friends"}, "kind"),
    ("person", {"name": "王巡", "org": "o2", "role": "king"}, "role"),
    ("place", {"kind": "moon", "label": "3号楼"}, "kind"),
    ("setting", {}, "value"),
])
def test_a_register_takes_only_what_fits_it(kind, state, where):
    assert [line.partition(":")[0] for line in complaints(STATES[kind], state)] == [where]


def test_covering_words_leaves_who_where_when_and_pictures():
    visit = body("visit.amended")
    before = copy.deepcopy(visit)
    covered = redacted(visit)
    assert visit == before
    finding = covered["body"]["findings"][0]
    assert finding["text"] == finding["position"] == MARK
    assert covered["body"]["reason"] == {"code": "other", "text": MARK}
    assert (finding["id"], finding["place"], finding["photos"]) == (
        before["body"]["findings"][0]["id"], "SZ-B03-FE", before["body"]["findings"][0]["photos"])
    assert complaints(SHAPES["visit.amended", 1], covered) == []
