"""A phone two years ahead checks in, files and stands on the right day's sheet: every call over HTTP."""

import uuid
from datetime import timedelta

from tests import people
from tests.web.calls import HERE, checkin, put, record


def test_a_phone_two_years_ahead_walks_today(compound, browser, clock):
    alice, pam, device = browser(people.ALICE), browser(people.PAM), str(uuid.uuid4())
    ahead = clock() + timedelta(days=730)
    said = {**checkin(device, n=0), "at": ahead.isoformat(timespec="milliseconds")}
    assert alice.ask("POST", f"{HERE}/checkin", json=said).status_code == 200
    answer = put(alice, *record(device=device, n=1, at=ahead.isoformat(timespec="milliseconds")))
    assert answer.status_code in (200, 201) and answer.json["outcome"] == "applied", answer.json
    clock.later(hours=8)
    put(pam, *record(people.PAM, "sheet.issued", {"day": "2023-06-14", "tier": "daily", "expects_version": 1}))
    told = pam.ask("GET", f"{HERE}/sheets/daily/1").json["content"]
    assert told["coverage"]["clean"] == 1 and told["head"][0].endswith("数据截止17:00")
