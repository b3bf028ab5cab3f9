"""Papers outlive a lost server: a number that went out after the backup stands on nothing else afterwards."""

import pytest

from server.commands.put_back import NOTES
from server.storage import sheets
from server.storage.db import reading
from server.storage.state import State
from server.sync import registry
from server.sync.types.sheet import moment_now
from tests.databases import opened
from tests.people import ALICE, BOB, PAM, PROJECT, Compound, visit
from tests.sync.types import site

pytestmark = pytest.mark.usefixtures("on_this_database")
DAY = "2023-06-14"


@pytest.fixture
def put_back(typed, clock, tmp_path, monkeypatch):
    """`put_back("--skip-notices", 7)`: the backup goes into a server `into`, before which all commands then stand.

    What the command said: (exit code, text).
    """
    monkeypatch.setattr("server.storage.demo_clock.clock_of", lambda data: clock)

    def run(*words: object, into: str = "new"):
        monkeypatch.setenv("XUNLOU_DATABASE_URL", "")
        monkeypatch.setenv("XUNLOU_DATA", str(tmp_path / into))
        return typed("restore", tmp_path / "copy", *words)
    return run


@pytest.fixture
def worked_in(tmp_path, clock):
    """`worked_in("new", DAY)`: the papers of a restored server after three rounds of work there."""
    def go_on(name: str, day: str = DAY) -> dict[object, str]:
        with opened(f"sqlite:///{tmp_path / name / 'xunlou.db'}") as engine:
            for _ in range(3):
                work(Compound(engine, clock), day)
            return papers(engine)
    return go_on


def work(compound, day: str = DAY) -> None:
    """A finding, ordered to be put right, a notice about it, and a sheet of the day or its next version."""
    told = {"kind": "supervision", "findings": [site.issued(compound)], "to": "o5", "text": "吊篮"}
    compound.say(BOB, "notice.issued", told)
    with reading(compound.engine) as look:
        version = moment_now(State(look, PROJECT), "daily", day, f"{day}T09:30:00.000Z")["version"]
    receipt = compound.say(PAM, "sheet.issued", {"day": day, "tier": "daily", "expects_version": version})
    assert receipt["outcome"] == "applied", receipt["reasons"]


def papers(engine) -> dict[object, str]:
    """By the number that stands on it: a finding or notice by its id, a sheet by the chain at its cut."""
    with reading(engine) as look:
        state = State(look, PROJECT)
        found = {one["number"]: id for kind in ("finding", "notice") for id, one in state.all(kind).items()}
        for one in sheets.page(look, PROJECT, ("daily",), 99):
            number = one["number"], one["version"]
            found[number] = sheets.read(look, PROJECT, "daily", *number)["content"]["chain"]
        return found


def twice(*servers: dict[object, str]) -> set[object]:
    """The numbers that stand on different papers of several servers."""
    numbers = {number for papers in servers for number in papers}
    return {number for number in numbers if len({papers[number] for papers in servers if number in papers}) > 1}


def test_no_number_that_went_out_after_the_backup_is_given_to_anything_else(
        compound, typed, put_back, worked_in, tmp_path):
    work(compound)
    assert typed("backup", tmp_path / "copy")[0] == 0
    for _ in range(3):
        work(compound)
    before = papers(compound.engine)
    assert put_back()[0] == 0
    after = worked_in("new")
    assert len(before) == len(after) == 4 * 3
    assert twice(before, after) == set()
    assert typed("verify")[0] == 0 and typed("doctor", "--rebuild-check")[0] == 0


@pytest.mark.parametrize("days", [(14, 14, 14), (15, 15, 16), (15, 16, 17)])
def test_servers_that_went_on_from_one_backup_share_no_number(
        compound, clock, typed, put_back, worked_in, tmp_path, days):
    work(compound)
    assert typed("backup", tmp_path / "copy")[0] == 0
    work(compound)
    servers = [papers(compound.engine)]
    for one, day in enumerate(days):
        clock.set(f"2023-06-{day}T09:00:00+08:00")
        assert put_back(into=f"{one}")[0] == 0
        servers.append(worked_in(f"{one}", f"2023-06-{day}"))
        assert twice(*servers) == set(), f"restore {one}"
    assert typed("verify")[0] == 0 and typed("doctor", "--rebuild-check")[0] == 0


