"""Passwords: argon2id with a bounded share of the machine's memory."""

import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LENGTH_MIN, LENGTH_MAX = 8, 200
INITIAL_LENGTH = 10
_CLEAR_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"     # no 0 o 1 i l: it is read out over the phone
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_turns = threading.BoundedSemaphore(2)                  # 2 x 19 MiB, however many sign in at once
_NOBODY = _hasher.hash(secrets.token_urlsafe())


def hashed(password: str) -> str:
    """The hash to store."""
    with _turns:
        return _hasher.hash(password)


def matches(password: str, stored: str | None) -> bool:
    """Is it the password? Nobody's hash (None) costs the same time as somebody's: logins cannot be probed."""
    with _turns:
        try:
            return _hasher.verify(stored or _NOBODY, password) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


def weak(stored: str) -> bool:
    """Was it hashed under older parameters?"""
    return _hasher.check_needs_rehash(stored)


def initial() -> str:
    """A random first password, easy to read out: 31^10 possibilities behind a throttle."""
    return "".join(secrets.choice(_CLEAR_LETTERS) for _ in range(INITIAL_LENGTH))
