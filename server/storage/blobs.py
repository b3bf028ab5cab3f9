"""Keeps pictures and papers as files named by their own SHA-256: durable before anybody is told so."""

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from server.domain.limits import DISK_RESERVE_BYTES
from server.domain.problems import Problem
from server.storage.shelf import Half, durable_folder, folder_on_disk, remove_abandoned

CHUNK_BYTES = 64 * 1024
_SHELF = re.compile(r"[0-9a-f]{2}")
_NAME = re.compile(r"[0-9a-f]{64}")


class Truncated(Problem):
    """Fewer bytes came than were announced: damaged on the way, worth sending again."""

    def __init__(self, expected: int, got: int) -> None:
        super().__init__("truncated", expected=expected, got=got)


class HashMismatch(Problem):
    """The bytes are not the ones the name promises."""

    def __init__(self, expected: str, got: str) -> None:
        super().__init__("hash_mismatch", expected=expected, got=got)


class StoreFull(Problem):
    """Too little disk for another picture; what is left is kept for reports."""

    def __init__(self, wanted: int, free: int) -> None:
        super().__init__("storage_full", wanted=wanted, free=free)


@dataclass(frozen=True)
class Stored:
    """What the store holds for certain: its own hash of the bytes, and how many there are."""

    sha256: str
    size: int


class ByteStream(Protocol):
    """Anything bytes can be read from: a request body, an open file."""

    def read(self, size: int, /) -> bytes: ...


class BlobStore(Protocol):
    """The five acts every blob store can do, on a disk or in a bucket, and the sweeping up after a crash."""

    def receive(self, stream: ByteStream, length: int, expected_sha256: str) -> Stored: ...

    def open(self, sha256: str) -> BinaryIO | None: ...

    def size(self, sha256: str) -> int | None: ...

    def discard(self, sha256: str) -> None: ...

    def hashes(self) -> Iterator[str]: ...

    def sweep(self) -> int: ...


class DiskBlobs:
    """Blobs in one folder of a local disk, `ab/cdef…`: a shelf for each pair of first digits."""

    def __init__(self, root: Path, reserve_bytes: int = DISK_RESERVE_BYTES) -> None:
        """`root` is made if missing. `reserve_bytes` of the disk stay free, so that reports still pass."""
        self.root = Path(root)
        self.reserve_bytes = reserve_bytes
        self._incoming = self.root / "incoming"
        durable_folder(self._incoming)
        self._durable_shelves = set(os.listdir(self.root))
        folder_on_disk(self.root)

    def receive(self, stream: ByteStream, length: int, expected_sha256: str) -> Stored:
        """Read exactly `length` bytes, check them against their name, and return once they are durable.

        A blob already here is read and checked all the same: a receipt is only for bytes somebody has.
        Raises Truncated, HashMismatch or StoreFull; whatever fails leaves no file behind. The order
        (file on disk, then its name, then the folder) is protocol.md §2.
        """
        with spooled(self._incoming, self.reserve_bytes, stream, length, expected_sha256) as half:
            self._keep(half, Stored(expected_sha256, length))
        return Stored(expected_sha256, length)

    def open(self, sha256: str) -> BinaryIO | None:
        """The blob's bytes, open for reading, or None if it is not here."""
        try:
            return self._path(sha256).open("rb")
        except (FileNotFoundError, NoSuchName):
            return None

    def size(self, sha256: str) -> int | None:
        """Bytes on disk, or None if it is not here. A wrong size means damage: `have`, protocol.md §3.5."""
        try:
            return self._path(sha256).stat().st_size
        except (FileNotFoundError, NoSuchName):
            return None

    def discard(self, sha256: str) -> None:
        """Remove the blob for good; one that is not here is no error."""
        with suppress(FileNotFoundError, NoSuchName):
            path = self._path(sha256)
            path.unlink()
            folder_on_disk(path.parent)

    def hashes(self) -> Iterator[str]:
        """The names of all blobs, shelf by shelf, in order."""
        for shelf in sorted(filter(_SHELF.fullmatch, os.listdir(self.root))):
            for name in sorted(os.listdir(self.root / shelf)):
                if _NAME.fullmatch(shelf + name):
                    yield shelf + name

    def sweep(self) -> int:
        """Remove half uploads a crash left behind; those still being written are let alone. How many went."""
        return remove_abandoned(self._incoming)

    def _keep(self, half: Half, blob: Stored) -> None:
        path = self._path(blob.sha256)
        self._make_shelf(path.parent)
        half.on_disk()  # also over a file of this name: it may have rotted, these bytes were just checked
        half.become(path)
        # Also for a twin: its writer may not have reached this line, and our receipt must not outrun his.
        folder_on_disk(path.parent)

    def _make_shelf(self, shelf: Path) -> None:
        if shelf.name not in self._durable_shelves:
            shelf.mkdir(exist_ok=True)
            folder_on_disk(self.root)  # also if another process made it: its name may not be on disk yet
            self._durable_shelves.add(shelf.name)

    def _path(self, sha256: str) -> Path:
        return self.root / key_of(sha256)


class NoSuchName(ValueError):
    """Not 64 lower-case hexadecimal digits, so no blob can have this name, nor may it become a path."""


def key_of(sha256: str) -> str:
    """Where a blob lies in any store: `ab/cdef…`. Raises NoSuchName."""
    if not _NAME.fullmatch(sha256):
        raise NoSuchName(sha256)
    return f"{sha256[:2]}/{sha256[2:]}"


@contextmanager
def spooled(folder: Path, reserve_bytes: int, stream: ByteStream, length: int, expected_sha256: str) -> Iterator[Half]:
    """Exactly `length` bytes in a half file of `folder`, their hash already checked; gone after the block.

    Raises Truncated, HashMismatch, or StoreFull, also for a disk that fills up within the block.
    """
    free = shutil.disk_usage(folder).free
    if free < reserve_bytes + length:
        raise StoreFull(length, free)
    try:
        with Half(folder) as half:
            got, sha256 = copy_hashed(stream, length, half)
            if got != length:
                raise Truncated(length, got)
            if sha256 != expected_sha256:
                raise HashMismatch(expected_sha256, sha256)
            yield half
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreFull(length, 0) from error
        raise


def copy_hashed(stream: ByteStream, length: int, sink: Half) -> tuple[int, str]:
    """Copy at most `length` bytes in small pieces; returns how many came and their SHA-256 in hexadecimal."""
    digest, got = hashlib.sha256(), 0
    while got < length:
        piece = stream.read(min(CHUNK_BYTES, length - got))
        if not piece:
            break
        digest.update(piece)
        sink.write(piece)
        got += len(piece)
    return got, digest.hexdigest()
