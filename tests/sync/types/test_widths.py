"""The longest names a record may give fit the columns they are kept in, whichever database keeps them."""

from sqlalchemy import String, Text, func, select

from server.domain.limits import PLACE_ID_CHARS_MAX
from server.storage import tables
from server.storage.db import reading
from tests.people import ADA, ALICE, BOB, PAM, SAM, Person, finding, visit
from tests.sync.types.site import PICTURE, new_id

PLACE, ITEM, UNIT, WORK = "P" * PLACE_ID_CHARS_MAX, "I" * 16, "O" * 32, "w" * 32
NOBODY = Person("n" * 64, "x", "inspector", "o2")


def long_names(compound):
    """One record of each kind that makes ids out of names, every name as long as its shape allows."""
    setup = [("place", PLACE, {"kind": "building", "label": "甲" * 200}), ("item", ITEM, {"zh": "甲" * 200}),
             ("org", UNIT, {"name": "甲" * 200, "short": "甲" * 8, "kind": "general_contractor"}),
             ("person", NOBODY.id, {"name": "甲" * 200, "org": UNIT, "role": "inspector"}),
             ("default", "d" * 64, {"unit": UNIT}), ("setting", "s" * 64, {"value": {"photo": "x" * 100}})]
    found = finding(ITEM, place=PLACE, unit=UNIT, alias="甲" * 20, urgent=True,
                    needs={"whom": "甲" * 200, "photo": "x" * 100})
    reason = {"code": "r" * 64, "photo": "x" * 100}
    return [(PAM, "case.escalated", {"tier": "district", "ask": "请协调", "lead": "城" * 200}),
            *((ADA, "setup.changed", {"kind": kind, "id": id, "state": state}) for kind, id, state in setup),
            (ALICE, "visit.recorded", visit(PLACE, outcome="no_access", reason=reason)),
            (ALICE, "visit.recorded", visit(PLACE, outcome="findings", findings=[found])),
            (BOB, "finding.moved", {"finding": found["id"], "move": "issue", "due": "D1",
                                    "edits": {"photo": "x" * 100}}),
            (ALICE, "stage.set", {"building": PLACE, "item": WORK, "stage": "working", "date": "2023-06-14"}),
            (PAM, "milestone.set", {"building": PLACE, "item": WORK, "stage": "passed_later", "planned": "2023-06-14"}),
            (SAM, "filing.recorded", {"day": "2023-06-14", "people": {"scan": "x" * 100}, "faces": [
                {"building": PLACE, "item": WORK}], "quantities": {"q" * 64: 1}}),
            (NOBODY, "day.closed", {"day": "2023-06-14", "visits": [{"visit": new_id(), "place": PLACE}]}),
            (PAM, "sheet.prepared", {"day": "2023-06-14", "tier": "district"}),
            (BOB, "photo.marked", {"sha256": PICTURE, "printed": False})]


def waiting(compound):
    """Records that wait for names as long as they may be; nothing of them is registered."""
    far = {"item": "J" * 16, "place": "Q" * PLACE_ID_CHARS_MAX, "unit": "R" * 32}
    return [(ALICE, "visit.recorded", visit("Z" * PLACE_ID_CHARS_MAX, outcome="findings", findings=[finding(**far)])),
            (ADA, "setup.changed", {"kind": "default", "id": "e" * 64, "state": {"unit": "R" * 32}})]


def test_no_name_however_long_outgrows_its_column(compound):
    told = [(compound.say(who, type, body)["outcome"], type) for who, type, body in long_names(compound)]
    assert {outcome for outcome, _ in told} == {"applied"}, told
    told = [(compound.say(who, type, body)["outcome"], type) for who, type, body in waiting(compound)]
    assert {outcome for outcome, _ in told} == {"held"}, told
    with reading(compound.engine) as look:
        for table in tables.DERIVED:
            for column in table.c:
                if isinstance(column.type, String) and not isinstance(column.type, Text):
                    longest = look.scalar(select(func.max(func.length(column)))) or 0
                    assert longest <= (column.type.length or 0), (str(column), longest)


def test_a_longer_name_is_held_before_it_reaches_a_column(compound):
    stage = {"building": PLACE, "item": "w" * 33, "stage": "done", "planned": "2023-06-14"}
    long = [(PAM, "milestone.set", stage), (SAM, "filing.recorded", {"day": "2023-06-14", "faces": [
                {"building": "SZ-B03", "item": "w" * 33}]}),
            (ALICE, "visit.recorded", visit("Q" * (PLACE_ID_CHARS_MAX + 1))),
            (ALICE, "visit.recorded", visit("SZ-B03-E2", outcome="findings", findings=[finding("J" * 17)])),
            (BOB, "finding.moved", {"finding": new_id(), "move": "issue", "unit": "R" * 33})]
    codes = [compound.say(who, type, body)["reasons"][0]["code"] for who, type, body in long]
    assert codes == ["schema_invalid"] * len(long)
