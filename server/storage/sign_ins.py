"""Sessions, bearer tokens and throttles: only hashes of secrets are kept, and all of it can be revoked."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, case, delete, insert, select, update

from server.storage import accounts
from server.storage.db import Session
from server.storage.tables import account, session, throttle, token
from server.storage.upsert import insert_into

SESSION_DAYS = 90
SLIDE_EVERY = timedelta(days=1)     # a session that is used daily costs one write a day
AGENT_CHARS_MAX = 200
COUNT_MAX = 1_000_000
_ALIVE = (
    select(session.c.token_sha256, session.c.person, session.c.device, session.c.seen_at, account.c.name)
    .join(account, account.c.id == session.c.person)
    .where(session.c.token_sha256 == bindparam("token_sha256"), session.c.expires_at > bindparam("now"),
           ~account.c.disabled))


@dataclass(frozen=True)
class SignIn:
    """Whom a secret belongs to. `device` is the browser's; a token has none."""

    person: str
    name: str
    secret_sha256: str
    device: str | None = None
    seen_at: datetime | None = None


def sha256(secret: str) -> str:
    """What is stored of a secret: 256 random bits need no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def start(work: Session, person: str, *, device: str | None, agent: str, now: datetime) -> str:
    """A new session; returns its secret, which is nowhere else."""
    secret = secrets.token_urlsafe(32)
    work.execute(insert(session).values(
        token_sha256=sha256(secret), person=person, device=device, created_at=now, seen_at=now,
        expires_at=now + timedelta(days=SESSION_DAYS), agent=agent[:AGENT_CHARS_MAX]))
    return secret


def by_session(work: Session, secret: str, *, now: datetime) -> SignIn | None:
    """Whose session it is; None if ended, expired, or its account disabled."""
    found = work.execute(_ALIVE, {"token_sha256": sha256(secret), "now": now}).first()
    return found and SignIn(found.person, found.name, found.token_sha256, found.device, found.seen_at)


def slide(work: Session, secret_sha256: str, *, now: datetime) -> None:
    """Another 90 days from now, for a session that still exists."""
    work.execute(update(session).where(session.c.token_sha256 == secret_sha256)
                 .values(seen_at=now, expires_at=now + timedelta(days=SESSION_DAYS)))


def remember_device(work: Session, secret_sha256: str, device: str) -> None:
    """The browser behind this session is that device."""
    work.execute(update(session).where(session.c.token_sha256 == secret_sha256).values(device=device))


def end(work: Session, secret_sha256: str) -> None:
    """Sign out; a second time changes nothing."""
    work.execute(delete(session).where(session.c.token_sha256 == secret_sha256))


def sweep(work: Session, *, now: datetime) -> int:
    """Remove expired sessions and throttles of yesterday; how many sessions went."""
    work.execute(delete(throttle).where(throttle.c.since < now - timedelta(days=1)))
    return len(work.scalars(delete(session).where(session.c.expires_at <= now)
                            .returning(session.c.token_sha256)).all())


def issue_token(work: Session, person: str, name: str, *, by: str, now: datetime,
                expires_at: datetime | None = None) -> str:
    """A bearer token for an API client; returns the secret, shown once."""
    secret = f"xl_{secrets.token_urlsafe(32)}"
    work.execute(insert(token).values(token_sha256=sha256(secret), person=person, name=name, created_at=now,
                                      expires_at=expires_at, revoked=False))
    accounts.note(work, by=by, person=person, act="token.issued", now=now, detail=name)
    return secret


def by_token(work: Session, secret: str, *, now: datetime) -> SignIn | None:
    """Whose token it is; None if revoked, expired, or its account disabled."""
    found = work.execute(
        select(token.c.token_sha256, token.c.person, token.c.expires_at, account.c.name)
        .join(account, account.c.id == token.c.person)
        .where(token.c.token_sha256 == sha256(secret), ~token.c.revoked, ~account.c.disabled)).first()
    if found is None or (found.expires_at is not None and found.expires_at <= now):
        return None
    return SignIn(found.person, found.name, found.token_sha256)


def revoke_tokens(work: Session, person: str, name: str, *, by: str, now: datetime) -> int:
    """End the person's tokens of that name; how many were alive."""
    alive = update(token).where(token.c.person == person, token.c.name == name, ~token.c.revoked)
    gone = len(work.scalars(alive.values(revoked=True).returning(token.c.token_sha256)).all())
    accounts.note(work, by=by, person=person, act="token.revoked", now=now, detail=name)
    return gone


def count_attempt(work: Session, key: str, *, window: timedelta, now: datetime) -> tuple[int, datetime]:
    """One more attempt under `key`: (attempts in this window, when the window ends)."""
    # One statement: two first attempts at once are both counted, and nobody's success can remove the row between.
    over, known = throttle.c.since <= now - window, throttle.c.count
    # Not counted without end: a number that overflows would open the door again.
    again = case((over, 1), (known < COUNT_MAX, known + 1), else_=COUNT_MAX)
    row = work.execute(
        insert_into(work, throttle).values(key=key, count=1, since=now).on_conflict_do_update(
            index_elements=["key"], set_={"count": again, "since": case((over, now), else_=throttle.c.since)})
        .returning(throttle.c.count.label("tries"), throttle.c.since)).one()
    return row.tries, row.since + window


def give_back(work: Session, key: str) -> None:
    """Take one attempt back: it was right."""
    work.execute(update(throttle).where(throttle.c.key == key, throttle.c.count > 0)
                 .values(count=throttle.c.count - 1))


def clear(work: Session, key: str) -> None:
    """Forget the attempts under `key`."""
    work.execute(delete(throttle).where(throttle.c.key == key))
