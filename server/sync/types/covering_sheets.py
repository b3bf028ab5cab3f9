"""What a redaction covers on issued sheets: what is handed out of them. The content they were issued with stays."""

from typing import Any

from server.domain.redaction import covered_words
from server.domain.sheet import Content
from server.domain.sheet_shown import without_words
from server.storage import sheets_shown, tables
from server.storage.state import State
from server.sync.types.covering import findings_of

Row = dict[str, Any]
_row = tables.sheet.c


def cover_sheets(state: State, target: Row, body: Row) -> None:
    """Take the words of the log's row `target` out of the project's later sheets and of its district's briefs.

    In a database made again from the log they are nowhere any more: there is nothing to take out.
    """
    words = covered_words(body)
    if not words:
        return
    about = set(findings_of(state, target["id"], target["type"], body))
    about |= {str(found["number"]) for id in sorted(about) if (found := state.get("finding", id)) and found["number"]}

    def covered(content: Content) -> Content:
        return without_words(content, words, frozenset(about))

    def briefed(content: Content) -> Content:
        return covered(content) if state.project in content.get("compounds", ()) else content

    sheets_shown.cover(state.session, (_row.project == state.project) & (_row.seq > target["seq"]), covered)
    sheets_shown.cover(state.session, (_row.project != state.project) & (_row.tier == "district"), briefed)
