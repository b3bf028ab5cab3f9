"""How entrances are counted: the staff read it, the administrator chooses, and the next count follows."""

from tests.people import ADA, ALICE, GUS, PAM, SAM, visit
from tests.sync.types.site import photo


def _idle_building_seen(compound, clock):
    clock.set("2023-06-13T16:00:00+08:00")
    compound.say(GUS, "filing.recorded", {"day": "2023-06-13", "faces": [{"building": "SZ-B01", "item": "facade"}]})
    clock.set("2023-06-14T09:00:00+08:00")
    compound.say(ALICE, "visit.recorded", visit("SZ-B02", outcome="building_looked", doors=["SZ-B02-E1", "SZ-B02-E2"]),
                 blobs=[photo()])


def test_the_administrator_changes_the_policy_and_the_days_numbers_follow(office, compound, clock):
    _idle_building_seen(compound, clock)
    desk = office(ADA)
    desk.open("today")
    assert desk.number("count-building_looked") == 2 and "每栋看一次" in desk.text("policy")
    desk.open("denominator")
    assert desk.fields("denominator")["policy"] == "active"
    desk.send("denominator", policy="all")
    assert desk.text("said") == "已保存。" and desk.fields("denominator")["policy"] == "all"
    assert compound.look("setting", "coverage_policy")["value"] == "all"
    desk.open("today")
    assert desk.number("count-building_looked") == 0 and "口径：全部楼门逐门到。" in desk.text("policy")


def test_others_read_it_and_cannot_change_it(office, compound):
    desk = office(PAM)
    desk.open("denominator")
    assert "由系统管理员更改。" in desk.text("denominator") and not desk.shows("save")
    assert desk.post("/desk/p1/denominator", {"event": ["x"], "policy": ["all"]}).status_code == 403
    assert compound.look("setting", "coverage_policy") is None


def test_what_is_no_policy_is_refused_and_firms_are_not_shown_the_page(office, compound):
    desk = office(ADA)
    desk.open("denominator")
    assert desk.send("denominator", policy="none").status_code == 400
    assert office(SAM).open("denominator").status_code == 403
    assert compound.look("setting", "coverage_policy") is None
