"""What a notice's paper says is fixed at 签发: later moves change nothing on it, and the log makes it again."""

from sqlalchemy import delete

from server.domain.sheet import canonical, content_sha256
from server.storage import notice_papers, tables
from server.storage.db import reading, transaction
from server.storage.state import State
from server.sync.papers_again import make_papers
from server.sync.rebuild import rebuilt
from tests.people import ADA, ALICE, BOB, CAROL, GUS, HAL, PROJECT, SAM, TOM, finding, visit
from tests.sync.types.site import DOOR, PICTURE, REPAIRED, folds, issued, move, new_id, photo, verdict
from tests.sync.types.test_notices import notify


def content(engine, id):
    """The frozen content of a notice, as the database of `engine` has it."""
    with reading(engine) as session:
        return notice_papers.read(session, PROJECT, id)[1]


def reply_of(compound, id):
    """What the reply's paper would say now, or None."""
    with reading(compound.engine) as session:
        return notice_papers.replied(State(session, PROJECT), compound.look("notice", id))


def test_the_paper_says_what_was_ordered_whatever_happens_later(compound):
    one = issued(compound, due="D1")
    id = notify(compound, BOB, one)["id"]
    before = content(compound.engine, id)
    assert [(row["place"], row["limit"]) for row in before["rows"]] == [("3号楼2门（东立面）", "6月15日18:00")]
    move(compound, SAM, one, "extend_ask", new_due="2023-06-18T10:00:00Z", text="材料未到")
    move(compound, BOB, one, "extend_answer", granted=True)
    move(compound, BOB, one, "reassign", unit="o6", edits={"text": "另一处", "requirement": "另一要求"})
    compound.say(ADA, "setup.changed", {"kind": "setting", "id": "notice_forms", "state": {"value": {
        "supervision": {"code": "C2-3", "title": "监理通知单（京）"}}}})
    assert content(compound.engine, id) == before
    with rebuilt(PROJECT, compound.engine) as memory:
        assert canonical(content(memory, id)) == canonical(before)
    later = content(compound.engine, notify(compound, CAROL, one, to="o6")["id"])
    assert (later["code_of_form"], later["title"]) == ("C2-3", "监理通知单（京）")
    assert later["rows"][0]["text"] == "另一处" and later["rows"][0]["limit"] == "6月18日18:00"


def cover(compound, target):
    assert compound.say(ADA, "event.redacted", {"target": target, "reason": "依法"})["outcome"] == "applied"


def test_the_verdict_holds_the_hash_of_what_the_paper_says(compound):
    id = notify(compound, BOB, issued(compound), issued(compound))["id"]
    assert verdict(compound, id)["content_sha256"] == content_sha256(content(compound.engine, id))


def test_words_covered_by_law_are_covered_on_the_frozen_paper_and_the_rest_stays(compound):
    one, two = finding("TEMP-01", text="张三未系安全带", position="张三工位"), issued(compound, text="网破")
    walk = compound.say(ALICE, "visit.recorded", visit(DOOR, outcome="findings", findings=[one]))["id"]
    move(compound, BOB, one["id"], "issue", due="D1")
    edited = move(compound, BOB, two, "reassign", unit="o5", edits={"requirement": "找李四"})["id"]
    id = notify(compound, BOB, one["id"], two)["id"]
    later = move(compound, BOB, two, "reassign", unit="o5", edits={"requirement": "找王五"})["id"]
    before = content(compound.engine, id)
    cover(compound, later)
    assert content(compound.engine, id) == before
    cover(compound, walk)
    told = content(compound.engine, id)
    assert "张三" not in canonical(told).decode() and "李四" in canonical(told).decode()
    assert told["rows"][0]["place"].startswith("3号楼2门") and told["rows"][1] == before["rows"][1]
    cover(compound, edited)
    assert "李四" not in canonical(content(compound.engine, id)).decode()
    cover(compound, id)
    assert content(compound.engine, id)["subject"] == "〔已依法遮盖〕"
    assert folds(compound)


