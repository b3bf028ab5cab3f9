"""The budgets of intake, and whether they were kept (a page of numbers is not a verdict)."""

from dataclasses import dataclass

RATE_OF_FLOOR_MIN = 0.6
CPU_OF_FLOOR_MAX = 2
ODK_CENTRAL_CPU_MS = 31
CPU_OF_ODK_MAX = 0.4
P99_OF_FLOOR_MAX = 2
PEAK_MB_MAX = 200
WRITTEN_OF_PHOTOS_MAX = 1.5
SAME_AT_ONCE = 8


@dataclass(frozen=True)
class Run:
    """One side, once. Rates per second, milliseconds per visit or call; `written`: bytes per byte of photo.

    `same_taken` and `same_rows`: how many of SAME_AT_ONCE calls with one report succeeded, and what they left.
    """

    rate: float
    cpu_ms: float
    database_cpu_ms: float
    p50_ms: float
    p99_ms: float
    peak_mb: float
    written: float
    errors: int
    same_taken: int = 0
    same_rows: int = 0

    def line(self) -> str:
        """For those who wait."""
        return (f"{self.rate:.1f} visits/s, {self.cpu_ms:.1f} ms CPU a visit, p99 {self.p99_ms:.0f} ms, "
                f"{self.peak_mb:.0f} MB, {self.errors} errors")


@dataclass(frozen=True)
class Verdict:
    """`measured` against `budget`; `sign` says on which side of it all is well."""

    what: str
    measured: float
    sign: str
    budget: float

    @property
    def kept(self) -> bool:
        """Within budget."""
        return {"≤": self.measured <= self.budget, "≥": self.measured >= self.budget,
                "=": self.measured == self.budget}[self.sign]


def verdicts(floor: Run, server: Run, runs: list[Run]) -> list[Verdict]:
    """One per budget of architecture.md §4, rows 1 to 4; `floor` and `server` are medians, `runs` all the server's."""
    return [
        Verdict("rate ÷ floor's", server.rate / floor.rate, "≥", RATE_OF_FLOOR_MIN),
        Verdict("server CPU ÷ floor's", server.cpu_ms / floor.cpu_ms, "≤", CPU_OF_FLOOR_MAX),
        Verdict("server CPU ÷ ODK Central's", server.cpu_ms / ODK_CENTRAL_CPU_MS, "≤", CPU_OF_ODK_MAX),
        Verdict("errors", server.errors, "=", 0),
        Verdict("p99 of a call ÷ floor's", server.p99_ms / floor.p99_ms, "≤", P99_OF_FLOOR_MAX),
        Verdict("one report at once: fewest successes of 8", min(run.same_taken for run in runs), "=", SAME_AT_ONCE),
        Verdict("one report at once: most rows", max(run.same_rows for run in runs), "=", 1),
        Verdict("peak memory, MB", max(run.peak_mb for run in runs), "≤", PEAK_MB_MAX),
        Verdict("disk written ÷ photo bytes", server.written, "≤", WRITTEN_OF_PHOTOS_MAX),
    ]
