"""Keeps the same blobs in a bucket of an S3-compatible store: whole under their names, or not there."""

import hashlib
import logging
import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

from server.domain.limits import DISK_RESERVE_BYTES
from server.domain.problems import Problem
from server.storage.blobs import ByteStream, NoSuchName, Stored, StoreFull, key_of, spooled
from server.storage.shelf import durable_folder, remove_abandoned

log = logging.getLogger(__name__)

RETRIES_MAX = 2
RETRY_SECONDS_MAX = 10
CONNECT_SECONDS = 5
REQUEST_SECONDS = 30
AGAIN_SECONDS = 30
IN_MEMORY_BYTES_MAX = 2 * 1024 * 1024
_FULL = re.compile(r"status code: 507\b|<Code>\w*(?:QuotaExceeded|StorageFull|StorageExceeded)\w*</Code>")
_KEY = re.compile(r"[0-9a-f]{2}/[0-9a-f]{62}")


class StoreUnavailable(Problem):
    """The store does not answer, or not as it should: pictures wait on their phones, records still pass."""

    def __init__(self) -> None:
        super().__init__("store_unavailable", retry_after=AGAIN_SECONDS)


@dataclass(frozen=True)
class Access:
    """How to reach the bucket; without a key what the machine provides is used (AWS_… variables, its role)."""

    url: str
    endpoint: str = ""
    region: str = "us-east-1"
    addressing: str = "path"
    key_id: str = ""
    secret: str = field(default="", repr=False)


class BucketBlobs:
    """Blobs as objects `prefix/ab/cdef…`, the disk's own names; bytes pass through `spool` to be hashed first."""

    def __init__(self, access: Access, spool: Path, reserve_bytes: int = DISK_RESERVE_BYTES) -> None:
        """Nothing is asked of the store yet: a server starts while its store is away.

        `spool` is made if missing. Raises Problem bad_setting for an address that cannot be one.
        """
        self._objects = _client(access)
        self.reserve_bytes = reserve_bytes
        self._incoming = Path(spool) / "incoming"
        durable_folder(self._incoming)

    def receive(self, stream: ByteStream, length: int, expected_sha256: str) -> Stored:
        """Read exactly `length` bytes, check them against their name, and return once the store has them all.

        One PUT of the whole object, so no half of it is ever seen. The signed request carries the hash, but not
        every store looks at it, so we look at what it then holds: a receipt is only for bytes that are there.
        Raises Truncated, HashMismatch, StoreFull or StoreUnavailable. Bytes damaged on the way stay without a
        row until they are sent again: deleting them could take a twin's good ones.
        """
        with spooled(self._incoming, self.reserve_bytes, stream, length, expected_sha256) as half:
            with _asking(putting=length):
                self._objects.put(key_of(expected_sha256), half.path, use_multipart=False)
                e_tag = self._objects.head(key_of(expected_sha256))["e_tag"]
            if not self._same(e_tag, half.path, expected_sha256):
                log.error("the store of pictures took %s and holds other bytes", expected_sha256)
                raise StoreUnavailable
        return Stored(expected_sha256, length)

    def _same(self, e_tag: str | None, sent: Path, sha256: str) -> bool:
        """Does the store hold what was sent? Its ETag is the MD5; a store that encrypts has another: read it back."""
        with sent.open("rb") as file:
            if (e_tag or "").strip('"') == hashlib.file_digest(file, "md5").hexdigest():
                return True
        back: Any = self.open(sha256)
        if back is None:
            return False
        with back:
            return hashlib.file_digest(back, "sha256").hexdigest() == sha256

    def open(self, sha256: str) -> BinaryIO | None:
        """The blob's bytes, fetched whole before the first is given, or None if it is not here."""
        with suppress(FileNotFoundError, NoSuchName), ExitStack() as undone:
            file = undone.enter_context(tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES_MAX))
            with _asking():
                found = self._objects.get(key_of(sha256))
                for piece in found.stream():
                    file.write(piece)
            if file.tell() != found.meta["size"]:
                raise StoreUnavailable
            file.seek(0)
            undone.pop_all()
            return cast(BinaryIO, file)
        return None

    def size(self, sha256: str) -> int | None:
        """Bytes in the store, or None if it is not there."""
        try:
            with _asking():
                return int(self._objects.head(key_of(sha256))["size"])
        except (FileNotFoundError, NoSuchName):
            return None

    def discard(self, sha256: str) -> None:
        """Remove the blob; one that is not here is no error. Versions of the bucket outlive it: docs/keeping.md."""
        with suppress(FileNotFoundError, NoSuchName), _asking():
            self._objects.delete(key_of(sha256))

    def hashes(self) -> Iterator[str]:
        """The names of all blobs, in the order the store lists them: by name."""
        with _asking():
            for page in self._objects.list():
                for found in page:
                    if _KEY.fullmatch(found["path"]):
                        yield found["path"].replace("/", "")

    def sweep(self) -> int:
        """Remove the half uploads a crash left on this machine; the store itself never holds one. How many went."""
        return remove_abandoned(self._incoming)


