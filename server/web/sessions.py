"""Signing in and out of a browser: two HttpOnly cookies over a session row that can be revoked."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Request, Response, request

from server.domain import phone_number, shape
from server.domain.problems import Problem
from server.storage import accounts, devices, passwords, sign_ins
from server.storage.accounts import Account
from server.storage.db import Session, reading, transaction
from server.web import origin, throttle

SESSION_COOKIE, DEVICE_COOKIE = "xunlou_session", "xunlou_device"
COOKIES = "xunlou.cookies"  # kept with the request itself: nothing of one request may reach the next
DAY_SECONDS = 24 * 3600
DEVICE_DAYS = 400           # as long as browsers keep any cookie


def real_now() -> datetime:
    """Real time: a demo's clock must not let sessions live or throttles pass (architecture.md §5)."""
    return datetime.now(UTC)


def sign_in(request: Request, login: str, password: str) -> Account:
    """The account behind a phone number and password; the session's cookies go out with this answer.

    Raises Problem wrong_login (also for unknown and disabled accounts, in the same time), throttled, bad_origin.
    """
    origin.check(request, cookie=False)
    address, now = request.remote_addr or "", real_now()
    number = phone_number.normalised(login) or ""
    throttle.count(number, address, now)
    account = _checked(number, password)
    throttle.forgive(number, address)
    with reading() as look:
        device = device_of(look, request)
    agent = request.headers.get("User-Agent", "").replace("\x00", "")
    with transaction() as work:
        secret = sign_ins.start(work, account.id, device=device, agent=agent, now=now)
    set_later(SESSION_COOKIE, secret)
    return account


def sign_out(request: Request) -> None:
    """End the session of this browser, if there is one; the device stays known."""
    secret = request.cookies.get(SESSION_COOKIE)
    if secret:
        origin.check(request, cookie=True)
        with transaction() as work:
            sign_ins.end(work, sign_ins.sha256(secret))
    set_later(SESSION_COOKIE, "")


def device_of(look: Session, request: Request) -> str | None:
    """The device this browser has proved to be: its cookie carries `id.secret`, given at its first check-in."""
    device, _, secret = request.cookies.get(DEVICE_COOKIE, "").partition(".")
    return device if shape.UUID.fullmatch(device) and devices.proven(look, device, secret) else None


def set_later(name: str, value: str) -> None:
    """Put a cookie on the answer of this request; an empty value removes it."""
    request.environ.setdefault(COOKIES, {})[name] = value


def put_cookies(response: Response) -> Response:
    """After each request: the cookies that were decided on the way."""
    for name, value in request.environ.pop(COOKIES, {}).items():
        days = 0 if not value else sign_ins.SESSION_DAYS if name == SESSION_COOKIE else DEVICE_DAYS
        response.set_cookie(name, value, max_age=days * DAY_SECONDS, path="/", httponly=True,
                            samesite="Lax", secure=_must_be_secure(request))
    return response


def _checked(number: str, password: str) -> Account:
    with reading() as look:
        account = accounts.by_login(look, number) if number else None
        stored = accounts.password_hash(look, account.id) if account else None
    if not passwords.matches(password, stored) or account is None or account.disabled:
        raise Problem("wrong_login")
    if stored and passwords.weak(stored):
        with transaction() as work:
            accounts.rehash(work, account.id, passwords.hashed(password))
    return account


def _must_be_secure(request: Request) -> bool:
    """Everywhere but on plain http of this very machine, where no certificate can be."""
    parts = urlsplit(origin.own(request))
    return not (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))
