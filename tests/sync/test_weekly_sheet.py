"""The street's weekly sheet is the sum of its daily sheets, and the log can make it again."""


from server.storage import sheets
from server.storage.db import reading
from server.sync import sheet_check
from server.sync.rebuild import differences
from tests.people import ALICE, BOB, PAM, PROJECT, SAM, finding, visit
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
    assert {row["unit"]: (row["new"], row["closed"], row["closing"]) for row in told["units"]} == {
        "o5": (2, 1, 1), "o6": (1, 0, 1)}
    said = of(told, "overview")
    assert said["after"] == "第3期截止（6月15日16:00）后新增1，计入下期，未计入以上各数。"
    assert "6月14日无日调度会材料" in said["missing"] and "第1–3期" in said["united"]
    assert same(compound) == "same" and differences(PROJECT, compound.engine) == []
