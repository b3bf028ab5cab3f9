"""What the town can have proven at any time: every sheet ever issued, each version, is what the log still says."""

import os
import subprocess
import sys

import pytest
from sqlalchemy import select, update

from server.storage import tables
from server.storage.db import transaction
from tests import people
from tests.people import ADA, ALICE, BOB, PAM, finding, visit
from tests.servers import Server
from tests.steps.tools import ROOT

pytestmark = pytest.mark.usefixtures("on_this_database")
ALL = ("sheet", "--check", "--all")
ISSUED = ("第1期 第1版 2023-06-14", "第1期 第2版 2023-06-14", "第2期 第1版 2023-06-15")


def issue(compound, day, version=1):
    receipt = compound.say(PAM, "sheet.issued", {"day": day, "tier": "daily", "expects_version": version})
    assert receipt["outcome"] == "applied", receipt
    return receipt["id"]


@pytest.fixture
def issued(compound, clock, app):
    """Sheet 1 in two versions and sheet 2, with findings, photos that were not there yet, and somebody's words."""
    told = finding(photos=["a" * 64])
    ids = {"visit": compound.say(ALICE, "visit.recorded", visit(
        "SZ-B03-E2", outcome="findings", findings=[told], note="night 1"))["id"]}
    compound.say(BOB, "finding.moved", {"finding": told["id"], "move": "issue", "unit": "o5", "due": "D1",
                                        "from": {"state": "submitted", "round": 1}})
    compound.say(PAM, "sheet.prepared", {"day": "2023-06-14", "tier": "daily", "weather": "小雨"})
    ids["first"] = issue(compound, "2023-06-14")
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E1"))
    ids["second"] = issue(compound, "2023-06-14", 2)
    clock.set("2023-06-15T16:00:00+08:00")
    ids["later"] = compound.say(ALICE, "visit.recorded", visit("SZ-B01-E1", "2023-06-15"))["id"]
    ids["third"] = issue(compound, "2023-06-15")
    return ids


def told(said, verdict):
    """The versions of which the command said this."""
    return [name for name in ISSUED if any(name in line and verdict in line for line in said.splitlines())]


def test_every_version_of_every_sheet_has_its_line_and_all_agree(issued, typed):
    code, said = typed(*ALL)
    assert code == 0 and told(said, "与记录一致") == list(ISSUED), said
    assert "3 份材料全部与记录一致" in said
    assert typed(*ALL, "--project", "p1") == (code, said)


def test_a_new_process_and_one_beside_the_running_server_say_the_same(issued, typed, data, database):
    settings = {"DATABASE_URL": database, "SECRET": "s" * 40}
    command = [sys.executable, "-m", "server.cli", *ALL]
    env = {**os.environ, "XUNLOU_DATA": str(data), **{f"XUNLOU_{key}": value for key, value in settings.items()}}

    def asked():
        return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    alone = asked()
    assert alone.returncode == 0 and told(alone.stdout, "与记录一致") == list(ISSUED), alone.stdout + alone.stderr
    with Server(data, **settings):
        beside = asked()
    assert (beside.returncode, beside.stdout) == (0, alone.stdout)


def test_a_backup_put_back_in_another_folder_proves_the_same_sheets(issued, typed, tmp_path, monkeypatch):
    before = typed(*ALL)
    assert typed("backup", tmp_path / "copy")[0] == 0
    monkeypatch.setenv("XUNLOU_DATABASE_URL", "")
    monkeypatch.setenv("XUNLOU_DATA", str(tmp_path / "new"))
    assert typed("restore", tmp_path / "copy")[0] == 0
    assert typed(*ALL) == before and before[0] == 0


def test_five_hundred_later_records_change_no_sheet(issued, compound, clock, typed):
    before = typed(*ALL)
    for nr in range(250):
        clock.later(minutes=1)
        one = finding("FAC-01", text=f"第{nr}处")
        compound.say(ALICE, "visit.recorded", visit("SZ-B10-E1", compound.today(), outcome="findings", findings=[one]))
        compound.say(BOB, "finding.moved", {"finding": one["id"], "move": "issue", "unit": "o6", "due": "D1",
                                            "from": {"state": "submitted", "round": 1}})
    assert len(compound.everything("finding")) == 251
    assert typed(*ALL) == before and before[0] == 0


