"""How every route is asked for another unit's things: a route without a row here fails with its name."""

from collections.abc import Iterator

from tests.people import CHARLIE, Person
from tests.web.calls import HERE, checkin, digest, record
from tests.web.walls.instruments import INSTRUMENTS
from tests.web.walls.outputs import OUTPUTS
from tests.web.walls.secret import DAY, Told
from tests.web.walls.ways import DESK, Asked, Row, at, fill, form, said

BODIES: tuple[tuple[str, dict], ...] = (
    *(("finding.moved", {"finding": "{finding}", "move": move, "from": {}, "text": "x", "photos": ["{before}"]})
      for move in ("reply", "control", "dispute", "pass", "issue")),
    ("finding.moved", {"finding": "{finding}", "move": "extend_ask", "from": {}, "text": "x",
                       "new_due": "2023-06-20T18:00:00+08:00"}),
    ("comment.added", {"finding": "{finding}", "text": "x", "photos": [], "internal": False}),
    ("call.recorded", {"finding": "{finding}", "whom": "x", "at": "2023-06-14T09:00:00+08:00", "result": "reached"}),
    ("finding.seen", {"findings": ["{finding}"]}),
    ("case.escalated", {"finding": "{finding}", "tier": "street", "ask": "x"}),
    ("notice.received", {"notice": "{notice}", "at": "2023-06-14T09:00:00+08:00", "photo": "{before}"}),
    ("notice.replied", {"notice": "{notice}", "findings": [
        {"finding": "{finding}", "text": "x", "photos": ["{before}"]}]}),
    ("decision.moved", {"decision": "{decision}", "done": True}),
    ("keywork.attended", {"filing": "{filing}", "work": 0, "at": "2023-06-14T09:00:00+08:00"}),
    ("visit.withdrawn", {"target": "{event}", "reason": "x"}),
)
"""What somebody may try to do by phone to the unit's things."""


def handed_in(told: Told, person: Person | None) -> Iterator[Asked]:
    """Each body as an event of this person; then other bytes under the id of the unit's own event."""
    author = person or CHARLIE
    for type, body in BODIES:
        id, raw = record(author, type, fill(body, told))
        yield f"{HERE}/events/{id}", {"data": raw, "headers": digest(raw)}
    _, raw = record(author, "comment.added", fill(BODIES[6][1], told), id=told.event)
    yield f"{HERE}/events/{told.event}", {"data": raw, "headers": digest(raw)}


def sent_bytes(told: Told, person: Person | None) -> Iterator[Asked]:
    """Wrong bytes under the name of the unit's picture."""
    yield f"{HERE}/blobs/{told.before}", {"data": b"other bytes"}


MOVES = [{"move": move, "text": "x", "from_state": "issued", "from_round": "1", **more} for move, more in (
    ("reply", {}), ("control", {}), ("dispute", {}), ("extend_ask", {"new_due": "2023-06-20T18:00"}), ("pass", {}),
    ("fail", {}), ("issue", {"unit": "o6", "due": "D1"}), ("merge", {"target": "{number}"}), ("nonsense", {}))]
ENTRIES = [{"place": "SZ-B03-E2", "kind": "safety", "text": "x", "source": "hotline", **more}
           for more in ({"same": "{finding}"}, {"kept": "{before}"}, {"item": "SCF-01", "unit": "o5"})]
"""As the same finding; with its picture; for the unit itself. Nothing of them is kept."""

ONE = f"{DESK}/findings/{{finding}}"
BLOBS = [f"{HERE}/blobs/{{{sha}}}{kind}" for sha in ("before", "after")
         for kind in ("", "?as=thumb", "?as=print", "?as=marked")]

