"""What the commands share: the option `--data`, and opening the house behind it."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask

from server import config
from server.domain.problems import Problem
from server.storage import log
from server.storage.db import Session, db
from server.sync.verify import projects

Subparsers = Any
"""argparse gives its own class no public name."""


def with_data(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Add `--data`."""
    parser.add_argument("--data", type=Path, metavar="DIR",
                        help="data folder (default: XUNLOU_DATA, else ./xunlou-data)")
    return parser


def with_project(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Add `--data` and `--project`."""
    with_data(parser).add_argument("--project", metavar="ID", help="project id (may be left out if there is only one)")
    return parser


def given(args: argparse.Namespace) -> dict[str, Any]:
    """The settings said on the command line."""
    names = ("data", "host", "port")
    return {name.upper(): getattr(args, name) for name in names if getattr(args, name, None) is not None}


def data_folder(args: argparse.Namespace) -> Path:
    """The data folder, whether it is there or not."""
    folder: Path = config.load(given(args))["DATA"]
    return folder


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Flask]:
    """The application on its data, with an application context; closed at the end."""
    from server.app import create_app
    from server.storage.demo_clock import clock_of

    app = create_app(given(args), clock=clock_of(data_folder(args)))
    with app.app_context():
        try:
            yield app
        finally:
            db.engine.dispose()


def chosen_project(args: argparse.Namespace) -> str:
    """`--project`, or the only one there is. Raises Problem not_found."""
    there = projects()
    if args.project in there or (args.project is None and len(there) == 1):
        return str(args.project or there[0])
    raise Problem("not_found", f"no such project: choose --project from {', '.join(there) or '(none)'} 没有这个项目")


def titled(session: Session, project: str) -> str:
    """`p1 水竹花园`."""
    return f"{project} {log.head(session, project)['name']}"


def file_bytes(path: Path) -> bytes:
    """A file named on the command line. Raises Problem not_found in words."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Problem("not_found", f"{path}: {error.strerror}") from None


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet. Raises Problem conflict instead of overwriting somebody's work."""
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise Problem("conflict", f"{path} exists already 文件已存在") from None
    except OSError as error:
        raise Problem("not_found", f"{path}: {error.strerror}") from None
