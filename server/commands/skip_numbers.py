"""`xunlou skip-numbers`: a database put back by other means than `restore` passes over numbers that may be out."""

import argparse

from server.commands.opening import Subparsers, chosen_project, opened, with_project
from server.commands.sizes import size_of, with_sizes
from server.commands.skipped import skipped
from server.house import house
from server.storage import snapshot
from server.storage.db import db, reading
from server.sync.restored import skip_numbers
from server.sync.verify import projects


def add(subparsers: Subparsers) -> None:
    """Enter `skip-numbers`."""
    parser = with_sizes(with_project(subparsers.add_parser(
        "skip-numbers", help="leave out the numbers that a lost server may have given (all projects, or --project)")))
    parser.add_argument("--new-epoch", action="store_true",
                        help="tell the phones of all projects to check what is here and to send again what is not")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Safe to repeat: each time adds a gap. Phones are told last, so that what they send is numbered past it."""
    with opened(args):
        now, size = house().clock(), size_of(args)
        chosen = [chosen_project(args)] if args.project else projects()
        for project in chosen:
            skip_numbers(project, size.times(1 + (args.restored_before or 0)), now)
        if args.new_epoch:
            snapshot.rotate_epochs(db.engine, now)
        with reading() as look:
            for line in (line for project in chosen for line in skipped(look, project)):
                print(line)
    return 0
