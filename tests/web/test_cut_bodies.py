"""Bodies that break off, lie about their length, or never end: nothing of them is ever taken for the whole."""

import io
import json

import pytest

from server.domain import limits
from tests import people
from tests.web.calls import HERE, digest, record
from tests.web.conftest import refused


@pytest.fixture
def cookie(compound, browser) -> str:
    """Alice's session, as a header a raw socket can send."""
    alice = browser(people.ALICE)
    return f"xunlou_session={alice.http.get_cookie('xunlou_session').value}"


def request(method: str, path: str, cookie: str, body: bytes, *headers: str) -> bytes:
    head = [f"{method} {path} HTTP/1.1", "Host: localhost", "Origin: http://localhost", f"Cookie: {cookie}",
            "Connection: close", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def said(answer: bytes) -> tuple[int, dict]:
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)


def test_a_record_cut_at_any_byte_never_reaches_the_log(cookie, waitress, browser):
    id, raw = record()
    line = f"Content-Digest: {digest(raw)['Content-Digest']}"
    for cut in (0, 1, len(raw) // 2, len(raw) - 1):
        answer = waitress.speak(request("PUT", f"{HERE}/events/{id}", cookie, raw[:cut], line,
                                        f"Content-Length: {len(raw)}"))
        assert not answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 201"))
    refused(browser(people.ALICE).ask("GET", f"{HERE}/events/{id}"), "not_found")
    whole = waitress.speak(request("PUT", f"{HERE}/events/{id}", cookie, raw, line, f"Content-Length: {len(raw)}"))
    assert said(whole)[0] == 201


def test_a_shortened_record_with_an_honest_length_fails_its_digest(cookie, waitress):
    id, raw = record()
    answer = waitress.speak(request("PUT", f"{HERE}/events/{id}", cookie, raw[:-1],
                                    f"Content-Digest: {digest(raw)['Content-Digest']}",
                                    f"Content-Length: {len(raw) - 1}"))
    assert (said(answer)[0], said(answer)[1]["error"]) == (400, "digest_mismatch")


def test_early_refusals_arrive_though_the_body_was_not_wanted(waitress, cookie):
    body = b"x" * (3 * limits.MIB)
    for who, path, status in (("xunlou_session=nobody", f"{HERE}/blobs/{'a' * 64}", 401),
                              (cookie, f"/api/v1/projects/p2/blobs/{'a' * 64}", 403),
                              (cookie, f"{HERE}/events/{'a' * 8}", 413)):
        answer = waitress.speak(request("PUT", path, who, body, f"Content-Length: {len(body)}"), finish=False)
        assert said(answer)[0] == status


def test_a_picture_over_the_limit_is_refused_in_our_words(waitress, cookie):
    body = b"x" * (limits.BLOB_BYTES_MAX + 1)
    answer = waitress.speak(request("PUT", f"{HERE}/blobs/{'a' * 64}", cookie, body,
                                    f"Content-Length: {len(body)}"), finish=False)
    assert (said(answer)[0], said(answer)[1]["error"]) == (413, "too_large")


@pytest.mark.parametrize("path", [f"{HERE}/events/0f8fad5b-d9cb-469f-a165-70867728950e", f"{HERE}/blobs/{'a' * 64}"])
@pytest.mark.parametrize("given", [{"CONTENT_LENGTH": ""}, {"CONTENT_LENGTH": "-1"}, {"CONTENT_LENGTH": "１"},
                                   {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}])
def test_a_body_of_unknown_length_is_refused(compound, browser, path, given):
    answer = browser(people.ALICE).ask("PUT", path, data=b"{}", environ_overrides=given)
    assert answer.status_code == 411
    refused(answer, "length_required")


def test_a_server_that_hands_over_cut_bodies_is_not_believed(compound, browser):
    """Several application servers do, without an error."""
    id, raw = record()
    sha = "a" * 64
    for path in (f"{HERE}/events/{id}", f"{HERE}/blobs/{sha}"):
        answer = browser(people.ALICE).ask("PUT", path, headers=digest(raw), environ_overrides={
            "wsgi.input": io.BytesIO(raw[:-1]), "CONTENT_LENGTH": str(len(raw))})
        assert answer.status_code == 400
        refused(answer, "truncated")


@pytest.mark.parametrize(("size", "read"), [(100_000, 100_000), (10 * limits.MIB, limits.DRAIN_BYTES_MAX)])
def test_a_refused_body_is_read_to_its_end_within_bounds(compound, browser, size, read):
    """Else a sender in the middle of his upload sees a reset instead of the refusal."""
    body = io.BytesIO(b"x" * size)
    answer = browser().ask("PUT", f"{HERE}/blobs/{'a' * 64}", environ_overrides={
        "wsgi.input": body, "CONTENT_LENGTH": str(size)})
    assert (answer.status_code, body.tell()) == (401, read)
