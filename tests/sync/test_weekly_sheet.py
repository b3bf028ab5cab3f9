"""The street's weekly sheet is the sum of its daily sheets, and the log can make it again."""


from server.domain.sheet import canonical
from server.storage import sheets, tables
from server.storage.db import reading, transaction
from server.sync import sheet_check
from server.sync.rebuild import differences
from tests.people import ADA, ALICE, BOB, DORA, GUS, PAM, PROJECT, SAM, finding, visit
from tests.sync.types.site import move

FRIDAY = "2023-06-16"


def at(compound, day, clock="16:00"):
    compound.clock.set(f"{day}T{clock}:00+08:00")


def issue(compound, day, tier="daily", expects=1):
    return compound.say(PAM, "sheet.issued", {"day": day, "tier": tier, "expects_version": expects})


def content(compound, tier, number, version=None):
    with reading(compound.engine) as session:
        return sheets.read(session, PROJECT, tier, number, version)["content"]


def found(compound, place="SZ-B03-E2", unit="o5", **more):
    """A finding filed today and sent down to its unit; its id."""
    told = finding(**{"item": "TEMP-01", **more})
    day = compound.clock().astimezone().date().isoformat()
    compound.say(ALICE, "visit.recorded", visit(place, day, outcome="findings", findings=[told]))
    move(compound, BOB, told["id"], "issue", unit=unit, due="D1")
    return told["id"]


def same(compound, number=1):
    return sheet_check.check(PROJECT, "weekly", number, compound.engine).verdict


def of(told, id):
    return next(section for section in told["sections"] if section["id"] == id)


def worked(compound):
    """Three days with daily sheets, one of them corrected, and one day without; the ids of what was found."""
    at(compound, "2023-06-12")
    first = found(compound)
    issue(compound, "2023-06-12")
    at(compound, "2023-06-13")
    second = found(compound, "SZ-B01-E1", unit="o6", item="ROOF-01")
    move(compound, SAM, first, "reply", text="已改", photos=["a" * 64])
    issue(compound, "2023-06-13")
    at(compound, "2023-06-13", "17:30")
    move(compound, BOB, first, "pass")
    issue(compound, "2023-06-13", expects=2)
    at(compound, "2023-06-15")
    third = found(compound, "SZ-B10-E1")
    issue(compound, "2023-06-15")
    return first, second, third


def test_a_week_is_the_sum_of_its_days_in_their_newest_version(compound):
    worked(compound)
    at(compound, FRIDAY, "10:00")
    found(compound, "SZ-B10-E2")
    at(compound, FRIDAY, "15:00")
    assert issue(compound, FRIDAY, "weekly")["outcome"] == "applied"
    told = content(compound, "weekly", 1)
    assert told["reconcile"] == {"opening": 0, "new": 3, "closed": 1, "void_merged": 0, "closing": 2}
    assert [(day["number"], day["version"]) for day in told["days"]] == [(1, 1), (2, 2), (3, 1)]
    hashes = [compound.look("sheet", f"daily:{nr}")["content_sha256"] for nr in (1, 2, 3)]
    assert [day["content_sha256"] for day in told["days"]] == hashes
    assert {row["unit"]: (row["new"], row["closed"], row["closing"]) for row in told["units"]} == {
        "o5": (2, 1, 1), "o6": (1, 0, 1)}
    said = of(told, "overview")
    assert said["after"] == "第3期截止（6月15日16:00）后新增1，计入下期，未计入以上各数。"
    assert "6月14日无日调度会材料" in said["missing"] and "第1–3期" in said["united"]
    assert same(compound) == "same" and differences(PROJECT, compound.engine) == []


def test_a_daily_sheet_corrected_after_the_weekly_is_explained_and_the_next_week_balances(compound):
    worked(compound)
    issue(compound, "2023-06-15", "weekly")
    at(compound, "2023-06-15", "18:00")
    found(compound, "SZ-B10-E2", unit="o4")
    assert issue(compound, "2023-06-15", expects=2)["outcome"] == "applied"
    at(compound, FRIDAY)
    found(compound, "SZ-B02-E1")
    issue(compound, FRIDAY)
    at(compound, "2023-06-22")
    assert issue(compound, "2023-06-22", "weekly")["outcome"] == "applied"
    told = content(compound, "weekly", 2)
    assert told["reconcile"] == {"opening": 2, "new": 2, "closed": 0, "void_merged": 0, "closing": 4}
    assert of(told, "overview")["moved"] == "第3期日调度会材料在上次周报后更正为第2版，更正增加的新增1已计入本周。"
    assert [(day["number"], day.get("counted")) for day in told["days"]] == [(3, 1), (4, None)]
    assert told["previous"]["number"] == 1
    assert same(compound, 1) == same(compound, 2) == "same" and differences(PROJECT, compound.engine) == []


