"""What office pages ask about projects and people besides things: names, phone numbers, phones last seen."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from server.domain import rights
from server.domain.rights import Reader
from server.storage import accounts, tables
from server.storage.db import Session
from server.storage.state import State


def project_name(session: Session, project: str) -> str:
    """The name of a project, or its id if there is none."""
    return session.scalar(select(tables.project.c.name).where(tables.project.c.id == project)) or project


def memberships(session: Session, person: str) -> list[dict[str, Any]]:
    """[{"id", "name", "kind", "role"}] of the projects a person belongs to today, by name."""
    found = []
    for project in accounts.projects_of(session, person):
        here = State(session, project.id).get("person", person)
        if here and here.get("active"):
            found.append({"id": project.id, "name": project.name, "kind": project.kind, "role": here["role"]})
    return found


def phones(session: Session, reader: Reader, people: list[str]) -> dict[str, str]:
    """{person: phone number} for a reader who may call; nothing for others (state.md §4)."""
    return accounts.phones(session, people) if people and _may_call(reader) else {}


def phone_book(session: Session, reader: Reader) -> dict[str, str]:
    """{person: phone number} of everybody who ever joined the project, for a reader who may call."""
    return accounts.phones_of(session, reader.project) if _may_call(reader) else {}


def _may_call(reader: Reader) -> bool:
    return reader.role is not None and rights.may(reader.role, "call")


def last_seen(session: Session, project: str, people: list[str]) -> dict[str, datetime]:
    """{person: when one of his phones last spoke with the server} of those whose phones ever did."""
    row = tables.device.c
    return dict(session.execute(select(row.person, func.max(row.seen_at)).where(
        row.project == project, row.person.in_(people)).group_by(row.person)).all())