def test_what_was_left_out_the_first_time_counts_however_small_the_second(
        compound, typed, put_back, worked_in, tmp_path):
    work(compound)
    typed("backup", tmp_path / "copy")
    put_back("--skip-findings", 300, "--skip-notices", 90)
    first = worked_in("new")
    assert "之后 400 个" in put_back(into="newer")[1]
    assert twice(first, worked_in("newer")) == set()


def test_a_backup_of_the_restored_server_needs_no_more_than_one_gap(compound, typed, put_back, worked_in, tmp_path):
    work(compound)
    typed("backup", tmp_path / "copy")
    put_back(into="first")
    first = worked_in("first")
    assert typed("backup", tmp_path / "copy")[0] == 0
    told = put_back(into="second")[1]
    assert "每天每类已有编号之后 100 个" in told and " 200 个" not in told
    assert twice(first, worked_in("second")) == set()
    assert "之后 200 个" in put_back(into="third")[1], "now this backup was put back twice"


def test_a_later_backup_of_the_old_server_knows_nothing_of_the_restored_one(
        compound, database, data, typed, put_back, worked_in, tmp_path, monkeypatch):
    typed("backup", tmp_path / "copy")
    put_back(into="first")
    first = worked_in("first")
    monkeypatch.setenv("XUNLOU_DATABASE_URL", database)
    monkeypatch.setenv("XUNLOU_DATA", str(data))
    assert typed("backup", tmp_path / "copy")[0] == 0
    put_back(into="second")
    assert twice(first, worked_in("second")) == set()


def test_where_nothing_can_be_noted_the_restore_waits_to_be_told(compound, typed, put_back, tmp_path):
    work(compound)
    typed("backup", tmp_path / "copy")
    (tmp_path / "copy" / f"{NOTES}.new").mkdir()
    code, said = put_back()
    assert code == 1 and "--restored-before" in said and "无法写入" in said
    code, said = put_back("--restored-before", 2)
    assert code == 0 and "之后 300 个" in said and "下次恢复此备份请用 --restored-before 3" in said


@pytest.mark.parametrize("text", ["nonsense", "[]", "{}"])
def test_a_note_that_cannot_be_read_is_not_taken_for_none(compound, typed, put_back, tmp_path, text):
    typed("backup", tmp_path / "copy")
    (tmp_path / "copy" / NOTES).write_text(text, encoding="utf-8")
    code, said = put_back()
    assert code == 1 and "无法读取" in said
    assert put_back("--restored-before", 0)[0] == 0


def test_a_restore_whose_gap_fails_puts_nothing_back_and_can_be_run_again(
        compound, typed, put_back, worked_in, tmp_path, monkeypatch):
    work(compound)
    typed("backup", tmp_path / "copy")
    with monkeypatch.context() as fault:
        fault.setitem(registry.JUDGES, "numbers.skipped", broken_for("p2"))
        code, said = put_back()
    assert code == 1 and "p2: 跳号没有生效" in said
    code, said = put_back()
    assert code == 0, said
    assert twice(papers(compound.engine), worked_in("new")) == set()


def broken_for(project: str):
    """A judge that fails for one project: what it was to decide is held."""
    judge = registry.JUDGES["numbers.skipped"]

    def judged(state, event, facts):
        if state.project == project:
            raise RuntimeError("a fault of ours")
        return judge(state, event, facts)
    return judged


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


@pytest.mark.parametrize("words", [("--skip-findings", "-1"), ("--skip-notices", "1001"), ("--skip-versions", "x"),
                                   ("--restored-before", "-1")])
def test_a_gap_of_no_sensible_size_is_refused_before_anything_is_put_back(compound, typed, put_back, tmp_path, words):
    compound.say(ALICE, "visit.recorded", visit("SZ-B03-E2"))
    typed("backup", tmp_path / "copy")
    with pytest.raises(SystemExit):
        put_back(*words)
    assert not (tmp_path / "new").exists()
