"""What findings repeat, and what that repeated: chains that grow with the works, followed in one question."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from server.storage import tables
from server.storage.db import Session

ASKED_AT_ONCE = 500
_row = tables.finding_row.c


def forerunners(session: Session, project: str, findings: Iterable[str]) -> dict[str, dict[str, Any]]:
    """{id: {"id", "repeat_of"}} of every earlier finding that these repeat, however far back.

    Enough to count by (`attention`): a finding found again for years has hundreds, and nobody needs their stories.
    """
    asked, found = sorted(set(findings)), dict[str, dict[str, Any]]()
    for start in range(0, len(asked), ASKED_AT_ONCE):
        rows = session.execute(_chains(project, asked[start:start + ASKED_AT_ONCE]))
        found |= {row.id: {"id": row.id, "repeat_of": row.repeat_of} for row in rows}
    return found


def _chains(project: str, ids: list[str]) -> Any:
    here = _row.project == project
    chain = select(_row.repeat_of.label("id")).where(here, _row.id.in_(ids), _row.repeat_of.is_not(None)).cte(
        "chain", recursive=True)
    chain = chain.union(select(_row.repeat_of).join(chain, _row.id == chain.c.id).where(
        here, _row.repeat_of.is_not(None)))
    return select(_row.id, _row.repeat_of).join(chain, _row.id == chain.c.id).where(here)
