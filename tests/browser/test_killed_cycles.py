"""A phone that dies again and again at moments nobody chose: what it had shown as saved is never missing."""

import json
import random
import threading
from collections import Counter

import pytest
from playwright.sync_api import Error
from sqlalchemy import select

from server.storage import tables
from server.storage.db import reading
from server.sync.intake import missing_blobs
from tests import pictures
from tests.browser.phone import SAVED
from tests.people import ALICE, PASSWORD, PROJECT
from tests.waiting import until

SEED = 20261126
DOOR = "SZ-B03-E2"
LIFE_S = (0.3, 7)
"""From opening the map to death: choosing, resizing, saving, sending and applying all lie within."""


def record_until_death(phone, path, text: str, life_s: float) -> bool:
    """One finding with a photo, as far as the phone lives; whether it was shown as saved before it died."""
    told = False
    phone.open()
    death = threading.Timer(life_s, phone.chromium.shoot)
    death.start()
    try:
        phone.at(f"door-{DOOR}").first.click()
        phone.take_photo("btn-report", path)
        phone.at("finding-text").fill(text)
        phone.tap("save-finding")
        while not told:
            told = SAVED["zh-CN"] in (phone.at("toast").text_content() or "")
        phone.page.wait_for_event("crash", timeout=60_000)
    except Error:
        pass        # it is dead
    finally:
        death.join()
        phone.battery_dies()
    return told


def arrived(compound) -> tuple[Counter[str], list[str]]:
    """(how often each text arrived, pictures that have not)."""
    with reading(compound.engine) as session:
        rows = session.execute(select(tables.event.c.id, tables.event.c.bytes).where(
            tables.event.c.project == PROJECT, tables.event.c.type == "visit.recorded")).all()
        texts = Counter(one["text"] for row in rows for one in json.loads(row.bytes)["body"]["findings"])
        return texts, [name for row in rows for name in missing_blobs(session, PROJECT, row.id)]


def there(compound, told: list[str]) -> bool:
    """Whether all of these have arrived, and every picture of what has."""
    texts, missing = arrived(compound)
    return set(told) <= set(texts) and not missing


@pytest.mark.parametrize("cycles", [3, pytest.param(30, marks=pytest.mark.nightly)])
def test_whatever_was_shown_as_saved_arrives_once_however_often_the_phone_dies(phone, compound, tmp_path, cycles):
    rng, told = random.Random(SEED), []
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(pictures.detailed(12))
    phone.sign_in(ALICE)
    for nr in range(cycles):
        life_s = rng.uniform(*LIFE_S)
        saved = record_until_death(phone, path, f"K{nr}", life_s)
        told += [f"K{nr}"] if saved else []
        print(f"seed {SEED}, life {nr}: {life_s:.2f} s, {'saved' if saved else 'died before'}")
        phone.switch_on()
    phone.open()
    out = phone.at("banner-signed-out-go")
    until(lambda: there(compound, told) or out.count(), "all that was saved to arrive, or word that somebody must sign in")
    if out.count():     # a browser that is shot may forget a cookie of the last half minute, never a record
        out.click()
        phone.at("login-password").fill(PASSWORD)
        phone.at("login-submit").click()
    until(lambda: there(compound, told), "all that was saved to arrive")
    texts, _ = arrived(compound)
    assert {text: times for text, times in texts.items() if times != 1} == {}
