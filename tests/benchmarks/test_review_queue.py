"""The queue of desk review costs the same however much a project has gathered: 10,000 findings beside 100.

All of them wait for review, so that the queue itself is a hundred times longer too. The two are asked in turn
(A B A B), in one run on one machine: what the ratio says holds for any machine.
"""

import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

import pytest
from sqlalchemy import event, select

from server.app import create_app
from server.domain import catalogue
from server.domain.rights import Reader
from server.storage import review_queue, tables
from server.storage.db import reading
from tests.benchmarks.big_compound import spread
from tests.benchmarks.grounds import on_sqlite
from tests.clock import Clock
from tests.people import ALICE, BOB, PROJECT, SAM, Compound, finding, visit
from tests.web.conftest import Browser

FEW, MANY = 100, 10_000
RATIO_MAX = 1.2
WARM, TIMES = 5, 60
"""Pages before the clock runs, and of each project after that."""

PLAIN = review_queue.LINES.index((False, False, False))
FIRST = "2026-06-15T09:00:00+08:00"
EACH, A_DAY, DISPUTED_EVERY = 10, 1_000, 200
READER = Reader(PROJECT, BOB.id, BOB.role, BOB.org)


@dataclass
class Desk:
    """Somebody's desk in a project of that many findings."""

    count: int
    browser: Browser
    engine: object
    passed: dict[int, str]
    """Half of the plain ones passed already."""

    def page_ms(self) -> float:
        """The review page, from the request to its last byte."""
        began = time.perf_counter()
        answer = self.browser.ask("GET", f"/desk/{PROJECT}/review?passed={PLAIN}{self.passed[PLAIN]}")
        taken = 1000 * (time.perf_counter() - began)
        assert answer.status_code == 200 and 'data-testid="press-issue"' in answer.text
        return taken

    def queue_ms(self) -> float:
        """What the page asks the database about the queue, alone."""
        began = time.perf_counter()
        with reading(self.engine) as look:
            found = review_queue.first(look, READER, 3, self.passed)
            review_queue.count(look, READER, 3)
        assert found
        return 1000 * (time.perf_counter() - began)


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    """The desks of a small project and a large one, on SQLite."""
    with ExitStack() as open_things:
        ground = open_things.enter_context(on_sqlite(tmp_path_factory.mktemp("ground")))
        found = []
        for count in (FEW, MANY):
            data, url, engine = open_things.enter_context(ground.fresh())
            gather(Compound(engine, clock := Clock(FIRST)), clock, ground.doors, count)
            app = create_app({"DATA": data, "DATABASE_URL": url}, clock=clock)
            browser = Browser(app)
            assert browser.sign_in(BOB).status_code == 200
            found.append(Desk(count, browser, engine, half_way(engine, count)))
        yield found


def half_way(engine, count: int) -> dict[int, str]:
    """As if a person had passed everything up to the middle of those that nobody disputes."""
    row = tables.finding_row.c
    with reading(engine) as look:
        waiting = select(row.number).where(row.counted_unit.is_(None), row.state == "submitted")
        return {PLAIN: look.scalar(waiting.order_by(row.filed_at, row.number).offset(count // 2).limit(1))}


def gather(compound: Compound, clock: Clock, doors: list[str], count: int) -> None:
    """So many findings that all wait for review, a hundred visits of ten a day; of the first of every twentieth the unit said it was not its own."""
    with compound.engine.connect() as only:     # nobody minds if this project is lost
        only.connection.driver_connection.execute("PRAGMA synchronous=OFF")
    codes, places = spread([row["code"] for row in catalogue.items()]), spread(doors)
    for nr in range(0, count, EACH):
        clock.set((datetime.fromisoformat(FIRST) + timedelta(days=nr // A_DAY, seconds=nr % A_DAY)).isoformat())
        found = [finding(next(codes), text=f"第{n}处") for n in range(EACH)]
        told = visit(next(places), compound.today(), outcome="findings", findings=found)
        assert compound.say(ALICE, "visit.recorded", told)["outcome"] == "applied"
        if nr % DISPUTED_EVERY == 0:
            move = {"finding": found[0]["id"], "from": {}}
            compound.say(BOB, "finding.moved", {**move, "move": "issue", "unit": "o5", "due": "D3"})
            compound.say(SAM, "finding.moved", {**move, "move": "dispute", "text": "不是我单位施工范围"})


def in_turn(desks, ask) -> float:
    """The median of the large project over that of the small one, asked A B A B."""
    times = {desk.count: [] for desk in desks}
    for nr in range(WARM + TIMES):
        for desk in desks:
            taken = ask(desk)
            if nr >= WARM:
                times[desk.count].append(taken)
    few, many = median(times[FEW]), median(times[MANY])
    print(f"\n{ask.__name__}: {FEW} findings {few:.2f} ms, {MANY} findings {many:.2f} ms, ratio {many / few:.3f}")
    return many / few


def test_the_review_page_takes_no_longer_in_a_large_project(desks):
    assert in_turn(desks, Desk.page_ms) <= RATIO_MAX


def test_the_queue_is_bounded_however_many_wait(desks):
    """Told apart from the page, which hides a queue that grows behind everything else it shows."""
    assert in_turn(desks, Desk.queue_ms) <= RATIO_MAX
    for desk in desks:
        said = []
        event.listen(desk.engine, "before_cursor_execute", note := lambda *told, said=said: said.append(told[2:4]))
        with reading(desk.engine) as look:
            found = review_queue.first(look, READER, 3, desk.passed)
            waiting = review_queue.count(look, READER, 3)
            back = review_queue.passed_last(look, READER, 3, PLAIN, desk.passed[PLAIN])
        event.remove(desk.engine, "before_cursor_execute", note)
        assert found and len(back) == 2 and waiting <= review_queue.COUNTED_MAX + 1
        plans = [plan(desk.engine, *one) for one in said]
        assert sum("INDEX finding_row_review (project=?" in told for told in plans) >= len(plans) - 2, plans
        assert not any("SCAN finding_row" in told for told in plans), plans


def plan(engine, statement: str, given: tuple) -> str:
    """How SQLite means to answer."""
    with engine.connect() as look:
        return "; ".join(row[3] for row in look.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given))
