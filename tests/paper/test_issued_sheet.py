"""What the town relies on when a sheet is issued: it balances, it never changes, and the log can make it again."""

import hashlib
from datetime import UTC, datetime

import pytest
from sqlalchemy import func

from server.domain.sheet import canonical, check_code
from server.storage import devices, sheets, tables
from server.storage.db import reading, transaction
from server.storage.state import State
from server.sync import sheet_check
from server.sync.rebuild import differences
from server.sync.types.sheet import preview
from tests.people import ALICE, ANN, BOB, GUS, HAL, PAM, PROJECT, SAM, finding, visit

DAY = "2023-06-14"


def issue(compound, day=DAY, expects=1, by=PAM):
    return compound.say(by, "sheet.issued", {"day": day, "tier": "daily", "expects_version": expects})


def content(compound, number=1, version=None):
    with reading(compound.engine) as session:
        return sheets.read(session, PROJECT, "daily", number, version)["content"]


def found(compound, place="SZ-B03-E2", day=DAY, **more):
    """A finding filed at a door and sent down to its unit; its id."""
    told = finding(**more)
    receipt = compound.say(ALICE, "visit.recorded", visit(place, day, outcome="findings", findings=[told]))
    compound.say(BOB, "finding.moved", {
        "finding": told["id"], "move": "issue", "from": {"state": "submitted", "round": 1}, "unit": "o5",
        "due": "D1"}, after=[receipt["id"]])
    return told["id"]


def identity(told):
    n = told["reconcile"]
    return n["opening"] + n["new"] - n["closed"] - n["void_merged"] == n["closing"]


def test_the_sheet_counts_every_door_once_and_every_issued_finding(compound):
    found(compound)
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E1"))
    assert issue(compound)["outcome"] == "applied"
    told = content(compound)
    assert told["coverage"] == {"denominator": 9, "findings": 1, "clean": 1, "no_access": 0, "building_looked": 0,
                                "on_phone": 0, "no_record": 7}
    assert told["reconcile"] == {"opening": 0, "new": 1, "closed": 0, "void_merged": 0, "closing": 1}
    assert (told["number"], told["version"], told["title"]) == (1, 1, "水竹花园改造项目日调度会材料")


def test_a_finding_waiting_for_review_is_named_but_not_counted(compound):
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", outcome="findings", findings=[finding()]))
    issue(compound)
    assert content(compound)["reconcile"]["new"] == 0
    assert "另有监理待审1条，未计入" in content(compound)["sections"][0]["outside"]


def test_the_next_sheet_opens_from_what_the_last_one_closed_with(compound, clock):
    found(compound)
    issue(compound)
    clock.set("2023-06-15T16:00:00+08:00")
    found(compound, "SZ-B01-E1", "2023-06-15")
    issue(compound, "2023-06-15")
    told = content(compound, 2)
    assert told["reconcile"] == {"opening": 1, "new": 1, "closed": 0, "void_merged": 0, "closing": 2}
    assert told["previous"]["number"] == 1 and identity(told)


def test_a_visit_that_arrives_after_its_sheet_goes_to_the_next_as_late(compound, clock):
    issue(compound)
    clock.set("2023-06-15T09:00:00+08:00")
    compound.say(ALICE, "visit.recorded", visit("SZ-B01-E1", DAY), at="2023-06-14T15:00:00+08:00")
    issue(compound, "2023-06-15")
    assert content(compound)["coverage"]["clean"] == 0
    assert "补录1条（6月14日）" in content(compound, 2)["sections"][0]["outside"]


def test_an_issued_sheet_never_changes_and_the_log_makes_it_again(compound, clock):
    found(compound, photos=["a" * 64])
    issue(compound)
    before = canonical(content(compound))
    clock.set("2023-06-15T10:00:00+08:00")
    found(compound, "SZ-B01-E1", "2023-06-15")
    with transaction(compound.engine) as session:
        session.execute(tables.blob.insert().values(
            project=PROJECT, sha256="a" * 64, size=9, type="image/jpeg", uploader="u1", received_at=clock(),
            erased=False, looked_at=False))
    issue(compound, "2023-06-15")
    assert canonical(content(compound)) == before
    for number in (1, 2):
        proof = sheet_check.check(PROJECT, "daily", number, compound.engine)
        assert (proof.verdict, proof.issued) == ("same", proof.made_again)
    assert differences(PROJECT, compound.engine) == []
    assert hashlib.sha256(before).hexdigest() == sheet_check.check(PROJECT, "daily", 1, compound.engine).issued


def test_a_sheet_somebody_has_touched_in_the_database_is_found_out(compound):
    found(compound)
    issue(compound)
    with transaction(compound.engine) as session:
        session.execute(tables.sheet.update().values(
            content=func.replace(tables.sheet.c.content, '"closing":1', '"closing":0')))
    assert sheet_check.check(PROJECT, "daily", 1, compound.engine).verdict == "different"


