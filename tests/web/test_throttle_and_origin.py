"""Guessing is slowed down; other sites cannot make a signed-in browser change anything."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from server.domain.problems import Problem
from server.storage import tables
from server.storage.db import reading, transaction
from server.web import throttle
from tests import people
from tests.web.conftest import refused

SESSION = "/api/v1/session"


def guess(browser, login=people.ALICE.login, password="wrong"):
    return browser().ask("POST", SESSION, json={"login": login, "password": password})


def test_the_eleventh_guess_at_one_login_has_to_wait(compound, browser):
    for _ in range(throttle.PER_LOGIN_MAX):
        refused(guess(browser), "wrong_login")
    answer = guess(browser, password=people.PASSWORD)
    assert answer.status_code == 429 and 0 < int(answer.headers["Retry-After"]) <= 900
    refused(answer, "throttled")
    assert browser().sign_in(people.BOB).status_code == 200     # others are not concerned


def test_after_a_quarter_of_an_hour_of_real_time_the_login_is_free_again(compound, browser, clock, engine):
    for _ in range(throttle.PER_LOGIN_MAX + 1):
        guess(browser)
    clock.later(days=1)
    refused(guess(browser, password=people.PASSWORD), "throttled")
    with transaction(engine) as work:
        work.execute(update(tables.throttle).values(since=datetime.now(UTC) - timedelta(minutes=15)))
    assert guess(browser, password=people.PASSWORD).status_code == 200


def test_the_right_password_wipes_the_slate(compound, browser):
    for _ in range(3):
        for _ in range(throttle.PER_LOGIN_MAX - 1):
            refused(guess(browser), "wrong_login")
        assert browser().sign_in(people.ALICE).status_code == 200


def test_one_address_cannot_try_many_logins(compound, browser, engine, monkeypatch):
    monkeypatch.setattr(throttle, "PER_ADDRESS_MAX", 5)
    for number in range(5):
        refused(guess(browser, login=f"1390000{number:04d}"), "wrong_login")
    refused(guess(browser, password=people.PASSWORD), "throttled")


def test_signing_in_all_day_from_one_office_is_no_attack(compound, browser, monkeypatch):
    monkeypatch.setattr(throttle, "PER_ADDRESS_MAX", 3)
    for _ in range(6):
        assert browser().sign_in(people.ALICE).status_code == 200


def test_guesses_at_the_same_moment_are_all_counted(compound, browser, engine):
    with ThreadPoolExecutor(4) as pool:
        answers = [answer.status_code for answer in pool.map(lambda _: guess(browser), range(16))]
    assert (answers.count(401), answers.count(429)) == (10, 6)
    with reading(engine) as look:
        assert look.scalar(select(func.max(tables.throttle.c.count))) == 16


def test_first_attempts_and_successes_at_the_same_moment_neither_fail_nor_wait_for_each_other(app, clock):
    now = clock()
    with app.app_context():
        throttle.count("13800000001", "10.0.0.1", now)

    def attempts(number):
        with app.app_context():
            for turn in range(12):
                if number % 2:
                    throttle.forgive("13800000001", "10.0.0.1")
                else:
                    with suppress(Problem):
                        throttle.count("13800000001", "10.0.0.1", now)
                with suppress(Problem):
                    throttle.count(f"139000{number:02d}{turn:03d}", f"10.0.1.{turn}", now)
        return True

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(attempts, range(6)))
    with app.app_context(), reading() as look:
        counted = dict(look.execute(select(tables.throttle.c.key, tables.throttle.c.count)).all())
    assert {counted[f"address:10.0.1.{turn}"] for turn in range(12)} == {6}


def test_a_change_without_an_origin_or_from_another_site_is_refused(compound, browser):
    alice = browser(people.ALICE)
    for elsewhere in ("https://evil.example", "null", "http://localhost:81", "http://localhost.evil.example"):
        answer = alice.ask("DELETE", SESSION, headers={"Origin": elsewhere})
        assert answer.status_code == 403
        refused(answer, "bad_origin")
    refused(alice.http.delete(SESSION), "bad_origin")
    refused(alice.http.delete(SESSION, headers={"Sec-Fetch-Site": "cross-site"}), "bad_origin")
    assert alice.ask("GET", SESSION).status_code == 200
    assert alice.http.delete(SESSION, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


def test_another_site_cannot_sign_a_browser_in_as_somebody(compound, browser):
    answer = browser().ask("POST", SESSION, headers={"Origin": "https://evil.example"},
                           json={"login": people.ALICE.login, "password": people.PASSWORD})
    refused(answer, "bad_origin")


@pytest.mark.parametrize("origin", ["https://xunlou.example.cn", "https://xunlou.example.cn/"])
def test_behind_a_proxy_the_setting_says_what_the_own_origin_is(compound, app, browser, origin):
    app.config["ORIGIN"] = origin
    browsing = browser()
    said = {"login": people.ALICE.login, "password": people.PASSWORD}
    refused(browsing.ask("POST", SESSION, json=said, headers={"Origin": "http://localhost"}), "bad_origin")
    right = {"Origin": "https://xunlou.example.cn"}
    assert browsing.ask("POST", SESSION, json=said, headers=right).status_code == 200
