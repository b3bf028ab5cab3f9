"""The people's spreadsheet: accounts by phone number, and each one's role and organisation in the project."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from server.domain import catalogue, phone_number
from server.imports import cells
from server.imports.changes import Change, Outcome, write
from server.imports.faults import Faults
from server.imports.workbook import Row, Workbook
from server.storage import accounts, passwords
from server.storage.db import reading, transaction
from server.storage.state import State

PEOPLE = "人员"
COLUMNS = ("姓名", "手机号", "单位", "角色")
OPTIONAL = ("职务",)
NAME_CHARS_MAX = 50


@dataclass(frozen=True)
class Entry:
    """One person of the file; `org` is an id of this project."""

    row: int
    name: str
    login: str
    org: str
    role: str
    title: str | None


@dataclass
class Joined:
    """The result: `new` has (name, login, first password) of accounts made now, to be handed over once."""

    outcome: Outcome
    new: list[tuple[str, str, str]]


def roles() -> dict[str, str]:
    """{word: role}: full and short words of every role."""
    return {word: row["id"] for row in catalogue.words("duty_roles") for word in (row["zh"], row["short_zh"])}


def read(raw: bytes, orgs: Mapping[str, Mapping[str, Any]]) -> list[Entry]:
    """The people of the file. Raises Problem bad_spreadsheet with every faulty row."""
    faults, found = Faults(), []
    words = {name: id for id, org in orgs.items() if org.get("active", True) for name in (org["name"], org["short"])}
    seen: dict[str, int] = {}
    for row in Workbook(raw).rows(PEOPLE, COLUMNS, faults, optional=OPTIONAL):
        entry = _entry(row, words, faults)
        if entry.login in seen:
            faults.add(row.sheet, row.number, "手机号", f"与第{seen[entry.login]}行重复",
                       f"the same as in row {seen[entry.login]}")
        if entry.login:
            seen[entry.login] = row.number
        found.append(entry)
    faults.refuse()
    return found


def join(project: str, raw: bytes, *, by: str, now: datetime, engine: Engine | None = None) -> Joined:
    """Give every person of the file an account and a place in the project; people known already keep theirs.

    All or nothing as far as the file is concerned: with a faulty row nothing is written. A second import of the
    same file changes nothing.
    """
    with reading(engine) as session:
        orgs = State(session, project).all("org")
    entries, new, changes = read(raw, orgs), [], []
    for entry in entries:
        person, password = _account(project, entry, by, now, engine)
        if password is not None:
            new.append((entry.name, entry.login, password))
        changes.append(Change("person", person, {"name": entry.name, "org": entry.org, "role": entry.role,
                                                 "title": entry.title, "active": True}))
    return Joined(write(project, changes, now, engine=engine), new)


def _entry(row: Row, orgs: Mapping[str, str], faults: Faults) -> Entry:
    name, phone = cells.needed(row, "姓名", faults), cells.needed(row, "手机号", faults)
    login = phone_number.normalised(phone) if phone else ""
    if login is None:
        faults.add(row.sheet, row.number, "手机号", f"“{phone}”不是有效的电话号码", "not a telephone number")
    if len(name) > NAME_CHARS_MAX:
        faults.add(row.sheet, row.number, "姓名", f"不超过{NAME_CHARS_MAX}个字", "at most 50 characters")
    org, role = cells.one_of(row, "单位", orgs, faults), cells.one_of(row, "角色", roles(), faults)
    return Entry(row.number, name, login or "", org or "", role or "", row["职务"] or None)


def _account(project: str, entry: Entry, by: str, now: datetime, engine: Engine | None) -> tuple[str, str | None]:
    """(person, first password if the account is new)."""
    with reading(engine) as session:
        known = accounts.by_login(session, entry.login)
    password = None if known else passwords.initial()
    hash = None if password is None else passwords.hashed(password)
    with transaction(engine) as work:
        known = known or accounts.add(work, login=entry.login, name=entry.name, password_hash=hash, by=by, now=now)
        if known.name != entry.name:
            accounts.rename(work, known.id, entry.name, by=by, now=now)
        accounts.join(work, known.id, project, by=by, now=now)
    return known.id, password
