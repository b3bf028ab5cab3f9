"""What a process costs, as Linux counts it: processor, memory, bytes given to the disk."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

TICKS_PER_S = os.sysconf("SC_CLK_TCK")
MB = 1_000_000


@dataclass(frozen=True)
class Reading:
    """CPU seconds and bytes written since the process began; `peak_mb` is the most memory it ever held."""

    cpu_s: float
    peak_mb: float
    written: int

    def since(self, before: "Reading") -> "Reading":
        """What was used between two readings; the peak is that of the whole life."""
        return Reading(self.cpu_s - before.cpu_s, self.peak_mb, self.written - before.written)


def read(pid: int) -> Reading:
    """One process, all its threads."""
    return Reading(_cpu_s(pid), _field(pid, "status", "VmHWM") * 1024 / MB, _field(pid, "io", "write_bytes"))


def family(pid: int) -> Reading:
    """A process and its children, as of now: a database with its writers. The peak of the largest.

    Their `written` says little of a database: Linux charges a write with all of the cached folio it falls in, and each
    commit of PostgreSQL writes 8 KB of a log that lies in folios of up to some hundred KB.
    """
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    all = [read(pid)]
    for child in children:
        with suppress(FileNotFoundError, ProcessLookupError):   # it ended since
            all.append(read(int(child)))
    return Reading(sum(one.cpu_s for one in all), max(one.peak_mb for one in all), sum(one.written for one in all))


def _cpu_s(pid: int) -> float:
    """User and system time; the name in the second field may hold spaces."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_S


def _field(pid: int, file: str, name: str) -> int:
    for line in Path(f"/proc/{pid}/{file}").read_text().splitlines():
        key, _, value = line.partition(":")
        if key == name:
            return int(value.split()[0])
    raise LookupError(f"{name} in /proc/{pid}/{file}")
