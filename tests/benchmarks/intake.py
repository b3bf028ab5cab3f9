"""`python -m tests bench intake`: what taking a visit costs, beside the least a server could do with the same calls.

    python -m tests bench intake [--db sqlite] [--db postgres] [--phones 16] [--visits 50] [--times 3] [--json FILE]

Floor and server take turns (A B A B …), each time on fresh data; what is compared are the medians of the same run.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from statistics import median

from tests.benchmarks.budgets import Run, Verdict, verdicts
from tests.benchmarks.grounds import GROUNDS, Ground
from tests.benchmarks.runs import measure_floor, measure_server

COLUMNS = (("visits/s", "rate", ".1f"), ("CPU ms/visit", "cpu_ms", ".2f"), ("database CPU", "database_cpu_ms", ".2f"),
           ("call p50 ms", "p50_ms", ".1f"), ("call p99 ms", "p99_ms", ".1f"), ("peak MB", "peak_mb", ".0f"),
           ("written/photo bytes", "written", ".2f"), ("errors", "errors", "d"))


def main(arguments: list[str]) -> int:
    """Measure, print a table and the verdicts; 0 only when every budget was met."""
    wanted = parse(arguments)
    told = {"machine": machine(), "phones": wanted.phones, "visits": wanted.visits, "times": wanted.times, "databases": {}}
    broken = 0
    for db in wanted.db or ["sqlite"]:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="xunlou-bench-")))
            ground = stack.enter_context(GROUNDS[db](folder))
            runs = take_turns(ground, wanted)
        middles = {side: middle(some) for side, some in runs.items()}
        judged = verdicts(middles["floor"], middles["server"], runs["server"])
        show(db, middles, judged)
        told["databases"][db] = {"runs": {side: [asdict(one) for one in some] for side, some in runs.items()},
                                 "medians": {side: asdict(one) for side, one in middles.items()},
                                 "verdicts": [asdict(one) for one in judged]}
        broken += sum(not one.kept for one in judged)
    if wanted.json:
        wanted.json.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return 1 if broken else 0


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests bench intake", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db", action="append", choices=sorted(GROUNDS), help="may be given twice (default: sqlite)")
    parser.add_argument("--phones", type=int, default=16)
    parser.add_argument("--visits", type=int, default=50, help="of each phone, in each run")
    parser.add_argument("--times", type=int, default=3, help="how often floor and server take turns")
    parser.add_argument("--json", type=Path, metavar="FILE", help="everything measured")
    return parser.parse_args(arguments)


def take_turns(ground: Ground, wanted: argparse.Namespace) -> dict[str, list[Run]]:
    """{"floor", "server"}: A B A B, so that what else the machine does falls on both."""
    runs: dict[str, list[Run]] = {"floor": [], "server": []}
    for turn in range(1, wanted.times + 1):
        for side, measure in (("floor", measure_floor), ("server", measure_server)):
            runs[side].append(measure(ground, wanted.phones, wanted.visits))
            print(f"{ground.db} {side} {turn}/{wanted.times}: {runs[side][-1].line()}", file=sys.stderr, flush=True)
    return runs


def middle(runs: list[Run]) -> Run:
    """Each number the median of its own; errors are added up."""
    every = [asdict(one) for one in runs]
    told = {name: median(one[name] for one in every) for name in every[0]}
    return Run(**{**told, "errors": sum(one.errors for one in runs)})


def show(db: str, middles: dict[str, Run], judged: list[Verdict]) -> None:
    """Both sides and their ratio, then a line per budget."""
    print(f"\n{db:<22}{'floor':>10}{'server':>10}{'ratio':>8}")
    for title, name, form in COLUMNS:
        floor, server = (getattr(middles[side], name) for side in ("floor", "server"))
        ratio = f"{server / floor:8.2f}" if floor else ""
        print(f"{title:<22}{floor:>10{form}}{server:>10{form}}{ratio}")
    for one in judged:
        print(f"{'✓' if one.kept else '✗'} {one.what}: {one.measured:.2f} (budget {one.sign} {one.budget:g})")


def machine() -> dict[str, object]:
    """Enough to know what not to compare with."""
    return {"processors": os.cpu_count(), "python": platform.python_version(), "system": platform.platform(),
            "load": os.getloadavg()[0]}
