"""The named steps, quickest first, each with what it needs and the command that runs it."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.steps import tools

PYTEST = [sys.executable, "-m", "pytest", "-q", "-ra"]
UNIT = ["tests/domain", "tests/test_house.py", "tests/test_documents.py"]
ELSEWHERE = [*UNIT, "tests/browser", "tests/engines", "tests/benchmarks"]
SERVER = ["tests", *(f"--ignore={path}" for path in ELSEWHERE)]
WORKERS = ["-n", os.environ.get("XUNLOU_TEST_WORKERS", "2")]


@dataclass(frozen=True)
class Step:
    """One thing to run: `command()` is asked only after every one of `needs` is there."""

    name: str
    about: str
    command: Callable[[], list[str]]
    needs: tuple[Callable[[], object], ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    pytest: bool = False


def javascript_types() -> list[str]:
    """Check the JSDoc types of the phone and the desk strictly."""
    compiler = tools.javascript_modules() / "typescript" / "bin" / "tsc"
    return [str(tools.node()), str(compiler), "--noEmit", "-p", str(tools.JS)]


def javascript_tests() -> list[str]:
    """Run the pure and the IndexedDB tests of the phone."""
    return [str(tools.node()), "--test", "--test-reporter=spec", str(tools.JS / "*.test.mjs")]


STEPS = [
    Step("lint", "ruff over all Python",
         lambda: [sys.executable, "-m", "ruff", "check", "--output-format=concise"]),
    Step("types", "mypy over the server", lambda: [sys.executable, "-m", "mypy"]),
    Step("js-types", "tsc over the JSDoc types", javascript_types, (tools.node, tools.javascript_modules)),
    Step("js", "node --test: the phone's rules and its storage", javascript_tests,
         (tools.node, tools.javascript_modules)),
    Step("unit", "rules of the field and rules of the house", lambda: [*PYTEST, *WORKERS, *UNIT],
         (tools.node,), pytest=True),
    Step("server", "everything behind HTTP, on SQLite and both stores", lambda: [*PYTEST, *WORKERS, *SERVER],
         (tools.pdf_tools, tools.rclone), {"XUNLOU_TEST_DB": "sqlite"}, pytest=True),
    Step("postgres", "what touches a database, on PostgreSQL", lambda: [*PYTEST, *WORKERS, *SERVER],
         (tools.pdf_tools, tools.postgresql, tools.rclone), {"XUNLOU_TEST_DB": "postgres"}, pytest=True),
    Step("webkit", "the phone's promise in WebKit", lambda: [*PYTEST, "-n0", "tests/engines/test_webkit.py"],
         (tools.webkit, tools.xvfb), pytest=True),
    Step("browser", "the phone and the desk in Chromium", lambda: [*PYTEST, *WORKERS, "tests/browser"],
         (tools.chromium, tools.node, tools.javascript_modules), pytest=True),
]
NIGHTLY_STEPS = [
    Step("firefox", "the same in Firefox", lambda: [*PYTEST, "-n0", "tests/engines/test_firefox.py"],
         (tools.firefox,), pytest=True),
    Step("benchmarks", "the budgets, measured", lambda: [*PYTEST, "-n0", "-s", "tests/benchmarks"],
         (tools.chromium, tools.node, tools.lighthouse), pytest=True),
]