def test_the_reply_takes_what_the_unit_said_since_and_how_it_was_found(compound):
    one, two = issued(compound), issued(compound)
    move(compound, SAM, two, "reply", text="之前的回复", photos=[REPAIRED])
    move(compound, BOB, two, "fail", text="未到位", photos=[PICTURE])
    id = notify(compound, BOB, one, two)["id"]
    assert reply_of(compound, id) is None
    move(compound, SAM, two, "reply", text="逐条回复", photos=[REPAIRED])
    rows = [{"finding": one, "text": "整单回复", "photos": [REPAIRED]}]
    compound.say(GUS, "notice.replied", {"notice": id, "findings": rows}, blobs=[photo(REPAIRED)])
    move(compound, BOB, one, "pass")
    told = {row["finding"]: (row["done"], row["check"]) for row in reply_of(compound, id)["rows"]}
    assert told == {one: ("整单回复", "复查合格"), two: ("逐条回复", "待复查")}
    assert folds(compound)


def test_what_another_firm_repaired_after_a_hand_over_is_not_this_ones_reply(compound):
    one = issued(compound)
    id = notify(compound, BOB, one)["id"]
    move(compound, BOB, one, "reassign", unit="o6")
    move(compound, TOM, one, "reply", text="丙队已处理", photos=[REPAIRED])
    assert reply_of(compound, id) is None


def test_a_paper_that_was_not_kept_is_made_from_the_log_as_of_its_issue_never_from_now(compound):
    one = issued(compound, text="张三未系安全带")
    move(compound, SAM, one, "reply", text="之前的回复", photos=[REPAIRED])
    move(compound, BOB, one, "fail", text="未到位", photos=[PICTURE])
    id, kept = notify(compound, BOB, one)["id"], notify(compound, HAL, one, kind="client")["id"]
    before = {notice: content(compound.engine, notice) for notice in (id, kept)}
    with transaction(compound.engine) as session:
        session.execute(delete(tables.notice_paper).where(tables.notice_paper.c.notice == id))
    move(compound, BOB, one, "reassign", unit="o6", due="D7", edits={"text": "另一处"})
    assert not folds(compound)
    assert make_papers(PROJECT, compound.clock(), compound.engine, kept) == 0
    assert make_papers(PROJECT, compound.clock(), compound.engine) == 1
    assert {notice: content(compound.engine, notice) for notice in (id, kept)} == before
    assert reply_of(compound, id) is None and folds(compound)
    assert make_papers(PROJECT, compound.clock(), compound.engine) == 0


def test_a_project_cannot_call_the_clients_paper_a_supervision_notice(compound):
    said = {"kind": "setting", "id": "notice_forms", "state": {"value": {"client": {"title": "监理通知单"}}}}
    compound.say(ADA, "setup.changed", said)
    id = notify(compound, CAROL, issued(compound))["id"]
    assert content(compound.engine, id)["title"] == "监理通知单"
    client = notify(compound, HAL, issued(compound), kind="client")["id"]
    assert content(compound.engine, client)["title"] == "整改通知单"


def order(kind, number, **more):
    return {"kind": kind, "number": number, "date": "2023-06-14", "scope": ["SZ-B03"], "text": "", **more}


def test_reports_and_contact_sheets_are_filed_and_neither_stop_nor_lift_anything(compound):
    stop = compound.say(CAROL, "order.registered", order("stop", "01"))["id"]
    report, contact = order("report", "监报-1", lifts=stop), order("contact", "联-1", lifts=new_id())
    for person, body in ((CAROL, report), (BOB, contact)):
        receipt = compound.say(person, "order.registered", body)
        assert receipt["outcome"] == "applied"
        assert compound.look("order", receipt["id"])["status"] == "done"
    assert compound.look("order", stop)["status"] == "open"
    assert compound.say(BOB, "order.registered", report)["outcome"] == "no_effect"
    assert compound.say(SAM, "order.registered", contact)["outcome"] == "no_effect"
    assert folds(compound)
