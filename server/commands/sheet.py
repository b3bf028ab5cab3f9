"""`xunlou sheet`: the issued sheet of a day as a PDF; `--check` proves that the log still says the same."""

import argparse
from pathlib import Path
from typing import Any

from server.commands.opening import Subparsers, chosen_project, opened, with_project
from server.domain.problems import Problem
from server.storage import sheets
from server.storage.db import db, reading
from server.sync.sheet_check import check


def add(subparsers: Subparsers) -> None:
    """Enter `sheet`."""
    parser = with_project(subparsers.add_parser("sheet", help="the issued sheet of a day, as PDF"))
    parser.add_argument("date", metavar="DATE", help="the sheet's day, e.g. 2023-06-14")
    parser.add_argument("--out", type=Path, metavar="FILE.pdf", help="where to write it")
    parser.add_argument("--part", choices=("text", "annex"), default="text", help="the sheet, or ledger and photos")
    parser.add_argument("--tier", choices=("daily", "weekly", "district"), default="daily")
    parser.add_argument("--check", action="store_true", help="make its content again from the log and compare")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """The same bytes as were printed the first time; overwrites `--out`. Exit code 1: the check failed."""
    from server.web.printing import paper

    with opened(args):
        project = chosen_project(args)
        with reading() as look:
            sheet = sheets.of_day(look, project, args.tier, args.date)
        if sheet is None:
            raise Problem("not_found", f"{args.date}: 没有已定稿的材料 (no sheet was issued for that day)")
        if args.out:
            args.out.write_bytes(paper(project, sheet, args.part))
        content = sheet["content"]
        print(f"第{content['number']}期 第{content['version']}版 {content['day']} {args.out or ''}".rstrip())
        return proven(project, args.tier, content) if args.check else 0


def proven(project: str, tier: str, content: dict[str, Any]) -> int:
    """Prints what the check found; 1 only if the content differs without a lawful reason."""
    proof = check(project, tier, content["number"], db.engine)
    words = {"same": "与记录一致 (the same)", "redacted": "其间有依法遮盖的内容 (redacted since)",
             "different": "与记录不一致 (DIFFERENT)"}
    print(f"{proof.issued[:16]} … {words[proof.verdict]}")
    return 1 if proof.verdict == "different" else 0
