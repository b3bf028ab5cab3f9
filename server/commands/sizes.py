"""By how much series of numbers jump: the options that `restore` and `skip-numbers` share."""

import argparse
from collections.abc import Callable

from server.domain.bodies.custody import RESTORES_MAX, SKIPPED_MAX, VERSIONS_SKIPPED_MAX
from server.sync.restored import Skip


def with_sizes(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Add `--skip-findings`, `--skip-notices`, `--skip-versions` and `--restored-before`."""
    parser.add_argument("--skip-findings", type=_size(SKIPPED_MAX), metavar="N", default=Skip.findings,
                        help="numbers of findings left out per kind and day (default %(default)s)")
    parser.add_argument("--skip-notices", type=_size(SKIPPED_MAX), metavar="N", default=Skip.notices,
                        help="numbers of notices left out per kind and day since the last record (default %(default)s)")
    parser.add_argument("--skip-versions", type=_size(VERSIONS_SKIPPED_MAX), metavar="N", default=Skip.versions,
                        help="versions of the newest sheet left out (default %(default)s)")
    parser.add_argument("--restored-before", type=_size(RESTORES_MAX - 1), metavar="N",
                        help="how often this backup, or any other, was put back since this one was made")
    return parser


def size_of(args: argparse.Namespace) -> Skip:
    """What one restore leaves out."""
    return Skip(args.skip_findings, args.skip_notices, args.skip_versions)


def _size(most: int) -> Callable[[str], int]:
    """0 to `most`."""
    def size(said: str) -> int:
        if not (said.isascii() and said.isdigit() and int(said) <= most):
            raise argparse.ArgumentTypeError(f"0 – {most}")
        return int(said)
    return size
