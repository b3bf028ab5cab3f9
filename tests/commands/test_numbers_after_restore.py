"""Papers outlive a lost server: a number that went out after the backup stands on nothing else afterwards."""

import pytest

from server.storage import sheets
from server.storage.db import reading
from server.storage.state import State
from server.sync.types.sheet import material_now
from tests.databases import opened
from tests.people import ALICE, BOB, PAM, PROJECT, Compound, visit
from tests.sync.types import site

pytestmark = pytest.mark.usefixtures("on_this_database")
DAY = "2023-06-14"


@pytest.fixture
def put_back(typed, clock, tmp_path, monkeypatch):
    """`put_back("--skip-notices", 7)`: the backup goes into a new server, before which all commands then stand.

    What the command said: (exit code, text).
    """
    monkeypatch.setattr("server.storage.demo_clock.clock_of", lambda data: clock)

    def run(*words: object):
        monkeypatch.setenv("XUNLOU_DATABASE_URL", "")
        monkeypatch.setenv("XUNLOU_DATA", str(tmp_path / "new"))
        return typed("restore", tmp_path / "copy", *words)
    return run


def work(compound) -> None:
    """A finding, ordered to be put right, a notice about it, and a sheet of the day or its next version."""
    told = {"kind": "supervision", "findings": [site.issued(compound)], "to": "o5", "text": "吊篮"}
    compound.say(BOB, "notice.issued", told)
    with reading(compound.engine) as look:
        version = material_now(State(look, PROJECT), "daily", DAY, "2023-06-14T09:30:00.000Z").version
    receipt = compound.say(PAM, "sheet.issued", {"day": DAY, "tier": "daily", "expects_version": version})
    assert receipt["outcome"] == "applied", receipt["reasons"]


def papers(engine) -> dict[object, str]:
    """By the number that stands on it: a finding or notice by its id, a sheet by the chain at its cut."""
    with reading(engine) as look:
        state = State(look, PROJECT)
        found = {one["number"]: id for kind in ("finding", "notice") for id, one in state.all(kind).items()}
        for one in sheets.issued(look, PROJECT, "daily"):
            number = one["number"], one["version"]
            found[number] = sheets.read(look, PROJECT, "daily", *number)["content"]["chain"]
        return found


def test_no_number_that_went_out_after_the_backup_is_given_to_anything_else(compound, clock, typed, put_back, tmp_path):
    work(compound)
    assert typed("backup", tmp_path / "copy")[0] == 0
    for _ in range(3):
        work(compound)
    before = papers(compound.engine)
    assert put_back()[0] == 0
    with opened(f"sqlite:///{tmp_path / 'new' / 'xunlou.db'}") as engine:
        for _ in range(3):
            work(Compound(engine, clock))
        after = papers(engine)
    assert len(before) == len(after) == 4 * 3
    assert {number for number in before.keys() & after.keys() if before[number] != after[number]} == set()
    assert typed("verify")[0] == 0 and typed("doctor", "--rebuild-check")[0] == 0


def test_what_a_restore_leaves_out_is_told_at_once_and_listed_by_the_doctor_ever_after(
        compound, typed, put_back, tmp_path):
    work(compound)
    assert "跳号" not in typed("doctor")[1]
    typed("backup", tmp_path / "copy")
    _, told = put_back("--skip-notices", 7)
    here, other = (line for line in told.splitlines() if line.startswith("跳号 left out "))
    for span in ("每天每类已有编号之后 100 个", "监理通知单 监通-002 至 监通-008", "整改通知单 整通-001 至 整通-007",
                 "第 1 期的第 2 至 6 版", "supervision notices 监通-002 to 监通-008", "versions 2 to 6 of sheet 1"):
        assert span in here, span
    assert other.startswith("跳号 left out p2 ")
    code, said = typed("doctor")
    assert code == 0 and {here, other} <= set(said.splitlines())


@pytest.mark.parametrize("words", [("--skip-findings", "-1"), ("--skip-notices", "1001"), ("--skip-versions", "x")])
def test_a_gap_of_no_sensible_size_is_refused_before_anything_is_put_back(compound, typed, put_back, tmp_path, words):
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2"))
    typed("backup", tmp_path / "copy")
    with pytest.raises(SystemExit):
        put_back(*words)
    assert not (tmp_path / "new").exists()
