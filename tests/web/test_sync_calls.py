"""The five calls of a phone's round, through HTTP, as a phone makes them."""

import hashlib
import uuid

import pytest

from tests import people
from tests.web.calls import HERE, digest, put, record
from tests.web.conftest import refused


def test_a_record_is_received_once_and_both_times_with_its_receipt(compound, browser):
    alice, (id, raw) = browser(people.ALICE), record()
    first, again = put(alice, id, raw), put(alice, id, raw)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json["sha256"] == hashlib.sha256(raw).hexdigest()
    assert first.json["outcome"] == "applied", first.json
    assert first.json["server_time"] == "2023-06-14T01:00:00.000Z"
    assert first.json["seq"] == again.json["seq"]


def test_the_evidence_is_given_back_byte_for_byte_to_those_who_may_see_it(compound, browser):
    id, raw = record()
    put(browser(people.ALICE), id, raw)
    assert browser(people.BOB).ask("GET", f"{HERE}/events/{id}").data == raw
    refused(browser(people.GUS).ask("GET", f"{HERE}/events/{id}"), "not_found")
    refused(browser(people.BOB).ask("GET", f"{HERE}/events/{uuid.uuid4()}"), "not_found")
    refused(browser(people.BOB).ask("GET", f"{HERE}/events/nonsense"), "not_found")


@pytest.mark.parametrize(("headers", "code"), [
    ({"Content-Digest": ""}, "digest_missing"), ({"Content-Digest": "sha-512=:AAAA:"}, "digest_missing"),
    (digest(b"other bytes"), "digest_mismatch")])
def test_damage_on_the_way_is_never_taken_for_the_record(compound, browser, headers, code):
    alice, (id, raw) = browser(people.ALICE), record()
    answer = put(alice, id, raw, **headers)
    assert answer.status_code == 400 and answer.json["retry"] is True
    refused(answer, code)
    refused(alice.ask("GET", f"{HERE}/events/{id}"), "not_found")


def test_two_different_records_under_one_id_are_told_apart(compound, browser):
    alice, (id, raw) = browser(people.ALICE), record()
    put(alice, id, raw)
    answer = put(alice, id, raw.replace(b'"note": ""', b'"note": "x"'))
    assert answer.status_code == 409
    refused(answer, "id_conflict")


def test_an_oversized_record_is_refused_in_words(compound, browser):
    alice = browser(people.ALICE)
    answer = put(alice, str(uuid.uuid4()), b" " * (256 * 1024 + 1))
    assert answer.status_code == 413
    refused(answer, "too_large")


def test_somebody_who_left_the_project_still_gets_rid_of_his_records(compound, browser):
    alice, (id, raw) = browser(people.ALICE), record()
    compound.say(None, "setup.changed", {"kind": "person", "id": "u1", "state": None})
    answer = put(alice, id, raw)
    assert (answer.status_code, answer.json["outcome"]) == (201, "held")
    assert answer.json["reasons"][0]["code"] == "left_project"
    refused(alice.ask("GET", f"{HERE}/feed"), "not_member")
    assert alice.ask("POST", f"{HERE}/have", json={"events": [id]}).json["missing_events"] == []


def test_the_types_of_the_server_are_refused_from_outside(compound, browser):
    for type in ("device.reset", "event.released", "numbers.skipped"):
        refused(put(browser(people.ADA), *record(people.ADA, type=type, body={})), "bad_envelope")


def test_a_picture_comes_in_under_the_hash_of_its_bytes_and_goes_out_to_its_readers(compound, browser):
    alice, raw = browser(people.ALICE), b"\xff\xd8\xff not really a picture"
    sha = hashlib.sha256(raw).hexdigest()
    answer = alice.ask("PUT", f"{HERE}/blobs/{sha}", data=raw, headers={"Content-Type": "image/jpeg"})
    assert (answer.status_code, answer.json["sha256"], answer.json["size"]) == (201, sha, len(raw))
    assert alice.ask("PUT", f"{HERE}/blobs/{sha}", data=raw).status_code == 200
    got = alice.ask("GET", f"{HERE}/blobs/{sha}")
    assert (got.data, got.mimetype) == (raw, "image/jpeg") and "immutable" in got.headers["Cache-Control"]
    assert alice.ask("GET", f"{HERE}/blobs/{sha}", headers={"If-None-Match": got.headers["ETag"]}).status_code == 304
    refused(browser(people.BOB).ask("GET", f"{HERE}/blobs/{sha}"), "not_found")
    refused(alice.ask("GET", f"{HERE}/blobs/{sha}?as=thumb"), "not_a_picture")
    refused(alice.ask("GET", f"{HERE}/blobs/{sha}?as=poster"), "bad_request")


def test_a_picture_that_is_not_one_cannot_be_opened_as_a_page(compound, browser):
    alice, raw = browser(people.ALICE), b"<script>alert(1)</script>"
    sha = hashlib.sha256(raw).hexdigest()
    alice.ask("PUT", f"{HERE}/blobs/{sha}", data=raw, headers={"Content-Type": "text/html"})
    got = alice.ask("GET", f"{HERE}/blobs/{sha}")
    assert got.mimetype == "application/octet-stream" and "attachment" in got.headers["Content-Disposition"]
    assert got.headers["X-Content-Type-Options"] == "nosniff"


def test_a_picture_still_on_a_phone_says_so(compound, browser):
    sha = "ab" * 32
    photo = {"sha256": sha, "size": 10, "type": "image/jpeg", "w": 1, "h": 1, "source": "camera", "preview": None}
    alice = browser(people.ALICE)
    receipt = put(alice, *record(body=people.visit("SZ-B03-E2", photos=[sha]), blobs=[photo]))
    assert receipt.json["missing_blobs"] == [sha], receipt.json
    answer = alice.ask("GET", f"{HERE}/blobs/{sha}")
    assert (answer.status_code, answer.json["retry"]) == (404, True)
    refused(answer, "not_yet")


def test_a_picture_under_a_wrong_name_is_not_kept(compound, browser):
    alice, name = browser(people.ALICE), "0" * 64
    refused(alice.ask("PUT", f"{HERE}/blobs/{name}", data=b"bytes"), "hash_mismatch")
    assert alice.ask("POST", f"{HERE}/have", json={"blobs": [name]}).json["missing_blobs"] == [name]
    refused(alice.ask("PUT", f"{HERE}/blobs/..%2f..%2fetc", data=b"bytes"), "not_found")


def test_the_feed_is_paged_and_ends_at_the_head(compound, browser):
    alice, cursor, seen = browser(people.ALICE), "0", []
    while True:
        page = alice.ask("GET", f"{HERE}/feed?after={cursor}&limit=7").json
        seen += [(item["kind"], item["id"]) for item in page["items"]]
        cursor = page["next"]
        if not page["more"]:
            break
    assert ("place", "SZ-B03-E2") in seen and len(seen) == len(set(seen))
    assert cursor.startswith(f"{page['head']}.")
    assert alice.ask("GET", f"{HERE}/feed?after=999999.0000000000000000").json["reset"] is True


@pytest.mark.parametrize("query", ["limit=0", "limit=501", "limit=x", "limit=1&limit=2", "after=%00", "more=1",
                                   "limit=" + "9" * 5000])
def test_a_query_nobody_defined_is_refused(compound, browser, query):
    refused(browser(people.ALICE).ask("GET", f"{HERE}/feed?{query}"), "bad_request")
