"""`xunlou sheet`: the issued sheet of a day as a PDF; `--check` proves that the log still says the same."""

import argparse
from pathlib import Path
from typing import Any

from server.commands.opening import Subparsers, chosen_project, opened, with_project
from server.domain.problems import Problem
from server.storage import sheets, sheets_shown
from server.storage.db import db, reading
from server.sync.sheet_check import Proof, check, check_all
from server.sync.verify import projects

WORDS = {"same": "与记录一致 (the same)", "redacted": "其间有依法遮盖的内容 (redacted since)",
         "different": "与记录不一致 (DIFFERENT)"}
TIERS = {"daily": "日", "weekly": "周", "district": "区"}


def add(subparsers: Subparsers) -> None:
    """Enter `sheet`."""
    parser = with_project(subparsers.add_parser("sheet", help="the issued sheet of a day, as PDF"))
    parser.add_argument("date", metavar="DATE", nargs="?", help="the sheet's day, e.g. 2023-06-14")
    parser.add_argument("--out", type=Path, metavar="FILE.pdf", help="where to write it")
    parser.add_argument("--part", choices=("text", "annex"), default="text", help="the sheet, or ledger and photos")
    parser.add_argument("--tier", choices=tuple(TIERS), default="daily")
    parser.add_argument("--check", action="store_true", help="make its content again from the log and compare")
    parser.add_argument("--all", action="store_true", help="with --check: every version of every sheet there is")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """The same bytes as were printed the first time; overwrites `--out`. Exit code 1: the check failed."""
    if args.all and (args.date or args.out or not args.check):
        raise Problem("bad_request", "--all 与 --check 同用，不写日期和文件 (--all goes with --check, and no DATE)")
    if args.date is None and not args.all:
        raise Problem("bad_request", "请写日期，或用 --check --all (say a DATE, or --check --all)")
    with opened(args):
        return every(args) if args.all else one(args)


def one(args: argparse.Namespace) -> int:
    """The sheet of a day: written, named, proven, as was asked."""
    from server.web.printing import paper

    project = chosen_project(args)
    with reading() as look:
        stored = sheets.of_day(look, project, args.tier, args.date)
    if stored is None:
        raise Problem("not_found", f"{args.date}: 没有已定稿的材料 (no sheet was issued for that day)")
    sheet = sheets_shown.shown(stored)
    if args.out:
        args.out.write_bytes(paper(project, sheet, args.part))
    content = sheet["content"]
    print(f"第{content['number']}期 第{content['version']}版 {content['day']} {args.out or ''}".rstrip())
    return proven(project, args.tier, content) if args.check else 0


def every(args: argparse.Namespace) -> int:
    """A line per version of every tier, of one project or of all; 1 if any differs without a lawful reason."""
    count, wrong = 0, 0
    for project in [chosen_project(args)] if args.project else projects():
        for proof in check_all(project, db.engine):
            print(line(project, proof))
            count, wrong = count + 1, wrong + (proof.verdict == "different")
    if not count:
        raise Problem("not_found", "还没有已定稿的材料 (no sheet has been issued yet)")
    print(f"{count} 份材料中 {wrong} 份与记录不一致 ({wrong} of {count} sheets DIFFER)" if wrong
          else f"{count} 份材料全部与记录一致 (all {count} sheets agree with the log)")
    return 1 if wrong else 0


def line(project: str, proof: Proof) -> str:
    """p1 日 第45期 第1版 2023-06-14 0123456789abcdef … 与记录一致 (the same)."""
    return (f"{project} {TIERS.get(proof.tier, proof.tier)} 第{proof.number}期 第{proof.version}版 {proof.day} "
            f"{proof.issued[:16] or '–'} … {WORDS[proof.verdict]}")


def proven(project: str, tier: str, content: dict[str, Any]) -> int:
    """Prints what the check found; 1 only if the content differs without a lawful reason."""
    proof = check(project, tier, content["number"], db.engine)
    print(f"{proof.issued[:16]} … {WORDS[proof.verdict]}")
    return 1 if proof.verdict == "different" else 0
