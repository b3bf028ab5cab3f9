"""Written notices and orders: one unit's findings on one numbered paper, signed, replied, and stops lifted."""

from tests.people import ADA, ALICE, BOB, CAROL, GUS, HAL, PAM, SAM, TOM
from tests.sync.types.site import PICTURE, REPAIRED, file, folds, issued, move, needs, new_id, refused


def notify(compound, who, *findings, to="o5", kind="supervision"):
    return compound.say(who, "notice.issued", {"kind": kind, "findings": list(findings), "to": to, "text": "吊篮"})


def test_numbers_run_without_gaps_per_kind_past_notices_without_effect(compound):
    one, two = issued(compound), issued(compound)
    first = notify(compound, BOB, one)["id"]
    assert refused(notify(compound, PAM, two)) == "not_allowed"
    assert refused(notify(compound, BOB, file(compound))) == "illegal_move"
    assert refused(notify(compound, BOB, two, to="o6")) == "missing_unit"
    assert refused(notify(compound, CAROL, one, two)) == "already_noticed"
    second, client = notify(compound, CAROL, two)["id"], notify(compound, HAL, two, kind="client")["id"]
    numbers = [compound.look("notice", id)["number"] for id in (first, second, client)]
    assert numbers == ["监通-001", "监通-002", "整通-001"]
    assert compound.look("finding", one)["notice"] == first
    assert compound.look("finding", two)["timeline"][-2]["text"] == "监通-002"
    assert compound.look("finding", one)["timeline"][-1]["text"] == "监通-001"
    assert folds(compound)


def test_pattern_and_first_number_are_a_setting(compound):
    said = {"supervision": {"pattern": "JL-{n}号", "start": 12}}
    compound.say(ADA, "setup.changed", {"kind": "setting", "id": "notice_numbers", "state": {"value": said}})
    ids = [notify(compound, BOB, issued(compound))["id"] for _ in range(2)]
    assert [compound.look("notice", id)["number"] for id in ids] == ["JL-012号", "JL-013号"]
    assert compound.look("notice", notify(compound, PAM, issued(compound), kind="client")["id"])["number"] == "整通-001"


def test_a_notice_to_the_contractor_may_hold_his_firms_findings(compound):
    assert notify(compound, BOB, issued(compound), to="o4")["outcome"] == "applied"


def test_a_notice_waits_for_what_it_names(compound):
    missing = new_id()
    assert needs(compound, notify(compound, BOB, missing)) == [f"finding:{missing}"]
    assert needs(compound, notify(compound, BOB, issued(compound), to="o9")) == ["org:o9"]
    signed = {"notice": missing, "photo": PICTURE, "at": "2023-06-14T09:00:00+08:00"}
    assert needs(compound, compound.say(SAM, "notice.received", signed)) == [f"notice:{missing}"]


def test_the_signed_copy_comes_from_the_unit_or_from_who_photographed_it(compound):
    id = notify(compound, BOB, issued(compound))["id"]
    signed = {"notice": id, "photo": PICTURE, "at": "2023-06-14T09:00:00+08:00"}
    assert refused(compound.say(TOM, "notice.received", signed)) == "not_allowed"
    assert refused(compound.say(ALICE, "notice.received", signed)) == "not_allowed"
    compound.say(SAM, "notice.received", signed)
    kept = compound.look("notice", id)
    assert (kept["status"], kept["received"]["photo"], kept["received"]["by"]) == ("received", PICTURE, "u6")


def test_a_reply_to_a_notice_replies_to_each_of_its_findings(compound):
    one, two, other = issued(compound), issued(compound), issued(compound)
    id = notify(compound, BOB, one, two)["id"]

    def reply(who, *findings, photos=(REPAIRED,)):
        rows = [{"finding": finding, "text": "已改", "photos": list(photos)} for finding in findings]
        return compound.say(who, "notice.replied", {"notice": id, "findings": rows})

    assert refused(reply(TOM, one)) == "not_allowed"
    assert refused(reply(SAM, one, photos=())) == "missing_photo"
    assert refused(reply(SAM, other)) == "illegal_move"
    assert reply(SAM, one, other)["outcome"] == "applied"
    assert [compound.look("finding", found)["state"] for found in (one, two, other)] == ["replied", "issued", "issued"]
    assert compound.look("notice", id)["status"] == "issued"
    assert reply(GUS, one, two)["outcome"] == "applied"
    assert compound.look("notice", id)["status"] == "replied"
    assert compound.look("finding", one)["timeline"][-1]["outcome"] == "no_effect"
    assert move(compound, BOB, two, "pass")["outcome"] == "applied"
    assert folds(compound)


def order(kind="stop", number="01", **more):
    return {"kind": kind, "number": number, "date": "2023-06-14", "scope": ["SZ-B03"], "text": "", **more}


def status(compound, id):
    return compound.look("order", id)["status"]


def test_orders_are_the_chiefs_and_say_where(compound):
    assert refused(compound.say(BOB, "order.registered", order())) == "not_allowed"
    assert refused(compound.say(CAROL, "order.registered", order(scope=[]))) == "missing_scope"
    assert needs(compound, compound.say(CAROL, "order.registered", order(scope=["SZ-B77"]))) == ["place:SZ-B77"]
    stop = compound.say(CAROL, "order.registered", order())["id"]
    assert status(compound, stop) == "open" and compound.look("order", stop)["number"] == "01"


def test_a_resume_lifts_the_stop_it_names_or_those_within_its_scope(compound):
    one = compound.say(CAROL, "order.registered", order())["id"]
    two = compound.say(CAROL, "order.registered", order(number="02", scope=["SZ-B10"]))["id"]
    compound.say(CAROL, "order.registered", order("resume", "03"))
    assert (status(compound, one), status(compound, two)) == ("lifted", "open")
    compound.say(CAROL, "order.registered", order("resume", "04", scope=[], lifts=two))
    assert status(compound, two) == "lifted"
    assert refused(compound.say(CAROL, "order.registered", order("resume", "05", lifts=two))) == "already_done"
    missing = new_id()
    assert needs(compound, compound.say(CAROL, "order.registered", order("resume", "06", lifts=missing))) == [
        f"order:{missing}"]
    assert folds(compound)


def test_a_stop_of_the_whole_compound_reaches_every_door(compound):
    id = issued(compound)
    move(compound, SAM, id, "reply", text="已改", photos=[REPAIRED])
    compound.say(CAROL, "order.registered", order(scope=["SZ-ALL"]))
    assert refused(move(compound, BOB, id, "pass")) == "stop_order"
