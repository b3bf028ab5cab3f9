"""`python -m tests`: gets what it needs, runs the named steps quickest first, ends with one table.

    python -m tests                      everything that guards a change (also what CI runs)
    python -m tests --only unit,server   some steps
    python -m tests -k door              the tests whose names match, in every pytest step
    python -m tests --nightly            the long ones and the benchmarks too
    python -m tests --list               the steps, one a line
    python -m tests shots [FOLDER]       pictures of every screen
    python -m tests sync --seeds 5       whole days under faults, and what became of the promise
    python -m tests mutants              every guard turned off once: what notices it
    python -m tests bench intake         what taking a visit costs, beside the least it could
    python -m tests bench meeting        what is waited for before a meeting, after a week and after years
    python -m tests docs                 write the generated pages under docs/ anew
"""

import argparse
import subprocess
import sys
import time

from tests.steps import outcome, tools
from tests.steps.plan import NIGHTLY_STEPS, STEPS


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["shots"]:
        return shots(arguments[1:])
    if arguments[:1] == ["docs"]:
        from tests import documents
        return documents.write()
    if arguments[:1] == ["sync"]:
        from tests.faults import run as simulations
        return simulations.main(arguments[1:])
    if arguments[:1] == ["mutants"]:
        from tests.faults import proving
        return proving.main(arguments[1:])
    if arguments[:2] == ["bench", "intake"]:
        from tests.benchmarks import intake
        return intake.main(arguments[2:])
    if arguments[:2] == ["bench", "meeting"]:
        from tests.benchmarks import meeting
        return meeting.main(arguments[2:])
    wanted = parse(arguments)
    steps = [*STEPS, *(NIGHTLY_STEPS if wanted.nightly else [])]
    if wanted.list:
        print("\n".join(f"{step.name:<12}{step.about}" for step in steps))
        return 0
    return run(choose(steps, wanted), wanted)


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-k", metavar="EXPR", help="only tests whose names match, as pytest reads it")
    parser.add_argument("--only", metavar="STEP[,STEP]", help="only these steps")
    parser.add_argument("--nightly", action="store_true", help="also what takes long")
    parser.add_argument("--list", action="store_true", help="print the steps and stop")
    parser.add_argument("-x", action="store_true", help="stop after the first step that fails")
    return parser.parse_args(arguments)


def choose(steps: list, wanted: argparse.Namespace) -> list:
    """The steps asked for; an unknown name is an error, not an empty run."""
    names = wanted.only.split(",") if wanted.only else [step.name for step in steps]
    unknown = set(names) - {step.name for step in steps}
    if unknown:
        raise SystemExit(f"no such step: {', '.join(sorted(unknown))} (python -m tests --list)")
    return [step for step in steps if step.name in names and (step.pytest or not wanted.k)]


def run(steps: list, wanted: argparse.Namespace) -> int:
    extra = ["-k", wanted.k] if wanted.k else []
    environment = {"XUNLOU_TEST_NIGHTLY": "1"} if wanted.nightly else {}
    started = time.monotonic()
    outcomes = []
    for step in steps:
        print(f"\n--- {step.name}: {step.about}", flush=True)
        outcomes.append(outcome.run(step, extra, environment))
        last = outcomes[-1]
        print(f"--- {step.name}: {last.word} in {last.seconds:.1f}s {last.reason}", flush=True)
        if last.bad and wanted.x:
            break
    return outcome.report(outcomes, time.monotonic() - started)


def shots(arguments: list[str]) -> int:
    """Take the pictures of every screen into a folder (default `shots`)."""
    try:
        tools.chromium()
    except tools.Missing as missing:
        print(missing)
        return 1
    command = [sys.executable, "-m", "tests.browser.shots", *arguments]
    return subprocess.run(command, cwd=tools.ROOT).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
