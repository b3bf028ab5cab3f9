"""The promise as every engine has to keep it: capture without a network, SIGKILL, start without a network, send."""

import json
from collections import Counter

from sqlalchemy import select

from server.storage import tables
from server.storage.db import reading
from tests import pictures
from tests.people import ALICE, BOB, PROJECT
from tests.waiting import until

CLEAN, FOUND = "SZ-B01-E1", "SZ-B03-E2"
ITEM = "GON-04"
QUEUE = """const open = indexedDB.open("xunlou")
    const database = await new Promise((ok, no) => { open.onsuccess = () => ok(open.result); open.onerror = no })
    const rows = await new Promise((ok, no) => {
        const all = database.transaction(["events"]).objectStore("events").getAll()
        all.onsuccess = () => ok(all.result); all.onerror = no })
    database.close()
    return Object.fromEntries(rows.map((row) => [row.id, row.sha256]))"""
"""{id: sha256} of what was frozen on this phone."""


def keeps_it(phone, network, compound, office, photo) -> None:
    """Nothing that was saved is lost or doubled, and the bytes that arrive are the ones that were frozen."""
    phone.sign_in(ALICE)
    network.stop()
    record(phone, photo)
    frozen = phone.ask(QUEUE)
    phone.battery_dies()

    phone.switch_on()
    phone.open()
    phone.sees("badge-pending", "2")
    assert phone.ask(QUEUE) == frozen
    assert arrived(compound) == {}

    network.start()
    phone.call("Refresh")
    until(lambda: arrived(compound) == frozen, "both visits to arrive as they were frozen", seconds=60)
    phone.sees("badge-pending", "0")
    assert places(compound) == {CLEAN: 1, FOUND: 1}
    found = compound.everything("finding")
    assert [(one["place"], one["item"], len(one["photos"])) for one in found] == [(FOUND, ITEM, 1)]
    picture = found[0]["photos"][0]
    assert picture["w"] < picture["h"], "a photo lying on its side arrives upright"
    assert pictures.corner_of(office(BOB).photo(picture["sha256"])) == "upper left"


def record(phone, photo) -> None:
    """A clean door, and a finding with a photo; only from the words "saved" on may anything be killed."""
    phone.open()
    phone.tap(f"door-{CLEAN}")
    phone.tap("btn-clean")
    phone.tap("first-save-ok")
    phone.open()
    phone.tap(f"door-{FOUND}")
    phone.tap("btn-report")
    phone.fill("album-input", str(photo))
    phone.sees("photo")
    phone.tap(f"chip-item-{ITEM}")
    phone.tap("save-finding")
    phone.sees("toast", "已记录")
    phone.open()
    phone.sees("badge-pending", "2")


def log(compound) -> list:
    """The visits in the server's log."""
    with reading(compound.engine) as look:
        return look.execute(select(tables.event.c.id, tables.event.c.sha256, tables.event.c.bytes).where(
            tables.event.c.project == PROJECT, tables.event.c.type == "visit.recorded")).all()


def arrived(compound) -> dict[str, str]:
    """{id: sha256} as the server stored them."""
    return {row.id: row.sha256 for row in log(compound)}


def places(compound) -> Counter[str]:
    """How often each place was visited."""
    return Counter(json.loads(row.bytes)["body"]["place"] for row in log(compound))