def test_only_the_newest_sheet_can_be_corrected_and_says_so(compound, clock):
    issue(compound)
    found(compound)
    assert issue(compound, expects=2)["outcome"] == "applied"
    assert "第2版（更正）" in content(compound)["heading"] and "第1版" not in content(compound, 1, 1)["heading"]
    assert content(compound, 1, 1)["reconcile"]["new"] == 0 and content(compound)["reconcile"]["new"] == 1
    clock.set("2023-06-15T17:00:00+08:00")
    issue(compound, "2023-06-15")
    late = issue(compound, DAY, expects=3)
    assert (late["outcome"], late["reasons"][0]["code"]) == ("no_effect", "sheet_closed")
    assert content(compound, 2)["reconcile"]["opening"] == 1, "it opens from the correction"


def test_two_presses_of_the_same_button_issue_one_sheet(compound):
    assert issue(compound)["outcome"] == "applied"
    again = issue(compound)
    assert (again["outcome"], again["reasons"][0]["code"]) == ("no_effect", "sheet_version")


@pytest.mark.parametrize(("person", "outcome"), [(HAL, "applied"), (BOB, "no_effect"), (GUS, "no_effect"),
                                                 (ALICE, "no_effect")])
def test_those_whom_the_setting_names_issue_the_sheet(compound, person, outcome):
    assert issue(compound, by=person)["outcome"] == outcome


def test_tomorrow_cannot_be_issued_today(compound):
    assert issue(compound, "2023-06-15")["reasons"][0]["code"] == "day_impossible"


def test_what_a_phone_said_it_still_holds_stands_on_the_sheet_and_is_frozen(compound, clock):
    with transaction(compound.engine) as session:
        devices.seen(session, PROJECT, "d" * 36, ANN.id, app="1", n=4, at=clock(), offset=0, holds={
            "events": 4, "blobs": 11, "bytes": 1, "visits": {DAY: ["SZ-B10-E1", "SZ-B10-E2"]}})
    issue(compound)
    with transaction(compound.engine) as session:
        devices.seen(session, PROJECT, "d" * 36, ANN.id, app="1", n=8, at=clock(), offset=0, holds={
            "events": 0, "blobs": 0, "bytes": 0, "visits": {}})
    told = content(compound)
    assert told["coverage"]["on_phone"] == 2
    assert "已记录待上传2——10号楼1–2门" in told["sections"][0]["coverage"]
    assert "另有4条记录（照片11张）待上传，计入下期" in told["sections"][0]["outside"]
    assert sheet_check.check(PROJECT, "daily", 1, compound.engine).verdict == "same"


def test_the_secretarys_words_are_printed_and_the_thing_tells_phones_of_the_sheet(compound):
    id = found(compound)
    compound.say(PAM, "sheet.prepared", {
        "day": DAY, "tier": "daily", "chair": "冯指挥", "weather": "小雨", "opinion": "请总包排查。",
        "wording": {id: "东立面脚手架挡脚板缺失"}, "order": [id],
        "doors": [{"places": ["SZ-B01-E1"], "reason": "消防演练封闭", "by": "王巡"}]})
    issue(compound)
    told = content(compound)
    assert "小雨" in told["head"][0] and "冯指挥" in told["head"][1]
    assert told["sections"][2]["items"][0]["text"] == "东立面脚手架挡脚板缺失"
    assert "1号楼1门（消防演练封闭）" in told["sections"][0]["coverage"]
    thing = compound.look("sheet", "daily:1")
    assert thing["code"] == check_code(thing["content_sha256"]) and thing["issued_by"] == PAM.id


def test_a_reply_a_return_and_a_closing_leave_the_book_balanced(compound, clock):
    first, second = found(compound), found(compound, "SZ-B01-E1", item="FAC-01")
    for id in (first, second):
        compound.say(SAM, "finding.moved", {"finding": id, "move": "reply", "from": {"state": "issued", "round": 1},
                                            "text": "已补齐", "photos": ["b" * 64]})
    compound.say(BOB, "finding.moved", {"finding": first, "move": "pass", "from": {"state": "replied", "round": 1},
                                        "text": "合格"})
    compound.say(BOB, "finding.moved", {"finding": second, "move": "fail", "from": {"state": "replied", "round": 1},
                                        "text": "未补齐", "photos": ["c" * 64]})
    assert issue(compound)["outcome"] == "applied"
    told = content(compound)
    assert told["reconcile"] == {"opening": 0, "new": 2, "closed": 1, "void_merged": 0, "closing": 1}
    assert [row["returned"] for row in told["units"] if row["closing"]] == [1]
    assert told["sections"][2]["items"][0]["tags"] == ["退回1次"]


def test_the_preview_is_what_the_press_of_the_button_prints(compound, clock):
    found(compound)
    with reading(compound.engine) as session:
        seen = preview(State(session, PROJECT), "daily", DAY, clock().astimezone(UTC).isoformat())
    issue(compound)
    printed = content(compound)
    assert seen["sections"] == printed["sections"] and seen["number"] == printed["number"]
    assert seen["annex"] == printed["annex"]
    assert datetime.fromisoformat(seen["as_of"]) == datetime.fromisoformat(printed["as_of"])
