"""Issued sheets as they are handed out now: what law covered since stays on no copy, the stored content on its own."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update

from server.domain.sheet import Content, canonical
from server.domain.sheet_shown import named, without_pictures
from server.storage import sheets, tables
from server.storage.db import Session
from server.storage.sheet_inputs import unprinted
from server.storage.state import State

_row = tables.sheet.c
Row = dict[str, Any]


def shown(row: Row) -> Row:
    """A row as `sheets.read` gives it, its content without the words that were covered after it was issued."""
    return {**row, "content": json.loads(row["shown"])} if row.get("shown") else row


def on_paper(state: State, content: Content) -> Content:
    """The content to print or draw now: without the pictures that are kept off paper, those erased among them."""
    return without_pictures(content, unprinted(state, sorted(named(content))))


def keep_print(session: Session, project: str, content: Content, part: str, sha256: str) -> None:
    """Remember the PDF made of a part of this content, unless words or pictures went out of it meanwhile."""
    session.execute(select(_row.seq).where(*_version(project, content)).with_for_update())   # who covers it waits
    found = sheets.read(session, project, content["tier"], content["number"], content["version"])
    if found is not None and on_paper(State(session, project), shown(found)["content"]) == content:
        sheets.printed(session, project, content["tier"], content["number"], content["version"], part, sha256)
    else:
        _erase(session, project, [sha256])


def cover(session: Session, where: ColumnElement[bool], covered: Callable[[Content], Content]) -> None:
    """Keep what `covered` makes of each of these contents beside it, and drop the prints of those it changes."""
    rows = session.execute(select(tables.sheet).where(where).with_for_update()).mappings().all()
    for row in rows:
        said = json.loads(row["shown"] or row["content"])
        now = covered(said)
        if now != said:
            at = _version(row["project"], {**row})
            session.execute(update(tables.sheet).where(*at).values(shown=canonical(now).decode()))
            _drop(session, row)


def drop_prints_of(session: Session, project: str, pictures: Iterable[str]) -> None:
    """Drop the prints of every sheet that names one of these pictures, by the hash of a record or of a print."""
    printed = or_(_row.pdf_sha256.is_not(None), _row.annex_sha256.is_not(None))
    naming = or_(*(_row.content.contains(sha, autoescape=True) for sha in pictures))
    rows = session.execute(select(tables.sheet).where(_row.project == project, printed, naming).with_for_update())
    for row in rows.mappings().all():
        _drop(session, row)


def _drop(session: Session, row: Any) -> None:
    """Its PDFs are printed anew when somebody asks; their files go with those of pictures erased by law."""
    at = _version(row["project"], {**row})
    session.execute(update(tables.sheet).where(*at).values(pdf_sha256=None, annex_sha256=None))
    _erase(session, row["project"], [sha for sha in (row["pdf_sha256"], row["annex_sha256"]) if sha])


def _erase(session: Session, project: str, gone: list[str]) -> None:
    column = tables.blob.c
    session.execute(update(tables.blob).where(column.project == project, column.sha256.in_(gone)).values(erased=True))


def _version(project: str, of: Row) -> tuple[ColumnElement[bool], ...]:
    return (_row.project == project, _row.tier == of["tier"], _row.number == of["number"],
            _row.version == of["version"])
