"""What an administrator relies on when pictures lie in a bucket: chores, backups and refusals are the same."""

import io

import pytest

from server.house import house
from server.sync.pictures_in import store_blob
from tests import people
from tests.commands.test_keeping import PICTURE, SHA

pytestmark = pytest.mark.usefixtures("on_this_database")


@pytest.fixture
def in_bucket(s3_server, tmp_path, monkeypatch):
    """The server's settings name a bucket; its folder, as the store keeps it."""
    for name, value in s3_server.settings(tmp_path.name).items():
        monkeypatch.setenv(f"XUNLOU_{name}", value)
    return s3_server.folder / "pictures" / tmp_path.name


@pytest.fixture
def worked(in_bucket, compound, app):
    """A day on site: one visit, one picture."""
    compound.say(people.ALICE, "visit.recorded", people.visit("SZ-B03-E2", photos=[SHA]),
                 blobs=[{"sha256": SHA, "size": len(PICTURE)}])
    with app.app_context():
        store_blob(house().blobs, "p1", "u1", SHA, io.BytesIO(PICTURE), len(PICTURE), "image/jpeg", compound.clock())
        yield house().blobs


def test_the_setting_puts_pictures_into_the_bucket_and_none_on_the_disk(worked, in_bucket, data):
    assert (in_bucket / SHA[:2] / SHA[2:]).read_bytes() == PICTURE
    assert [path for path in (data / "blobs").rglob("*") if path.is_file()] == []


def test_sound_data_in_a_bucket_is_called_sound(worked, typed):
    for words in (("verify",), ("doctor",), ("nightly",)):
        code, said = typed(*words)
        assert code == 0, said


def test_a_backup_holds_the_pictures_of_the_bucket_and_can_be_put_back_into_another(
        worked, s3_server, typed, tmp_path, monkeypatch):
    assert "1 张新照片" in typed("backup", tmp_path / "copy")[1]
    assert (tmp_path / "copy" / "blobs" / SHA[:2] / SHA[2:]).read_bytes() == PICTURE
    monkeypatch.setenv("XUNLOU_DATABASE_URL", "")
    monkeypatch.setenv("XUNLOU_DATA", str(tmp_path / "new"))
    monkeypatch.setenv("XUNLOU_BLOBS_URL", f"s3://pictures/{tmp_path.name}-new")
    code, said = typed("restore", tmp_path / "copy")
    assert code == 0 and "1 张照片" in said, said
    assert (s3_server.folder / "pictures" / f"{tmp_path.name}-new" / SHA[:2] / SHA[2:]).read_bytes() == PICTURE
    assert typed("verify")[0] == 0


def test_a_bucket_that_is_away_makes_no_backup_and_forgets_no_picture(worked, typed, tmp_path, monkeypatch):
    here = typed("verify")
    monkeypatch.setenv("XUNLOU_BLOBS_URL", "s3://no-such-bucket/x")
    for words in (("backup", tmp_path / "copy"), ("verify",), ("doctor",)):
        code, said = typed(*words)
        assert code == 1 and "照片存储" in said, said
    assert not (tmp_path / "copy" / "backup.json").exists()
    monkeypatch.setenv("XUNLOU_BLOBS_URL", f"s3://pictures/{tmp_path.name}")
    assert typed("verify") == here and here[0] == 0
