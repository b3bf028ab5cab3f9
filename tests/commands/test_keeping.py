"""What an administrator relies on at night: damage is found, backups can be put back, and phones are told so."""

import hashlib
import io

import pytest
from sqlalchemy import select, update

from server import cli
from server.house import house
from server.storage import demo_clock, tables
from server.storage.db import reading, transaction
from server.sync.pictures_in import store_blob
from tests import people

pytestmark = pytest.mark.usefixtures("on_this_database")
PICTURE = b"\xff\xd8\xff a picture"
SHA = hashlib.sha256(PICTURE).hexdigest()


@pytest.fixture
def worked(compound, app, engine):
    """A day on site: one visit, one picture."""
    compound.say(people.ALICE, "visit.recorded", people.visit("SZ-B03-E2"))
    with app.app_context():
        store_blob(house().blobs, "p1", "u1", SHA, io.BytesIO(PICTURE), len(PICTURE), "image/jpeg", compound.clock())
        yield house().blobs


def rows(engine) -> dict[str, set]:
    with reading(engine) as look:
        return {table.name: {tuple(map(str, row)) for row in look.execute(select(table))}
                for table in tables.metadata.sorted_tables}


def test_sound_data_is_called_sound(worked, typed):
    for words in (("verify",), ("doctor", "--rebuild-check"), ("nightly",), ("nightly",)):
        code, said = typed(*words)
        assert code == 0, said


def test_a_changed_record_is_found_by_the_chain(worked, typed, engine):
    with transaction(engine) as work:
        raw = work.scalar(select(tables.event.c.bytes).where(tables.event.c.type == "visit.recorded"))
        work.execute(update(tables.event).where(tables.event.c.type == "visit.recorded")
                     .values(bytes=bytes(raw).replace(b'"clean"', b'"CLEAN"')))
    code, said = typed("verify")
    assert code == 1 and "the stored bytes were changed" in said


def test_one_changed_byte_of_a_record_is_found_by_both_commands(worked, compound, typed, engine):
    receipt = compound.say(people.ALICE, "visit.recorded", people.visit("SZ-B03-E1", note="night 1"))
    row = tables.event.c.id == receipt["id"]
    with transaction(engine) as work:
        raw = bytes(work.scalar(select(tables.event.c.bytes).where(row)))
        changed = raw.replace(b"night 1", b"night 2")
        assert sum(one != other for one, other in zip(raw, changed, strict=True)) == 1
        work.execute(update(tables.event).where(row).values(bytes=changed))
    assert typed("verify")[0] == 1
    code, said = typed("doctor", "--rebuild-check")
    assert code == 1 and receipt["id"] in said


def test_one_changed_byte_of_a_picture_is_found_by_verify(worked, typed):
    path = worked._path(SHA)
    path.write_bytes(PICTURE[:-1] + b"X")
    code, said = typed("verify")
    assert code == 1 and f"picture {SHA}: the bytes were changed" in said


def test_a_rotten_picture_is_found_and_cleared_so_that_phones_send_it_again(worked, typed, engine):
    path = worked._path(SHA)
    path.write_bytes(PICTURE[:-1] + b"X")
    code, said = typed("nightly")
    assert code == 1 and f"picture {SHA}" in said
    with reading(engine) as look:
        assert look.scalar(select(tables.blob.c.sha256)) is None
    assert typed("verify")[0] == 0


def test_what_was_erased_by_law_is_gone_from_the_disk_after_the_night(worked, compound, typed):
    copies, preview = house().renditions, b"\xff\xd8\xff smaller"
    small = hashlib.sha256(preview).hexdigest()
    size = {"type": "image/jpeg", "w": 9, "h": 9, "source": "camera", "taken_at": None, "geo": None}
    compound.say(people.ALICE, "visit.recorded", people.visit("SZ-B03-E1", photos=[SHA]), blobs=[{
        "sha256": SHA, "size": len(PICTURE), **size,
        "preview": {"sha256": small, "size": len(preview), "w": 3, "h": 3}}])
    store_blob(worked, "p1", "u1", small, io.BytesIO(preview), len(preview), "image/jpeg", compound.clock())
    copies.keep(SHA, "thumb", b"small")
    assert "erased pictures removed: 0" in typed("nightly")[1] and worked.size(SHA)
    compound.say(people.ADA, "blob.erased", {"sha256": SHA, "reason": "拍到住户室内"})
    assert worked.size(SHA), "the record says so at once, the disk follows"
    code, said = typed("nightly")
    assert code == 0 and "erased pictures removed: 2" in said, said
    assert (worked.size(SHA), worked.size(small), copies.path(SHA, "thumb")) == (None, None, None)
    assert "erased pictures removed: 0" in typed("nightly")[1]


