"""Whom to call about a danger: the unit's people, those above them, the chief; the emergency number else."""

from server.domain.callees import callees

ORGS = {"main": {"id": "main"}, "sub": {"id": "sub", "parent": "main"}, "other": {"id": "other", "parent": "main"}}


def person(id: str, role: str, org: str, phone: str = "1") -> dict:
    return {"id": id, "name": id, "role": role, "org": org, "phone": phone, "active": True}


ABOVE, OWN, CHIEF = person("a", "contractor", "main"), person("s", "subcontractor", "sub"), person("c", "chief", "jl")


def ids(people: list[dict], *, me: str = "me", duty: str = "119") -> list[str]:
    return [one["id"] for one in callees({"unit": "sub"}, people, ORGS, duty=duty, me=me)]


def test_the_units_own_people_come_before_the_firm_above_it_and_the_chief_last():
    assert ids([CHIEF, ABOVE, OWN, person("o", "subcontractor", "other")]) == ["s", "a", "c"]


def test_the_emergency_number_stands_in_only_while_the_unit_has_none():
    silent = person("s", "subcontractor", "sub", phone="")
    assert ids([silent, CHIEF]) == ["duty", "c"]
    assert ids([OWN, CHIEF]) == ["s", "c"]
    assert ids([silent], duty="") == []


def test_nobody_is_told_to_call_himself_or_somebody_who_left():
    gone = {**person("g", "subcontractor", "sub"), "active": False}
    assert ids([OWN, gone], me="s", duty="") == []
