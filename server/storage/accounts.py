"""People as accounts: sign-in name, password hash, phone; every change leaves an audit row (state.md §8)."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from server.storage.db import Session
from server.storage.tables import account, audit, membership, project, session, token

COMMAND = "command"
"""Who did it, in audit rows, when it was done at the server's own console."""


@dataclass(frozen=True)
class Account:
    """A person as the sign-in knows him. `login` is the normalised phone number; no hash in here."""

    id: str
    login: str
    name: str
    phone: str
    disabled: bool


def new_id() -> str:
    """Says nothing about its person: it enters the log, which outlives the account."""
    return f"u{secrets.token_hex(5)}"


def add(work: Session, *, login: str, name: str, password_hash: str | None, by: str, now: datetime,
        id: str | None = None) -> Account:
    """A new account. The database refuses a login that is taken (IntegrityError)."""
    person = id or new_id()
    work.execute(insert(account).values(id=person, login=login, name=name, phone=login, disabled=False,
                                        password_hash=password_hash, created_at=now))
    note(work, by=by, person=person, act="account.added", now=now)
    return Account(person, login, name, login, disabled=False)


def by_id(work: Session, person: str) -> Account | None:
    """The account with that id."""
    return _account(work.execute(select(account).where(account.c.id == person)).first())


def by_login(work: Session, login: str) -> Account | None:
    """The account with that normalised phone number."""
    return _account(work.execute(select(account).where(account.c.login == login)).first())


def password_hash(work: Session, person: str) -> str | None:
    """The stored hash, or None for somebody who has no password yet."""
    return work.scalar(select(account.c.password_hash).where(account.c.id == person))


def set_password(work: Session, person: str, hash: str, *, by: str, now: datetime) -> None:
    """A new password ends every session: whoever knew the old one is out."""
    work.execute(update(account).where(account.c.id == person).values(password_hash=hash))
    work.execute(delete(session).where(session.c.person == person))
    note(work, by=by, person=person, act="password.changed", now=now)


def rehash(work: Session, person: str, hash: str) -> None:
    """The same password under stronger parameters; nothing changed for anybody, so no audit row."""
    work.execute(update(account).where(account.c.id == person).values(password_hash=hash))


def rename(work: Session, person: str, name: str, *, by: str, now: datetime) -> None:
    """Another name for the same person."""
    work.execute(update(account).where(account.c.id == person).values(name=name))
    note(work, by=by, person=person, act="name.changed", now=now, detail=name)


def set_disabled(work: Session, person: str, disabled: bool, *, by: str, now: datetime) -> None:
    """Disabling revokes sessions and tokens at once; enabling brings none of them back."""
    work.execute(update(account).where(account.c.id == person).values(disabled=disabled))
    if disabled:
        work.execute(delete(session).where(session.c.person == person))
        work.execute(update(token).where(token.c.person == person).values(revoked=True))
    note(work, by=by, person=person, act="account.disabled" if disabled else "account.enabled", now=now)


def join(work: Session, person: str, project_id: str, *, by: str, now: datetime) -> bool:
    """Enter the person in the list of a project's people; role and organisation are in the log. False: was in."""
    row = {"person": person, "project": project_id}
    known = select(membership.c.person).filter_by(**row)
    if work.scalar(known) is not None:
        return False
    work.execute(insert(membership).values(**row))
    note(work, by=by, person=person, act="project.joined", now=now, detail=project_id)
    return True


def projects_of(work: Session, person: str) -> list[Row[Any]]:
    """Rows (id, name, kind) of the projects the person ever joined, by name; the log says which still count."""
    found = (select(project.c.id, project.c.name, project.c.kind)
             .join(membership, membership.c.project == project.c.id)
             .where(membership.c.person == person).order_by(project.c.name, project.c.id))
    return list(work.execute(found))


def phones(work: Session, people: list[str]) -> dict[str, str]:
    """Phone numbers by person id, for those who may call (state.md §4)."""
    return dict(work.execute(select(account.c.id, account.c.phone).where(account.c.id.in_(people))).all())


def phones_of(work: Session, project_id: str) -> dict[str, str]:
    """Phone numbers by person id, of all who ever joined a project."""
    members = select(account.c.id, account.c.phone).join(membership, membership.c.person == account.c.id)
    return dict(work.execute(members.where(membership.c.project == project_id)).all())


def set_phone(work: Session, person: str, phone: str, *, by: str, now: datetime) -> None:
    """Another number to call; he goes on signing in with the first."""
    work.execute(update(account).where(account.c.id == person).values(phone=phone))
    note(work, by=by, person=person, act="phone.changed", now=now)


def note(work: Session, *, by: str, person: str, act: str, now: datetime, detail: str = "") -> None:
    """One audit row: who did what to whom, and when. `detail` never holds a secret."""
    work.execute(insert(audit).values(at=now, by=by, person=person, act=act, detail=detail[:400]))


def trail(work: Session, person: str) -> list[tuple[datetime, str, str, str]]:
    """(at, by, act, detail) of everything that happened to the account, oldest first."""
    rows = select(audit.c.at, audit.c.by, audit.c.act, audit.c.detail)
    found = work.execute(rows.where(audit.c.person == person).order_by(audit.c.id))
    return [(at, by, act, detail) for at, by, act, detail in found]


def _account(row: Row[Any] | None) -> Account | None:
    return row and Account(row.id, row.login, row.name, row.phone, row.disabled)
