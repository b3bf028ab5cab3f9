"""What browser tests may ask for: a real server, the network in front of it, an inspector's phone, a desk."""

import pytest
import requests
from playwright.sync_api import sync_playwright

from tests.browser.chromium import DESK, Chromium
from tests.browser.phone import Phone
from tests.people import PASSWORD
from tests.proxy import Proxy
from tests.servers import Server


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as running:
        yield running


@pytest.fixture
def server(compound, data):
    """The real server on the settled compound, with the real clock: phones live today."""
    with Server(data) as running:
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
        session = Office(server.origin)
        sessions.append(session)
        answer = session.post("/api/v1/session", json={"login": person.login, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        return session

    yield sign_in
    for session in sessions:
        session.close()


class Office(requests.Session):
    """A signed-in client of one server, asked by paths."""

    def __init__(self, origin: str) -> None:
        super().__init__()
        self.origin = origin
        self.headers["Origin"] = origin

    def request(self, method, url, **more):
        return super().request(method, self.origin + url, timeout=30, **more)
