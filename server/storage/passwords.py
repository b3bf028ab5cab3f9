"""Passwords: argon2id with a bounded share of the machine's memory."""

import secrets
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LENGTH_MIN, LENGTH_MAX = 8, 200
INITIAL_LENGTH = 10
_CLEAR_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"     # no 0 o 1 i l: it is read out over the phone
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_turns = ThreadPoolExecutor(2, "passwords")             # 2 x 19 MiB: a thread that ever had them never gives them back
_NOBODY = _hasher.hash(secrets.token_urlsafe())


def hashed(password: str) -> str:
    """The hash to store."""
    return _turns.submit(_hasher.hash, password).result()


def matches(password: str, stored: str | None) -> bool:
    """Is it the password? Nobody's hash (None) costs the same time as somebody's: logins cannot be probed."""
    try:
        return _turns.submit(_hasher.verify, stored or _NOBODY, password).result() and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def weak(stored: str) -> bool:
    """Was it hashed under older parameters?"""
    return _hasher.check_needs_rehash(stored)


def initial() -> str:
    """A random first password, easy to read out: 31^10 possibilities behind a throttle."""
    return "".join(secrets.choice(_CLEAR_LETTERS) for _ in range(INITIAL_LENGTH))
