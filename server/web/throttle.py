"""Slows down guessing of passwords, per login and per address, counted in the database in real time."""

from datetime import datetime, timedelta

from server.domain.problems import Problem
from server.storage import sign_ins
from server.storage.db import transaction

WINDOW = timedelta(minutes=15)
PER_LOGIN_MAX = 10
PER_ADDRESS_MAX = 100       # a site shares one address: a mobile network, an office
KEY_CHARS_MAX = 120


def count(login: str, address: str, now: datetime) -> None:
    """Count one attempt before the password is looked at, so that parallel guesses are counted too.

    Raises Problem throttled, with `retry_after` in seconds.
    """
    limits = {_login_key(login): PER_LOGIN_MAX, _address_key(address): PER_ADDRESS_MAX}
    with transaction() as work:
        tries = {key: sign_ins.count_attempt(work, key, window=WINDOW, now=now) for key in sorted(limits)}
    over = [until for key, (attempts, until) in tries.items() if attempts > limits[key]]
    if over:
        raise Problem("throttled", retry_after=max(1, round((max(over) - now).total_seconds())))


def forgive(login: str, address: str) -> None:
    """The password was right: the login starts afresh, the address gets its one attempt back."""
    rows = {_login_key(login): sign_ins.clear, _address_key(address): sign_ins.give_back}
    with transaction() as work:
        for key in sorted(rows):    # as they were counted: two people in opposite order would wait for each other
            rows[key](work, key)


def _login_key(login: str) -> str:
    return f"login:{login}"[:KEY_CHARS_MAX]


def _address_key(address: str) -> str:
    return f"address:{address}"[:KEY_CHARS_MAX]
