"""Papers of notices issued before papers were kept: made again from the log, never from what stands now."""

from datetime import datetime

from sqlalchemy import Engine, select

from server.storage import log, tables
from server.storage.db import Session, reading, transaction
from server.storage.upsert import upsert
from server.sync.rebuild import rebuilt

_paper, _thing = tables.notice_paper.c, tables.thing.c


def missing_papers(session: Session, project: str, notice: str | None = None) -> list[str]:
    """The notices (or this one) whose paper is not stored."""
    kept = select(_paper.notice).where(_paper.project == project)
    wanted = (_thing.id == notice) if notice else (_thing.kind == "notice")
    return list(session.scalars(select(_thing.id).where(
        _thing.project == project, _thing.kind == "notice", wanted, _thing.id.not_in(kept)).order_by(_thing.id)))


def make_papers(project: str, now: datetime, engine: Engine, notice: str | None = None) -> int:
    """Store what is missing as applying the log gives it, seq and covered words included; how many were stored.

    With `notice` nothing is done unless the paper of that one is missing. If words were
    covered meanwhile the log is applied once more.
    """
    while True:
        with reading(engine) as session:
            if not missing_papers(session, project, notice):
                return 0
            wanted, upto = missing_papers(session, project), int(log.head(session, project)["seq"])
        with rebuilt(project, engine, upto) as memory, reading(memory) as made:
            rows = [dict(row) for row in made.execute(select(tables.notice_paper).where(
                _paper.project == project)).mappings() if row["notice"] in wanted]
        with transaction(engine) as session:
            log.hold(session, project, now)
            if not log.covered(session, project, after=upto):
                upsert(session, tables.notice_paper, rows, update=False)
                return len(rows)
