"""What really happened to findings, told by the next sheet in a line: from the records to the words."""

from server.storage.db import reading
from server.storage.state import State
from server.sync.types.sheet import preview
from tests.people import ALICE, BOB, CAROL, PAM, PROJECT, finding, visit
from tests.sync.types.site import closed, file, folds, issued, move, photo


def next_sheet(compound, day):
    """What 定稿 would print now for a day."""
    with reading(compound.engine) as look:
        now = compound.clock().isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return preview(State(look, PROJECT), "daily", day, now)


def lines(compound, day="2023-06-15"):
    """The lines under the table of section four."""
    content = next_sheet(compound, day)
    return next(part for part in content["sections"] if part["id"] == "units")["explained"]


def issue(compound, version, day="2023-06-14"):
    receipt = compound.say(PAM, "sheet.issued", {"day": day, "tier": "daily", "expects_version": version})
    assert receipt["outcome"] == "applied", receipt


def number(compound, id):
    return compound.look("finding", id)["number"]


def test_each_way_a_number_moves_is_told_on_the_next_sheet(compound, clock):
    wrong, again, moved, target = (issued(compound, place=place) for place in (
        "SZ-B01-E1", "SZ-B01-E2", "SZ-B02-E1", "SZ-B02-E2"))
    back = closed(compound)
    issue(compound, 1)
    clock.set("2023-06-15T09:00:00+08:00")
    assert move(compound, BOB, wrong, "reject", text="不属实")["outcome"] == "applied"
    assert move(compound, BOB, again, "merge", target=target)["outcome"] == "applied"
    assert move(compound, BOB, moved, "reassign", unit="o6")["outcome"] == "applied"
    assert move(compound, CAROL, back, "reopen", text="又脱落")["outcome"] == "applied"
    late = finding("TEMP-01", on_spot=None)
    receipt = compound.say(ALICE, "visit.recorded", visit(
        "SZ-B03-E1", "2023-06-14", outcome="findings", findings=[late]), at="2023-06-14T15:00:00+08:00")
    assert receipt["outcome"] == "applied", receipt
    assert move(compound, BOB, late["id"], "issue", due="D1")["outcome"] == "applied"
    n = {name: number(compound, id) for name, id in (
        ("wrong", wrong), ("again", again), ("moved", moved), ("target", target), ("back", back), ("late", late["id"]))}
    assert lines(compound) == [
        f"核减3：不成立1（外檐分包乙 {n['wrong']}）、并入1（外檐分包乙 {n['again']}→{n['target']}）、"
        f"改派1（外檐分包乙→防水分包丙 {n['moved']}）。",
        f"新增中：改派1（见核减）、恢复整改1（外檐分包乙 {n['back']}）、补录1（外檐分包乙 6月14日{n['late']}）。"]
    content = next_sheet(compound, "2023-06-15")
    assert content["reconcile"]["void_merged"] == 3 == len(content["explained"]["void"])
    assert folds(compound)


def test_what_was_put_right_on_the_spot_is_told(compound):
    fixed = {"text": "当场补齐", "photos": [photo("c" * 64)["sha256"]], "witnessed": True}
    id = file(compound, author=BOB, severity=1, on_spot=fixed, photos=[])
    assert compound.look("finding", id)["state"] == "closed"
    assert lines(compound, "2023-06-14") == [f"新增中：立行立改1（外檐分包乙 {number(compound, id)}）。"]


def test_after_a_correction_the_next_sheet_says_from_which_print_it_opens(compound, clock):
    issued(compound)
    issue(compound, 1)
    assert not any("期初" in line for line in lines(compound)), "a first print is the print"
    issued(compound, place="SZ-B01-E1")
    issue(compound, 2)
    clock.set("2023-06-15T09:00:00+08:00")
    content = next_sheet(compound, "2023-06-15")
    assert lines(compound) == ["期初以第1期第2版（更正）的期末为准。"]
    assert content["reconcile"]["opening"] == 2
    assert folds(compound)
