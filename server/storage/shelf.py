"""Puts files on a disk so that a crash leaves the whole file under its name or nothing that matters."""

import fcntl
import logging
import os
import uuid
from contextlib import suppress
from pathlib import Path
from types import TracebackType

logger = logging.getLogger(__name__)

_SUFFIX = ".half"


class Half:
    """A file being written: locked while its writer lives, gone after the block unless renamed."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"{uuid.uuid4().hex}{_SUFFIX}"

    def __enter__(self) -> "Half":
        while True:
            self._file = self.path.open("xb", buffering=0)
            # The kernel drops this lock when the process dies: so an abandoned half is told from a live one.
            fcntl.flock(self._file, fcntl.LOCK_EX)
            if os.fstat(self._file.fileno()).st_nlink:
                return self
            self._file.close()  # swept away between its birth and its lock: begin again

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(FileNotFoundError):
            self.path.unlink()
        self._file.close()

    def write(self, piece: bytes) -> None:
        """Append all of `piece`; an unbuffered write may take only part of it at a time."""
        rest = memoryview(piece)
        while rest:
            rest = rest[self._file.write(rest):]

    def on_disk(self) -> None:
        """Return when the bytes written so far would survive a power cut."""
        os.fsync(self._file.fileno())

    def become(self, path: Path) -> None:
        """Take the name `path`, in one step, on the same file system. The folder is still to be synced."""
        os.replace(self.path, path)


def remove_abandoned(folder: Path) -> int:
    """Remove the halves whose writers died; those still being written are let alone. How many went.

    One that cannot be removed is left and told of: tidying keeps no server from starting.
    """
    gone = 0
    for path in sorted(folder.glob(f"*{_SUFFIX}")):
        try:
            with path.open("r+b") as file:      # on NFS a lock wants a file open for writing
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
                gone += 1
        except (BlockingIOError, FileNotFoundError):
            continue
        except OSError as fault:
            logger.warning("half upload %s stays: %s", path.name, fault.strerror)
    return gone


def folder_on_disk(folder: Path) -> None:
    """Return when the names in `folder` would survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def durable_folder(folder: Path) -> None:
    """Make `folder` and what is missing above it, each name synced in the folder that holds it."""
    if folder.is_dir():
        return
    durable_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    folder_on_disk(folder.parent)
