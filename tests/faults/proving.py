"""`python -m tests mutants`: every guard turned off once; which complaint noticed it, and after how many days.

    python -m tests mutants [--db sqlite|postgres] [--only no_digest,poison_blocks] [--days 12]
"""

import argparse

from tests.faults import mischief, mutants
from tests.faults.run import CLIENTS
from tests.faults.simulation import simulate
from tests.faults.stage import Stage

COMPLAINT_CHARS = 90
CRASH_CHANCE = 0.6
"""More often than on an ordinary day: some faults show only when a phone dies at one moment of many."""

MISCHIEF = {**mischief.MISCHIEF, "flip_request": (10, mischief.flip_request),
            "flip_response": (10, mischief.flip_response)}
"""More wrong bits than on an ordinary day, which has hardly one in a picture."""


def main(arguments: list[str]) -> int:
    """Sow one fault after the other and play days until somebody complains; 0 when each was caught."""
    parser = argparse.ArgumentParser(prog="python -m tests mutants", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--only", help="these, with commas between")
    parser.add_argument("--days", type=int, default=12, help="after so many without a complaint it has survived")
    wanted = parser.parse_args(arguments)
    survived = []
    with Stage(wanted.db) as stage:
        for name in wanted.only.split(",") if wanted.only else mutants.names():
            seed, complaint = caught(stage, name, wanted.days)
            when = f"day {seed}" if complaint else "SURVIVED"
            print(f"{name:<28}{when:<10}{complaint[:COMPLAINT_CHARS]}", flush=True)
            survived += [] if complaint else [name]
    print(f"{wanted.db}: {len(survived)} survived {', '.join(survived)}")
    return 1 if survived else 0


def caught(stage: Stage, name: str, days: int) -> tuple[int, str]:
    """(the seed of the day, what was complained of first); an empty complaint when nobody noticed in `days` days.

    The product's own phones are used throughout: half of the faults are theirs.
    """
    for seed in range(1, days + 1):
        complaints = simulate(stage, seed, CLIENTS["js"], name, CRASH_CHANCE, MISCHIEF).report.all()
        if complaints:
            return seed, complaints[0]
    return days, ""
