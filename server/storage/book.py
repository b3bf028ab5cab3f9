"""The numbers since the last issued sheet: 期初 + 新增 − 销项 − 核减 = 期末, and what waits for whom."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from server.domain import reconcile, rights
from server.domain.lifecycle import OPEN
from server.domain.problems import Problem
from server.domain.rights import Reader
from server.storage import sheets, tables
from server.storage.db import Session

_row, _flow = tables.finding_row.c, tables.flow.c


def book(session: Session, reader: Reader) -> dict[str, Any]:
    """{"units": {unit: row}, "total": row, "since": newest sheet or None} up to now, for those who read everything.

    The opening is what the flows since then lead back to from today's open findings. Raises not_allowed.
    """
    if not rights.may(reader.role, "read_visits"):
        raise Problem("not_allowed")
    since = sheets.newest(session, reader.project, "daily")
    closing: dict[str, int] = dict(session.execute(select(_row.counted_unit, func.count()).where(
        _row.project == reader.project, _row.state.in_(OPEN), _row.counted_unit.is_not(None))
        .group_by(_row.counted_unit)).all())
    happened = [reconcile.Flow(row["unit"], row["effect"], row["tag"])
                for row in flows_since(session, reader.project, since["seq"] if since else 0)]
    weight = {"new": -1, "closed": 1, "void": 1}
    opening = dict(closing)
    for flow in happened:
        opening[flow.unit] = opening.get(flow.unit, 0) + weight[flow.effect]
    return {**reconcile.reconcile(happened, opening), "since": since}


def flows_since(session: Session, project: str, after: int, upto: int | None = None) -> list[dict[str, Any]]:
    """Counting effects with seq in (after, upto], in their order: rows {"finding", "unit", "effect", "tag"}."""
    query = select(_flow.finding, _flow.unit, _flow.effect, _flow.tag).where(
        _flow.project == project, _flow.seq > after)
    if upto is not None:
        query = query.where(_flow.seq <= upto)
    return [dict(row) for row in session.execute(query.order_by(_flow.seq, _flow.nr)).mappings()]


def is_overdue(now: datetime) -> ColumnElement[bool]:
    """Whether one of the deadlines that run has passed, as `attention` says of one finding, asked of their rows."""
    return or_(_row.fix_by < now, _row.control_by < now)


def waiting(session: Session, reader: Reader, now: datetime) -> dict[str, int]:
    """How many findings wait: {"overdue" of those counted, "overdue_more" not counted, "review", "reinspect",
    "outside": not yet issued and not counted, as the sheet says it}.

    Raises Problem not_allowed for those who do not read everything.
    """
    if not rights.may(reader.role, "read_visits"):
        raise Problem("not_allowed")
    def count(*where: ColumnElement[bool]) -> int:
        return session.scalar(select(func.count()).select_from(tables.finding_row).where(
            _row.project == reader.project, *where)) or 0
    counted = count(_row.state.in_(OPEN), is_overdue(now), _row.counted_unit.is_not(None))
    return {"overdue": counted, "overdue_more": count(_row.state.in_(OPEN), is_overdue(now)) - counted,
            "review": count(_row.state == "submitted"),
            "outside": count(_row.state == "submitted", _row.kind != "coordination", _row.counted_unit.is_(None)),
            "reinspect": count(_row.state == "replied")}
