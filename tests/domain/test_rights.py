"""Who may read what: a hand-written table of role × kind, and the firms a finding is shown to."""

from itertools import product
from typing import Any

import pytest

from server.domain.rights import KINDS, ROLES, Reader, may_read, reads_all, scopes, scopes_of, view

ORGS: dict[str, dict[str, Any]] = {
    "hq": {"id": "hq", "kind": "street_hq"}, "pm": {"id": "pm", "kind": "pm_company"},
    "jl": {"id": "jl", "kind": "supervision"}, "zb": {"id": "zb", "kind": "general_contractor"},
    "fb": {"id": "fb", "kind": "subcontractor", "parent": "zb"},
    "fc": {"id": "fc", "kind": "subcontractor", "parent": "zb"},
    "qt": {"id": "qt", "kind": "general_contractor"},
}
STAFF = ("inspector", "assistant", "specialist", "chief", "pm", "hq", "admin")
HOME = {**dict.fromkeys(STAFF, "jl"), "contractor": "zb", "subcontractor": "fb", "district": "qx", "viewer": "qx"}

READS = """
place          | inspector assistant specialist chief pm hq admin contractor subcontractor district
item           | inspector assistant specialist chief pm hq admin contractor subcontractor
notice_of_day  | inspector assistant specialist chief pm hq admin contractor subcontractor
person         | inspector assistant specialist chief pm hq admin contractor subcontractor
org            | inspector assistant specialist chief pm hq admin contractor subcontractor
setting        | inspector assistant specialist chief pm hq admin contractor subcontractor
finding        | inspector assistant specialist chief pm hq admin contractor subcontractor
notice         | inspector assistant specialist chief pm hq admin contractor subcontractor
decision       | inspector assistant specialist chief pm hq admin contractor subcontractor
case           | inspector assistant specialist chief pm hq admin contractor subcontractor district
filing         | inspector assistant specialist chief pm hq admin contractor subcontractor
visit          | inspector assistant specialist chief pm hq admin
held           | specialist chief pm admin
default        | inspector assistant specialist chief pm hq admin
stage          | inspector assistant specialist chief pm hq admin
milestone      | inspector assistant specialist chief pm hq admin
order          | inspector assistant specialist chief pm hq admin
day            | inspector assistant specialist chief pm hq admin
photo          | inspector assistant specialist chief pm hq admin
sheet          | inspector assistant specialist chief pm hq admin district viewer
"""
"""kind | who reads one that concerns the subcontractor fb and was made by somebody else."""

EXAMPLES: dict[str, dict[str, Any]] = {
    "person": {"org": "fb", "role": "subcontractor"}, "org": {"id": "fb", "kind": "subcontractor"},
    "setting": {"id": "zone", "value": "Asia/Shanghai"}, "notice": {"to": "fb"}, "decision": {"unit": "fb"},
    "case": {"org": "fb", "tier": "district", "status": "open"}, "filing": {"org": "fb"},
    "finding": {"id": "f", "state": "issued", "unit": "fb", "filed_org": "jl"},
    "visit": {"author": "somebody"}, "held": {"author": "somebody"},
}
EXPECTED = {line.split("|")[0].strip(): line.split("|")[1].split() for line in READS.strip().splitlines()}


def reader(role: str, org: str | None = None, person: str = "u1") -> Reader:
    return Reader("p1", person, role, org or HOME[role])


def seen(kind: str, state: dict[str, Any], role: str, org: str | None = None, person: str = "u1") -> bool:
    """By the table, by the view, and (except visits, which staff read by desk and API) by the scopes: all agree."""
    who = reader(role, org, person)
    found = may_read(kind, state, who, ORGS)
    assert (view(kind, state, who, ORGS) is not None) is found
    if kind != "visit":
        assert bool(scopes(kind, state, ORGS) & scopes_of(who)) is found
    return found


@pytest.mark.parametrize(("role", "kind"), list(product(ROLES, KINDS)))
def test_each_role_reads_exactly_what_the_table_says(role: str, kind: str) -> None:
    assert seen(kind, EXAMPLES.get(kind, {"id": "x"}), role) is (role in EXPECTED[kind])


def test_the_table_by_hand_names_every_kind() -> None:
    assert set(EXPECTED) == set(KINDS)


@pytest.mark.parametrize(("kind", "state"), [
    ("finding", {"state": "issued", "unit": "fb", "filed_org": "jl"}), ("notice", {"to": "fb"}),
    ("decision", {"unit": "fb"}), ("filing", {"org": "fb"}), ("case", {"org": "fb", "tier": "street"}),
    ("person", {"org": "fb", "role": "subcontractor"}), ("org", {"id": "fb", "kind": "subcontractor"}),
])
def test_a_firm_sees_its_own_subtree_and_nobody_elses(kind: str, state: dict[str, Any]) -> None:
    assert seen(kind, state, "subcontractor", "fb")
    assert seen(kind, state, "contractor", "zb")
    assert not seen(kind, state, "subcontractor", "fc")
    assert not seen(kind, state, "contractor", "qt")


def test_the_sub_does_not_see_what_is_the_general_contractors() -> None:
    assert not seen("finding", {"state": "issued", "unit": "zb", "filed_org": "jl"}, "subcontractor", "fb")


