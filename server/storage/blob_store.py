"""The one place that chooses where pictures are kept: the data folder, or the bucket a setting names."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from server.storage.blobs import BlobStore, DiskBlobs

MIB = 1024 * 1024


def blob_store(settings: Mapping[str, Any]) -> BlobStore:
    """The store that the settings `BLOBS_…` choose. Raises Problem bad_setting.

    With a bucket, `DATA/blobs` only takes uploads while they are hashed.
    """
    folder, reserve = Path(settings["DATA"]) / "blobs", settings["DISK_RESERVE_MB"] * MIB
    if not settings["BLOBS_URL"]:
        return DiskBlobs(folder, reserve)
    from server.storage.bucket import Access, BucketBlobs

    names = ("url", "endpoint", "region", "addressing", "key_id", "secret")
    return BucketBlobs(Access(**{name: settings[f"BLOBS_{name.upper()}"] for name in names}), folder, reserve)
