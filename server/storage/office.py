"""What office pages ask about projects and people besides things: names, phone numbers, phones last seen."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from server.domain import rights
from server.domain.rights import Reader
from server.storage import accounts, tables
from server.storage.db import Session
from server.storage.state import State

RECORDS_BACK = 100
"""Of his newest records: who writes at a desk for years is not looked for on a phone through all of them."""


def project_named(session: Session, project: str) -> tuple[str, str]:
    """(name, kind) of a project; of one that is not here its id, as a compound."""
    row = tables.project.c
    found = session.execute(select(row.name, row.kind).where(row.id == project)).one_or_none()
    return (found.name, found.kind) if found else (project, "compound")


def memberships(session: Session, person: str) -> list[dict[str, Any]]:
    """[{"id", "name", "kind", "role"}] of the projects a person belongs to today, by name."""
    found = []
    for project in accounts.projects_of(session, person):
        here = State(session, project.id).get("person", person)
        if here and here.get("active"):
            found.append({"id": project.id, "name": project.name, "kind": project.kind, "role": here["role"]})
    return found


def phones(session: Session, reader: Reader, people: list[str]) -> dict[str, str]:
    """{person: phone number} of those among them whom this reader may call (state.md §4)."""
    if _calls_everybody(reader):
        return accounts.phones(session, people) if people else {}
    called = _called_in_danger(session, reader) if people else []
    return accounts.phones(session, [id for id in called if id in people])


def phone_book(session: Session, reader: Reader) -> dict[str, str]:
    """{person: phone number} of everybody who ever joined the project and whom this reader may call."""
    if _calls_everybody(reader):
        return accounts.phones_of(session, reader.project)
    return accounts.phones(session, _called_in_danger(session, reader))


def _calls_everybody(reader: Reader) -> bool:
    return reader.role is not None and rights.may(reader.role, "call")


def _called_in_danger(session: Session, reader: Reader) -> list[str]:
    """A firm that cannot make a place safe calls supervision's chief; nobody else is given any number."""
    if reader.role is None or not rights.may(reader.role, "call_chief"):
        return []
    people = State(session, reader.project).all("person")
    return [id for id, one in people.items() if one.get("role") == "chief" and one.get("active")]


def last_seen(session: Session, project: str, people: list[str]) -> dict[str, datetime]:
    """{person: when one of his phones last spoke with the server} of those whose phones ever did."""
    row = tables.device.c
    return dict(session.execute(select(row.person, func.max(row.seen_at)).where(
        row.project == project, row.person.in_(people)).group_by(row.person)).all())


def last_record(session: Session, project: str, person: str) -> datetime | None:
    """When a phone last handed in a record of this person's, which is contact too; None if none of the newest did."""
    row = tables.event.c
    newest = (select(row.seq, row.received_at, row.submitter, row.device).where(
        row.project == project, row.author == person).order_by(row.seq.desc()).limit(RECORDS_BACK).subquery().c)
    return session.scalar(select(newest.received_at).where(
        newest.submitter == person, newest.device.is_not(None)).order_by(newest.seq.desc()).limit(1))

