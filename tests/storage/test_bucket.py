"""A bucket can be away, refuse, be full or lie: nobody gets a receipt for it, and no picture is called lost."""

import hashlib
import io
import logging
import random
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from server.domain.problems import Problem
from server.storage.blobs import StoreFull
from server.storage.bucket import Access, BucketBlobs, StoreUnavailable
from tests import s3
from tests.storage.dying import half_way

PICTURE = random.Random(8).randbytes(200_000)
NAME = hashlib.sha256(PICTURE).hexdigest()
KEY = f"{NAME[:2]}/{NAME[2:]}"
DYING = half_way('BucketBlobs(Access("s3://pictures/x"), Path(sys.argv[1]), reserve_bytes=0)')


@pytest.fixture
def own_server(tmp_path):
    """A server only this test stops."""
    with s3.S3Server(tmp_path / "served") as server:
        yield server


def send(store: BucketBlobs) -> None:
    store.receive(io.BytesIO(PICTURE), len(PICTURE), NAME)


def fetched(store: BucketBlobs) -> bytes:
    file = store.open(NAME)
    assert file is not None
    with file:
        return file.read()


def store_of(access: Access, tmp_path) -> BucketBlobs:
    return BucketBlobs(access, tmp_path / "passing", reserve_bytes=0)


def left(tmp_path) -> list:
    return list((tmp_path / "passing" / "incoming").iterdir())


def test_a_store_that_is_away_is_said_to_be_away_for_every_act_and_serves_again_afterwards(own_server, tmp_path):
    store = store_of(own_server.access("a"), tmp_path)
    send(store)
    own_server.kill()
    acts = [lambda: send(store), lambda: store.open(NAME), lambda: store.size(NAME), lambda: store.discard(NAME),
            lambda: list(store.hashes())]
    for act in acts:
        with pytest.raises(StoreUnavailable) as refusal:
            act()
        assert (refusal.value.code, refusal.value.status, refusal.value.retry) == ("store_unavailable", 503, True)
    assert left(tmp_path) == []
    own_server.start()
    assert fetched(store) == PICTURE and list(store.hashes()) == [NAME]


def test_what_was_receipted_outlives_the_death_of_the_store(own_server, tmp_path):
    store = store_of(own_server.access("a"), tmp_path)
    send(store)
    own_server.kill()
    own_server.start()
    assert fetched(store_of(own_server.access("a"), tmp_path)) == PICTURE


def test_a_wrong_bucket_is_not_taken_for_a_lost_picture(s3_server, tmp_path):
    store = store_of(s3_server.access("", url="s3://nowhere/x"), tmp_path)
    for act in (lambda: store.open(NAME), lambda: send(store), lambda: list(store.hashes())):
        with pytest.raises(StoreUnavailable):
            act()


@pytest.mark.parametrize("wrong", [{"secret": "another-secret-of-ours"}, {"key_id": "another-key-of-ours"}])
def test_a_refused_key_is_logged_for_the_operator_and_the_secret_never_is(s3_server, tmp_path, caplog, wrong):
    access = s3_server.access("x", **wrong)
    with caplog.at_level(logging.DEBUG), pytest.raises(StoreUnavailable) as refusal:
        send(store_of(access, tmp_path))
    said = caplog.text + repr(refusal.value.body()) + repr(access) + str(refusal.value.__cause__)
    assert "403" in caplog.text and access.secret not in said
    assert left(tmp_path) == []


class Between:
    """The store's own client; what `puts` makes of the bytes reaches the store, its ETags are as `tagged` says."""

    def __init__(self, client, puts=lambda raw: raw, tagged=lambda tag: tag) -> None:
        self.client, self.puts, self.tagged = client, puts, tagged

    def __getattr__(self, name: str):
        return getattr(self.client, name)

    def put(self, key: str, path: Path, **how: object) -> None:
        changed = self.puts(path.read_bytes())
        if changed is not None:
            self.client.put(key, changed, **how)

    def head(self, key: str) -> dict:
        found = self.client.head(key)
        return {**found, "e_tag": self.tagged(found["e_tag"])}


DAMAGES = {"a flipped bit": lambda raw: raw[:9] + bytes([raw[9] ^ 1]) + raw[10:], "cut": lambda raw: raw[:-1],
           "swallowed": lambda raw: None}


@pytest.mark.parametrize("tagged", [lambda tag: tag, lambda tag: '"of-an-encrypted-object"', lambda tag: None],
                         ids=["md5", "opaque", "none"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_there_is_no_receipt_for_bytes_the_store_does_not_hold(s3_server, tmp_path, damage, tagged):
    store = store_of(s3_server.access(tmp_path.name), tmp_path)
    client = store._objects
    store._objects = Between(client, DAMAGES[damage], tagged)
    with pytest.raises(StoreUnavailable):
        send(store)
    store._objects = Between(client, tagged=tagged)
    send(store)
    assert fetched(store) == PICTURE and left(tmp_path) == []


@pytest.mark.parametrize("said", ["<Code>QuotaExceeded</Code>", "status code: 507 Insufficient Storage",
                                  "<Code>XMinioStorageFull</Code>"])
def test_a_full_bucket_is_a_full_store(s3_server, tmp_path, said):
    from obstore.exceptions import GenericError

    class Full:
        def put(self, *_: object, **__: object) -> None:
            raise GenericError(said)

    store = store_of(s3_server.access("x"), tmp_path)
    store._objects = Full()
    with pytest.raises(StoreFull):
        send(store)
    assert left(tmp_path) == []


def test_other_things_in_the_bucket_are_not_ours(s3_server, tmp_path):
    store = store_of(s3_server.access(tmp_path.name), tmp_path)
    s3_server.client("").put(KEY, b"somebody else's, outside our prefix")
    s3_server.client(tmp_path.name).put("renditions/readme.txt", b"somebody's")
    assert store.size(NAME) is None and list(store.hashes()) == []


def test_half_an_upload_of_a_killed_server_is_swept_away(s3_server, tmp_path):
    with subprocess.Popen([sys.executable, "-c", DYING, str(tmp_path / "passing")], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None and server.stdout.readline() == "half way\n"
        store = store_of(s3_server.access(tmp_path.name), tmp_path)
        assert store.sweep() == 0, "it is still being written"
        server.send_signal(signal.SIGKILL)
        server.wait()
    assert store.sweep() == 1 and left(tmp_path) == []


WRONG = [{"url": "https://bucket.example.cn"}, {"url": "s3://"}, {"url": "s3://who:what@bucket"},
         {"addressing": "both"}, {"key_id": "whatever-key"}, {"endpoint": "s3.example.cn"}, {"endpoint": "https://who:what@s3.example.cn"}]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_an_address_that_cannot_be_one_is_refused_without_being_repeated(tmp_path, wrong):
    access = Access(**{**asdict(Access("s3://bucket", endpoint="https://s3.example.cn")), **wrong})
    with pytest.raises(Problem) as refusal:
        store_of(access, tmp_path)
    assert refusal.value.code == "bad_setting" and "what" not in str(refusal.value)


def test_an_empty_picture_for_a_bucket_that_is_not_there_is_no_lost_file(s3_server, tmp_path):
    store = store_of(s3_server.access("", url="s3://nowhere/x"), tmp_path)
    with pytest.raises(StoreUnavailable):
        store.receive(io.BytesIO(b""), 0, hashlib.sha256(b"").hexdigest())
