"""`python -m tests bench meeting`: what is waited for before a meeting, in a young project beside one of years.

    python -m tests bench meeting [--db sqlite] [--db postgres] [--small 1000] [--large 125000] [--times 15]
                                  [--ground FOLDER] [--no-print] [--json FILE]

Small and large take turns (A B A B …) in one run; what is judged is the ratio of their medians. Then a paper of 30 findings
and 60 photos is printed by a process of its own. Filled projects are kept in the ground folder until their filler changes.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from statistics import median

from tests import postgres
from tests.benchmarks import print_cost
from tests.benchmarks.budgets import Verdict
from tests.benchmarks.intake import machine
from tests.benchmarks.kept_works import filled, on_postgres, on_sqlite
from tests.benchmarks.meeting_desk import Desk
from tests.people import ALICE, SAM

RATIO_MAX, FEED_KB_MAX = 1.2, 150
WARM = 2
GROUND = Path(tempfile.gettempdir()) / "xunlou-works"


def main(arguments: list[str]) -> int:
    """Measure, print the tables; 0 only when every budget was met."""
    wanted = parse(arguments)
    told: dict = {"machine": machine(), "small": wanted.small, "large": wanted.large, "databases": {}}
    kept = {}
    for visits in (wanted.small, wanted.large):
        began = time.monotonic()
        kept[visits] = filled(wanted.ground, visits)
        print(f"{visits} visits ready in {time.monotonic() - began:.0f} s: {kept[visits]}", file=sys.stderr, flush=True)
    judged: list[Verdict] = []
    for db in wanted.db or ["sqlite"]:
        with desks(db, kept) as (small, large):
            times = in_turn(small, large, wanted.times)
            feeds = {who.name: large.feed(who)[1:] for who in (ALICE, SAM)}
        verdicts = judge(times, feeds)
        show(db, times, verdicts)
        told["databases"][db] = {"times_ms": times, "feeds": feeds, "verdicts": [asdict(one) for one in verdicts]}
        judged += verdicts
    if not wanted.no_print:
        told["print"] = print_cost.measured()
        verdicts = print_cost.judge(told["print"])
        print("\na paper of 30 findings and 60 photos")
        show_verdicts(verdicts)
        judged += verdicts
    if wanted.json:
        wanted.json.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return 1 if any(not one.kept for one in judged) else 0


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests bench meeting", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db", action="append", choices=("sqlite", "postgres"), help="may be given twice")
    parser.add_argument("--small", type=int, default=1000, help="visits of the young project")
    parser.add_argument("--large", type=int, default=125_000, help="visits of the old one")
    parser.add_argument("--times", type=int, default=15, help="how often the two take turns")
    parser.add_argument("--ground", type=Path, default=GROUND, help="where filled projects are kept")
    parser.add_argument("--no-print", action="store_true", help="do not print the paper of 60 photos")
    parser.add_argument("--json", type=Path, metavar="FILE", help="everything measured")
    return parser.parse_args(arguments)


@contextmanager
def desks(db: str, kept: dict[int, Path]) -> Iterator[list[Desk]]:
    """A desk on a copy of each filled project, the small one first."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="xunlou-bench-")))
        socket = stack.enter_context(postgres.running()) if db == "postgres" else ""
        found = []
        for visits in sorted(kept):
            data = folder / f"works_{visits}"
            data.mkdir()
            copy = on_postgres(kept[visits], data, socket) if socket else on_sqlite(kept[visits], data)
            url, engine = stack.enter_context(copy)
            found.append(Desk(url, engine, data))
        yield found


def in_turn(small: Desk, large: Desk, times: int) -> dict[str, dict[str, list[float]]]:
    """{title: {"small", "large": milliseconds}}: each question A B A B, the first rounds not counted."""
    asks = {"small": small.asks(), "large": large.asks()}
    taken: dict[str, dict[str, list[float]]] = {}
    for title in asks["small"]:
        taken[title] = {"small": [], "large": []}
        for nr in range(WARM + times):
            for side, questions in asks.items():
                ms = questions[title]()
                if nr >= WARM:
                    taken[title][side].append(round(ms, 2))
    return taken


def judge(times: dict[str, dict[str, list[float]]], feeds: dict[str, tuple[int, int]]) -> list[Verdict]:
    """One ratio a question, and the weight of a new phone's feed."""
    ratios = [Verdict(f"{title}, large ÷ small", median(both["large"]) / median(both["small"]), "≤", RATIO_MAX)
              for title, both in times.items()]
    return ratios + [Verdict(f"feed from zero of {who}, KB with gzip", size / 1000, "≤", FEED_KB_MAX)
                     for who, (size, _) in feeds.items()]


def show(db: str, times: dict[str, dict[str, list[float]]], verdicts: list[Verdict]) -> None:
    """Both medians of every question, then a line per budget."""
    print(f"\n{db:<28}{'small ms':>10}{'large ms':>10}")
    for title, both in times.items():
        print(f"{title:<28}{median(both['small']):>10.1f}{median(both['large']):>10.1f}")
    show_verdicts(verdicts)


def show_verdicts(verdicts: list[Verdict]) -> None:
    """A mark, the measure, the budget."""
    for one in verdicts:
        print(f"{'✓' if one.kept else '✗'} {one.what}: {one.measured:.2f} (budget {one.sign} {one.budget:g})", flush=True)
