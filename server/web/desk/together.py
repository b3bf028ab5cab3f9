"""下发 several findings at once, where nothing asks for a closer look: each by its own event, each result told."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from server.domain import lifecycle
from server.domain.problems import CATALOGUE, Problem
from server.storage import queries
from server.storage.db import Session, reading
from server.web.desk import moving, offers
from server.web.desk.doubted import any_doubt, look_at_pictures, unlooked
from server.web.desk.forms import Form, read_form
from server.web.desk.page import Desk, language, sit_down
from server.web.desk.results import sentence
from server.web.desk.rooms import blueprint
from server.web.desk.submission import minted, outcome
from server.web.desk.words import Words

AT_ONCE_MAX = 30
"""A page of the list."""

COMPARE_MAX, COMPARE_SECONDS = 60, 8.0
"""Of pictures decoded in one press that asks for it."""

Row = dict[str, Any]


@blueprint.post("/<project>/review")
def decide_together(project: str) -> Response:
    """Issue the ticked findings with their usual deadlines; whatever needs a look of its own is left and said."""
    desk, form = sit_down(project), read_form(request)
    if not reviews(desk):
        raise Problem("not_allowed")
    said, left, failed = [], [], []
    for id in list(dict.fromkeys(form.all("finding")))[:AT_ONCE_MAX]:
        try:
            event = _issue(desk, form, id)
        except Problem as problem:          # those before it are issued: their results must be told
            failed.append(f"{problem.code}:{id}")
            continue
        said += [event] if event else []
        left += [] if event else [id]
    return redirect(url_for("desk.findings", project=project, state="submitted", said=said, left=left, failed=failed,
                            nothing=None if said or left or failed else 1), 303)


@blueprint.post("/<project>/review/pictures")
def compare(project: str) -> Response:
    """Look at the pictures of the findings listed now instead of at night, as far as one press may take."""
    desk, form = sit_down(project), read_form(request)
    if not reviews(desk):
        raise Problem("not_allowed")
    with reading() as look:
        known = queries.things(look, desk.reader, "finding", form.all("new")[:AT_ONCE_MAX])
    look_at_pictures(desk, list(known.values()), COMPARE_MAX, COMPARE_SECONDS)
    return redirect(url_for("desk.findings", project=project, state="submitted"), 303)


def reviews(desk: Desk) -> bool:
    """Whether this person issues anything, by the table of moves."""
    return desk.reader.role in lifecycle.MOVES["issue"]["who"]


def ready(look: Session, desk: Desk, findings: list[Row], items: dict[str, Row]) -> dict[str, Row]:
    """{finding: {"event", "until"}} of those that may be issued together, and by when each would be due."""
    if not reviews(desk):
        return {}
    new = unlooked(look, desk, findings)
    return {found["id"]: {"event": minted(), "until": offers.until(desk, usual(found, items))}
            for found in findings if found["id"] not in new and plain(desk, found, items)
            and not any_doubt(look, desk, found)}


def not_compared(look: Session, desk: Desk, findings: list[Row], items: dict[str, Row]) -> list[str]:
    """Which could be issued together but for their pictures, which nobody has compared with others yet."""
    if not reviews(desk):
        return []
    return sorted(unlooked(look, desk, [found for found in findings if plain(desk, found, items)]))


def plain(desk: Desk, found: Row, items: dict[str, Row]) -> bool:
    """Whether nothing about it wants a person's judgement: ordinary, not urgent, nobody objected, a unit, a photo."""
    due = usual(found, items)
    settled = found["state"] == "submitted" and found["severity"] == 1 and not found.get("urgent") and due != "NOW"
    said = found.get("disputed") or found.get("asked") or found.get("same_as")
    shown = any(photo["role"] == "before" for photo in found.get("photos") or [])
    move = {"move": "issue", "unit": found.get("unit"), "due": due}
    return bool(settled and not said and shown and found.get("item") and found.get("unit") and isinstance(
        lifecycle.decide(found, move, offers.actor(desk), desk.now), lifecycle.Allowed))


def usual(found: Row, items: dict[str, Row]) -> str:
    """The usual deadline of a finding, as the review page would fill it in."""
    return offers.usual(found, items.get(found.get("item") or ""))


def results(look: Session, desk: Desk, orgs: dict[str, Row]) -> list[Row]:
    """[{"id", "number", "good", "text" or None for: review it by itself, "new" if its pictures are not compared yet}]
    of the findings just ticked."""
    told: list[Row] = []
    for event in request.args.getlist("said")[:AT_ONCE_MAX]:
        said = outcome(desk, event)
        id = said["body"].get("finding") if said else None
        found = queries.things(look, desk.reader, "finding", [id]).get(id) if id else None
        if said and found:
            told.append({"id": id, "number": found["number"], **sentence(desk, said, found, orgs)})
    left = queries.things(look, desk.reader, "finding", request.args.getlist("left")[:AT_ONCE_MAX])
    new = unlooked(look, desk, list(left.values()))
    told += [{"id": id, "number": found["number"], "good": False, "text": None, "new": id in new}
             for id, found in left.items()]
    told += _failures(look, desk)
    return sorted(told, key=lambda row: str(row["number"]))


def _failures(look: Session, desk: Desk) -> list[Row]:
    """Those that could not be handed in, each with the catalogue's sentence."""
    pairs = (said.partition(":") for said in request.args.getlist("failed")[:AT_ONCE_MAX])
    codes = {id: CATALOGUE[code] for code, _, id in pairs if code in CATALOGUE}
    words = Words(language(), desk.zone, desk.now)
    return [{"id": id, "number": found["number"], "good": False,
             "text": words.t("bulk.failed", why=codes[id].zh if words.zh else codes[id].en)}
            for id, found in queries.things(look, desk.reader, "finding", codes).items()]


def _issue(desk: Desk, form: Form, id: str) -> str | None:
    """The event that issued it, now or by an earlier press of this form; None: it has changed meanwhile, it raised a
    question, or nobody has looked at its pictures yet."""
    minted_for = form.get(f"event:{id}")
    known = outcome(desk, minted_for)
    if known is not None and known["type"] == "finding.moved" and known["body"]["finding"] == id:
        return minted_for
    with reading() as look:
        found = queries.things(look, desk.reader, "finding", [id]).get(id)
        items = queries.things(look, desk.reader, "item", [found["item"]] if found and found.get("item") else [])
    if found is None or not plain(desk, found, items):
        return None
    with reading() as look:     # No picture is decoded here: thirty findings would keep the press waiting for minutes.
        if unlooked(look, desk, [found]) or any_doubt(look, desk, found):
            return None
    filled = Form(MultiDict({
        "event": minted_for, "move": "issue", "unit": found["unit"], "due": usual(found, items),
        "from_state": found["state"], "from_round": str(found["round"])}), {})
    return moving.make(desk, filled, id).event or None
