"""A power cut or a killed server loses no picture it promised and keeps no rubbish."""

import hashlib
import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from server.storage import shelf
from server.storage.blobs import DiskBlobs
from server.storage.renditions import Renditions
from tests.storage.dying import half_way

PICTURE = b"picture" * 20_000
NAME = hashlib.sha256(PICTURE).hexdigest()
DYING = half_way("DiskBlobs(Path(sys.argv[1]), reserve_bytes=0)")


@pytest.fixture
def steps(monkeypatch):
    """What reached the disk, in order: ("synced", path) and ("named", path)."""
    done: list[tuple[str, Path]] = []
    sync, replace = os.fsync, os.replace

    def noted_sync(descriptor: int) -> None:
        done.append(("synced", Path(os.readlink(f"/proc/self/fd/{descriptor}"))))
        sync(descriptor)

    def noted_replace(old: Path, new: Path) -> None:
        done.append(("named", Path(new)))
        replace(old, new)

    monkeypatch.setattr(shelf.os, "fsync", noted_sync)
    monkeypatch.setattr(shelf.os, "replace", noted_replace)
    return done


def test_bytes_reach_the_disk_before_their_name_and_the_name_before_the_answer(tmp_path, steps):
    store = DiskBlobs(tmp_path, reserve_bytes=0)
    steps.clear()
    store.receive(io.BytesIO(PICTURE), len(PICTURE), NAME)
    shelf_on_disk, (first, bytes_on_disk), named, name_on_disk = steps
    assert shelf_on_disk == ("synced", tmp_path), "a new shelf first"
    assert first == "synced" and bytes_on_disk.parent == tmp_path / "incoming"
    assert named == ("named", tmp_path / NAME[:2] / NAME[2:])
    assert name_on_disk == ("synced", tmp_path / NAME[:2])


def test_a_second_sender_is_not_answered_before_the_first_ones_name_is_on_disk(tmp_path, steps):
    store = DiskBlobs(tmp_path, reserve_bytes=0)
    store.receive(io.BytesIO(PICTURE), len(PICTURE), NAME)
    steps.clear()
    store.receive(io.BytesIO(PICTURE), len(PICTURE), NAME)
    assert [step for step, _ in steps] == ["synced", "named", "synced"]
    assert steps[-1] == ("synced", tmp_path / NAME[:2])


def test_a_shelf_another_process_just_made_is_synced_before_it_is_used(tmp_path, steps):
    store = DiskBlobs(tmp_path, reserve_bytes=0)
    (tmp_path / NAME[:2]).mkdir()
    steps.clear()
    store.receive(io.BytesIO(PICTURE), len(PICTURE), NAME)
    assert steps[0] == ("synced", tmp_path)


def test_the_folders_above_are_on_disk_before_anything_is_put_into_them(tmp_path, steps):
    DiskBlobs(tmp_path / "data" / "blobs", reserve_bytes=0)
    synced = [path for step, path in steps if step == "synced"]
    assert synced[:2] == [tmp_path, tmp_path / "data"]
    assert synced[-1] == tmp_path / "data" / "blobs"


def test_a_kept_copy_reaches_the_disk_in_the_same_order(tmp_path, steps):
    copies = Renditions(tmp_path)
    steps.clear()
    copies.keep(NAME, "thumb", b"jpeg")
    shown = [(step, path.name if step == "named" else path.parent.name) for step, path in steps[-3:]]
    assert shown == [("synced", "incoming"), ("named", f"{NAME}.thumb.jpg"), ("synced", tmp_path.name)]


def test_if_syncing_fails_nobody_is_told_it_succeeded(tmp_path, monkeypatch):
    store = DiskBlobs(tmp_path, reserve_bytes=0)

    def broken(descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(shelf.os, "fsync", broken)
    with pytest.raises(OSError, match="Input/output"):
        store.receive(io.BytesIO(PICTURE), len(PICTURE), NAME)
    assert list(store.hashes()) == []
    assert list((tmp_path / "incoming").iterdir()) == []


def test_half_an_upload_of_a_killed_server_is_swept_away_and_a_living_one_is_not(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", DYING, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None and server.stdout.readline() == "half way\n"
        store = DiskBlobs(tmp_path, reserve_bytes=0)
        assert store.sweep() == 0, "it is still being written"
        assert len(list((tmp_path / "incoming").iterdir())) == 1
        server.send_signal(signal.SIGKILL)
        server.wait()
    assert store.sweep() == 1
    assert list((tmp_path / "incoming").iterdir()) == []
    assert list(store.hashes()) == []


def test_a_leftover_that_cannot_be_removed_keeps_nothing_from_starting(tmp_path):
    store = DiskBlobs(tmp_path, reserve_bytes=0)
    (tmp_path / "incoming" / "odd.half").mkdir()
    (tmp_path / "incoming" / "old.half").write_bytes(b"half a picture")
    assert store.sweep() == 1