def test_what_another_project_still_keeps_stays_on_the_disk(worked, compound, typed):
    store_blob(worked, "p2", "u99", SHA, io.BytesIO(PICTURE), len(PICTURE), "image/jpeg", compound.clock())
    compound.say(people.ADA, "blob.erased", {"sha256": SHA, "reason": "拍到住户室内"})
    assert typed("nightly")[0] == 0 and worked.size(SHA)


def test_a_table_that_no_longer_follows_from_the_log_is_found(worked, typed, engine):
    with transaction(engine) as work:
        work.execute(update(tables.visit_place).values(outcome="findings"))
    code, said = typed("doctor", "--rebuild-check")
    assert code == 1 and "visit_place" in said
    assert typed("doctor")[0] == 0


def test_what_our_own_fault_held_back_is_judged_again_at_night(compound, app, typed, monkeypatch):
    def broken(*_):
        raise RuntimeError("a fault of ours")
    from server.sync import registry
    judges = dict(registry.JUDGES)
    monkeypatch.setitem(registry.JUDGES, "visit.recorded", broken)
    receipt = compound.say(people.ALICE, "visit.recorded", people.visit("SZ-B03-E2"))
    assert receipt["outcome"] == "held"
    assert "judged again: 0" in typed("nightly")[1]
    monkeypatch.setitem(registry.JUDGES, "visit.recorded", judges["visit.recorded"])
    assert "p1 重新处理 judged again: 1" in typed("nightly")[1]
    assert compound.look("held", receipt["id"]) is None
    assert typed("doctor", "--rebuild-check")[0] == 0


def test_a_backup_put_back_is_the_same_server_under_a_new_epoch(worked, typed, engine, tmp_path, monkeypatch):
    assert typed("backup", tmp_path / "copy")[0] == 0
    before = rows(engine)
    monkeypatch.setenv("XUNLOU_DATABASE_URL", "")
    monkeypatch.setenv("XUNLOU_DATA", str(tmp_path / "new"))
    code, said = typed("restore", tmp_path / "copy")
    assert code == 0, said
    from server.storage.snapshot import sqlite_at
    restored = sqlite_at(tmp_path / "new" / "xunlou.db")
    after = rows(restored)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"project", "event", "thing"} and len(after["project"]) == 2
    added = {"event": "numbers.skipped", "thing": "gap"}
    for name, told in added.items():
        assert before[name] < after[name] and all(told in row for row in after[name] - before[name]), name
    epochs = [{row[3] for row in found["project"]} for found in (before, after)]
    assert epochs[0] & epochs[1] == set()
    restored.dispose()
    assert typed("verify")[0] == 0 and typed("doctor", "--rebuild-check")[0] == 0
    code, said = typed("restore", tmp_path / "copy")
    assert code == 1 and "不是空的" in said


def test_the_next_backup_into_the_same_folder_copies_only_what_is_new(worked, compound, typed, tmp_path):
    assert "1 张新照片" in typed("backup", tmp_path / "copy")[1]
    compound.say(people.ALICE, "visit.recorded", people.visit("SZ-B03-E1"))
    said = typed("backup", tmp_path / "copy")[1]
    assert "0 张新照片" in said
    assert sorted(path.name for path in (tmp_path / "copy").iterdir()) == ["backup.json", "blobs", "xunlou.db"]


def test_a_demo_stays_a_demo_through_backup_and_restore(worked, typed, data, tmp_path, monkeypatch):
    from datetime import timedelta
    demo_clock.set_offset(data, timedelta(days=-1000))
    typed("backup", tmp_path / "copy")
    monkeypatch.setenv("XUNLOU_DATABASE_URL", "")
    monkeypatch.setenv("XUNLOU_DATA", str(tmp_path / "new"))
    assert typed("restore", tmp_path / "copy")[0] == 0
    assert demo_clock.offset(tmp_path / "new") == timedelta(days=-1000)
    code, said = typed("serve", "--host", "0.0.0.0")
    assert code == 1 and "演示数据只能在本机使用" in said


@pytest.mark.parametrize(("origin", "host"), [("", "0.0.0.0"), ("http://xunlou.example.cn", "::"),
                                              ("", "192.168.1.4"), ("", "example.cn")])
def test_plain_http_beyond_this_machine_is_refused(compound, typed, monkeypatch, origin, host):
    monkeypatch.setenv("XUNLOU_ORIGIN", origin)
    code, said = typed("serve", "--host", host)
    assert code == 1 and "XUNLOU_ORIGIN" in said


def test_https_elsewhere_and_plain_http_here_are_served(compound, typed, monkeypatch):
    from server.commands import serve
    served = []
    monkeypatch.setattr(serve, "listen", served.append)
    assert cli.main(["serve"]) == 0
    monkeypatch.setenv("XUNLOU_ORIGIN", "https://xunlou.example.cn")
    assert cli.main(["serve", "--host", "0.0.0.0"]) == 0
    assert len(served) == 2