ROWS: dict[str, Row] = {
    "GET /": at("/"),
    "GET /sw.js": at("/sw.js"),
    "GET /manifest.webmanifest": at("/manifest.webmanifest"),
    "GET /static/<path:name>": at("/static/desk/desk.css", "/static/{before}.jpg", "/static/../data/{before}"),
    "GET /api/v1/hello": at("/api/v1/hello"),
    "GET /api/v1/docs": at("/api/v1/docs"),
    "GET /api/v1/openapi.json": at("/api/v1/openapi.json"),
    "GET /api/v1/session": at("/api/v1/session"),
    "POST /api/v1/session": said("/api/v1/session", {"login": "{number}", "password": "x"}),
    "GET /api/v1/projects/<project>/feed": at(f"{HERE}/feed", f"{HERE}/feed?after=1.{'0' * 16}", seen="{number}"),
    "GET /api/v1/projects/<project>/findings": at(
        f"{HERE}/findings", *(f"{HERE}/findings?{query}" for query in (
            "state=open", "state=replied", "unit=o5", "building=SZ-B03", "kind=safety", "severity=2", "limit=1",
            "text={number}", "text={text}", "text={position}", "text=SCF-01", f"before={DAY}.AQ-99999999-999")),
        seen="{number}"),
    "GET /api/v1/projects/<project>/findings/<id>": at(
        f"{HERE}/findings/{{finding}}", seen="{number}"),
    "GET /api/v1/projects/<project>/coverage": at(f"{HERE}/coverage?day={DAY}"),
    "POST /api/v1/projects/<project>/checkin": said(
        f"{HERE}/checkin", checkin("1f0a3a1e-8d9f-4c67-9a9e-1b7d1c1f0a3b", visits={DAY: ["SZ-B03-E2"]})),
    "POST /api/v1/projects/<project>/have": said(
        f"{HERE}/have", {"events": ["{event}", "{held}"], "blobs": ["{before}", "{after}"]}, tells_bytes=True),
    "PUT /api/v1/projects/<project>/events/<id>": Row(handed_in, tells_bytes=True),
    "GET /api/v1/projects/<project>/events/<id>": at(*(f"{HERE}/events/{{{id}}}" for id in (
        "event", "held", "notice", "decision", "case", "filing"))),
    "PUT /api/v1/projects/<project>/blobs/<sha256>": Row(sent_bytes),
    "GET /api/v1/projects/<project>/blobs/<sha256>": at(*BLOBS, seen=""),
    "GET /api/v1/projects/<project>/sheets": at(f"{HERE}/sheets", sheets=True),
    "GET /api/v1/projects/<project>/sheets/<tier>/<number>": at(
        f"{HERE}/sheets/daily/1", f"{HERE}/sheets/daily/2", sheets=True),
    "GET /api/v1/projects/<project>/sheets/<tier>/<number>/pdf": at(
        f"{HERE}/sheets/daily/1/pdf", f"{HERE}/sheets/daily/1/pdf?part=annex", sheets=True),
    "GET /desk/": at("/desk/"),
    "GET /desk/<path:rest>": at("/desk/p1/{finding}/{number}", "/desk/p1/photos/{before}"),
    "GET /desk/<project>/": at("/desk/p1/"),
    "GET /desk/language/<tongue>": at("/desk/language/en?back=/desk/p1/findings/{finding}"),
    "GET /desk/login": at("/desk/login", "/desk/login?back=/desk/p1/findings/{finding}"),
    "POST /desk/login": form("/desk/login", {"login": "{number}", "password": "x", "back": "/desk/p1/today"}),
    "GET /desk/<project>/today": at(f"{DESK}/today", f"{DESK}/today?day={DAY}&said={{held}}"),
    "POST /desk/<project>/held/<id>": form(f"{DESK}/held/{{held}}", {"decision": "apply", "reason": "x"}),
    "GET /desk/<project>/findings": at(
        f"{DESK}/findings", *(f"{DESK}/findings?{query}" for query in (
            "state=open", "state=replied", "unit=o5", "building=SZ-B03", "kind=safety", "severity=2", "overdue=1",
            "text={number}", "text={text}", "text={internal}", "text={before}", "text={finding}")),
        seen="{number}"),
    "GET /desk/<project>/findings/<id>": at(ONE, f"{ONE}?said={{event}}", seen="{number}"),
    "POST /desk/<project>/findings/<id>/moves": form(f"{ONE}/moves", *MOVES),
    "POST /desk/<project>/findings/<id>/comments": form(
        f"{ONE}/comments", {"text": "x"}, {"text": "", "internal": "1"}),
    "POST /desk/<project>/findings/<id>/photos": form(f"{ONE}/photos", {"sha256": "{before}", "printed": "0"}),
    "GET /desk/<project>/register": at(f"{DESK}/register", f"{DESK}/register?said={{event}}&order={{notice}}"),
    "POST /desk/<project>/register": form(f"{DESK}/register", *ENTRIES),
    "GET /desk/<project>/watchers": at(f"{DESK}/watchers", f"{DESK}/watchers?said={{event}}"),
    "POST /desk/<project>/watchers": form(f"{DESK}/watchers", {"watch_SZ-B03": "u6"}),
    "GET /desk/<project>/progress": at(f"{DESK}/progress", f"{DESK}/progress?item=facade&said={{event}}"),
    "POST /desk/<project>/progress": form(
        f"{DESK}/progress", {"do": "stage", "item": "facade", "stage": "working", "date": DAY, "place": "SZ-B03",
                             "event:SZ-B03": "{event}"},
        {"do": "milestone", "item": "facade", "goal": "done", "planned": DAY, "place": "SZ-B03",
         "event:SZ-B03": "{event}"}),
    "GET /desk/<project>/denominator": at(f"{DESK}/denominator", f"{DESK}/denominator?said={{event}}"),
    "POST /desk/<project>/denominator": form(f"{DESK}/denominator", {"policy": "all"}),
    "POST /desk/<project>/keyworks/<filing>": form(f"{DESK}/keyworks/{{filing}}", {"work": "0"}),
    "GET /desk/<project>/meeting/<day>": at(f"{DESK}/meeting/{DAY}", f"{DESK}/meeting/2023-06-15"),
    "POST /desk/<project>/meeting/<day>": form(f"{DESK}/meeting/{DAY}", {"do": "issue", "keep": "{finding}"}),
    "GET /desk/<project>/meeting/<day>/preview.pdf": at(f"{DESK}/meeting/{DAY}/preview.pdf"),
    "GET /desk/<project>/weekly": at(f"{DESK}/weekly", f"{DESK}/weekly?day={DAY}"),
    "GET /desk/<project>/weekly/<day>": at(f"{DESK}/weekly/{DAY}", f"{DESK}/weekly/{DAY}?said={{event}}"),
    "POST /desk/<project>/weekly/<day>": form(f"{DESK}/weekly/{DAY}", {"do": "issue", "plan": "x"}),
    "GET /desk/<project>/weekly/<day>/preview.pdf": at(f"{DESK}/weekly/{DAY}/preview.pdf"),
    "GET /desk/<project>/papers": at(f"{DESK}/papers", sheets=True),
    **OUTPUTS,
    **INSTRUMENTS,
    "DELETE /api/v1/session": at("/api/v1/session"),
    "POST /desk/logout": form("/desk/logout", {}),
}
"""Signing out comes last: afterwards nobody is asking any more."""

