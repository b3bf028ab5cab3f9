"""`xunlou project reports`: a compound agrees to be told of in a district's brief, or takes that back."""

import argparse

from server.commands.opening import Subparsers, opened, with_data
from server.domain.problems import Problem
from server.house import house
from server.imports.changes import Change, Outcome, write
from server.storage import log
from server.storage.db import reading
from server.storage.state import State
from server.sync.verify import projects

OFFICE = "o1"
NOBODY = "none"


def office(name: str) -> list[Change]:
    """What a district's project begins with: the office its people belong to."""
    return [Change("org", OFFICE, {"name": f"{name}协调工作组办公室", "short": "区协调办", "kind": "district_office"})]


def add(below: Subparsers) -> None:
    """Enter `project reports`."""
    parser = with_data(below.add_parser("reports", help="let a compound report to a district's meeting, or no longer"))
    parser.add_argument("compound", metavar="ID", help="the compound's project")
    parser.add_argument("--to", required=True, metavar="DISTRICT", help=f"the district's project, or {NOBODY}")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """The compound's consent, and its place in the district's list; the same again writes nothing.

    Taken back, the compound stays in the list: without its consent nothing of it is read.
    """
    with opened(args):
        to = "" if args.to == NOBODY else args.to
        with reading() as look:
            kinds = {id: log.head(look, id)["kind"] for id in projects()}
            listed = list(State(look, to).setting("compounds")) if to else []
        if kinds.get(args.compound) != "compound" or (to and kinds.get(to) != "district"):
            raise Problem("not_found", "a compound reports to a project of kind district 小区项目只能报送给区级项目")
        told = [_set(args.compound, "reports_to", to)]
        if to and args.compound not in listed:
            told.append(_set(to, "compounds", [*listed, args.compound]))
    refused = [line for outcome in told for line in outcome.refused]
    print(f"{args.compound} → {to or NOBODY}：写入 {sum(outcome.written for outcome in told)}")
    for line in refused:
        print(f"  未生效 not applied: {line}")
    return 1 if refused else 0


def _set(project: str, setting: str, value: str | list[str]) -> Outcome:
    return write(project, [Change("setting", setting, {"value": value})], house().clock())
