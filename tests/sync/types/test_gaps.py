"""After a restore every series jumps past the numbers that may stand on papers already, once and only so far."""

import pytest

from server.sync.restored import Skip, skip_numbers
from tests.people import ADA, ALICE, BOB, PAM, PROJECT, finding, visit
from tests.sync.types.site import file, folds, issued, needs, new_id

TODAY, YESTERDAY, TOMORROW = "2023-06-14", "2023-06-13", "2023-06-15"


@pytest.fixture
def restored(compound, clock):
    """The backup is put back now; sizes small enough to count."""
    def put_back(**sizes: int) -> None:
        skip_numbers(PROJECT, Skip(**{"findings": 5, "notices": 3, "versions": 2, **sizes}), clock(), compound.engine)
    return put_back


def number(compound, at=TODAY, **found):
    """The number of a finding recorded at nine o'clock of a day."""
    entry = finding(**found)
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", at, outcome="findings", findings=[entry]),
                 at=f"{at}T09:00:00.000+08:00")
    return compound.look("finding", entry["id"])["number"]


def notice(compound, kind="supervision"):
    said = {"kind": kind, "findings": [issued(compound)], "to": "o5", "text": "吊篮"}
    id = compound.say({"supervision": BOB, "client": PAM}[kind], "notice.issued", said)["id"]
    return compound.look("notice", id)["number"]


def sheet(compound, day=TODAY, version=1):
    """(number, version) of the sheet issued now."""
    said = {"day": day, "tier": "daily", "expects_version": version}
    receipt = compound.say(PAM, "sheet.issued", said)
    assert receipt["outcome"] == "applied", receipt["reasons"]
    newest = max(compound.everything("sheet"), key=lambda one: one["number"])
    return newest["number"], newest["version"]


def gap(compound):
    return max(compound.everything("gap"), key=lambda one: one["seq"])


def test_findings_of_every_kind_and_day_up_to_the_restore_jump_once(compound, clock, restored):
    assert [number(compound), number(compound)] == ["AQ-20230614-001", "AQ-20230614-002"]
    restored()
    assert [number(compound), number(compound)] == ["AQ-20230614-008", "AQ-20230614-009"]
    assert number(compound, kind="quality") == "ZL-20230614-006", "it may have begun after the backup"
    assert number(compound, YESTERDAY) == "AQ-20230613-006"
    clock.later(days=1)
    assert number(compound, TOMORROW) == "AQ-20230615-001", "nobody can have recorded this day before the restore"
    assert folds(compound)


def test_findings_of_one_visit_jump_together(compound, restored):
    restored()
    entries = [finding(), finding(), finding()]
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", outcome="findings", findings=entries))
    numbers = [compound.look("finding", entry["id"])["number"][-3:] for entry in entries]
    assert numbers == ["006", "007", "008"]


def test_each_restore_adds_its_own_gap(compound, restored):
    number(compound)
    restored()
    restored(findings=10)
    assert number(compound) == "AQ-20230614-017"
    assert len(compound.everything("gap")) == 2


def test_notices_jump_by_as_many_days_as_nobody_can_account_for(compound, clock, restored):
    assert notice(compound) == "监通-001"
    clock.later(days=2)
    restored()
    assert [notice(compound), notice(compound)] == ["监通-011", "监通-012"]
    assert notice(compound, "client") == "整通-010"
    spans = {span["of"]: (span["first"], span["last"]) for span in gap(compound)["spans"]}
    assert (spans["supervision"], spans["client"]) == (("监通-002", "监通-010"), ("整通-001", "整通-009"))
    assert folds(compound)


def test_the_first_number_of_the_setting_holds_before_the_gap(compound, restored):
    said = {"supervision": {"pattern": "JL-{n}号", "start": 12}}
    compound.say(ADA, "setup.changed", {"kind": "setting", "id": "notice_numbers", "state": {"value": said}})
    restored()
    assert gap(compound)["spans"][0] == {"of": "supervision", "first": "JL-012号", "last": "JL-014号"}
    assert notice(compound) == "JL-015号"


def test_a_sheet_follows_after_the_days_that_may_have_had_one(compound, clock, restored):
    assert sheet(compound) == (1, 1)
    clock.later(days=2)
    restored()
    assert sheet(compound, "2023-06-15") == (4, 1)
    assert sheet(compound, "2023-06-16") == (5, 1)
    assert folds(compound)


def test_a_sheet_corrected_after_the_restore_passes_over_versions(compound, restored):
    sheet(compound)
    restored()
    assert sheet(compound, version=4) == (1, 4)
    assert sheet(compound, version=5) == (1, 5)
    assert [span for span in gap(compound)["spans"] if span["of"] in ("sheet", "version")] == [
        {"of": "version", "sheet": 1, "first": 2, "last": 3}]


def test_where_no_sheet_was_issued_yet_one_may_have_been(compound, restored):
    restored()
    assert sheet(compound) == (15, 1), "14 days since the project was founded, the last that is known of it"


def test_what_was_held_before_the_restore_takes_its_number_after_it(compound, restored):
    entry = finding(unit="o9")
    held = compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2", outcome="findings", findings=[entry]))
    assert needs(compound, held) == ["org:o9"]
    restored()
    new = {"name": "丁门窗", "short": "丁", "kind": "subcontractor", "parent": "o4"}
    compound.say(ADA, "setup.changed", {"kind": "org", "id": "o9", "state": new})
    assert compound.look("finding", entry["id"])["number"] == "AQ-20230614-006"
    assert folds(compound)


def test_a_visit_put_right_keeps_the_numbers_it_had(compound, restored):
    id = file(compound)
    before = compound.look("finding", id)
    restored()
    entry = finding(id=id, item="TEMP-01", text="改")
    body = visit("SZ-B03-E2", outcome="findings", findings=[entry, finding(id=new_id())])
    compound.say(ALICE, "visit.amended", {"target": before["visit"], "body": body})
    assert compound.look("finding", id)["number"] == before["number"] == "AQ-20230614-001"
    assert compound.look("finding", body["findings"][1]["id"])["number"] == "AQ-20230614-007"


def test_a_gap_of_nothing_changes_no_number(compound, restored):
    restored(findings=0, notices=0, versions=0)
    assert (number(compound), notice(compound)) == ("AQ-20230614-001", "监通-001")
    assert [span["of"] for span in gap(compound)["spans"]] == ["sheet"]
