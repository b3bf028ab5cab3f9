"""One run of one side: a real process, sixteen phones, and what it all cost."""

import http.client
import itertools
import sys
import uuid
from collections.abc import Callable
from datetime import datetime
from statistics import median, quantiles

from sqlalchemy import Engine, func, select

from server.domain import catalogue
from server.storage import tables
from server.storage.db import reading
from tests.benchmarks import gauges
from tests.benchmarks.big_compound import spread
from tests.benchmarks.budgets import SAME_AT_ONCE, Run
from tests.benchmarks.grounds import Ground
from tests.benchmarks.load import PHOTO_BYTES, PHOTOS, PREVIEW_BYTES, Call, Phone, at_once, bring
from tests.people import ALICE, ANN, BOB, CAROL, PAM, SHANGHAI
from tests.servers import Server

THREADS = "8"
OURS = (sys.executable, "-m", "server.cli", "serve", "--port", "{port}")
FLOOR = (sys.executable, "-m", "tests.benchmarks.floor_app", "--port", "{port}", "--threads", THREADS)
CREW = (ALICE, BOB, CAROL, ANN, PAM)
VISIT_PHOTO_BYTES = PHOTOS * (PHOTO_BYTES + PREVIEW_BYTES)


def measure_floor(ground: Ground, phones: int, visits: int) -> Run:
    """The bare application; it knows no accounts."""
    data = ground.folder / "floor"
    with Server(data, command=FLOOR) as server:
        run = _measure(ground, server, _crew(server.port, phones), visits)
    for path in data.iterdir():
        path.unlink()
    return run


def measure_server(ground: Ground, phones: int, visits: int) -> Run:
    """`xunlou serve`, on a fresh copy of the compound; then one report from eight phones at once."""
    with ground.fresh() as (data, url, engine), \
            Server(data, command=OURS, DATABASE_URL=url, THREADS=THREADS) as server:
        crew = _crew(server.port, phones)
        for phone in crew:
            phone.sign_in()
        run = _measure(ground, server, crew, visits)
        taken, rows = _same_report(server.port, ground, engine)
    return Run(**{**vars(run), "same_taken": taken, "same_rows": rows})


def _crew(port: int, count: int) -> list[Phone]:
    people = itertools.cycle(CREW)
    return [Phone(port, next(people), str(uuid.uuid4())) for _ in range(count)]


def _measure(ground: Ground, server: Server, crew: list[Phone], visits: int) -> Run:
    """A visit of each phone to warm up, then the measured ones."""
    doors, items = spread(ground.doors), spread([row["code"] for row in catalogue.items()])

    def planned(count: int) -> list[list[list[Call]]]:
        now = datetime.now(SHANGHAI)
        return [[phone.visit(next(doors), next(items), now) for _ in range(count)] for phone in crew]

    assert server.process is not None
    warm, load = planned(1), planned(visits)
    assert not bring(crew, warm).wrong, "the warming up failed"
    before, database = gauges.read(server.process.pid), ground.database()
    took = bring(crew, load)
    used, theirs = gauges.read(server.process.pid).since(before), ground.database().since(database)
    count = len(crew) * visits
    return Run(
        rate=count / took.wall_s, cpu_ms=used.cpu_s / count * 1000, database_cpu_ms=theirs.cpu_s / count * 1000,
        p50_ms=median(took.calls_s) * 1000, p99_ms=quantiles(took.calls_s, n=100)[98] * 1000, peak_mb=used.peak_mb,
        written=(used.written + theirs.written) / (count * VISIT_PHOTO_BYTES), errors=len(took.wrong))


def _same_report(port: int, ground: Ground, engine: Engine) -> tuple[int, int]:
    """(successes, rows) of one report sent by eight connections of one person at the same time."""
    phones = [Phone(port, ALICE, str(uuid.uuid4())) for _ in range(SAME_AT_ONCE)]
    for phone in phones:
        phone.sign_in()
    record = phones[0].visit(ground.doors[0], "GON-04", datetime.now(SHANGHAI))[0]
    taken: list[int] = []

    def work(phone: Phone) -> Callable[[], None]:
        def send() -> None:
            try:
                taken.append(phone.send(record)[0])
            except (OSError, ValueError, http.client.HTTPException) as fault:
                print(f"one report at once: {fault!r}", file=sys.stderr)
        return send

    at_once([work(phone) for phone in phones])
    with reading(engine) as look:
        rows = look.scalar(select(func.count()).select_from(tables.event).where(tables.event.c.id == record.name))
    return len(taken), int(rows or 0)
