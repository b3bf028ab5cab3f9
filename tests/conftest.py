"""What every test may ask for: a clock, a database of its own, the application on it, people.

`XUNLOU_TEST_DB` chooses sqlite (default) or postgres. A database is a copy of one migrated template, with
real commits: no rollback tricks. On PostgreSQL only tests that touch a database run. The server is imported by
the fixtures that need it, so that the tests of pure rules start at once.
"""

import os
import shutil
import threading
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
import pytest

from tests import databases, postgres
from tests.clock import Clock
from tests.waiting import until

SOCKET = "XUNLOU_TEST_POSTGRES"
DATABASES = {"unmigrated", "database", "compounds", "stage", "bucket_stage"}
"""A test that asks for one of these touches a database."""
_lasting = ExitStack()

hypothesis.settings.register_profile("house", deadline=None, print_blob=True, database=None)
hypothesis.settings.load_profile("house")


def on_postgres() -> bool:
    """True when this run is about PostgreSQL."""
    return os.environ.get("XUNLOU_TEST_DB", "sqlite") == "postgres"


def pytest_configure(config):
    """One PostgreSQL server for all workers, started by the process that starts them."""
    config.addinivalue_line("markers", "nightly: takes long; runs with `python -m tests --nightly`")
    if on_postgres() and SOCKET not in os.environ and not hasattr(config, "workerinput"):
        os.environ[SOCKET] = _lasting.enter_context(postgres.running())


def pytest_unconfigure(config):
    """End what pytest_configure started."""
    _lasting.close()


def pytest_collection_modifyitems(config, items):
    """Keep what belongs to this tier; a list of parameters that is empty here (real photos) is nothing to run."""
    nightly = os.environ.get("XUNLOU_TEST_NIGHTLY")
    keep = [item for item in items
            if (nightly or not item.get_closest_marker("nightly"))
            and (not on_postgres() or DATABASES & set(item.fixturenames))
            and not _without_parameters(item)]
    kept = set(keep)
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = keep


def _without_parameters(item) -> bool:
    """pytest would call such a test skipped, and a skipped test is a failure of the run."""
    mark = item.get_closest_marker("skip")
    return mark is not None and str(mark.kwargs.get("reason", "")).startswith("got empty parameter set")


@pytest.fixture(scope="session")
def worker(request) -> str:
    """xdist's name of this process."""
    return getattr(request.config, "workerinput", {}).get("workerid", "main")


@pytest.fixture(scope="session")
def template(worker, tmp_path_factory):
    """The migrated template: a file's path, or a PostgreSQL database's name."""
    if on_postgres():
        name = f"template_{worker}"
        postgres.create(os.environ[SOCKET], name)
        databases.migrate(postgres.url(os.environ[SOCKET], name))
        return name
    path = tmp_path_factory.mktemp("template") / "xunlou.db"
    databases.migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def unmigrated(worker, tmp_path):
    """SQLAlchemy's address of a database that holds nothing yet."""
    if not on_postgres():
        yield f"sqlite:///{tmp_path / 'xunlou.db'}"
        return
    name = postgres.fresh_name(worker)
    postgres.create(os.environ[SOCKET], name)
    yield postgres.url(os.environ[SOCKET], name)
    postgres.drop(os.environ[SOCKET], name)


@pytest.fixture(scope="session")
def settled_template(template, worker, tmp_path_factory):
    """A copy of the template in which the people of tests/people.py have settled."""
    if on_postgres():
        name = f"settled_{worker}"
        postgres.create(os.environ[SOCKET], name, template=template)
        databases.settle(postgres.url(os.environ[SOCKET], name))
        return name
    path = tmp_path_factory.mktemp("settled") / "xunlou.db"
    shutil.copy(template, path)
    databases.settle(f"sqlite:///{path}")
    return path


@pytest.fixture
def data(tmp_path) -> Path:
    """The data folder of the application under test."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def _copied(template, worker: str, folder: Path):
    """A new copy of a template on the database this run is about."""
    socket = os.environ[SOCKET] if on_postgres() else None
    return databases.copied(template, folder, postgres.fresh_name(worker), socket)


@pytest.fixture
def database(request, worker, data):
    """SQLAlchemy's address of a fresh, migrated database: empty, or settled for tests that ask for `compound`."""
    settled = "compound" in request.fixturenames
    with _copied(request.getfixturevalue("settled_template" if settled else "template"), worker, data) as url:
        yield url


@pytest.fixture
def compounds(settled_template, worker):
    """Opens settled compounds, each with a database and a clock of its own: `with compounds() as compound`.

    For a test whose examples must not see each other's records.
    """
    from tests import people

    @contextmanager
    def opened():
        with (TemporaryDirectory() as folder, _copied(settled_template, worker, Path(folder)) as url,
              databases.opened(url) as engine):
            yield people.Compound(engine, Clock())
    return opened


@pytest.fixture
def engine(database):
    """An engine on the database, prepared as the application prepares its own."""
    with databases.opened(database) as engine:
        yield engine


@pytest.fixture
def compound(engine, clock):
    """The small compound of tests/people.py with its people, in this test's database."""
    from tests import people

    return people.Compound(engine, clock)


@pytest.fixture
def clock() -> Clock:
    """Nine in the morning of 14 June 2023 at the compound, until a test sets it."""
    return Clock()


@pytest.fixture
def app(database, data, clock):
    """The application on its own database and data folder, with the test's clock."""
    from server.app import create_app
    from server.storage.db import db

    app = create_app({"DATA": str(data), "DATABASE_URL": database, "TESTING": True}, clock=clock)
    yield app
    until(lambda: not [one for one in threading.enumerate() if one.name.startswith("export-")],
          "the files still being made to be done: each holds the database")
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory):
    """An S3-compatible server for all tests of this process; each takes a prefix of its own."""
    from tests.s3 import S3Server

    with S3Server(tmp_path_factory.mktemp("s3") / "served") as server:
        yield server


@pytest.fixture
def client(app):
    """A client nobody has signed in on."""
    return app.test_client()
