"""The day the demo plays shows everything the product promises, and its numbers add up with a pencil."""

from collections import Counter

from server.demo import proof
from server.demo.compound import DOORS

STATES = ("findings", "clean", "no_access", "building_looked", "on_phone", "no_record")


def test_the_compound_is_the_one_of_the_plan(played):
    places = played.states("place")
    kinds = Counter(place["kind"] for place in places)
    assert (kinds["building"], kinds["entrance"]) == (20, 103)
    assert sum(place["households"] or 0 for place in places if place["kind"] == "entrance") == 1261
    assert sum(DOORS.values()) == 103


def test_every_entrance_is_in_exactly_one_state_and_every_state_occurs(played):
    covered = played.told["coverage"]
    assert covered["denominator"] == sum(covered[state] for state in STATES) == 103
    assert all(covered[state] > 0 for state in STATES)
    assert covered["on_phone"] == 2


def test_opening_plus_new_less_closed_less_void_is_closing_in_total_and_for_every_unit(played):
    books = [played.told["reconcile"], *played.told["units"]]
    for book in books:
        assert book["opening"] + book["new"] - book["closed"] - book["void_merged"] == book["closing"], book
    for key in ("opening", "new", "closed", "void_merged", "closing"):
        assert sum(unit[key] for unit in played.told["units"]) == played.told["reconcile"][key], key


def test_the_days_findings_show_every_fate_one_can_have(played):
    findings = played.states("finding")
    assert {finding["state"] for finding in findings} == {
        "submitted", "issued", "replied", "returned", "closed", "rejected", "merged"}
    assert {finding["kind"] for finding in findings} == {"safety", "quality", "coordination"}
    moves = {line["move"] for finding in findings for line in finding["timeline"]}
    assert moves >= {"issue", "control", "reply", "pass", "fail", "reject", "merge", "extend_ask", "extend_answer",
                     "dispute", "on_spot", "call", "comment"}
    assert any(finding["repeat_of"] for finding in findings)
    assert [f["confirmed"] for f in findings if f["severity"] == 3] == [None], "▲ before 判定"


def test_somebody_called_about_the_danger_before_anybody_had_reviewed_it(played):
    (danger,) = (finding for finding in played.states("finding") if finding["severity"] == 3)
    told = [line["move"] for line in danger["timeline"]]
    assert told.index("call") < told.index("control") < told.index("issue")
    assert danger["called"]["result"] == "reached" and danger["control"]


def test_nothing_was_refused_or_held_on_the_way(played):
    outcomes = Counter(row["outcome"] for row in played.table("event"))
    assert set(outcomes) == {"applied"}, outcomes


def test_what_was_recorded_without_signal_arrived_hours_later_under_its_own_time(played):
    (corner,) = (finding for finding in played.states("finding") if finding["text"].startswith("女儿墙"))
    assert corner["filed_at"].startswith(f"{played.told['date']}T02:02")
    assert corner["received_at"] > f"{played.told['date']}T03:15"


def test_a_walk_of_the_eve_that_came_this_morning_is_told_as_late(played):
    overview = played.sheet()["sections"][0]
    assert "补录1条（6月13日）" in overview["outside"]


def test_two_records_are_known_to_be_on_a_phone_though_nothing_of_them_arrived(played):
    unsent = {visit["place"] for visit in played.states("visit") if visit["day"] == played.told["date"]}
    assert not unsent & {"SZ-B09-E1", "SZ-B09-E2"}
    assert "另有2条记录" in played.sheet()["sections"][0]["outside"]


def test_one_picture_is_still_on_a_phone_and_the_sheet_says_so(played):
    pairs = played.sheet()["annex"]["pairs"]
    assert [pair["before"]["box"] for pair in pairs].count("待上传") == 1
    assert sum(1 for pair in pairs if pair["before"]["sha256"] and pair["after"]["sha256"]) >= 8


def test_a_phone_with_a_wrong_clock_is_flagged_and_never_rewritten(played):
    flagged = {visit["author"] for visit in played.states("visit") if "clock_off" in visit["flags"]}
    assert flagged == {"u12"}
    said = next(event["at"] for event in played.events("visit.recorded") if event["author"] == "u12")
    assert said.endswith("+08:00"), "the phone's own words stay in the bytes"


def test_the_meetings_decisions_come_back_with_their_outcome(played):
    decisions = {decision["line"]: decision for decision in played.states("decision")}
    assert [decisions[line]["status"] for line in (1, 2, 3)] == ["done", "done", "not_done"]
    assert decisions[3]["carried"] == "2023-06-15" and decisions[3]["reason"]


def test_yesterdays_filing_decides_where_every_door_is_looked_at(played):
    filed = {filing["day"] for filing in played.states("filing")}
    assert {"2023-06-13", "2023-06-14"} <= filed
    looked = [visit for visit in played.states("visit") if visit["outcome"] == "building_looked"]
    assert {visit["place"] for visit in looked} >= {"SZ-B01", "SZ-B19"}


def test_the_issued_sheets_are_44_and_45_and_went_through_the_same_door_as_everything(played):
    assert [(sheet["number"], sheet["day"]) for sheet in played.states("sheet")] == [
        (44, "2023-06-13"), (45, "2023-06-14")]
    assert {event["author"] for event in played.events("sheet.issued")} == {"u2"}
    assert played.told["sheet"]["number"] == 45


def test_both_papers_are_in_the_folder_and_their_sums_are_printed(played):
    assert [(one["tier"], one["number"], one["version"]) for one in played.told["sheets"]] == [
        ("daily", 44, 1), ("daily", 45, 1)]
    for one in played.told["sheets"]:
        assert all(one["checks"].values()) and (played.folder / one["pdf"]).read_bytes().startswith(b"%PDF")
        assert proof.line(one) in played.printed
    assert (played.told["days"], played.told["quiet_days"], played.told["without_sheet"]) == (2, 1, [])


def test_every_phone_kept_its_own_count_of_records_without_a_hole(played):
    counted: dict[str, list[int]] = {}
    for row in played.table("event"):
        if row["n"] is not None:
            counted.setdefault(row["device"], []).append(row["n"])
    assert len(counted) >= 10
    assert all(sorted(ns) == list(range(1, len(ns) + 1)) for ns in counted.values())


def test_every_photo_is_small_enough_for_a_stairwell_and_came_with_its_preview(played):
    pictures = [row for row in played.table("blob") if row["type"] == "image/jpeg"]
    previews = {row["sha256"] for row in played.table("blob_owed") if row["preview_of"]}
    full = [row for row in pictures if row["sha256"] not in previews]
    assert len(full) == played.told["photos"] >= 50
    assert len(pictures) - len(full) == len(full) + 1, "of one photo only the preview has come"
    assert max(row["size"] for row in full) <= 400 * 1024
    assert max(row["size"] for row in pictures if row["sha256"] in previews) <= 60 * 1024


def test_everybody_can_sign_in_with_what_is_printed(played):
    roles = {account["role"] for account in played.told["accounts"]}
    assert roles == {"inspector", "assistant", "specialist", "chief", "contractor", "subcontractor", "pm", "hq",
                     "district", "admin", "viewer"}
    for account in played.told["accounts"]:
        assert account["login"].startswith("1380000") and len(account["login"]) == 11
        assert account["login"] in played.printed and account["password"] in played.printed
