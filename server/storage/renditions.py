"""Keeps the smaller copies of pictures beside the originals: made on first request, thrown away at will."""

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from server.storage.blobs import BlobStore
from server.storage.marks import marked, marked_kind
from server.storage.pictures import rendition
from server.storage.shelf import Half, durable_folder, folder_on_disk, remove_abandoned

_SHA256 = re.compile(r"[0-9a-f]{64}")
_KIND = re.compile(r"[a-z][a-z0-9-]{0,39}")


class Renditions:
    """JPEG copies in one folder, `ab/abcdef….thumb.jpg`: named by original and kind."""

    def __init__(self, root: Path) -> None:
        """`root` is made if missing."""
        self.root = Path(root)
        self._incoming = self.root / "incoming"
        durable_folder(self._incoming)

    def path(self, sha256: str, kind: str) -> Path | None:
        """Where the kept copy lies, or None if there is none yet (or the name could not be one)."""
        place = self._place(sha256, kind)
        return place if place is not None and place.is_file() else None

    def open(self, sha256: str, kind: str) -> BinaryIO | None:
        """The kept copy, open for reading, or None."""
        place = self._place(sha256, kind)
        with suppress(FileNotFoundError):
            return place.open("rb") if place is not None else None
        return None

    def keep(self, sha256: str, kind: str, jpeg: bytes) -> None:
        """Keep a copy, in the same order as blobs; two makers of one copy do no harm."""
        place = self._place(sha256, kind)
        if place is None:
            raise ValueError(f"no rendition can be called {sha256!r} {kind!r}")
        durable_folder(place.parent)
        with Half(self._incoming) as half:
            half.write(jpeg)
            half.on_disk()
            half.become(place)
        folder_on_disk(place.parent)

    def discard(self, sha256: str) -> None:
        """Remove every copy of one picture: what is erased must not live on in small."""
        if not _SHA256.fullmatch(sha256):
            return
        shelf = self.root / sha256[:2]
        for place in shelf.glob(f"{sha256}.*.jpg"):
            place.unlink(missing_ok=True)
        if shelf.is_dir():
            folder_on_disk(shelf)

    def sweep(self) -> int:
        """Remove half-written copies a crash left behind. How many went."""
        return remove_abandoned(self._incoming)

    def _place(self, sha256: str, kind: str) -> Path | None:
        if not (_SHA256.fullmatch(sha256) and _KIND.fullmatch(kind)):
            return None
        return self.root / sha256[:2] / f"{sha256}.{kind}.jpg"


def kept_or_made(
    blobs: BlobStore, renditions: Renditions, sha256: str, kind: str, caption: Sequence[str] = ()
) -> bytes | None:
    """One of pictures.KINDS of a blob as JPEG: the kept copy, else made now and kept. None: blob not here.

    `caption` is for `marked` only; each caption has a copy of its own. Raises NotAPicture. A disk refusing
    the copy costs only the time to make it again.
    """
    name = marked_kind(caption) if kind == "marked" else kind
    kept = renditions.open(sha256, name)
    if kept is not None:
        with kept:
            return kept.read()
    blob = blobs.open(sha256)
    if blob is None:
        return None
    with blob:
        jpeg = marked(blob, caption) if kind == "marked" else rendition(blob, kind)
    with suppress(OSError):
        renditions.keep(sha256, name, jpeg)
    return jpeg
