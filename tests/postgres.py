"""A throw-away PostgreSQL server for tests: own folder, unix socket only, no durability, never as root."""

import contextlib
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.steps import tools
from tests.waiting import until

OWNER = "xunlou"
UNPRIVILEGED = "nobody"
SWITCHES = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "listen_addresses": "",
    "max_connections": "80", "shared_buffers": "64MB", "autovacuum": "off", "max_wal_size": "1GB",
}
_numbers = itertools.count(1)
_servers: dict[str, tuple[Path, dict[str, str], subprocess.Popen[bytes]]] = {}
"""By socket folder: where the programs are, its switches, and the process."""


@contextmanager
def running(**switches: str) -> Iterator[str]:
    """Start a server and give its socket folder; it ends, with all its data, at the end of the block.

    `switches` are settings of this server, instead of the hasty ones.
    """
    folder = Path(tempfile.mkdtemp(prefix="xunlou-pg-"))
    try:
        programs = _programs_for_its_user(folder)
        _own(folder)
        _call(programs / "initdb", "-D", str(folder / "data"), "-U", OWNER, "-A", "trust", "-E", "UTF8",
              "--no-locale", "--no-sync")
        _start(programs, folder, {**SWITCHES, **switches})
        try:
            yield str(folder)
        finally:
            stop(str(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def stop(socket: str) -> None:
    """End a server that this process started, throwing out whoever is connected; it keeps its data."""
    *_, process = _servers[socket]
    process.send_signal(signal.SIGINT)      # SIGTERM would wait for clients to leave
    process.wait(30)


def start(socket: str) -> None:
    """Start a server that was stopped, with all its data."""
    programs, switches, _ = _servers[socket]
    _start(programs, Path(socket), switches)


def url(socket: str, database: str) -> str:
    """SQLAlchemy's address of one database of the server at `socket`."""
    return f"postgresql+psycopg://{OWNER}@/{database}?host={socket}"


def create(socket: str, database: str, *, template: str = "template0") -> None:
    """Make a database, a copy of `template`; nobody may be connected to that one."""
    _execute(socket, f'CREATE DATABASE "{database}" TEMPLATE "{template}"')


def drop(socket: str, database: str) -> None:
    """Remove a database, whoever is still connected."""
    _execute(socket, f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def crash(socket: str) -> None:
    """SIGKILL one of its processes: it drops everybody, recovers from its log, and takes connections again."""
    with (contextlib.suppress(psycopg.OperationalError),
          psycopg.connect(host=socket, user=OWNER, dbname="postgres") as one):
        os.kill(one.info.backend_pid, signal.SIGKILL)
        one.execute("SELECT 1")


def pid(socket: str) -> int:
    """The process all others of the server at `socket` are children of."""
    return int((Path(socket) / "data" / "postmaster.pid").read_text().split()[0])


def written(socket: str) -> int:
    """Bytes of tables and log the server has written so far, by its own count, with nothing left in memory."""
    with _connected(socket) as connection:
        connection.execute("CHECKPOINT")
        row = connection.execute("SELECT sum(coalesce(write_bytes, 0) + coalesce(extend_bytes, 0)) FROM pg_stat_io")
        return int(row.fetchone()[0])


def fresh_name(worker: str) -> str:
    """A database name no other test uses; `worker` is xdist's name of this process."""
    return f"test_{worker}_{next(_numbers)}"


def _execute(socket: str, statement: str) -> None:
    with _connected(socket) as connection:
        connection.execute(statement.encode())


def _connected(socket: str) -> psycopg.Connection:
    return psycopg.connect(host=socket, user=OWNER, dbname="postgres", autocommit=True)


def _start(programs: Path, folder: Path, wanted: dict[str, str]) -> None:
    process = _serve(programs, folder, wanted)
    _servers[str(folder)] = (programs, wanted, process)
    until(lambda: _answers(process, folder), "PostgreSQL to answer", seconds=60)


def _serve(programs: Path, folder: Path, wanted: dict[str, str]) -> subprocess.Popen[bytes]:
    switches = [part for name, value in wanted.items() for part in ("-c", f"{name}={value}")]
    command = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *switches]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, user=_user(), cwd=folder)


def _answers(process: subprocess.Popen[bytes], folder: Path) -> bool:
    assert process.poll() is None, (folder / "log").read_text(errors="replace")
    try:
        with psycopg.connect(host=str(folder), user=OWNER, dbname="postgres", connect_timeout=5):
            return True
    except psycopg.OperationalError:
        return False


def _call(program: Path, *arguments: str) -> None:
    done = subprocess.run([str(program), *arguments], user=_user(), cwd="/", capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def _user() -> str | None:
    """PostgreSQL refuses to run as root, so root lends it the least account."""
    return UNPRIVILEGED if os.geteuid() == 0 else None


def _own(folder: Path) -> None:
    if user := _user():
        shutil.chown(folder, user)


def _programs_for_its_user(folder: Path) -> Path:
    """The programs; copied first when they lie where the unprivileged account may not look."""
    programs = tools.postgresql()
    if _user() is None or all(parent.stat().st_mode & 0o001 for parent in programs.resolve().parents):
        return programs
    copy = folder / "programs"
    shutil.copytree(programs.parent, copy, ignore=shutil.ignore_patterns("include", "*.a"))
    return copy / programs.name
