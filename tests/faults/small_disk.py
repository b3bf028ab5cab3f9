"""A disk of a few megabytes that can be filled to the last byte: a file system in memory, mounted for one test."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MIB = 1024 * 1024


class SmallDisk:
    """The file system at `root`; a file of its own takes the room a test wants taken."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._ballast = root / "ballast"

    def leave(self, free: int) -> None:
        """Take all room but so many bytes."""
        self.make_room()
        with self._ballast.open("wb") as file:
            self._allocate(file.fileno(), free)

    def make_room(self) -> None:
        """Give back what was taken."""
        self._ballast.unlink(missing_ok=True)

    def _allocate(self, descriptor: int, free: int) -> None:
        here = os.statvfs(self.root)
        room = here.f_bavail * here.f_frsize - free
        try:
            os.posix_fallocate(descriptor, 0, room)
        except OSError as error:
            if error.errno != errno.ENOSPC:     # whoever took the rest meanwhile has it
                raise


@contextmanager
def small_disk(root: Path, size: int) -> Iterator[SmallDisk]:
    """Mount `size` bytes at `root`. Needs root, as installing a browser does; nothing is left of it afterwards."""
    root.mkdir(parents=True, exist_ok=True)
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(root)],
                           capture_output=True, text=True)
    assert mount.returncode == 0, f"a small disk cannot be mounted, run the tests as root: {mount.stderr}"
    try:
        yield SmallDisk(root)
    finally:
        subprocess.run(["umount", "--lazy", str(root)], check=True)
