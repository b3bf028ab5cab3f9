"""Runs commands as typed, in this process, on a data folder of the test's own."""

from collections.abc import Callable

import pytest

from server import cli


@pytest.fixture
def typed(data, capsys, monkeypatch) -> Callable[..., tuple[int, str]]:
    """`typed("project", "list")` is (exit code, everything printed)."""
    monkeypatch.setenv("XUNLOU_DATA", str(data))

    def run(*words: object) -> tuple[int, str]:
        code = cli.main([str(word) for word in words])
        printed = capsys.readouterr()
        return code, printed.out + printed.err
    return run


@pytest.fixture
def on_this_database(database, monkeypatch) -> None:
    """Commands open the test's database, PostgreSQL too, which in tests spares the disk: the doctor is not to mind."""
    monkeypatch.setenv("XUNLOU_DATABASE_URL", database)
    monkeypatch.setattr("server.commands.doctor.DURABLE", ())
