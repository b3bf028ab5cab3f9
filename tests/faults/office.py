"""One server and the phones before it: people work, something happens to either, and the checker has the last word."""

import random
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from server.storage import tables
from server.storage.blobs import DiskBlobs
from server.storage.db import reading
from tests.faults.checker import check
from tests.faults.fleet import Fleet, JsPhone
from tests.faults.hands import AT, Hand
from tests.faults.js_phone import JavaScriptPhone
from tests.faults.phone import PythonPhone
from tests.faults.servers import Farm
from tests.faults.work import photo
from tests.people import PROJECT, Person, finding, visit

ROUNDS_MAX = 6
PHONES = count(1)
DOOR = "SZ-B03-E2"


class Office:
    """The server of `farm` on `data` and `engine`; `hands` are all phones that were handed out and survive."""

    def __init__(self, farm: Farm, fleet: Fleet, engine: Engine, data: Path) -> None:
        self.farm, self.fleet, self.engine, self.data = farm, fleet, engine, data
        self.hands: list[Hand] = []
        self.rng = random.Random(7)

    @property
    def port(self) -> int:
        return self.farm.port(0)

    def real(self, person: Person, name: str = "") -> Hand:
        """Somebody signed in on the app's real core."""
        called = f"{name or person.id}-{next(PHONES)}"
        return self._hand(JavaScriptPhone(self.fleet, called, person, self.rng), name or person.name)

    def scripted(self, person: Person, name: str = "") -> Hand:
        """Somebody signed in on the scripted phone."""
        return self._hand(PythonPhone(self.port, person, self.rng), name or person.name)

    def next_owner(self, hand: Hand, person: Person) -> Hand:
        """Somebody else signed in on the same phone, whatever the one before has left there; no phone more for that."""
        other = JavaScriptPhone(self.fleet, real_phone(hand).name, person, self.rng)
        assert other.sign_in()
        return Hand(person.name, other, random.Random(self.rng.random()))

    def twin(self, hand: Hand) -> Hand:
        """The same person with a second phone that has all that is in the first, cookies included."""
        name = f"twin-{next(PHONES)}"
        real_phone(hand).clone(name)
        return self._hand(JavaScriptPhone(self.fleet, name, hand.phone.person, self.rng), name)

    def _hand(self, phone: Any, name: str) -> Hand:
        hand = Hand(name, phone, random.Random(self.rng.random()))
        assert phone.sign_in() and hand.exchange()
        self.hands.append(hand)
        return hand

    def report(self, hand: Hand, place: str = DOOR, photos: int = 1) -> str:
        """The id of a visit with a finding and that many pictures, saved on this phone."""
        taken = [photo(self.rng) for _ in range(photos)]
        body = visit(place, outcome="findings", findings=[finding(photos=[name for name, _ in taken])])
        saved = hand.phone.record("visit.recorded", body, [raw for _, raw in taken], AT)
        hand.told.append(saved)
        return saved

    def settle(self) -> None:
        """Every phone exchanges until nothing waits on it, and once more for the news of the others."""
        for hand in self.hands:
            hand.wake()
            hand.drain(ROUNDS_MAX)
            assert not hand.faults, hand.faults
        for hand in self.hands:
            assert hand.exchange(), hand.name

    def restart(self, **settings: str) -> None:
        """The same server killed and started again with these settings only."""
        url = self.engine.url.render_as_string(hide_password=False)
        self.farm.move(self.data, DATABASE_URL=url, **settings)

    def stand_on(self, data: Path, engine: Engine) -> None:
        """Another server's data in place of these: it may know less, so cursors may go back."""
        self.engine, self.data = engine, data
        self.restart()
        for hand in self.hands:
            hand.forget_cursor()

    def complaints(self) -> list[str]:
        """What the checker finds wrong; nothing is the promise kept."""
        store = DiskBlobs(self.data / "blobs")
        return check(self.engine, store, self.data / "blobs" / "incoming", self.hands, self.port).all()

    def log(self, *columns: str, type: str = "visit.recorded") -> list[Any]:
        """Those columns of the records of a type, as they came."""
        row = tables.event.c
        with reading(self.engine) as look:
            return list(look.execute(select(*(row[name] for name in columns)).where(
                row.project == PROJECT, row.type == type).order_by(row.seq)).all())

    def pictures(self) -> list[Path]:
        """The files of all pictures the server keeps."""
        return sorted(path for path in (self.data / "blobs").glob("??/*") if path.is_file())


def real_phone(hand: Hand) -> JsPhone:
    """What the fleet offers beyond a simulation: its dump, its clock, another one with the same storage."""
    assert isinstance(hand.phone, JavaScriptPhone)
    return hand.phone.inner
