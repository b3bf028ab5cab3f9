"""Whatever record held the words that must go, after covering it nothing the server shows says them any more."""

from sqlalchemy import select

from server.storage import tables
from server.storage.db import reading
from server.sync import verify
from tests.people import ADA, ALICE, BOB, CAROL, DORA, GUS, PAM, PROJECT, SAM, finding, visit
from tests.sync.types.site import DOOR, PICTURE, REPAIRED, folds, move

NAME = "张三"
FILING = {"day": "2023-06-14", "people": {}, "faces": [], "tomorrow": [{"work": "other", "count": 1, "text": NAME}]}
DECISION = {"meeting": "2023-06-14", "line": 1, "text": NAME, "unit": "o5"}
CASE = {"finding": None, "tier": "district", "ask": NAME, "lead": "区城管委", "needed_by": None, "text": NAME}
ORDER = {"kind": "stop", "number": "01", "date": "2023-06-14", "scope": ["SZ-B10"], "text": NAME}
CALL = {"whom": NAME, "at": "2023-06-14T01:00:00Z", "result": "reached"}
SHEET = {"day": "2023-06-14", "tier": "daily", "opinion": NAME, "minutes": NAME}


def everything_said(compound):
    """One record of every type that carries words, each naming somebody; their ids in order."""
    found, withdrawn, doubted = finding("TEMP-01", text=NAME, position=NAME), finding("TEMP-01"), finding("TEMP-01")
    ids = []

    def say(who, type, body):
        receipt = compound.say(who, type, body)
        assert receipt["outcome"] == "applied", (type, receipt["reasons"])
        ids.append(receipt["id"])
        return ids[-1]

    walk = say(ALICE, "visit.recorded", visit(DOOR, outcome="findings", findings=[found], note=NAME))
    say(ALICE, "visit.amended", {"target": walk, "body": visit(DOOR, outcome="findings", findings=[found], note=NAME)})
    other = say(ALICE, "visit.recorded", visit("SZ-B01-E1", outcome="findings", findings=[withdrawn], note=NAME))
    say(ALICE, "visit.withdrawn", {"target": other, "reason": NAME})
    say(ALICE, "visit.recorded", visit("SZ-B01-E2", outcome="findings", findings=[doubted]))
    for id in (found["id"], doubted["id"]):
        ids.append(move(compound, BOB, id, "ask", text=NAME)["id"])
        edits = {"text": NAME, "requirement": NAME}
        ids.append(move(compound, BOB, id, "issue", due="D1", text=NAME, edits=edits)["id"])
    ids.append(move(compound, SAM, doubted["id"], "dispute", text=NAME)["id"])
    ids.append(move(compound, SAM, found["id"], "extend_ask", new_due="2023-06-16T18:00:00+08:00", text=NAME)["id"])
    ids.append(move(compound, ALICE, found["id"], "pass", text=NAME)["id"])
    say(ALICE, "comment.added", {"finding": found["id"], "text": NAME, "internal": True})
    say(ALICE, "call.recorded", {"finding": found["id"], **CALL})
    notice = say(BOB, "notice.issued", {"kind": "supervision", "findings": [found["id"]], "to": "o5", "text": NAME})
    reply = {"finding": found["id"], "text": NAME, "photos": [REPAIRED]}
    say(SAM, "notice.replied", {"notice": notice, "findings": [reply]})
    ids.append(move(compound, BOB, doubted["id"], "merge", target=found["id"], text=NAME)["id"])
    say(ALICE, "day.closed", {"day": "2023-06-14", "visits": [], "weather": NAME, "note": NAME})
    say(GUS, "filing.recorded", FILING)
    decision = say(PAM, "decision.recorded", DECISION)
    say(SAM, "decision.moved", {"decision": decision, "done": False, "reason": NAME})
    case = say(PAM, "case.escalated", CASE)
    say(DORA, "case.answered", {"case": case, "answer": NAME})
    say(CAROL, "order.registered", ORDER)
    say(PAM, "notice_of_day.set", {"day": "2023-06-14", "text": NAME})
    say(PAM, "sheet.prepared", {**SHEET, "wording": {found["id"]: NAME}})
    ids.append(compound.say(ALICE, "visit.recorded", {"day": 3, "note": NAME})["id"])
    return ids


def all_text(compound):
    """Everything stored about the project's log and state, as one text."""
    with reading(compound.engine) as session:
        rows = session.execute(select(tables.event.c.bytes, tables.event.c.verdict, tables.event.c.facts)).all()
        states = [text for column in (tables.thing.c.state, tables.notice_paper.c.content)
                  for text in session.scalars(select(column))]
    return "\n".join([bytes(row.bytes).decode() + row.verdict + row.facts for row in rows] + states)


def test_covering_every_record_leaves_the_name_nowhere_and_the_log_proves_the_state(compound):
    ids = everything_said(compound)
    assert NAME in all_text(compound) and folds(compound)
    for id in ids:
        assert compound.say(ADA, "event.redacted", {"target": id, "reason": "依法"})["outcome"] == "applied"
    assert NAME not in all_text(compound)
    assert folds(compound)
    assert list(verify.verify_log(PROJECT, compound.engine)) == []


def test_covering_one_record_leaves_the_others_readable(compound):
    found = finding("TEMP-01", photos=[PICTURE])
    compound.say(ALICE, "visit.recorded", visit(DOOR, outcome="findings", findings=[found]))
    said = {"finding": found["id"], "text": NAME}
    one, two = (compound.say(who, "comment.added", said)["id"] for who in (ALICE, BOB))
    compound.say(ADA, "event.redacted", {"target": one, "reason": "依法"})
    lines = {line["event"]: line["text"] for line in compound.look("finding", found["id"])["timeline"]}
    assert lines[one] != NAME and lines[two] == NAME
    assert compound.look("finding", found["id"])["text"] == found["text"]
    assert folds(compound)
