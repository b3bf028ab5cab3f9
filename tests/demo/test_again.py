"""Run again, the demo changes nothing; in a folder of somebody's it refuses to begin; its log proves itself."""

import json
import os
import subprocess
import sys

import pytest
from sqlalchemy import create_engine

from server.demo import summary
from server.sync import sheet_check
from tests.demo.conftest import demo

SAME = {"data_dir", "database", "base_url"}


def command(*words: object) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("XUNLOU_")}
    return subprocess.run([sys.executable, "-m", "server.cli", *map(str, words)], capture_output=True, text=True,
                          check=False, env=environment)


def test_a_second_run_changes_no_row_and_no_file(played, tmp_path):
    def blobs():
        return sorted(path.name for path in (played.folder / "blobs").rglob("*"))

    rows, files = played.rows(), blobs()
    ran = demo(played.folder, "--json", str(tmp_path / "again.json"))
    assert ran.returncode == 0, ran.stderr
    assert played.rows() == rows and blobs() == files
    assert json.loads((tmp_path / "again.json").read_text()) == played.told


def test_another_day_does_not_go_into_the_same_folder(played):
    ran = demo(played.folder, "--date", "2023-07-05")
    assert ran.returncode == 1 and "2023-06-14" in ran.stderr


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path):
    (tmp_path / "xunlou.db").write_bytes(b"somebody's")
    ran = demo(tmp_path)
    assert ran.returncode == 1 and "不是空文件夹" in ran.stderr
    assert (tmp_path / "xunlou.db").read_bytes() == b"somebody's" and len(list(tmp_path.iterdir())) == 1


def test_the_log_alone_gives_the_same_tables(played):
    ran = command("doctor", "--data", played.folder, "--rebuild-check")
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_sheet_made_again_from_the_log_has_the_hash_it_was_issued_with(played):
    engine = create_engine(f"sqlite:///{played.folder / 'xunlou.db'}")
    proof = sheet_check.check(played.told["project"], "daily", 45, engine)
    engine.dispose()
    assert proof.verdict == "same" and proof.issued == played.told["sheet"]["hash"]


def test_every_record_and_picture_is_unchanged(played):
    ran = command("verify", "--data", played.folder)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_demo_data_is_refused_beyond_this_machine(played):
    ran = command("serve", "--data", played.folder, "--host", "0.0.0.0", "--port", "0")
    assert ran.returncode == 1 and "演示" in ran.stderr


@pytest.mark.parametrize("spoil", [
    lambda told: told["coverage"].update(clean=told["coverage"]["clean"] + 1),
    lambda told: told["units"][0].update(closing=told["units"][0]["closing"] + 1),
    lambda told: told["reconcile"].update(new=told["reconcile"]["new"] + 1),
    lambda told: told["units"].pop(),
], ids=["coverage", "unit", "total", "missing unit"])
def test_a_day_that_does_not_add_up_is_never_shown(played, spoil):
    told = json.loads(json.dumps(played.told))
    summary.check(told)
    spoil(told)
    with pytest.raises(AssertionError):
        summary.check(told)


@pytest.mark.nightly
def test_two_folders_of_the_same_day_hold_the_same_log(played, tmp_path):
    ran = demo(tmp_path / "other", "--json", str(tmp_path / "other.json"))
    assert ran.returncode == 0, ran.stderr
    other = json.loads((tmp_path / "other.json").read_text())
    assert {key: other[key] for key in other["deterministic"]} == {
        key: played.told[key] for key in played.told["deterministic"]}
    assert set(other) - set(other["deterministic"]) - SAME == {"deterministic"}


@pytest.mark.nightly
@pytest.mark.parametrize(("days", "sheets", "weeks"), [(1, 2, 0), (3, 3, 0), (4, 3, 0), (8, 7, 1), (31, 30, 4)])
def test_other_days_and_more_or_fewer_of_them_add_up_too(tmp_path, days, sheets, weeks):
    ran = demo(tmp_path / "july", "--date", "2023-07-05", "--days", str(days), "--json", str(tmp_path / "july.json"))
    assert ran.returncode == 0, ran.stderr
    told = json.loads((tmp_path / "july.json").read_text())
    assert told["sheet"]["number"] == 45 and told["date"] == "2023-07-05"
    summary.check(told)
    tiers = [one["tier"] for one in told["sheets"] if one["version"] == 1]
    assert (tiers.count("daily"), tiers.count("weekly")) == (sheets, weeks)


def test_more_days_than_a_month_are_refused(tmp_path):
    ran = demo(tmp_path / "long", "--days", "32")
    assert ran.returncode == 2 and "1 to 31" in ran.stderr and not (tmp_path / "long").exists()
