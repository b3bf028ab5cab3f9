"""Whatever is sent, the answer is a refusal from the catalogue: never a 500, never half a change."""

import json

import pytest

from server.domain.problems import CATALOGUE
from tests import people
from tests.web.calls import HERE, checkin, digest

DEVICE = "0f8fad5b-d9cb-469f-a165-70867728950e"
GOOD = {
    "/api/v1/session": ("POST", {"login": people.ALICE.login, "password": people.PASSWORD}),
    f"{HERE}/checkin": ("POST", checkin(DEVICE)),
    f"{HERE}/have": ("POST", {"events": [DEVICE], "blobs": ["a" * 64]}),
}
TEXTS = {
    "empty": b"", "no json": b"{", "not utf-8": b'"\xff\xfe"', "a list": b"[]", "a number": b"7", "null": b"null",
    "nan": b'{"login": NaN}', "infinity": b'{"n": 1e999}', "5000 digits": b'{"n": ' + b"9" * 5000 + b"}",
    "twice": b'{"login": "a", "login": "b"}', "deep": b"[" * 10_000 + b"]" * 10_000,
    "deep objects": b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "surrogate": b'{"login": "\\ud800"}',
    "nul": b'{"login": "a\\u0000b", "password": "x"}', "bom": "\ufeff{}".encode(), "utf-16": "{}".encode("utf-16"),
}


def ask(someone, method, path, raw: bytes):
    return someone.ask(method, path, data=raw, headers={"Content-Type": "application/json", **digest(raw)})


@pytest.mark.parametrize("name", TEXTS)
def test_broken_texts_are_refused_everywhere(compound, browser, name):
    alice = browser(people.ALICE)
    for path, (method, _) in GOOD.items():
        answer = ask(alice, method, path, TEXTS[name])
        assert answer.status_code in (400, 411, 413), (path, answer.text)
        assert answer.json["error"] in CATALOGUE
    answer = ask(alice, "PUT", f"{HERE}/events/{DEVICE}", TEXTS[name])
    expected = (411, "length_required") if name == "empty" else (400, "bad_envelope")
    assert (answer.status_code, answer.json["error"]) == expected


WRONG = ["\x00", "a\x00b", "\ud800", 10**5000, float("nan"), -1, 1.5, True, None, [], {}, [[]], "x" * 70_000, "½", "'"]


@pytest.mark.parametrize("path", GOOD)
def test_every_field_survives_every_wrong_value(compound, browser, path):
    alice, (method, good) = browser(people.ALICE), GOOD[path]
    for name, changed in variations(good):
        for wrong in WRONG:
            raw = dumped({**good, **changed(wrong)})
            answer = ask(alice, method, path, raw)
            assert answer.status_code < 500, (name, str(wrong)[:30], answer.text)
            assert answer.status_code in (200, 400, 401, 413, 429), (name, str(wrong)[:30], answer.status_code)


def variations(good: dict):
    """(what, function of a wrong value) for each field and each field one level below, and an unknown one."""
    for key, value in {**good, "unknown": None}.items():
        yield key, lambda wrong, key=key: {key: wrong}
        if isinstance(value, dict):
            for below in value:
                yield f"{key}.{below}", lambda wrong, key=key, value=value, below=below: {
                    key: {**value, below: wrong}}
        if isinstance(value, list):
            yield f"{key}[]", lambda wrong, key=key: {key: [wrong]}


def dumped(value) -> bytes:
    """JSON as no honest client writes it; Python refuses to print 5000 digits, so they are put in by hand."""
    text = json.dumps(value, default=str) if not huge(value) else json.dumps(replaced(value)).replace(
        '"HUGE"', "9" * 5001)
    return text.encode()


def huge(value) -> bool:
    if isinstance(value, dict):
        return any(huge(one) for one in value.values())
    if isinstance(value, list):
        return any(huge(one) for one in value)
    return isinstance(value, int) and value > 10**4000


def replaced(value):
    if isinstance(value, dict):
        return {key: replaced(one) for key, one in value.items()}
    if isinstance(value, list):
        return [replaced(one) for one in value]
    return "HUGE" if huge(value) else value


@pytest.mark.parametrize("path", [
    "/api/v1/projects/%00/feed", "/api/v1/projects/p1%00/feed", "/api/v1/projects/%F0%9F%92%A9/feed",
    "/api/v1/projects/" + "p" * 5000 + "/feed", f"{HERE}/findings/%00", f"{HERE}/findings/a%00b",
    f"{HERE}/events/%00", f"{HERE}/blobs/%00", f"{HERE}/sheets/daily/99999999999999999999", f"{HERE}/sheets/daily/-1",
    f"{HERE}/sheets/daily/%D9%A3", f"{HERE}/sheets/other/1", f"{HERE}/findings?text=%00", f"{HERE}/findings?unit=%ff",
    f"{HERE}/findings?severity=9", f"{HERE}/findings?state=gone", f"{HERE}/coverage", f"{HERE}/coverage?day=0000-00-00",
    f"{HERE}/feed?after=9%00", f"{HERE}/feed?after=-1.aaaa", f"{HERE}/feed?after=1e9", "/api/v1/nowhere", "/api/"])
def test_impossible_addresses_are_refused(compound, browser, path):
    answer = browser(people.PAM).ask("GET", path)
    assert answer.status_code in (200, 400, 403, 404), answer.text
    assert answer.status_code != 200 or path.startswith((f"{HERE}/feed", f"{HERE}/findings"))


@pytest.mark.parametrize("path", ["/api/v1/hello", f"{HERE}/feed", "/api/v1/session"])
def test_a_wrong_method_says_which_ones_there_are(compound, browser, path):
    answer = browser(people.ALICE).ask("PATCH", path)
    assert (answer.status_code, answer.json["error"]) == (405, "method_not_allowed")
    assert "GET" in answer.headers["Allow"]


def test_a_fault_of_ours_is_told_without_a_word_of_its_inside(compound, app, browser, monkeypatch):
    from server.web.api import feed

    def broken(*_):
        raise RuntimeError("secret inside")
    monkeypatch.setattr(feed, "feed", broken)
    answer = browser(people.ALICE).ask("GET", f"{HERE}/feed")
    assert (answer.status_code, answer.json["error"]) == (500, "internal")
    assert "secret" not in answer.text and "Traceback" not in answer.text
