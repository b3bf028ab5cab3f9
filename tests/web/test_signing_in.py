"""Signing in and out: what people on site may rely on, and what nobody may get by guessing."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from server.storage import accounts, sign_ins, tables
from server.storage.db import reading, transaction
from server.web import sessions
from tests import people
from tests.web.conftest import refused

SESSION = "/api/v1/session"


def test_a_phone_number_however_typed_signs_in_and_says_ones_projects(compound, browser):
    for typed in ("13800000001", "+86 138 0000 0001", "0086-138-0000-0001", "１３８０００００００１"):
        answer = browser().ask("POST", SESSION, json={"login": typed, "password": people.PASSWORD})
        assert answer.json["person"] == {"id": "u1", "name": "王巡"}
        assert answer.json["projects"] == [
            {"id": "p1", "name": "水竹花园", "kind": "compound", "role": "inspector", "org": "o2"}]


def test_being_signed_in_lasts_from_request_to_request_until_signing_out(compound, browser):
    alice = browser(people.ALICE)
    assert alice.ask("GET", SESSION).json["person"]["id"] == "u1"
    assert alice.ask("DELETE", SESSION).status_code == 200
    refused(alice.ask("GET", SESSION), "signed_out")
    assert alice.ask("DELETE", SESSION).status_code == 200


def test_a_copied_cookie_is_worthless_after_signing_out(compound, browser):
    alice = browser(people.ALICE)
    copied = alice.http.get_cookie(sessions.SESSION_COOKIE).value
    alice.ask("DELETE", SESSION)
    thief = browser()
    thief.http.set_cookie(sessions.SESSION_COOKIE, copied)
    refused(thief.ask("GET", SESSION), "signed_out")


@pytest.mark.parametrize("login", ["13800000001", "13999999999", "nobody", ""])
def test_wrong_and_unknown_logins_hear_the_same(compound, browser, login):
    answer = browser().ask("POST", SESSION, json={"login": login, "password": "wrong"})
    assert answer.status_code == 401
    refused(answer, "wrong_login")


def test_an_unknown_login_costs_a_hash_like_a_known_one(compound, browser, monkeypatch):
    hashes = []
    real = sessions.passwords.matches
    monkeypatch.setattr(sessions.passwords, "matches", lambda *said: hashes.append(said) or real(*said))
    for login in ("13800000001", "13999999999"):
        browser().ask("POST", SESSION, json={"login": login, "password": "wrong"})
    assert [stored is None for _, stored in hashes] == [False, True]


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(compound, browser):
    cookie = browser().sign_in(people.ALICE).headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie
    assert f"Max-Age={90 * 24 * 3600}" in cookie
    assert "Secure" not in cookie       # plain http on this very machine


@pytest.mark.parametrize("origin", ["https://xunlou.example.cn", "http://192.168.1.4:8000"])
def test_beyond_this_machine_the_cookie_travels_encrypted_only(compound, app, browser, origin):
    app.config["ORIGIN"] = origin
    answer = browser().ask("POST", SESSION, headers={"Origin": origin},
                           json={"login": people.ALICE.login, "password": people.PASSWORD})
    assert "Secure" in answer.headers["Set-Cookie"]


def test_the_database_holds_no_secret_of_a_session(compound, browser, engine):
    alice = browser(people.ALICE)
    secret = alice.http.get_cookie(sessions.SESSION_COOKIE).value
    with reading(engine) as look:
        row = look.execute(select(tables.session)).one()
    assert secret not in map(str, row) and sign_ins.sha256(secret) in row


def test_a_session_unused_for_90_days_is_over(compound, browser, engine):
    alice = browser(people.ALICE)
    with transaction(engine) as work:
        work.execute(update(tables.session).values(expires_at=datetime.now(UTC)))
    refused(alice.ask("GET", SESSION), "signed_out")


def test_a_session_in_use_slides_but_writes_at_most_once_a_day(compound, browser, engine):
    alice = browser(people.ALICE)
    assert "Set-Cookie" not in alice.ask("GET", SESSION).headers
    yesterday = datetime.now(UTC) - timedelta(days=1, minutes=1)
    with transaction(engine) as work:
        work.execute(update(tables.session).values(seen_at=yesterday, expires_at=yesterday + timedelta(days=90)))
    assert "Max-Age=7776000" in alice.ask("GET", SESSION).headers["Set-Cookie"]
    with reading(engine) as look:
        assert look.scalar(select(tables.session.c.expires_at)) > datetime.now(UTC) + timedelta(days=89)
    assert "Set-Cookie" not in alice.ask("GET", SESSION).headers


def test_a_session_lives_in_real_time_whatever_the_house_clock_says(compound, browser, clock):
    alice = browser(people.ALICE)
    clock.later(days=1000)
    assert alice.ask("GET", SESSION).status_code == 200


def test_a_disabled_person_is_out_at_once_and_cannot_come_back(compound, browser, engine):
    alice, bearer = browser(people.ALICE), _token(engine)
    with transaction(engine) as work:
        accounts.set_disabled(work, "u1", True, by="command", now=datetime.now(UTC))
    refused(alice.ask("GET", SESSION), "signed_out")
    refused(browser().ask("GET", SESSION, headers={"Authorization": f"Bearer {bearer}"}), "signed_out")
    refused(browser().sign_in(people.ALICE), "wrong_login")
    with transaction(engine) as work:
        accounts.set_disabled(work, "u1", False, by="command", now=datetime.now(UTC))
    refused(alice.ask("GET", SESSION), "signed_out")
    assert browser().sign_in(people.ALICE).status_code == 200


def test_a_session_of_a_disabled_account_is_void_however_it_came_to_be(compound, browser, engine):
    alice, bearer = browser(people.ALICE), _token(engine)
    with transaction(engine) as work:
        work.execute(update(tables.account).where(tables.account.c.id == "u1").values(disabled=True))
    refused(alice.ask("GET", SESSION), "signed_out")
    refused(browser().ask("GET", SESSION, headers={"Authorization": f"Bearer {bearer}"}), "signed_out")


def test_a_new_password_puts_out_whoever_knew_the_old_one(compound, browser, engine):
    alice = browser(people.ALICE)
    with transaction(engine) as work:
        accounts.set_password(work, "u1", sessions.passwords.hashed("ein-neues"), by="u11", now=datetime.now(UTC))
    refused(alice.ask("GET", SESSION), "signed_out")
    refused(browser().sign_in(people.ALICE), "wrong_login")
    assert browser().sign_in(people.ALICE, "ein-neues").status_code == 200


def test_every_change_of_an_account_is_written_down_without_secrets(compound, engine):
    now, bearer = datetime.now(UTC), _token(engine)
    with transaction(engine) as work:
        accounts.set_password(work, "u1", "$argon2id$secret", by="u11", now=now)
        accounts.rename(work, "u1", "王新巡", by="u11", now=now)
        accounts.set_disabled(work, "u1", True, by="u11", now=now)
    with reading(engine) as look:
        trail = accounts.trail(look, "u1")
    assert [(by, act) for _, by, act, _ in trail] == [
        ("command", "account.added"), ("command", "project.joined"), ("command", "token.issued"),
        ("u11", "password.changed"), ("u11", "name.changed"), ("u11", "account.disabled")]
    assert "argon2" not in str(trail) and bearer not in str(trail)


def test_a_bearer_token_is_a_person_without_a_browser_until_revoked(compound, browser, engine):
    script, bearer = browser(), _token(engine)
    headers = {"Authorization": f"Bearer {bearer}", "Origin": "https://elsewhere.example"}
    assert script.ask("GET", SESSION, headers=headers).json["person"]["id"] == "u1"
    refused(script.ask("GET", SESSION, headers={"Authorization": "Bearer xl_wrong"}), "signed_out")
    with transaction(engine) as work:
        assert sign_ins.revoke_tokens(work, "u1", "export", by="u11", now=datetime.now(UTC)) == 1
    refused(script.ask("GET", SESSION, headers=headers), "signed_out")


def test_a_bearer_token_ends_on_its_day(compound, browser, engine):
    bearer = _token(engine, expires_at=datetime.now(UTC) - timedelta(seconds=1))
    refused(browser().ask("GET", SESSION, headers={"Authorization": f"Bearer {bearer}"}), "signed_out")


def _token(engine, **more) -> str:
    with transaction(engine) as work:
        return sign_ins.issue_token(work, "u1", "export", by="command", now=datetime.now(UTC), **more)