def _client(access: Access) -> Any:
    try:
        from obstore.store import S3Store
    except ImportError:
        raise Problem("bad_setting", "XUNLOU_BLOBS_URL needs an S3 client: pip install '.[s3]'") from None
    place = urlsplit(access.url)
    if place.scheme != "s3" or not place.netloc or "@" in place.netloc or place.query or place.fragment:
        raise Problem("bad_setting", "XUNLOU_BLOBS_URL must be s3://bucket or s3://bucket/prefix, without keys in it")
    if access.addressing not in ("path", "virtual"):
        raise Problem("bad_setting", "XUNLOU_BLOBS_ADDRESSING must be path or virtual")
    if bool(access.key_id) != bool(access.secret):
        raise Problem("bad_setting", "XUNLOU_BLOBS_KEY_ID and XUNLOU_BLOBS_SECRET go together")
    keys: dict[str, Any] = {"access_key_id": access.key_id, "secret_access_key": access.secret} if access.key_id else {}
    endpoint: dict[str, Any] = {"endpoint": _endpoint(access, place.netloc)} if access.endpoint else {}
    return S3Store(
        place.netloc, prefix=place.path.strip("/") or None, region=access.region, **keys, **endpoint,
        virtual_hosted_style_request=access.addressing == "virtual", checksum_algorithm="SHA256",
        client_options={"allow_http": access.endpoint.startswith("http://"),
                        "connect_timeout": timedelta(seconds=CONNECT_SECONDS),
                        "timeout": timedelta(seconds=REQUEST_SECONDS)},
        retry_config={"max_retries": RETRIES_MAX, "retry_timeout": timedelta(seconds=RETRY_SECONDS_MAX)})


def _endpoint(access: Access, bucket: str) -> str:
    """The store's address; with virtual addressing the bucket stands before its host."""
    scheme, host = urlsplit(access.endpoint)[:2]
    if scheme not in ("http", "https") or not host or "@" in host:
        raise Problem("bad_setting", "XUNLOU_BLOBS_ENDPOINT must be like https://s3.example.cn, without keys in it")
    return f"{scheme}://{bucket}.{host}" if access.addressing == "virtual" else access.endpoint


@contextmanager
def _asking(putting: int | None = None) -> Iterator[None]:
    """Turn what the client raises into our words; the log gets its first line, which holds no key.

    A missing object stays FileNotFoundError. A missing bucket is not that: else a wrong setting would look
    as if every picture were lost, and `verify` would forget them. Raises StoreFull, StoreUnavailable.
    """
    from obstore.exceptions import BaseError

    try:
        yield
    except FileNotFoundError as error:
        if putting is not None or "NoSuchBucket" in str(error):
            raise _away(error) from None
        raise
    except BaseError as error:
        if _FULL.search(str(error)):
            raise StoreFull(putting or 0, 0) from None
        raise _away(error) from None


def _away(error: Exception) -> StoreUnavailable:
    log.error("the store of pictures: %s: %s", type(error).__name__, str(error).partition("\n")[0])
    return StoreUnavailable()
