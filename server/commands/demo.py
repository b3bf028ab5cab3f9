"""`xunlou demo`: a compound and a day in June, played through the real API, to be looked at and printed."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from server.commands import serve
from server.commands.opening import Subparsers, data_folder, given, with_data
from server.demo.times import DAYS, DAYS_MAX

DAY = "2023-06-14"
PORT = 8000


def add(subparsers: Subparsers) -> None:
    """Enter `demo`."""
    parser = with_data(subparsers.add_parser("demo", help="play a day of the demo compound, then show it"))
    parser.add_argument("--date", type=_day, default=DAY, metavar="YYYY-MM-DD",
                        help="the day that is shown (default %(default)s)")
    parser.add_argument("--days", type=_days, default=DAYS, metavar="N",
                        help=f"days played up to and including --date, 1 to {DAYS_MAX}; the day before is always "
                             "played; 14 has two weekly meetings, a district's and a day without a sheet "
                             "(default %(default)s)")
    parser.add_argument("--before-meeting", action="store_true",
                        help="stop at 16:40 of that day: walked, but nothing prepared and its sheet not issued, to "
                             "rehearse the first one")
    parser.add_argument("--port", type=int, default=PORT, help="port to serve on (default %(default)s)")
    parser.add_argument("--no-serve", action="store_true", help="end after printing")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write what the demo holds as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Play if the folder is empty, tell what is there, serve."""
    from server.demo.play import app_of, played  # draws and sets type: too much for every other command

    data, settings = data_folder(args), {**given(args), "HOST": "127.0.0.1", "ORIGIN": ""}
    try:
        found = played(data, settings, args.date, args.days, lambda line: print(line, flush=True),
                       before=args.before_meeting)
    except AssertionError as fault:
        print(f"xunlou: {fault}", file=sys.stderr)
        return 1
    address = f"http://127.0.0.1:{args.port}"
    if args.json:
        args.json.write_text(json.dumps({**found, "base_url": address}, ensure_ascii=False, indent=1), encoding="utf-8")
    tell(found, data, address)
    if not args.no_serve:
        serve.listen(app_of(data, settings))
    return 0


def tell(found: dict[str, Any], data: Path, address: str) -> None:
    """The day in three lines, the sums of every paper, addresses, accounts, files."""
    from server.demo import proof

    covered, book, sheet = found["coverage"], found["reconcile"], found["sheet"]
    print(f"\n水竹花园（演示） {found['date']}　" + (
        f"调度会材料第{sheet['number']}期　核对码 {sheet['code']}" if sheet else
        f"16:40，调度会材料第{found['next']}期尚未定稿，请自己做一遍 (not issued yet: yours to rehearse)"))
    print(f"  楼门{covered['denominator']} = 发现问题{covered['findings']} + 未发现问题{covered['clean']} + "
          f"未能进入{covered['no_access']} + 本栋已到{covered['building_looked']} + 待上传{covered['on_phone']} + "
          f"未收到{covered['no_record']}")
    print(f"  期初未销{book['opening']} + 新增{book['new']} − 销项{book['closed']} − 核减{book['void_merged']} = "
          f"期末未销{book['closing']}")
    print("\n逐期核对 every sheet checked")
    for row in found["sheets"]:
        print(f"  {proof.line(row)}")
    for day in found["without_sheet"]:
        print(f"  {day} 未开会，无材料 (no meeting, no sheet)")
    print(f"\n手机 phone  {address}/\n电脑 desk   {address}/desk\n")
    for one in found["accounts"]:
        print(f"  {one['login']}  {one['password']}  {one['role']:<13} {one['name']}　{one['title']}"
              + (f"（{'、'.join(one['projects'])}）" if len(one["projects"]) > 1 else ""))
    print(f"\n数据 data      {data}", flush=True)
    if sheet is None:
        return
    print(f"正文 sheet     {data / sheet['pdf']}（{sheet['pages']}页）")
    print(f"附件 annexes   {data / sheet['annex']}（{sheet['annex_pages']}页）", flush=True)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a day like 2023-06-14") from None


def _days(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= DAYS_MAX:
        raise argparse.ArgumentTypeError(f"1 to {DAYS_MAX}")
    return int(text)
