"""Real servers, networks in front of them and phones that call them, for the tests of what may happen to each."""

import shutil

import pytest
from sqlalchemy import create_engine

from server.storage import log
from server.storage.db import prepare, reading
from tests import people
from tests.faults.caller import Caller
from tests.faults.fleet import Fleet
from tests.faults.mischief import MISCHIEF
from tests.faults.network import Network
from tests.faults.office import Office
from tests.faults.servers import Farm

NOW = "2023-06-14T09:00:00+08:00"


class Watched(Network):
    """Remembers what reached a server, in the order of the answers: (request, answer)."""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.asked = []

    def ask(self, request, port, **how):
        answer = super().ask(request, port, **how)
        self.asked.append((request, answer))
        return answer

    def statuses(self, id: str) -> list[int]:
        """What servers answered to requests for that record, in order of rank."""
        return sorted(answer.status for request, answer in self.asked if id in request.path)


class Town:
    """Two servers, and networks to them behind which Alice is signed in."""

    def __init__(self, farm, cookies, engine):
        self.farm, self.cookies, self.engine = farm, cookies, engine
        self.networks, self.callers = [], []

    def network(self, *names: str, rate: float = 1.0, seed: int = 7, **more):
        """(network with only these kinds of mischief, Alice's client behind it)."""
        table = {name: MISCHIEF[name] for name in names} or MISCHIEF
        network = Watched(self.farm.ports, seed, rate, mischief=more.pop("mischief", table), **more)
        network.start()
        caller = Caller(network.origin)
        caller.http.cookies.update(self.cookies)
        self.networks.append(network)
        self.callers.append(caller)
        return network, caller

    def has(self, id: str) -> bool:
        """Is that record in the log?"""
        with reading(self.engine) as session:
            return log.find(session, people.PROJECT, id) is not None

    def close(self):
        for one in [*self.networks, *self.callers]:
            one.__exit__()


@pytest.fixture(scope="module")
def pair(settled_template, tmp_path_factory):
    """Two servers for all tests of this module: they are not what is tested here."""
    data = tmp_path_factory.mktemp("town") / "data"
    data.mkdir()
    shutil.copy(settled_template, data / "xunlou.db")
    with Farm(data, 2, now=NOW) as farm:
        yield farm


@pytest.fixture(scope="module")
def cookies(pair):
    """Alice's: a session is known to both servers."""
    with Caller(f"http://127.0.0.1:{pair.port(0)}") as caller:
        caller.sign_in(people.ALICE)
        return caller.http.cookies.copy()


@pytest.fixture
def town(pair, cookies):
    """The two servers, for networks a test makes, which end with it."""
    engine = create_engine(f"sqlite:///{pair.data / 'xunlou.db'}")
    prepare(engine)
    town = Town(pair, cookies, engine)
    yield town
    town.close()
    engine.dispose()


@pytest.fixture(scope="session")
def standing(tmp_path_factory):
    """One server for all tests that move it to data of their own."""
    with Farm(tmp_path_factory.mktemp("standing"), 1, now=NOW) as farm:
        yield farm


@pytest.fixture(scope="session")
def crowd(standing):
    """The process of all real phones, which call that server."""
    with Fleet(f"http://127.0.0.1:{standing.port(0)}") as fleet:
        yield fleet


@pytest.fixture
def office(standing, crowd, compound, database, data, engine):
    """The server on this test's settled database, for phones the test hands out."""
    standing.move(data, DATABASE_URL=database)
    yield Office(standing, crowd, engine, data)
    standing.kill(0)
