"""Runs one step, reads its closing lines, and says in a table what became of all of them."""

import os
import re
import subprocess
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.steps.plan import Step
from tests.steps.tools import ROOT, Missing

CHECKS = ("lint", "types", "js-types")
NO_TESTS_COLLECTED = 5
COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped|deselected)")
NODE_COUNT = re.compile(r"^\S+ (pass|fail|skipped|cancelled) (\d+)$")
CLOSING = re.compile(r"^(=+ )?(no tests ran|\d+ (passed|failed|errors?|skipped|deselected)).* in [\d.]+s")
FROM_NODE = {"pass": "passed", "fail": "failed", "cancelled": "failed", "skipped": "skipped"}


@dataclass
class Outcome:
    """How one step ended: `ok`, `FAILED` or `CANNOT RUN`, the tests it counted, seconds taken."""

    step: str
    word: str = "ok"
    reason: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def bad(self) -> bool:
        return self.word != "ok"


def run(step: Step, extra: list[str], environment: dict[str, str]) -> Outcome:
    """Fetch what the step needs, run it, pass its output on, and judge it.

    A test that was skipped is a test that could not run: it fails the step.
    """
    started = time.monotonic()
    outcome = Outcome(step.name)
    try:
        for need in step.needs:
            need()
        command = step.command() + (extra if step.pytest else [])
    except Missing as missing:
        outcome.word, outcome.reason = "CANNOT RUN", str(missing)
    else:
        status = _stream(command, {**os.environ, **step.environment, **environment}, outcome.counts)
        _judge(outcome, status, narrowed=bool(extra))
    outcome.seconds = time.monotonic() - started
    return outcome


def _stream(command: list[str], environment: dict[str, str], counts: Counter[str]) -> int:
    process = subprocess.Popen(command, cwd=ROOT, env=environment, text=True, errors="replace",
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    for line in process.stdout:
        print(line, end="", flush=True)
        _count(line.rstrip(), counts)
    return process.wait()


def _count(line: str, counts: Counter[str]) -> None:
    if CLOSING.match(line):
        for number, word in COUNT.findall(line):
            counts["errors" if word == "error" else word] += int(number)
    elif found := NODE_COUNT.match(line):
        counts[FROM_NODE[found[1]]] += int(found[2])


def _judge(outcome: Outcome, status: int, *, narrowed: bool) -> None:
    nothing_matched = status == NO_TESTS_COLLECTED and narrowed
    if status != 0 and not nothing_matched:
        outcome.word, outcome.reason = "FAILED", f"exit code {status}"
    elif outcome.counts["skipped"]:
        outcome.word, outcome.reason = "FAILED", f"{outcome.counts['skipped']} skipped: all tests must run"


def report(outcomes: list[Outcome], seconds: float) -> int:
    """Print the table and a closing line in pytest's own form; the exit code, 0 only when all is well."""
    print("\n" + "step".ljust(12) + "result".ljust(12) + "tests".rjust(6) + "seconds".rjust(9))
    total: Counter[str] = Counter()
    for outcome in outcomes:
        ran = sum(outcome.counts[word] for word in ("passed", "failed", "errors"))
        print(f"{outcome.step:<12}{outcome.word:<12}{ran or '':>6}{outcome.seconds:>9.1f}  {outcome.reason}")
        total += outcome.counts
        if outcome.bad and not outcome.counts["failed"] + outcome.counts["errors"]:
            total["failed"] += 1
        elif ran == 0 and not outcome.bad and outcome.step in CHECKS:
            total["passed"] += 1
    words = [word for word in ("failed", "passed", "skipped", "errors") if total[word]]
    text = ", ".join(f"{total[word]} {word}" for word in words) or "no tests ran"
    print(f" {text} in {seconds:.2f}s ".center(80, "="))
    return 1 if not total["passed"] or any(outcome.bad for outcome in outcomes) else 0