def test_the_meetings_own_day_is_the_next_weeks_unless_the_weekly_is_corrected_after_it(compound):
    worked(compound)
    at(compound, FRIDAY, "15:00")
    issue(compound, FRIDAY, "weekly")
    at(compound, FRIDAY, "17:30")
    found(compound, "SZ-B10-E2")
    issue(compound, FRIDAY)
    at(compound, FRIDAY, "18:00")
    assert issue(compound, FRIDAY, "weekly", 2)["outcome"] == "applied"
    assert [day["number"] for day in content(compound, "weekly", 1, 1)["days"]] == [1, 2, 3]
    assert [day["number"] for day in content(compound, "weekly", 1)["days"]] == [1, 2, 3, 4]
    assert "第2版（更正）" in content(compound, "weekly", 1)["heading"]
    at(compound, "2023-06-23", "15:00")
    issue(compound, "2023-06-23", "weekly")
    told = content(compound, "weekly", 2)
    assert told["days"] == [] and told["reconcile"]["opening"] == told["reconcile"]["closing"] == 3
    assert told["last"]["number"] == 4 and "沿用上期期末数" in of(told, "overview")["united"]
    kept = {key: content(compound, "weekly", 1)["figures"][key] for key in ("overdue", "to3", "to7", "over7")}
    assert {key: told["figures"][key] for key in kept} == kept and sum(kept.values()) > 3
    assert len(told["annex"]["ledger"][0]["rows"]) == 3, "what is open is listed, as of the last daily sheet"
    assert same(compound, 2) == "same"


def test_the_first_weekly_unites_the_daily_sheets_of_seven_days_only(compound):
    for day in ("2023-06-08", "2023-06-09", "2023-06-10", "2023-06-15"):
        at(compound, day)
        issue(compound, day)
    at(compound, FRIDAY)
    issue(compound, FRIDAY, "weekly")
    told = content(compound, "weekly", 1)
    assert [day["day"] for day in told["days"]] == ["2023-06-10", "2023-06-15"]
    assert "6月11日至6月14日无日调度会材料" in of(told, "overview")["missing"]


def test_what_needs_the_streets_eye_is_read_from_the_state_at_the_cut(compound):
    at(compound, "2023-06-05")
    decided = [compound.say(PAM, "decision.recorded", {"meeting": "2023-06-05", "line": n, "text": text, "unit": "o5"})
               for n, text in ((1, '开挖"status":"done"让行'), (2, "搭设防护棚"))]
    compound.say(SAM, "decision.moved", {"decision": decided[1]["id"], "done": True})
    case = {"tier": "district", "ask": "拆除违建", "lead": "区城管委", "needed_by": "2023-06-20", "text": "谈2次未拆"}
    asked = compound.say(PAM, "case.escalated", case)["id"]
    compound.say(PAM, "milestone.set", {"building": "SZ-B03", "item": "facade", "stage": "done",
                                          "planned": "2023-06-10"})
    worked(compound)
    at(compound, FRIDAY)
    issue(compound, FRIDAY, "weekly")
    compound.say(DORA, "case.answered", {"case": asked, "answer": "18日拆除"})
    compound.say(GUS, "decision.moved", {"decision": decided[0]["id"], "done": True})
    told = content(compound, "weekly", 1)
    assert [row["text"] for row in of(told, "decisions")["rows"]] == ['开挖"status":"done"让行']
    assert of(told, "requests")["rows"][0]["answer"] == "待答复"
    assert [(row["building"], row["late"]) for row in of(told, "milestones")["rows"]] == [("3号楼", "6天")]
    assert told["latency"]["review"] == {"count": 3, "late": 0, "median": 0.0, "longest": 0.0, "numbers": []}
    assert told["latency"]["reinspect"] == {"count": 1, "late": 0, "median": 1.5, "longest": 1.5, "numbers": []}
    assert told["seen_days"]["SZ-B03-E2"] == 1 and told["seen_days"]["SZ-B03-E1"] == 0
    assert same(compound) == "same"
    issue(compound, FRIDAY, "weekly", 2)
    again = content(compound, "weekly", 1)
    assert of(again, "requests")["rows"][0]["answer"].endswith("18日拆除") and of(again, "decisions")["rows"] == []


def test_a_move_that_waited_for_its_finding_counts_in_the_week_it_was_released(compound):
    at(compound, "2023-06-12", "09:00")
    told = finding(item="TEMP-01")
    said = {"finding": told["id"], "move": "issue", "from": {}, "unit": "o5", "due": "D1"}
    assert compound.say(BOB, "finding.moved", said)["outcome"] == "held"
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", "2023-06-12", outcome="findings", findings=[told]))
    issue(compound, "2023-06-12")
    issue(compound, "2023-06-12", "weekly")
    assert content(compound, "weekly", 1)["latency"]["review"]["count"] == 1
    assert same(compound) == "same"


def test_words_covered_between_the_days_and_the_week_leave_the_week_provable(compound):
    first, *_ = worked(compound)
    visited = compound.look("finding", first)["visit"]
    assert compound.say(ADA, "event.redacted", {"target": visited, "reason": "依法"})["outcome"] == "applied"
    at(compound, FRIDAY)
    issue(compound, FRIDAY, "weekly")
    assert same(compound) == "same"


def test_a_weekly_sheet_somebody_has_touched_in_the_database_is_found_out(compound):
    worked(compound)
    issue(compound, "2023-06-15", "weekly")
    row = tables.sheet.c
    with transaction(compound.engine) as session:
        text = sheets.read(session, PROJECT, "weekly", 1)["content"]
        session.execute(tables.sheet.update().where(row.tier == "weekly").values(
            content=canonical(text).decode().replace('"over7":0', '"over7":1', 1)))
    assert same(compound) == "different"
