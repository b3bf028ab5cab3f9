"""登记问题: somebody at the desk enters what a person without an account reported: 12345, a letter, a call."""

from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from server.domain import deadlines, lifecycle
from server.domain.bodies import SHAPES
from server.domain.places import in_order
from server.domain.problems import Problem
from server.domain.shape import complaints
from server.storage import queries
from server.storage.db import Session, reading
from server.web.desk.finding import units_of
from server.web.desk.forms import read_form
from server.web.desk.offers import DUES, until
from server.web.desk.page import Desk, language, render, sit_down
from server.web.desk.register_entry import PLACE_KINDS, SOURCES, Entry, grouped_items, read_entry
from server.web.desk.results import why
from server.web.desk.rooms import blueprint
from server.web.desk.submission import hand_in, minted, outcome
from server.web.desk.words import Words

ISSUERS = ("specialist", "chief")
Row = dict[str, Any]


@blueprint.get("/<project>/register")
def register(project: str) -> Response:
    """The empty form, and what became of the entry before."""
    desk = sit_down(project, "file")
    with reading() as look:
        return _form(look, desk, said=_said(look, desk))


@blueprint.post("/<project>/register")
def enter_finding(project: str) -> Answer:
    """Keep the entry; with 保存并下发 also issue it. What it lacks, or may be the same, is asked on the form.

    Raises Problem bad_request for what no such form says.
    """
    desk, form = sit_down(project, "file"), read_form(request)
    with reading() as look:
        entry = read_entry(look, desk, form)
        if entry.lacks or entry.twins:
            return _form(look, desk, entry=entry, typed=dict(form.prefixed("")), status=422)
    if complaints(SHAPES["visit.recorded", 1], entry.body):
        raise Problem("bad_request")
    event = hand_in(desk, form.get("event"), "visit.recorded", entry.body, blobs=entry.blobs)
    order = _issued(desk, event, form.get("order"), entry) if form.get("do") == "issue" and _may_issue(desk) else None
    return redirect(url_for("desk.register", project=project, said=event, order=order), 303)


def _issued(desk: Desk, event: str, order: str, entry: Entry) -> str | None:
    """The second event of 保存并下发 (state.md §2), if the first one counted."""
    kept = outcome(desk, event)
    if kept is None or kept["outcome"] != "applied":
        return None
    body = {"finding": entry.finding, "move": "issue", "from": {"state": "submitted", "round": 1}}
    return hand_in(desk, order, "finding.moved", body, after=[event])


def _may_issue(desk: Desk) -> bool:
    return desk.reader.role in ISSUERS and desk.reader.role in lifecycle.MOVES["issue"]["who"]


def _form(look: Session, desk: Desk, *, entry: Entry | None = None, typed: Row | None = None,
          said: Row | None = None, status: int = 200) -> Response:
    """The page; with an entry that cannot be kept yet, what was written and chosen is still there."""
    places = queries.things(look, desk.reader, "place")
    orgs = queries.things(look, desk.reader, "org")
    return render(
        "register.html", desk, status=status, typed=typed or {}, said=said, lacks=entry.lacks if entry else "",
        twins=entry.twins if entry else [], kept=entry.blobs if entry else [], event=minted(), order=minted(),
        grounds=_grounds(places), places=places, orgs=orgs, units=units_of(orgs), sources=SOURCES,
        groups=grouped_items(queries.things(look, desk.reader, "item")), may_issue=_may_issue(desk),
        usual=deadlines.DUE_USUAL, untils={code: until(desk, code) for code in DUES})


def _grounds(places: dict[str, Row]) -> list[tuple[Row | None, list[Row]]]:
    """[(building, itself and its parts)] as people count them; last (None, what lies outside of buildings)."""
    here = [place for place in places.values() if place["kind"] in PLACE_KINDS and place.get("active", True)]
    inside = [(one, [one, *in_order(place for place in here if place.get("building") == one["id"])])
              for one in in_order(place for place in here if place["kind"] == "building")]
    outside = in_order(place for place in here if not place.get("building") and place["kind"] != "building")
    return [*inside, (None, outside)] if outside else inside


def _said(look: Session, desk: Desk) -> Row | None:
    """What became of the entry before, in a sentence: {"good", "text", "finding": id this person may open}."""
    kept = outcome(desk, request.args.get("said", ""))
    if kept is None or kept["type"] != "visit.recorded":
        return None
    words, verdict = Words(language(), desk.zone, desk.now), kept["verdict"]
    if kept["outcome"] != "applied" or not verdict["numbers"]:
        key = "held" if kept["outcome"] == "held" else "no_effect"
        return {"good": False, "text": words.t(f"result.{key}", why=why(words, verdict)), "finding": None}
    [(id, number)] = list(verdict["numbers"].items())[:1]
    told = {"number": number, "place": words.place(kept["body"]["place"], queries.things(look, desk.reader, "place"))}
    opens = queries.things(look, desk.reader, "finding", [id]).get(id)
    order = outcome(desk, request.args.get("order", ""))
    if order is None or order["type"] != "finding.moved":
        return {"good": True, "text": words.t("register.kept", **told), "finding": opens}
    if order["outcome"] != "applied":
        return {"good": False, "text": words.t("register.not_issued", why=why(words, order["verdict"]), **told),
                "finding": opens}
    decided = order["verdict"]["set"]
    unit = queries.things(look, desk.reader, "org", [decided["unit"]]).get(decided["unit"], {})
    return {"good": True, "finding": opens, "text": words.t(
        "register.issued", unit=unit.get("short", ""), at=words.at(decided["deadlines"]["fix_by"]), **told)}
