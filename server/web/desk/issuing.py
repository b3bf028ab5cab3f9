"""What the pages of all three meetings share: versions issued, the press of 定稿, the draft as PDF, what came of it."""

from collections.abc import Callable
from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from server.domain.bodies.sheets import VERSION_MAX
from server.domain.clock import text_of
from server.domain.problems import Problem
from server.domain.sheet import Content, check_code
from server.domain.sheet_changes import changes
from server.domain.sheet_files import OF_TIER, named
from server.domain.sheet_units import OutOfBalance
from server.storage import queries, sheets, sheets_shown
from server.storage.db import Session, reading
from server.storage.state import State
from server.sync.types.sheet import preview
from server.web import headers, printing
from server.web.desk.clashing import clash, naming
from server.web.desk.forms import Form, whole
from server.web.desk.page import Desk, language, render
from server.web.desk.results import why
from server.web.desk.submission import hand_in, minted, outcome
from server.web.desk.words import Words
from server.web.files import as_pdf

Row = dict[str, Any]


def issued(look: Session, desk: Desk, tier: str, day: str) -> Row:
    """{"versions": what was issued for this day, newest first, "thing": the newest as everybody knows it, or None,
    "issuer": who issued it, or "", "opened": the event of the preparation that stands, or ""}."""
    state = State(look, desk.reader.project)
    opened = (state.get("preparation", f"{tier}:{day}") or {}).get("event", "")
    stored = map(sheets_shown.shown, sheets.versions(look, desk.reader.project, tier, day))
    versions = [{**row, "content": sheets_shown.on_paper(state, row["content"])} for row in stored]
    if not versions:
        return {"versions": [], "thing": None, "issuer": "", "opened": opened}
    id = f"{tier}:{versions[0]['number']}"
    thing = queries.things(look, desk.reader, "sheet", [id]).get(id)
    issuer = state.get("person", thing["issued_by"]) if thing else None
    return {"versions": versions, "thing": thing, "opened": opened,
            "issuer": issuer["name"] if issuer else ""}     # the office that issues knows who did


def shown(template: str, desk: Desk, **values: Any) -> Response:
    """A meeting's page: the draft of its paper may stand in a frame."""
    answer = render(template, desk, mint=minted, **values)
    answer.headers["Content-Security-Policy"] = f"{headers.POLICY}; frame-src 'self'"
    return answer


def drafted(look: Session, desk: Desk, tier: str, day: str) -> Content:
    """What 定稿 would issue now. Raises Problem internal where the numbers do not add up."""
    try:
        return preview(State(look, desk.reader.project), tier, day, text_of(desk.now))
    except OutOfBalance as fault:
        raise Problem("internal") from fault


def changed(content: Content | None, versions: list[Row]) -> Row | None:
    """What a correction would change of what is issued; None where nothing is issued or no draft is made."""
    return changes(versions[0]["content"], content) if content and versions else None


def draft_pdf(desk: Desk, tier: str, day: str) -> Response:
    """The asked part of what 定稿 would print now, as PDF, marked as a preview. Raises what `drafted` does."""
    with reading() as look:
        content = drafted(look, desk, tier, day)
    made = printing.drafted(content, request.args.get("part", "text"))
    return as_pdf(made, named([desk.project_name, OF_TIER[tier], day, "预览"], "pdf"))


def pressed(desk: Desk, form: Form, endpoint: str, prepared: Row, before: Row | None,
            again: Callable[[Row], Answer], shown: Row | None = None) -> Answer:
    """Hand in what was prepared, unless it is what is known; with 定稿, issue. Back to the page, at what it says.

    `prepared` is the body of sheet.prepared, `before` the preparation the page was opened on, None for none, `shown`
    what its fields said then. If another stands by now nothing is kept or issued, and `again` shows the page with
    that clash. Raises Problem bad_request for a form whose version was touched.
    """
    day, tier, event = prepared["day"], prepared["tier"], form.get("event")
    if before is None or any((before.get(key) or "") != (said or "") for key, said in prepared.items()):
        event = hand_in(desk, event, "sheet.prepared", {**prepared, **naming(form, "replaces", before)})
        if _clashed(desk, event):
            return again(clash(desk, prepared, {**(before or {}), **(shown or {})}))
        before = {"event": event}
    if form.get("do") == "issue":
        expects = whole(form.get("expects_version"), len(str(VERSION_MAX)))
        if expects is None:
            raise Problem("bad_request")
        event = hand_in(desk, form.get("issue_event"), "sheet.issued",
                        {"day": day, "tier": tier, "expects_version": expects, **naming(form, "prepared", before)})
        if _clashed(desk, event):
            return again(clash(desk, prepared, {**prepared, **(before or {}), **(shown or {})}))
    anchor = "issued" if form.get("do") == "issue" else "preview"
    return redirect(url_for(endpoint, project=desk.reader.project, day=day, said=event, _anchor=anchor), 303)


def _clashed(desk: Desk, event: str) -> bool:
    """Whether the event came to nothing because another preparation stands than the one it names."""
    found = outcome(desk, event)
    return found is not None and "sheet_prepared" in [one["code"] for one in found["verdict"].get("reasons") or ()]


def said(desk: Desk) -> Row | None:
    """What became of the last press, in a sentence; `kept`: saved only, said beside the preview it changed."""
    found = outcome(desk, request.args.get("said", ""))
    if found is None:
        return None
    words, verdict = Words(language(), desk.zone, desk.now), found["verdict"]
    if found["outcome"] != "applied":
        return {"good": False, "text": words.t(f"result.{found['outcome']}", why=why(words, verdict))}
    if found["type"] != "sheet.issued":
        return {"good": True, "kept": True, "text": words.t("meeting.saved")}
    return {"good": True, "text": words.t("meeting.issued", number=verdict["number"],
                                          code=check_code(verdict["content_sha256"]))}
