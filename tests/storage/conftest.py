"""Both stores of pictures, a disk and a bucket, looked at from outside in the same way."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from server.storage.blobs import BlobStore, DiskBlobs
from server.storage.bucket import BucketBlobs
from tests.s3 import BUCKET


@pytest.fixture(params=["disk", "bucket"])
def place(request, tmp_path: Path) -> "Place":
    """Each test on both stores; the bucket is a folder that a real S3 server serves."""
    if request.param == "disk":
        return Place(DiskBlobs(tmp_path / "blobs", reserve_bytes=0), tmp_path / "blobs", tmp_path / "blobs")
    server, prefix = request.getfixturevalue("s3_server"), tmp_path.name
    store = BucketBlobs(server.access(prefix), tmp_path / "blobs", reserve_bytes=0)
    return Place(store, server.folder / BUCKET / prefix, tmp_path / "blobs", server.client(prefix))


@pytest.fixture
def store(place) -> BlobStore:
    return place.store


@dataclass
class Place:
    """A store, the folder its blobs end up in, the folder they pass through."""

    store: BlobStore
    folder: Path
    passing: Path
    client: Any = None

    def files(self) -> list[Path]:
        """All files anywhere, those half written too."""
        return sorted({path for top in (self.folder, self.passing) for path in top.rglob("*") if path.is_file()})

    def put(self, key: str, content: bytes) -> None:
        """Somebody else writes into the store; over the network where it is there."""
        if self.client is None:
            (self.folder / key).write_bytes(content)
        else:
            self.client.put(key, content)
