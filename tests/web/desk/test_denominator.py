"""Both policies of the denominator: the desk's page, the API and the printed sheet count one day alike.

The day is an example of `tests/vectors/denominator.json`, which the phone's rules and its map satisfy too.
"""

import json
import uuid
from typing import Any

import pytest

from server.domain import coverage
from server.storage import devices
from server.storage.coverage_day import coverage_of
from server.storage.db import reading, transaction
from server.storage.state import State
from server.sync.tiers.daily import material_of
from server.sync.types.sheet import moment_now, preview
from tests.domain.vectors import FOLDER, rows
from tests.people import ALICE, GUS, PAM, PROJECT, TOM, Compound, finding, visit
from tests.sync.types.site import photo

FIRMS = {"o4": GUS, "o6": TOM}
EVERY = [pytest.param(row["in"], row["out"], id=row["in"]["policy"])
         for row in json.loads((FOLDER / "denominator.json").read_text("utf-8"))]
DAY = "2023-06-14"


@pytest.fixture
def live(compound, clock):
    """`live(given)`: the day of the example is lived by its people; the compound."""
    def through(given: dict[str, Any]) -> Compound:
        compound.say(None, "setup.changed", {
            "kind": "setting", "id": "coverage_policy", "state": {"value": given["policy"]}})
        for filing in given["filings"]:
            clock.set(filing["at"].replace("Z", "+00:00"))
            assert compound.say(FIRMS[filing["org"]], "filing.recorded", {
                "day": filing["day"], "faces": filing["faces"]})["outcome"] == "applied"
        clock.set(f"{DAY}T10:00:00+08:00")
        for one in given["visits"]:
            clock.later(minutes=1)
            _walk(compound, one)
        _unsent(compound, given, clock())
        return compound
    return through


def _walk(compound: Compound, one: dict[str, Any]) -> None:
    more = {key: one[key] for key in ("outcome", "doors", "reason") if key in one}
    if one["outcome"] == "findings":
        more["findings"] = [finding()]
    blobs = [photo()] if one["outcome"] == "building_looked" else []
    receipt = compound.say(ALICE, "visit.recorded", visit(one["place"], DAY, **more), blobs=blobs)
    assert receipt["outcome"] == "applied", receipt


def _unsent(compound: Compound, given: dict[str, Any], now: Any) -> None:
    """What a phone announced and still has; what is here and waits for something unknown."""
    holds = {"events": 3, "blobs": 0, "visits": {DAY: given["checked_in"]}}
    with transaction(compound.engine) as work:
        devices.seen(work, PROJECT, str(uuid.uuid4()), ALICE.id, app="1", n=3, at=now, offset=0, holds=holds)
    for place in given["held"]:
        waits = visit(place, DAY, outcome="findings", findings=[finding("NOPE-01")])
        assert compound.say(ALICE, "visit.recorded", waits)["outcome"] == "held"


def _sheet(compound: Compound, now: str) -> tuple[dict[str, Any], Any]:
    with reading(compound.engine) as look:
        state = State(look, PROJECT)
        return preview(state, "daily", DAY, now), material_of(state, DAY, moment_now(state, "daily", DAY, now))


@pytest.mark.parametrize(("given", "expected"), EVERY)
def test_api_desk_and_sheet_put_every_door_and_part_in_the_same_state(given, expected, live, office):
    compound = live(given)
    with reading(compound.engine) as look:
        asked = coverage_of(look, PROJECT, DAY)
    for kind in ("entrances", "parts"):
        assert {id: row["state"] for id, row in sorted(asked[kind].items())} == expected[kind]
    content, material = _sheet(compound, f"{DAY}T08:00:00.000Z")
    assert {id: row["state"] for id, row in sorted(material.coverage.items())} == expected["entrances"]
    assert {id: row["state"] for id, row in sorted((material.parts or {}).items())} == expected["parts"]
    assert content["coverage"] == {"denominator": 9, **expected["tally"]}
    desk = office(PAM)
    desk.open("today")
    assert {state: desk.number(f"count-{state}") for state in coverage.STATES} == expected["tally"]


@pytest.mark.parametrize(("given", "expected"), EVERY)
def test_the_sentence_of_the_sheet_says_the_numbers_of_its_policy(given, expected, live):
    content, _ = _sheet(live(given), f"{DAY}T08:00:00.000Z")
    said = content["sections"][0]
    assert ("无作业且本栋已到" in said["coverage"]) == (given["policy"] == "active")
    assert said["coverage"] == {
        "active": "全部9个楼门：逐门已查3（发现问题1、未发现问题2），未能进入1——3号楼2门（门锁），无作业且本栋已到2，"
                  "已记录待上传2——3号楼3门、10号楼2门，未收到巡查记录1——1号楼2门。",
        "all": "全部9个楼门：逐门已查3（发现问题1、未发现问题2），未能进入1——3号楼2门（门锁），"
               "已记录待上传2——2号楼2门、3号楼3门，未收到巡查记录3——1号楼2门、2号楼1门、10号楼2门。"}[given["policy"]]
    assert said["parts"].startswith("有作业的楼面、屋面及小区区段6处：已查2，未查4——")


@pytest.mark.parametrize(("given", "expected"), EVERY)
def test_the_map_is_told_of_every_place_what_the_example_says(given, expected, live):
    compound = live(given)
    last = {id: (compound.look("place", id) or {}).get("last") for id in expected["last"]}
    assert {id: row and row["outcome"] for id, row in last.items()} == expected["last"]


@rows("denominator")
def test_a_look_never_counts_for_a_door_with_work_and_the_states_sum_up(given, expected):
    working = coverage.active_buildings(given["filings"], given["day"])
    assert working == {"SZ-B01", "SZ-B03", "SZ-Z-P1"}, "the newest earlier day's; today's counts from tomorrow"
    active = [id for id in expected["entrances"] if id[:6] in working or given["policy"] == "all"]
    assert all(expected["entrances"][id] != "building_looked" for id in active)
    assert sum(expected["tally"].values()) == len(expected["entrances"])


@pytest.mark.parametrize(("given", "expected"), EVERY)
def test_several_doors_are_explained_with_one_reason(given, expected, live):
    compound = live(given)
    unseen = [id for id, state in expected["entrances"].items() if state == "no_record"]
    told = {"day": DAY, "tier": "daily", "doors": [{"places": unseen, "reason": "消防演练封闭", "by": "郑代建"}]}
    assert compound.say(PAM, "sheet.prepared", told)["outcome"] == "applied"
    content, _ = _sheet(compound, f"{DAY}T08:00:00.000Z")
    assert content["sections"][0]["coverage"].count("（消防演练封闭）") == 1
    assert content["coverage"] == {"denominator": 9, **expected["tally"]}, "a reason changes no state"
