"""Weekly = sum of its dailies, in total and per unit, whatever people did and whenever sheets were issued."""

import os
from typing import Any

from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from server.domain.days import shifted
from server.storage import sheets, tables
from server.storage.db import reading
from server.sync import sheet_check
from server.sync.rebuild import differences
from tests.people import ALICE, BOB, PAM, PROJECT, Compound, finding, visit
from tests.sync.model.bodies import ITEMS, UNITS, fitting_moves

MONDAY, DAYS = "2023-06-05", 17
EXAMPLES = 60 if os.environ.get("XUNLOU_TEST_NIGHTLY") else 6
PHASES = (Phase.generate,) if EXAMPLES < 60 else tuple(Phase)
"""An example takes seconds: making a found one smaller is the night's work."""

SIGNS = {"new": 1, "closed": -1, "void": -1}
ACTS = ("find", "find", "move", "move", "move", "daily", "weekly", "correct", "correct")
Content = dict[str, Any]


def found(data: st.DataObject, compound: Compound) -> str:
    """Somebody files a finding at a door; most are sent down at once."""
    told = finding(data.draw(st.sampled_from((*ITEMS, None))), severity=data.draw(st.integers(1, 2)),
                   kind=data.draw(st.sampled_from(("safety", "quality", "safety", "coordination"))))
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", compound.today(), outcome="findings", findings=[told]))
    if data.draw(st.integers(0, 3)):
        compound.say(BOB, "finding.moved", {"finding": told["id"], "move": "issue", "due": "D1",
                                            "from": {"state": "submitted", "round": 1},
                                            "unit": data.draw(st.sampled_from(UNITS))})
    return str(told["id"])


def moved(data: st.DataObject, compound: Compound, known: list[str]) -> None:
    """Any move the table allows in the state it is in."""
    id = data.draw(st.sampled_from(known))
    state = compound.look("finding", id) or {}
    who, said = data.draw(fitting_moves(state["state"], state["unit"]))
    compound.say(who, "finding.moved", {"finding": id, "from": {"state": "?", "round": 1},
                                        "target": data.draw(st.sampled_from(known)), **said})


def press(compound: Compound, tier: str) -> None:
    """定稿 of today's sheet: the first of the day, or a correction of it."""
    day = compound.today()
    with reading(compound.engine) as session:
        newest = sheets.newest(session, PROJECT, tier)
    expects = newest["version"] + 1 if newest and newest["day"] == day else 1
    receipt = compound.say(PAM, "sheet.issued", {"day": day, "tier": tier, "expects_version": expects})
    assert receipt["outcome"] == "applied", receipt["reasons"]
    if expects > 1:
        event(f"a {tier} sheet was corrected")


def correct(compound: Compound) -> None:
    """定稿 of the newest daily sheet once more, of whatever day; a week may have united it already."""
    with reading(compound.engine) as session:
        newest, week = (sheets.newest(session, PROJECT, tier) for tier in ("daily", "weekly"))
    if newest:
        event("a day was corrected after its weekly" if week and week["seq"] > newest["seq"] else "a day was corrected")
        receipt = compound.say(PAM, "sheet.issued", {"day": newest["day"], "tier": "daily",
                                                     "expects_version": newest["version"] + 1})
        assert receipt["outcome"] == "applied", receipt["reasons"]


def live(data: st.DataObject, compound: Compound) -> None:
    """Two weeks and a half of it."""
    known: list[str] = []
    for nr in range(DAYS):
        compound.clock.set(f"{shifted(MONDAY, nr)}T10:00:00+08:00")
        for act in data.draw(st.lists(st.sampled_from(ACTS), max_size=5)):
            compound.clock.later(minutes=40)
            if act == "find":
                known.append(found(data, compound))
            elif act == "move" and known:
                moved(data, compound, known)
            elif act == "correct":
                correct(compound)
            elif act in ("daily", "weekly"):
                press(compound, act)
        if data.draw(st.integers(0, 3)):
            press(compound, "daily")
        if nr % 7 == 4:
            press(compound, "weekly")


def every(compound: Compound, tier: str) -> list[tuple[int, Content]]:
    """(seq, content) of every version of every sheet, as issued."""
    with reading(compound.engine) as session:
        return [(row["seq"], sheets.read(session, PROJECT, tier, row["number"], row["version"])["content"])
                for row in sheets.kept(session, PROJECT) if row["tier"] == tier]


