"""A day's papers: reports, filings, key works, progress, the notice of the day."""

from tests.people import ALICE, BOB, GUS, PAM, SAM, VIC, visit
from tests.sync.types.site import DOOR, folds, needs, new_id, refused


def filing(**more):
    return {"day": "2023-06-14", "people": {"managers": 6, "workers": 48},
            "faces": [{"building": "SZ-B03", "item": "facade"}],
            "tomorrow": [{"work": "basket", "count": 11}, {"work": "hot_work", "count": 1, "place": "SZ-B10"}],
            "outages": [], "quantities": {"facade": 5200}, **more}


def report(*visits, day="2023-06-14"):
    return {"day": day, "visits": [{"visit": id, "place": DOOR} for id in visits], "weather": "晴", "note": "",
            "due": 64, "left": 1}


def test_a_report_may_name_what_has_not_arrived_and_a_second_one_replaces_it(compound):
    here, away = compound.say(ALICE, "visit.recorded", visit(DOOR))["id"], new_id()
    assert compound.say(ALICE, "day.closed", report(here, away))["outcome"] == "applied"
    kept = compound.look("day", "2023-06-14:u1")
    assert ([row["visit"] for row in kept["visits"]], kept["left"], kept["org"]) == ([here, away], 1, "o2")
    compound.say(ALICE, "day.closed", report(here))
    assert len(compound.look("day", "2023-06-14:u1")["visits"]) == 1
    assert refused(compound.say(VIC, "day.closed", report())) == "not_allowed"


def test_yesterdays_report_may_come_late_and_tomorrows_is_todays(compound):
    compound.say(ALICE, "day.closed", report(day="2023-06-13"))
    assert compound.look("day", "2023-06-13:u1")["flags"] == ["other_day"]
    compound.say(ALICE, "day.closed", report(day="2023-06-15"))
    assert compound.look("day", "2023-06-14:u1") is not None


def test_the_last_filing_of_a_firm_and_day_is_its_word(compound, clock):
    first = compound.say(GUS, "filing.recorded", filing())["id"]
    clock.later(hours=1)
    second = compound.say(GUS, "filing.recorded", filing(people={"managers": 7, "workers": 50}))["id"]
    other = compound.say(SAM, "filing.recorded", filing())["id"]
    assert compound.look("filing", first)["replaced_by"] == second
    assert [compound.look("filing", id)["replaced_by"] for id in (second, other)] == [None, None]
    assert compound.look("filing", second)["people"]["workers"] == 50
    assert folds(compound)


def test_only_firms_file_and_only_about_places_that_are_registered(compound):
    assert refused(compound.say(ALICE, "filing.recorded", filing())) == "not_allowed"
    wrong = filing(faces=[{"building": "SZ-B77", "item": "facade"}])
    assert needs(compound, compound.say(GUS, "filing.recorded", wrong)) == ["place:SZ-B77"]


def test_standing_by_a_key_work_is_noted_once_per_person(compound):
    id = compound.say(GUS, "filing.recorded", filing())["id"]
    there = {"filing": id, "work": 1, "at": "2023-06-14T08:50:00+08:00"}
    assert compound.say(BOB, "keywork.attended", there)["outcome"] == "applied"
    assert refused(compound.say(BOB, "keywork.attended", there)) == "already_done"
    assert refused(compound.say(BOB, "keywork.attended", {**there, "work": 2})) == "unknown_work"
    assert refused(compound.say(SAM, "keywork.attended", there)) == "not_allowed"
    assert [(row["work"], row["by"]) for row in compound.look("filing", id)["attended"]] == [(1, "u2")]
    missing = new_id()
    assert needs(compound, compound.say(BOB, "keywork.attended", {**there, "filing": missing})) == [f"filing:{missing}"]


def stage(name, building="SZ-B03"):
    return {"building": building, "item": "roof_waterproof", "stage": name, "date": "2023-06-14"}


def test_anybody_on_site_sees_work_go_on_but_only_acceptors_say_it_passed(compound):
    assert compound.say(SAM, "stage.set", stage("working"))["outcome"] == "applied"
    assert refused(compound.say(SAM, "stage.set", stage("passed_first"))) == "not_allowed"
    assert refused(compound.say(ALICE, "stage.set", stage("self_passed"))) == "not_allowed"
    assert compound.look("stage", "SZ-B03:roof_waterproof")["stage"] == "working"
    compound.say(BOB, "stage.set", stage("passed_first"))
    assert compound.look("stage", "SZ-B03:roof_waterproof")["stage"] == "passed_first"
    assert needs(compound, compound.say(BOB, "stage.set", stage("done", "SZ-B77"))) == ["place:SZ-B77"]


def test_milestones_are_planned_by_those_who_plan(compound):
    plan = {"building": "SZ-B03", "item": "facade", "stage": "done", "planned": "2023-07-20", "actual": None}
    assert refused(compound.say(SAM, "milestone.set", plan)) == "not_allowed"
    compound.say(PAM, "milestone.set", plan)
    compound.say(PAM, "milestone.set", {**plan, "actual": "2023-07-18"})
    assert compound.look("milestone", "SZ-B03:facade:done")["actual"] == "2023-07-18"


def test_the_notice_of_the_day_is_one_line_that_can_be_taken_away(compound):
    said = {"day": "2023-06-14", "text": "午后有雷阵雨，吊篮收篮"}
    assert refused(compound.say(ALICE, "notice_of_day.set", said)) == "not_allowed"
    compound.say(BOB, "notice_of_day.set", said)
    assert compound.look("notice_of_day", "2023-06-14")["text"] == said["text"]
    compound.say(PAM, "notice_of_day.set", {**said, "text": " "})
    assert compound.look("notice_of_day", "2023-06-14") is None
