"""When the bucket is away reports still pass, pictures wait on their phones, and nothing is said to be lost or kept."""

import hashlib

import pytest

from tests import people, s3
from tests.web.calls import HERE, put, record
from tests.web.conftest import refused

PICTURE = b"\xff\xd8\xff a picture"
SHA = hashlib.sha256(PICTURE).hexdigest()


@pytest.fixture(autouse=True)
def bucket(tmp_path, monkeypatch):
    """The server's own bucket, which the test may stop."""
    with s3.S3Server(tmp_path / "served") as server:
        for name, value in server.settings("p").items():
            monkeypatch.setenv(f"XUNLOU_{name}", value)
        yield server


def send(browser):
    return browser.ask("PUT", f"{HERE}/blobs/{SHA}", data=PICTURE, headers={"Content-Type": "image/jpeg"})


def missing(browser) -> list[str]:
    return browser.ask("POST", f"{HERE}/have", json={"events": [], "blobs": [SHA]}).json["missing_blobs"]


def test_a_picture_goes_into_the_bucket_and_comes_back_whole(compound, browser):
    alice = browser(people.ALICE)
    assert missing(alice) == [SHA]
    assert (send(alice).status_code, send(alice).status_code) == (201, 200)
    assert alice.ask("GET", f"{HERE}/blobs/{SHA}").data == PICTURE
    assert missing(alice) == []


def test_while_the_bucket_is_away_records_pass_and_pictures_are_asked_for_later(compound, browser, bucket):
    alice = browser(people.ALICE)
    bucket.kill()
    answer = send(alice)
    refused(answer, "store_unavailable")
    assert (answer.status_code, answer.json["retry"], int(answer.headers["Retry-After"]) > 0) == (503, True, True)
    id, raw = record(blobs=[{"sha256": SHA, "size": len(PICTURE)}], body=people.visit("SZ-B03-E2", photos=[SHA]))
    receipt = put(alice, id, raw)
    assert receipt.status_code == 201 and receipt.json["missing_blobs"] == [SHA]
    bucket.start()
    assert send(alice).status_code == 201 and missing(alice) == []


def test_have_says_nothing_about_pictures_it_cannot_look_at(compound, browser, bucket):
    alice = browser(people.ALICE)
    send(alice)
    bucket.kill()
    refused(alice.ask("POST", f"{HERE}/have", json={"events": [], "blobs": [SHA]}), "store_unavailable")
    refused(alice.ask("GET", f"{HERE}/blobs/{SHA}"), "store_unavailable")