def change(engine, table, column, old, new, **where):
    """Change one byte of one row, beside every rule."""
    wanted = [table.c[key] == value for key, value in where.items()]
    with transaction(engine) as work:
        stood = work.scalar(select(table.c[column]).where(*wanted))
        text = bytes(stood).decode() if column == "bytes" else stood
        changed = text.replace(old, new, 1)
        assert sum(a != b for a, b in zip(text.encode(), changed.encode(), strict=True)) == 1
        work.execute(update(table).where(*wanted).values(
            **{column: changed.encode() if column == "bytes" else changed}))


@pytest.mark.parametrize(("old", "new"), [('"closing":1', '"closing":0'), ('"tier":"daily"', '"tier":"dailx"'),
                                          ('{"annex"', '["annex"')])
def test_one_changed_byte_of_a_stored_sheet_is_found_in_that_version_alone(issued, compound, typed, old, new):
    change(compound.engine, tables.sheet, "content", old, new, number=1, version=2)
    code, said = typed(*ALL)
    assert code == 1 and told(said, "DIFFERENT") == [ISSUED[1]] and told(said, "与记录一致") != [], said
    assert "3 份材料中 1 份与记录不一致" in said


@pytest.mark.parametrize(("column", "old", "new"), [
    ("bytes", "night 1", "night 2"), ("bytes", '"note"', '"nope"'), ("bytes", '{"id"', '["id"'),
    ("verdict", '"outcome":"applied"', '"outcome":"applief"'), ("verdict", '{', '['),
    ("facts", '"submitter":"u1"', '"submitter":"u2"'), ("facts", '{', '[')])
def test_one_changed_byte_of_a_record_is_found_in_every_sheet_after_it(issued, compound, typed, column, old, new):
    change(compound.engine, tables.event, column, old, new, id=issued["visit"])
    code, said = typed(*ALL)
    assert code == 1 and told(said, "DIFFERENT") == list(ISSUED), said
    assert typed("sheet", "2023-06-14", "--project", "p1", "--check")[0] == 1


@pytest.mark.parametrize(("column", "old", "new"), [
    ("bytes", '"daily"', '"dailx"'), ("verdict", '"version":1', '"version":7'), ("facts", '{', '[')])
def test_one_changed_byte_of_the_press_itself_is_found(issued, compound, typed, column, old, new):
    change(compound.engine, tables.event, column, old, new, id=issued["third"])
    code, said = typed(*ALL)
    assert code == 1 and told(said, "DIFFERENT") == [ISSUED[2]], said
    assert told(said, "与记录一致") == list(ISSUED[:2])


@pytest.mark.parametrize("table", ["sheet", "event"])
def test_a_sheet_only_one_of_the_two_knows_is_found(issued, compound, typed, table):
    gone = tables.sheet.c.number == 2 if table == "sheet" else tables.event.c.id == issued["third"]
    with transaction(compound.engine) as work:
        work.execute(getattr(tables, table).delete().where(gone))
    code, said = typed(*ALL)
    assert code == 1 and told(said, "DIFFERENT") == [ISSUED[2]], said


def test_words_covered_by_law_are_named_as_such_and_fail_nothing(issued, compound, typed):
    compound.say(ADA, "event.redacted", {"target": issued["visit"], "reason": "居民姓名"})
    code, said = typed(*ALL)
    assert code == 0 and told(said, "DIFFERENT") == [], said
    assert set(told(said, "redacted since")) | set(told(said, "与记录一致")) == set(ISSUED)


def test_a_project_without_sheets_does_not_hide_behind_one_that_has_them(issued, typed):
    code, said = typed(*ALL, "--project", people.OTHER_PROJECT)
    assert code == 1 and "还没有已定稿的材料" in said
    assert all(line.startswith("p1 日 ") for line in typed(*ALL)[1].splitlines()[:3])


def test_where_nothing_was_issued_it_says_so(compound, typed):
    code, said = typed(*ALL)
    assert code == 1 and "还没有已定稿的材料" in said


@pytest.mark.parametrize("wrong", [("sheet",), ("sheet", "--check"), ("sheet", "--all"),
                                   ("sheet", "2023-06-14", "--check", "--all")])
def test_half_an_order_is_explained(compound, typed, wrong):
    code, said = typed(*wrong)
    assert code == 1 and "--check" in said and "Traceback" not in said
