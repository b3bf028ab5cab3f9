"""What a redaction covers on the papers of notices: their frozen content, and the prints made of it."""

from dataclasses import replace
from typing import Any

from sqlalchemy import update

from server.domain.redaction import redacted
from server.domain.sheet import content_sha256
from server.storage import notice_papers, tables
from server.storage.state import State
from server.sync.types.covering import covered_finding, findings_of

Row = dict[str, Any]


def cover_papers(state: State, target: Row, body: Row, *, applied: bool) -> None:
    """Take the words of the log's row `target` out of every notice naming its findings, and drop older prints.

    Called after `cover`. A paper issued before that event never said its words.
    """
    named = set(findings_of(state, target["id"], target["type"], body))
    for notice in state.all("notice").values():
        if notice["id"] != target["id"] and named.isdisjoint(notice["findings"]):
            continue
        stored = notice_papers.read(state.session, state.project, notice["id"])
        made_of = notice_papers.made_of(state.session, state.project, notice["id"])
        if stored is None or made_of is None:
            continue
        if target["seq"] <= stored[0]:
            findings = [covered_finding(found, target["id"], target["type"], body, applied=applied)
                        if found["id"] in named else found for found in made_of.findings]
            told = redacted(made_of.notice) if notice["id"] == target["id"] else made_of.notice
            notice_papers.store(state, stored[0], replace(made_of, notice=told, findings=findings))
        _drop_prints(state, notice)


def _drop_prints(state: State, notice: Row) -> None:
    """Prints that say what would not be printed any more: their files go with those of pictures erased by law."""
    now = [notice_papers.issued(state, notice)[1], notice_papers.replied(state, notice)]
    gone = notice_papers.forget_prints(
        state.session, state.project, notice["id"], {content_sha256(content) for content in now if content})
    column = tables.blob.c
    state.session.execute(update(tables.blob).where(
        column.project == state.project, column.sha256.in_(gone)).values(erased=True))
