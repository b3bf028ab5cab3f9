"""`python -m tests sync`: simulated days under faults, seed by seed, and what became of the promise.

    python -m tests sync --seeds 5 [--from 1] [--db sqlite|postgres] [--client python|js] [--blobs disk|s3]
    python -m tests sync --seed 17 --db postgres --client js      one of them again
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from tests.faults.fleet import Fleet
from tests.faults.js_phone import JavaScriptPhone
from tests.faults.mutants import SERVER
from tests.faults.phone import PythonPhone
from tests.faults.simulation import CREW, Client, Crew, Outcome, simulate
from tests.faults.stage import Stage

KINDS = ("lost", "doubled", "stuck", "leaked", "wrong")


def main(arguments: list[str]) -> int:
    """Run the seeds asked for; 0 only when every invariant held in each."""
    wanted = parse(arguments)
    seeds = [wanted.seed] if wanted.seed is not None else range(wanted.first, wanted.first + wanted.seeds)
    outcomes = []
    with Stage(wanted.db, wanted.blobs) as stage:
        for seed in seeds:
            outcomes.append(simulate(stage, seed, CLIENTS[wanted.client]))
            tell(outcomes[-1])
    print(summary(outcomes, f"{wanted.db}, {wanted.blobs}, {wanted.client}"))
    return 1 if any(outcome.report.all() for outcome in outcomes) else 0


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests sync", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=5, help="how many, one after the other")
    parser.add_argument("--from", dest="first", type=int, default=1, help="the first of them")
    parser.add_argument("--seed", type=int, help="only this one, again")
    parser.add_argument("--db", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--blobs", choices=("disk", "s3"), default="disk")
    parser.add_argument("--client", choices=sorted(CLIENTS), default="python")
    return parser.parse_args(arguments)


@contextmanager
def python_phones(origin: str, rng: random.Random, _mutant: str) -> Iterator[Crew]:
    """Scripted phones."""
    port = urlsplit(origin).port or 0
    yield {name: PythonPhone(port, person, random.Random(rng.random())) for name, person in CREW.items()}


@contextmanager
def javascript_phones(origin: str, rng: random.Random, mutant: str) -> Iterator[Crew]:
    """The product's own, all in one process."""
    with Fleet(origin, "" if mutant in SERVER else mutant) as fleet:
        yield {name: JavaScriptPhone(fleet, name, person, random.Random(rng.random())) for name, person in CREW.items()}


CLIENTS: dict[str, Client] = {"python": python_phones, "js": javascript_phones}


def tell(outcome: Outcome) -> None:
    """One line a seed, and every complaint."""
    report = outcome.report
    print(f"seed {outcome.seed}: {report.events} events, {report.photos} photos, {outcome.faults} faults, "
          f"{outcome.kills} kills, {outcome.crashes} crashes of phones, {outcome.seconds:.1f} s", flush=True)
    for complaint in report.all():
        print(f"    {complaint}", flush=True)


def summary(outcomes: list[Outcome], where: str) -> str:
    """The last line: everything in one."""
    total: Counter[str] = Counter()
    for outcome in outcomes:
        report = outcome.report
        total.update(events=report.events, photos=report.photos, faults=outcome.faults, kills=outcome.kills,
                     crashes=outcome.crashes, **{kind: len(getattr(report, kind)) for kind in KINDS})
    told = ", ".join(f"{total[name]} {name}" for name in ("events", "photos", "faults", "kills", "crashes", *KINDS))
    return f"{where} phones: {len(outcomes)} seeds, {told}"
