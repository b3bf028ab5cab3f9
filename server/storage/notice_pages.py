"""Notices for one reader: the list, where their findings stand, and findings that are on no notice yet."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from server.domain.notice_standing import on_notice, standing
from server.domain.rights import Reader
from server.storage import arrived, finding_pages, queries, tables
from server.storage.db import Session

Row = dict[str, Any]
_row, _blob = tables.finding_row.c, tables.blob.c
TO_NOTICE = ("issued", "returned")
"""What a unit still has to put right."""


def notices(look: Session, reader: Reader) -> list[Row]:
    """The notices this reader sees, newest first."""
    return sorted(queries.things(look, reader, "notice").values(), key=lambda one: (one["at"], one["id"]), reverse=True)


def with_standing(look: Session, reader: Reader, some: list[Row]) -> list[Row]:
    """The same notices with `standing` as `notice_standing.standing` gives it, for a page of them."""
    ids = [id for one in some for id in one["findings"]]
    states, came = states_of(look, reader, ids), arrived.delivered(look, reader.project, ids)
    return [{**one, "standing": standing(one, states, came)} for one in some]


def states_of(look: Session, reader: Reader, ids: Iterable[str]) -> dict[str, str]:
    """{finding: state} of those among them this reader sees."""
    wanted = sorted(set(ids))
    rows = look.execute(select(_row.id, _row.state).where(
        _row.project == reader.project, _row.id.in_(wanted), _row.id.in_(queries.visible_ids(reader, "finding"))))
    return {row.id: row.state for row in rows}


def unnoticed(look: Session, reader: Reader, kind: str) -> dict[str, list[Row]]:
    """{unit: findings to put right that may go on a new notice of this kind}, by walking day and number."""
    found: dict[str, list[Row]] = {}
    for finding in finding_pages.open_ones(look, reader, states=TO_NOTICE):
        if finding.get("unit") and not on_notice(finding, kind):
            found.setdefault(finding["unit"], []).append(finding)
    return found


def types_of(look: Session, project: str, shas: Iterable[str]) -> dict[str, str]:
    """{hash: media type} of the blobs that are here and may be shown."""
    rows = look.execute(select(_blob.sha256, _blob.type).where(
        _blob.project == project, _blob.sha256.in_(sorted(set(shas))), _blob.erased.is_(False)))
    return {row.sha256: row.type for row in rows}
