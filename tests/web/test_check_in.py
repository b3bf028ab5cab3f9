"""A phone's check-in: what it learns, whom it proves to be, and what is noticed when its storage is lost."""

import json
import uuid

import pytest
from sqlalchemy import select

from server.storage import tables
from server.storage.db import reading
from tests import people
from tests.web.calls import HERE, checkin, put, record
from tests.web.conftest import refused


def test_a_check_in_tells_time_epoch_and_head(compound, browser):
    alice = browser(people.ALICE)
    said = alice.ask("POST", f"{HERE}/checkin", json=checkin(str(uuid.uuid4()))).json
    assert (said["role"], said["org"], said["person"], said["keep_days"]) == ("inspector", "o2", "u1", 14)
    assert said["head"] == alice.ask("GET", f"{HERE}/feed?limit=1").json["head"]


def test_a_phone_that_lost_its_storage_is_noticed_once(compound, browser, engine, clock):
    alice, old, new = browser(people.ALICE), str(uuid.uuid4()), str(uuid.uuid4())
    alice.ask("POST", f"{HERE}/checkin", json=checkin(old))
    put(alice, *record(device=old, n=1))
    proof = alice.http.get_cookie("xunlou_device").value
    for minutes in range(3):
        alice.http.set_cookie("xunlou_device", proof)     # the first answers were lost on the way
        clock.later(minutes=minutes)
        assert alice.ask("POST", f"{HERE}/checkin", json=checkin(new, n=0)).status_code == 200
    with reading(engine) as look:
        rows = look.execute(select(tables.event.c.bytes, tables.event.c.author).where(
            tables.event.c.type == "device.reset")).all()
    assert [(json.loads(raw)["body"], author) for raw, author in rows] == [
        ({"device": new, "old_device": old, "missing_from": 2}, "u1")]


def test_a_device_id_alone_does_not_make_a_browser_that_device(compound, browser):
    alice, tom, device = browser(people.ALICE), browser(people.TOM), str(uuid.uuid4())
    alice.ask("POST", f"{HERE}/checkin", json=checkin(device))
    id, raw = record(device=device)
    for cookie in (device, f"{device}.guess"):
        tom.http.set_cookie("xunlou_device", cookie)
        tom.ask("POST", f"{HERE}/checkin", json=checkin(device))
    assert put(tom, id, raw).json["reasons"][0]["code"] == "relay_refused"


@pytest.mark.parametrize("wrong", [
    {"device": "phone"}, {"n": -1}, {"n": "3"}, {"n": True}, {"at": "today"}, {"at": "2023-06-14T09:00:00"},
    {"more": 1}, {"holds": {}}, {"holds": None}])
def test_a_check_in_of_another_shape_is_refused(compound, browser, wrong):
    said = {**checkin(str(uuid.uuid4())), **wrong}
    refused(browser(people.ALICE).ask("POST", f"{HERE}/checkin", json=said), "bad_request")


@pytest.mark.parametrize("year", ["0001", "1970", "2099", "9999"])
def test_any_clock_of_a_phone_may_check_in(compound, browser, year):
    said = {**checkin(str(uuid.uuid4())), "at": f"{year}-01-01T00:00:00+14:00"}
    assert browser(people.ALICE).ask("POST", f"{HERE}/checkin", json=said).status_code == 200
