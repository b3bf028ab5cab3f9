"""The command `xunlou`: one module of server/commands per command, found there."""

import argparse
import importlib
import logging
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from types import ModuleType

from server import commands
from server.domain.problems import Problem

WRONG, INTERRUPTED = 1, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code. What a person can put right is told in words, without a traceback."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    wanted = parser().parse_args(arguments)
    try:
        code: int | None = wanted.run(wanted)
    except Problem as problem:
        print(f"xunlou: {problem.detail}", file=sys.stderr)
        for line in problem.facts.get("lines", []):
            print(f"  {line}", file=sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    return code or 0


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    found = argparse.ArgumentParser(prog="xunlou", description="巡楼: every entrance, every day, on one sheet.")
    below = found.add_subparsers(title="commands", dest="command", required=True)
    for module in modules():
        module.add(below)
    return found


def modules() -> Iterator[ModuleType]:
    """The commands, by name: each module with `add(subparsers)`."""
    for entry in sorted(pkgutil.iter_modules(commands.__path__), key=lambda entry: entry.name):
        module = importlib.import_module(f"server.commands.{entry.name}")
        if hasattr(module, "add"):
            yield module


if __name__ == "__main__":
    raise SystemExit(main())
