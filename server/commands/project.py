"""`xunlou project`: found a project from a spreadsheet, bring it up to date, set how it works."""

import argparse
import json
import re
from pathlib import Path
from typing import Any

from server.commands import reporting
from server.commands.opening import Subparsers, file_bytes, opened, with_data, write_new
from server.domain import strict_json
from server.domain.problems import Problem
from server.domain.settings import DEFAULTS
from server.house import house
from server.imports import project as spreadsheet
from server.imports.changes import Change, write
from server.imports.templates import places_template
from server.storage import log
from server.storage.db import reading, transaction
from server.storage.state import State
from server.sync.verify import projects

PROJECT_ID = re.compile(r"[a-z][a-z0-9]{0,31}")
DEFAULT_CODE = "XQ"


def add(subparsers: Subparsers) -> None:
    """Enter `project create`, `project template`, `project reports`, `project list`, `project set`."""
    below = subparsers.add_parser("project", help="projects: create, template, reports, list, set")
    below = below.add_subparsers(required=True)
    create = with_data(below.add_parser("create", help="found a project, or bring it up to its spreadsheet"))
    create.add_argument("name", help="its name, e.g. 水竹花园")
    create.add_argument("--places", type=Path, metavar="FILE.xlsx", help="places and organisations")
    create.add_argument("--id", help="project id (default: p1, p2, …)")
    create.add_argument("--code", default=DEFAULT_CODE,
                        help="prefix of place ids, 1 to 4 capitals (default %(default)s)")
    create.add_argument("--kind", choices=("compound", "district"), default="compound")
    create.set_defaults(run=run_create)
    template = below.add_parser("template", help="write the empty spreadsheet")
    template.add_argument("file", type=Path, metavar="FILE.xlsx")
    template.set_defaults(run=run_template)
    reporting.add(below)
    with_data(below.add_parser("list", help="the projects of this server")).set_defaults(run=run_list)
    change = with_data(below.add_parser("set", help="show or change a setting of a project (docs/settings.md)"))
    change.add_argument("project", help="its id, e.g. p1")
    change.add_argument("setting", choices=sorted(DEFAULTS), metavar="SETTING", help="its name, e.g. coverage_policy")
    change.add_argument("value", nargs="?", help="a word, a number or JSON; left out: only show what holds")
    change.set_defaults(run=run_set)


def run_create(args: argparse.Namespace) -> int:
    """Every row is checked before anything is written; the same file again writes nothing."""
    raw = file_bytes(args.places) if args.places else None
    with opened(args):
        if raw is not None:
            spreadsheet.read(raw, args.code, {})
        project = _found(args)
        if raw is None:
            items = spreadsheet.items() if args.kind == "compound" else reporting.office(args.name)
            outcome = spreadsheet.write(project, items, house().clock())
        else:
            outcome = spreadsheet.load(project, raw, args.code, house().clock())
        with reading() as look:
            places = State(look, project).all("place").values()
    doors = sum(place["kind"] == "entrance" for place in places)
    print(f"{project} {args.name}：楼门 {doors}，写入 {outcome.written}，未变 {outcome.unchanged} "
          f"({doors} entrances, {outcome.written} written, {outcome.unchanged} unchanged)")
    for line in outcome.refused:
        print(f"  未生效 not applied: {line}")
    return 1 if outcome.refused else 0


def run_template(args: argparse.Namespace) -> int:
    """An existing file is never overwritten."""
    write_new(args.file, places_template())
    print(args.file)
    return 0


def run_list(args: argparse.Namespace) -> int:
    """Id, kind, name and how many records each holds."""
    with opened(args), reading() as look:
        for project in projects():
            head = log.head(look, project)
            print(f"{project}\t{head['kind']}\t{head['name']}\t{head['seq']}")
    return 0


def run_set(args: argparse.Namespace) -> int:
    """Each change is an event like those of the administrator; a value no rule could work with changes nothing."""
    with opened(args):
        if args.project not in projects():
            raise Problem("not_found", args.project)
        refused = []
        if args.value is not None:
            wanted = Change("setting", args.setting, {"value": _value(args.value)})
            refused = write(args.project, [wanted], house().clock()).refused
        with reading() as look:
            held = State(look, args.project).setting(args.setting)
    print(f"{args.project}\t{args.setting}\t{json.dumps(held, ensure_ascii=False)}")
    for line in refused:
        print(f"  未生效 not applied: {line}")
    return 1 if refused else 0


def _value(said: str) -> Any:
    """JSON, or the word itself: `all` and `"all"` are the same."""
    try:
        return strict_json.loads(said.encode(errors="replace"))
    except strict_json.NotJson:
        return said


def _found(args: argparse.Namespace) -> str:
    """The project's id: the one of that id or name if it exists, else a new one."""
    now, there = house().clock(), projects()
    with reading() as look:
        names = {log.head(look, project)["name"]: project for project in there}
    id = args.id or names.get(args.name) or _next(there)
    if not PROJECT_ID.fullmatch(id):
        raise Problem("bad_request", "a project id is a small letter, then small letters and digits 项目编号格式不对")
    if id not in there:
        with transaction() as work:
            log.create_project(work, id, args.name, args.kind, now)
    elif names.get(args.name) != id:
        raise Problem("conflict", f"{id} is another project 已有同编号的项目")
    return str(id)


def _next(there: list[str]) -> str:
    number = 1
    while f"p{number}" in there:
        number += 1
    return f"p{number}"
