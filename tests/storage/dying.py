"""A process that dies half way through an upload: what it leaves behind is looked at by the tests of both stores."""

PROGRAM = """
import sys
from pathlib import Path
from server.storage.blobs import DiskBlobs
from server.storage.bucket import Access, BucketBlobs

class Stalled:
    sent = False
    def read(self, size):
        if self.sent:
            print("half way", flush=True)
            sys.stdin.read()
        self.sent = True
        return b"x" * size

%s.receive(Stalled(), 10_000_000, "0" * 64)
"""


def half_way(store: str) -> str:
    """A program which says "half way" and waits to be killed; `store` is an expression over `Path(sys.argv[1])`."""
    return PROGRAM % store