def newest_by(dailies: list[tuple[int, Content]], seq: int) -> dict[int, Content]:
    """{number: newest version} of the daily sheets issued before `seq`."""
    return {told["number"]: told for at, told in sorted(dailies, key=lambda pair: pair[0]) if at < seq}


def book(compound: Compound, after: int, upto: int) -> dict[str, dict[str, int]]:
    """What the flows themselves say of a stretch of the log, without any sheet."""
    row, units = tables.flow.c, {}
    with reading(compound.engine) as session:
        for unit, effect, seq in session.execute(
                select(row.unit, row.effect, row.seq).where(row.project == PROJECT, row.seq <= upto)):
            told = units.setdefault(unit, dict.fromkeys(("opening", "new", "closed", "void", "closing"), 0))
            told["closing"] += SIGNS[effect]
            if seq > after:
                told[effect] += 1
            else:
                told["opening"] += SIGNS[effect]
    return {unit: told for unit, told in units.items() if any(told.values())}


def versions(dailies: list[tuple[int, Content]]) -> dict[tuple[int, int], Content]:
    return {(told["number"], told["version"]): told for _, told in dailies}


def is_the_union(compound: Compound, weekly: Content, newest: dict[int, Content],
                 every_one: dict[tuple[int, int], Content], since: int | None) -> None:
    """The sheet against its days, and both against the flows since the row of the log the week before had told."""
    days = [newest[day["number"]] for day in weekly["days"]]
    assert [(d["version"], d["cut_seq"]) for d in days] == [(d["version"], d["cut_seq"]) for d in weekly["days"]]
    had = [every_one[day["number"], day["counted"]] for day in weekly["days"] if "counted" in day]
    total = weekly["reconcile"]
    assert total["closing"] == weekly["figures"]["to3"] + weekly["figures"]["to7"] + weekly["figures"]["over7"]
    for key in ("new", "closed", "void_merged"):
        assert total[key] == sum(day["reconcile"][key] for day in days) - sum(day["reconcile"][key] for day in had)
        assert total[key] == sum(day["void" if key == "void_merged" else key] for day in weekly["days"])
    keys = ("opening", "new", "closed", "void", "closing")
    began = (days[0]["previous"] or {"cut_seq": 0})["cut_seq"] if since is None else since
    stretch = book(compound, began, days[-1]["cut_seq"])
    assert {row["unit"]: {key: row[key] for key in keys} for row in weekly["units"]} == stretch
    assert sum(row["over7"] for row in weekly["units"]) == weekly["figures"]["over7"]


def told_before(weeklies: list[tuple[int, Content]], number: int, seq: int) -> Content | None:
    """The newest version, issued before `seq`, of the weekly before this number."""
    earlier = [told for at, told in weeklies if at < seq and told["number"] < number]
    return max(earlier, key=lambda told: (told["number"], told["version"]), default=None)


@settings(max_examples=EXAMPLES, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_weekly_sheet_is_the_union_of_its_dailies(compounds: Any, data: st.DataObject) -> None:
    with compounds() as compound:
        live(data, compound)
        dailies, weeklies = every(compound, "daily"), every(compound, "weekly")
        for seq, weekly in weeklies:
            before = told_before(weeklies, weekly["number"], seq)
            since = ((before or {}).get("last") or {}).get("cut_seq")
            if weekly["days"]:
                is_the_union(compound, weekly, newest_by(dailies, seq), versions(dailies), since)
                event(f"a week of {len(weekly['days'])} days")
            if before:
                assert weekly["reconcile"]["opening"] == before["reconcile"]["closing"], "nothing between two weeks"
        newest = {weekly["number"]: weekly for _, weekly in weeklies}
        told: list[int] = []
        for number, weekly in sorted(newest.items()):
            told += [day["number"] for day in weekly["days"] if "counted" not in day]
            assert sheet_check.check(PROJECT, "weekly", number, compound.engine).verdict == "same"
        assert told == list(range(1, len(told) + 1)), "a day was left out, or told twice"
        assert differences(PROJECT, compound.engine) == []
