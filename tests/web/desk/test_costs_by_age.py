"""What the pages and the paper of a meeting read does not grow with the age of the project."""

from collections import Counter
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from server.domain.clock import text_of
from server.storage.db import reading
from server.storage.state import State
from server.sync.types.sheet import preview
from tests.benchmarks.long_findings import LAST, at_hour
from tests.benchmarks.long_works import work
from tests.people import BOB, PAM, PROJECT
from tests.web.conftest import Browser

YOUNG, OLD, VISITS, FOUND = 12, 36, 8, 4
DAY, NOW = LAST.isoformat(), at_hour(0, 17.4)


class Count:
    """How many questions were asked, and how many rows came back."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def note(self, connection, cursor, statement, *more) -> None:
        """Counts the rows by asking the same once more beside the asker."""
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            parameters = more[0]
            again = connection.connection.driver_connection.cursor()
            rows = again.execute(statement, parameters).fetchall()
            self.seen[_about(statement)] += len(rows)
            self.seen["questions"] += 1


def _about(statement: str) -> str:
    return "rows of " + statement.split("FROM ", 1)[-1].split()[0]


@contextmanager
def counted(engine):
    count = Count()
    event.listen(engine, "before_cursor_execute", count.note)
    yield count.seen
    event.remove(engine, "before_cursor_execute", count.note)


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    """{days: (the application, its engine)} of a young project and an old one."""
    from server.app import create_app
    from server.storage.db import db
    found = {}
    for days in (YOUNG, OLD):
        data = tmp_path_factory.mktemp(f"days_{days}")
        app = create_app({"DATA": str(data), "DATABASE_URL": f"sqlite:///{data / 'xunlou.db'}"}, clock=lambda: NOW)
        with app.app_context():
            engine = db.engine
        work(engine, [VISITS] * days, FOUND)
        found[days] = (app, engine)
    yield found
    for _, engine in found.values():
        engine.dispose()


def grown(desks, ask) -> dict[str, tuple[int, int]]:
    """{what: (young, old)} of every count that is larger in the old project."""
    seen = {}
    for days, (app, engine) in desks.items():
        browsers = {one.id: Browser(app) for one in (PAM, BOB)}
        for one in (PAM, BOB):
            assert browsers[one.id].sign_in(one).status_code == 200
        ask(browsers, engine)       # what is read once in the life of a process
        with counted(engine) as seen[days]:
            ask(browsers, engine)
    young, old = seen[YOUNG], seen[OLD]
    assert young["questions"] > 3 and young["rows of thing"] > 20, young
    return {what: (young[what], count) for what, count in old.items() if count > young[what]}


@pytest.mark.parametrize(("person", "page"), [(PAM, "today"), (BOB, "today"), (PAM, f"meeting/{DAY}"),
                                              (PAM, "findings")], ids=lambda one: getattr(one, "role", one))
def test_a_page_asks_no_more_in_an_old_project(desks, person, page):
    def ask(browsers, engine):
        answer = browsers[person.id].ask("GET", f"/desk/{PROJECT}/{page}")
        assert answer.status_code == 200
    assert grown(desks, ask) == {}


def test_the_paper_is_made_of_no_more_in_an_old_project(desks):
    def ask(browsers, engine):
        with reading(engine) as look:
            assert preview(State(look, PROJECT), "daily", DAY, text_of(NOW))["reconcile"]["closing"] == 3 * FOUND
    assert grown(desks, ask) == {}
