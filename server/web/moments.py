"""Instants as the wire spells them."""

from datetime import UTC, datetime


def stamp(at: datetime) -> str:
    """`2023-06-14T01:12:33.120Z`: UTC, milliseconds."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
