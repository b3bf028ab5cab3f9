"""A project from one spreadsheet: its places and organisations from the file, its check items from the catalogue."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from server.domain import catalogue
from server.imports.buildings import places
from server.imports.changes import Change, Outcome, write
from server.imports.faults import Faults, refusal
from server.imports.organisations import ORGS, duties, organisations
from server.imports.workbook import Workbook
from server.storage.db import reading
from server.storage.state import State

CODE = re.compile(r"[A-Z]{1,4}")
"""A prefix of place ids: `WXYZ-B103A-E12` still fits into 16 characters."""


def read(raw: bytes, code: str, orgs: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """Everything the project begins with, in an order that refers to nothing unknown.

    `orgs`: {id: state} of organisations registered before. Raises Problem bad_spreadsheet with every faulty row.
    """
    if not CODE.fullmatch(code):
        raise refusal([f"小区代码“{code[:20]}”应为1到4个大写字母 (the code must be 1 to 4 capital letters)"])
    book, faults = Workbook(raw), Faults()
    firms = organisations(book, orgs, faults) if book.has(ORGS) else []
    entries = [*firms, *duties(book, firms, faults), *places(book, code, faults)]
    faults.refuse()
    return entries


def items() -> list[Change]:
    """The check items of the catalogue file: read only here, from then on they live in the log (state.md §3)."""
    return [Change("item", row["code"], {**row, "id": row["code"], "active": True}) for row in catalogue.items()]


def load(project: str, raw: bytes, code: str, now: datetime, engine: Engine | None = None) -> Outcome:
    """Write what the file says and the project does not hold yet; a project keeps the code it began with."""
    with reading(engine) as session:
        state = State(session, project)
        orgs, begun = state.all("org"), code_of(state)
    return write(project, [*read(raw, begun or code, orgs), *items()], now, engine=engine)


def code_of(state: State) -> str | None:
    """The prefix of the project's place ids, if it has places."""
    whole = [id for id, place in state.all("place").items() if place["kind"] == "compound"]
    return whole[0].rpartition("-")[0] if whole else None
