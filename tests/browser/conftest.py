"""What browser tests may ask for: a real server, the network in front of it, an inspector's phone, a desk."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect, sync_playwright

from tests import databases, postgres
from tests.browser import screens
from tests.browser.chromium import DESK, Chromium
from tests.browser.office import Office
from tests.browser.phone import Phone
from tests.browser.photographing import picture, reporting  # noqa: F401 - fixtures
from tests.browser.supervising import day, photo  # noqa: F401 - fixtures
from tests.people import PAM
from tests.proxy import Proxy
from tests.servers import Server

expect.set_options(timeout=40_000)      # as long as the pages themselves wait: other tests may keep the machine busy


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def settled_on_postgres():
    """The settled compound of tests/people.py in a database of a PostgreSQL server of this run: (socket, name)."""
    with postgres.running() as socket:
        postgres.create(socket, "settled_browser")
        databases.migrate(postgres.url(socket, "settled_browser"))
        databases.settle(postgres.url(socket, "settled_browser"))
        yield socket, "settled_browser"


@pytest.fixture
def database(request, database, data):
    """As everywhere; tests parametrised with `postgres` get a copy of the settled compound there."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield database
        return
    socket, settled = request.getfixturevalue("settled_on_postgres")
    with databases.copied(settled, data, postgres.fresh_name("browser"), socket) as url:
        yield url


@pytest.fixture
def server(compound, data, database):
    """The real server on the settled compound, with the real clock: phones live today."""
    with Server(data, DATABASE_URL=database) as running:
        yield running


@pytest.fixture
def network(server):
    """Between browser and server; stopped, the browser is offline."""
    with Proxy(server.port) as proxy:
        yield proxy


@pytest.fixture
def phone(playwright, network, tmp_path):
    """A phone on which nobody has signed in, with its own lasting storage."""
    with Phone(Chromium(playwright, tmp_path / "phone"), network.origin) as started:
        yield started
    assert started.chromium.complaints == []


@pytest.fixture
def desk(playwright, network, tmp_path):
    """A browser window of an office computer."""
    chromium = Chromium(playwright, tmp_path / "desk", size=DESK)
    yield chromium.start()
    chromium.kill()
    assert chromium.complaints == []


@pytest.fixture
def office(server):
    """Sign a person in without a browser: `office(PAM).get("/api/v1/…")`."""
    sessions = []

    def sign_in(person):
        sessions.append(Office(server.origin, person))
        return sessions[-1]

    yield sign_in
    for session in sessions:
        session.close()


@pytest.fixture
def room(desk, network, compound, clock):
    """The screen of the running day, after a morning of work."""
    clock.set(datetime.now(UTC).isoformat())
    compound.morning()
    screens.sign_in_at_desk(desk, network.origin, PAM)
    desk.set_viewport_size({"width": 1280, "height": 720})
    assert desk.goto(f"{network.origin}/desk/p1/meeting/{compound.today()}/room").ok
    return desk
