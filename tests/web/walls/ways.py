"""How a route is asked: rows of addresses and bodies in which another unit's things are filled in.

A row says how to ask: addresses and bodies in which `{finding}`, `{number}`, `{before}` and the other fields of
`secret.Told` stand for the unit's things. `seen` is what the unit and the contractor above it must find in one of
the answers ("" : they are let in); None: these answers are not about findings. `sheets`: issued papers, which
viewers and the district read whole. Nothing else is allowed to differ from asking for things that do not exist.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from tests.people import Person
from tests.web.walls.secret import Told

DESK = "/desk/p1"
Asked = tuple[str, dict]
"""(address, what Flask's client takes beside it)."""


@dataclass(frozen=True)
class Row:
    """One route: `asks(told, person)` gives the requests; see the module."""

    asks: Callable[[Told, Person | None], Iterator[Asked]]
    seen: str | None = None
    sheets: bool = False
    tells_bytes: bool = False
    """Whoever names the exact hash or id has had the bytes in hand: being told that they are here tells him nothing."""


def fill(said, told: Told):
    """The same text or form with the fields of `told` in it."""
    if isinstance(said, dict):
        return {key: fill(value, told) for key, value in said.items()}
    if isinstance(said, list):
        return [fill(value, told) for value in said]
    return said.format(**asdict(told)) if isinstance(said, str) else said


def at(*addresses: str, seen: str | None = None, sheets: bool = False) -> Row:
    """Opened without a body."""
    return Row(lambda told, person: iter([(fill(one, told), {}) for one in addresses]), seen, sheets)


def form(address: str, *forms: dict) -> Row:
    """An office form, sent with an event id of its own."""
    return Row(lambda told, person: iter(
        [(fill(address, told), {"data": {"event": str(uuid.uuid4()), **fill(one, told)}}) for one in forms]))


def said(address: str, body: dict, *, tells_bytes: bool = False) -> Row:
    """JSON, as phones send it."""
    return Row(lambda told, person: iter([(address, {"json": fill(body, told)})]), tells_bytes=tells_bytes)