@pytest.mark.parametrize(("state", "shown"), [
    ({"state": "submitted"}, False),
    ({"state": "submitted", "urgent": True}, True),
    ({"state": "submitted", "urgent": True, "unit": None}, False),
    ({"state": "issued"}, True), ({"state": "replied"}, True), ({"state": "returned"}, True),
    ({"state": "closed"}, True),
    ({"state": "submitted", "issued": {"by": "u2"}, "disputed": "非我方"}, True),
    ({"state": "rejected"}, False), ({"state": "merged"}, False), ({"state": "rejected", "urgent": True}, False),
    ({"state": "rejected", "issued": {"by": "u2"}}, True), ({"state": "merged", "issued": {"by": "u2"}}, True),
])
def test_when_a_finding_reaches_its_unit(state: dict[str, Any], shown: bool) -> None:
    assert seen("finding", {"id": "f", "unit": "fb", "filed_org": "jl", **state}, "subcontractor", "fb") is shown


@pytest.mark.parametrize(("filer", "unit", "eyes", "shown"), [
    ("fb", "fb", "fb", True),       # its own self-check
    ("fb", "fb", "zb", True),       # seen by the firm above
    ("zb", "fb", "fb", True),       # the general contractor alarms its sub
    ("fb", "zb", "zb", True),       # the sub's filing, read from above
    ("fb", "fc", "fc", False),      # nobody's self-check binds another firm
    ("fb", "qt", "qt", False),
    ("qt", "fb", "fb", False),
    ("fb", "fc", "fb", True),       # but it stays its filer's own
])
def test_a_firms_urgent_filing_stays_in_its_own_subtree_before_review(
    filer: str, unit: str, eyes: str, shown: bool
) -> None:
    state = {"id": "f", "state": "submitted", "urgent": True, "unit": unit, "filed_org": filer}
    assert seen("finding", state, "subcontractor", eyes) is shown


def test_a_firm_keeps_sight_of_what_it_filed_itself() -> None:
    for state in ("submitted", "rejected", "merged"):
        assert seen("finding", {"id": "f", "state": state, "unit": "qt", "filed_org": "fb"}, "subcontractor", "fb")


@pytest.mark.parametrize("role", ROLES)
def test_everybody_but_onlookers_has_his_own_visits_and_held_records(role: str) -> None:
    for kind in ("visit", "held"):
        expected = role not in ("district", "viewer")
        assert may_read(kind, {"author": "u1"}, reader(role), ORGS) is expected


def test_visits_travel_to_their_author_only_but_staff_may_read_them() -> None:
    state = {"author": "u7"}
    assert scopes("visit", state, ORGS) == {"person:u7"}
    assert view("visit", state, reader("hq"), ORGS) == state
    assert view("visit", state, reader("contractor"), ORGS) is None


def test_the_district_sees_what_was_put_to_it_and_no_more() -> None:
    finding = {"id": "f", "state": "issued", "unit": "fb", "filed_org": "jl"}
    assert not seen("finding", finding, "district")
    assert not seen("finding", {**finding, "escalated": "street"}, "district")
    assert seen("finding", {**finding, "escalated": "district"}, "district")
    assert not seen("case", {"tier": "street", "status": "open"}, "district")
    assert not seen("case", {"tier": "district", "status": "proposed"}, "district")


@pytest.mark.parametrize(("role", "shown"), [("chief", True), ("pm", True), ("hq", True), ("inspector", False),
                                             ("contractor", False)])
def test_firms_know_whom_to_call_but_not_everybody(role: str, shown: bool) -> None:
    assert seen("person", {"org": "jl" if role != "contractor" else "qt", "role": role}, "subcontractor") is shown


def test_firms_get_the_settings_their_deadlines_need_and_no_others() -> None:
    assert seen("setting", {"id": "work_ends_at"}, "contractor")
    assert not seen("setting", {"id": "policy_call"}, "contractor")


def test_somebody_without_a_role_sees_nothing() -> None:
    nobody = Reader("p1", "u1", None, None)
    assert scopes_of(nobody) == frozenset()
    assert all(view(kind, EXAMPLES.get(kind, {"id": "x"}), nobody, ORGS) is None for kind in KINDS)


def test_what_no_reader_knows_is_published_to_nobody() -> None:
    assert scopes("series", {"id": "AQ"}, ORGS) == frozenset()


def test_a_ring_of_parents_does_not_hang() -> None:
    ring = {"a": {"id": "a", "parent": "b"}, "b": {"id": "b", "parent": "a"}}
    assert scopes("notice", {"to": "a"}, ring) == {"staff", "firm:a", "firm:b"}


def test_a_list_may_leave_out_the_look_at_each_thing_only_for_roles_that_see_every_one():
    for role, kind in product(ROLES, KINDS):
        reader = Reader("p1", "u1", role, "o1")
        hidden = {"id": "x", "author": "u99", "state": "submitted", "urgent": False, "unit": None, "filed_org": None}
        if reads_all(reader, kind):
            assert may_read(kind, hidden, reader, {}), (role, kind)
    assert not any(reads_all(Reader("p1", "u1", role, "o1"), "finding") for role in ("contractor", "subcontractor",
                                                                                     "district", "viewer"))
