"""`xunlou verify`: is everything that was ever stored still there, and unchanged?"""

import argparse
from collections.abc import Iterator

from server.commands.opening import Subparsers, opened, with_data
from server.house import house
from server.sync.verify import adopt_orphans, projects, verify_blobs, verify_log


def add(subparsers: Subparsers) -> None:
    """Enter `verify`."""
    parser = with_data(subparsers.add_parser("verify", help="check the log's chain and the hash of every picture"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints a line per fault; 1 if there was any. Bad pictures are cleared, so that phones send them again."""
    faults = 0
    with opened(args):
        for line in found():
            print(line)
            faults += 1
    print(f"发现 {faults} 处问题 ({faults} faults)" if faults else "全部一致 (everything agrees)")
    return 1 if faults else 0


def found() -> Iterator[str]:
    """Every fault of every project; within an application context."""
    for project in projects():
        yield from verify_log(project)
    yield from verify_blobs(house().blobs)
    adopt_orphans(house().blobs, house().clock())
