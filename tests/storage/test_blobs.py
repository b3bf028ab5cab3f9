"""What people rely on when the server says it has their picture, on a disk or in a bucket."""

import errno
import hashlib
import io
import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from server.domain.problems import Problem
from server.storage import blobs as blob_room
from server.storage.blobs import BlobStore, HashMismatch, StoreFull, Truncated

PICTURE = random.Random(7).randbytes(300_000)
NAME = hashlib.sha256(PICTURE).hexdigest()
KEY = f"{NAME[:2]}/{NAME[2:]}"
BAD_NAMES = ["", "ab", "../../outside", NAME.upper(), NAME[:-1] + "/", NAME + "\n", "x" * 64]


class Line(io.RawIOBase):
    """A body that comes in small uneven pieces, as from a phone in a stairwell."""

    def __init__(self, body: bytes) -> None:
        self._rest, self._chance = body, random.Random(3)

    def read(self, size: int = -1) -> bytes:
        take = min(size, self._chance.randint(1, 9_000))
        piece, self._rest = self._rest[:take], self._rest[take:]
        return piece


def kept(store: BlobStore, name: str = NAME) -> bytes:
    file = store.open(name)
    assert file is not None
    with file:
        return file.read()


def test_a_picture_comes_back_byte_for_byte_under_its_own_hash(store, place):
    stored = store.receive(Line(PICTURE), len(PICTURE), NAME)
    assert (stored.sha256, stored.size) == (NAME, len(PICTURE))
    assert kept(store) == PICTURE
    assert store.size(NAME) == len(PICTURE)
    assert place.files() == [place.folder / KEY]


def test_a_body_cut_on_the_way_is_refused_and_leaves_nothing(store, place):
    with pytest.raises(Truncated) as refusal:
        store.receive(Line(PICTURE[:-1]), len(PICTURE), NAME)
    assert (refusal.value.code, refusal.value.status, refusal.value.retry) == ("truncated", 400, True)
    assert place.files() == []


def test_one_flipped_bit_is_refused_and_leaves_nothing(store, place):
    damaged = bytearray(PICTURE)
    damaged[150_000] ^= 1
    with pytest.raises(HashMismatch) as refusal:
        store.receive(Line(bytes(damaged)), len(damaged), NAME)
    assert (refusal.value.code, refusal.value.status) == ("hash_mismatch", 400)
    assert place.files() == []


def test_no_more_than_the_announced_length_is_read(store):
    body = io.BytesIO(PICTURE + b"the next request")
    store.receive(body, len(PICTURE), NAME)
    assert body.read() == b"the next request"


def test_a_connection_that_breaks_leaves_nothing(store, place):
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.receive(Broken(), 10, NAME)
    assert place.files() == []


def test_the_same_picture_sent_again_is_success_and_leaves_one_file(store, place):
    store.receive(Line(PICTURE), len(PICTURE), NAME)
    body = Line(PICTURE)
    assert store.receive(body, len(PICTURE), NAME).size == len(PICTURE)
    assert body.read(1) == b"", "the body must be read to its end, or the answer is lost"
    assert len(place.files()) == 1


def test_a_picture_that_rotted_is_healed_by_the_next_copy(store, place):
    store.receive(Line(PICTURE), len(PICTURE), NAME)
    place.put(KEY, bytes(len(PICTURE)))
    store.receive(Line(PICTURE), len(PICTURE), NAME)
    assert kept(store) == (place.folder / KEY).read_bytes() == PICTURE


def test_knowing_a_hash_is_not_enough_to_get_a_receipt(store):
    store.receive(Line(PICTURE), len(PICTURE), NAME)
    with pytest.raises(HashMismatch):
        store.receive(io.BytesIO(bytes(len(PICTURE))), len(PICTURE), NAME)
    assert kept(store) == PICTURE


def test_a_stored_picture_cut_short_by_damage_is_healed_by_sending_it_again(store, place):
    store.receive(Line(PICTURE), len(PICTURE), NAME)
    place.put(KEY, PICTURE[:1000])
    assert store.size(NAME) == 1000
    store.receive(Line(PICTURE), len(PICTURE), NAME)
    assert kept(store) == PICTURE


def test_eight_phones_sending_one_picture_at_once_all_succeed_and_one_file_stays(store, place):
    start = threading.Barrier(8)

    def send(_: int) -> str:
        start.wait()
        return store.receive(Line(PICTURE), len(PICTURE), NAME).sha256

    with ThreadPoolExecutor(8) as phones:
        assert list(phones.map(send, range(8))) == [NAME] * 8
    assert place.files() == [place.folder / KEY]
    assert kept(store) == PICTURE


def test_a_nearly_full_disk_refuses_pictures_before_reading_them_and_keeps_its_reserve(place):
    place.store.reserve_bytes = 2**60
    body = io.BytesIO(PICTURE)
    with pytest.raises(StoreFull) as refusal:
        place.store.receive(body, len(PICTURE), NAME)
    assert (refusal.value.code, refusal.value.status, refusal.value.retry) == ("storage_full", 507, True)
    assert body.tell() == 0
    assert place.files() == []


def test_a_disk_that_fills_up_while_writing_says_so_and_leaves_nothing(store, monkeypatch, place):
    def full(self: object, piece: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(blob_room.Half, "write", full)
    with pytest.raises(StoreFull):
        store.receive(Line(PICTURE), len(PICTURE), NAME)
    assert place.files() == []


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_is_no_hash_reaches_no_file(store, name, place):
    (place.folder.parent / "outside").write_bytes(b"secret")
    assert store.open(name) is None
    assert store.size(name) is None
    store.discard(name)
    with pytest.raises(Problem):
        store.receive(io.BytesIO(b""), 0, name)
    assert (place.folder.parent / "outside").read_bytes() == b"secret"


def test_what_is_discarded_is_gone_and_discarding_it_twice_is_no_error(store):
    store.receive(Line(PICTURE), len(PICTURE), NAME)
    store.discard(NAME)
    store.discard(NAME)
    assert store.open(NAME) is None
    assert store.size(NAME) is None
    assert list(store.hashes()) == []


def test_every_kept_name_is_listed_once_and_nothing_else(store, place):
    names = []
    for number in range(40):
        body = f"picture {number}".encode()
        names.append(hashlib.sha256(body).hexdigest())
        store.receive(io.BytesIO(body), len(body), names[-1])
    place.put(f"{names[0][:2]}/notes.txt", b"left by somebody")
    (place.passing / "incoming" / "x.half").write_bytes(b"")
    assert list(store.hashes()) == sorted(names)


def test_an_empty_blob_is_a_blob(store):
    nothing = hashlib.sha256(b"").hexdigest()
    assert store.receive(io.BytesIO(b""), 0, nothing).size == 0
    assert store.size(nothing) == 0
