"""Rows of office tables made ready: units in the register's order, records held back with their reasons."""

from typing import Any

from server.domain.rights import Reader
from server.storage import queries
from server.storage.db import Session

Row = dict[str, Any]


def unit_rows(numbers: Row, orgs: dict[str, Row]) -> list[Row]:
    """The units' rows of the book with their names, in the order of the register."""
    def order(unit: str) -> tuple[int, str]:
        return int((orgs.get(unit) or {}).get("order") or 0), unit
    return [{"unit": unit, "name": short_name(orgs, unit), **numbers["units"][unit]}
            for unit in sorted(numbers["units"], key=order)]


def short_name(orgs: dict[str, Row], unit: str | None) -> str:
    """The short name of an organisation; what is unknown keeps its id."""
    org = orgs.get(unit or "") or {}
    return str(org.get("short") or org.get("name") or unit or "")


def held_rows(look: Session, reader: Reader, people: dict[str, Row]) -> list[Row]:
    """Records this person sees that wait for somebody, oldest first."""
    found = sorted(queries.things(look, reader, "held").values(), key=lambda held: held["received_at"])
    return [{**held, "name": (people.get(held["author"]) or {}).get("name") or held["author"]}
            for held in found]
