"""The register of 暂停令, 复工令, 监理报告 and 联系单 as signed elsewhere: number, date, scope and scan."""

from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from server.domain.bodies import SHAPES
from server.domain.bodies.orders import KINDS, TIME
from server.domain.places import in_order
from server.domain.problems import Problem
from server.domain.rights import Reader
from server.domain.shape import Day, complaints
from server.storage import finding_pages, notice_pages, queries
from server.storage.db import Session, reading
from server.storage.state import State
from server.sync.types.orders import stopped_at
from server.web.desk.answering import became
from server.web.desk.forms import Form, read_form
from server.web.desk.page import Desk, render, sit_down
from server.web.desk.rooms import blueprint
from server.web.desk.scans import scan
from server.web.desk.submission import hand_in, minted, outcome

Row = dict[str, Any]
STOPPING = ("stop", "resume")
"""Kinds that say why, and from when on: by them work stops and goes on."""


def kinds_of(desk: Desk) -> list[str]:
    """The kinds this person may register."""
    return [kind for kind in KINDS if desk.may("register_contact" if kind == "contact" else "register_order")]


def orders_of(look: Session, reader: Reader) -> list[Row]:
    """The register as this reader sees it: stops in force first, then the newest."""
    found = queries.things(look, reader, "order").values()
    return sorted(found, key=lambda one: (one["status"] == "open", one["date"], one["at"]), reverse=True)


@blueprint.get("/<project>/orders/new")
def new_order(project: str) -> Response:
    """The form of one kind, `?kind=`; a resume order may name its stop, `?lifts=`."""
    desk = _registrar(project)
    return _show(desk, {"kind": request.args.get("kind", ""), "lifts": request.args.get("lifts", ""),
                        "date": desk.day, "scope": []})


@blueprint.post("/<project>/orders")
def register_order(project: str) -> Answer:
    """Register it and open its page; what it still needs is asked for on the same page."""
    desk = _registrar(project)
    form = read_form(request)
    body = _body(form)
    if body["kind"] not in kinds_of(desk):
        raise Problem("not_allowed")
    lacks = _lacks(body)
    if lacks:
        return _show(desk, body, lacks=lacks, status=422)
    if not set(body["scope"]) <= _known(desk):
        raise Problem("bad_request")
    paper = scan(desk, form)
    body = {**body, "lifts": body["lifts"] or None, "time": body["time"] or None,
            "scan": paper["sha256"] if paper else None}
    if complaints(SHAPES["order.registered", 1], body):
        raise Problem("bad_request")
    id = hand_in(desk, form.get("event"), "order.registered", body, blobs=[paper] if paper else [])
    done = outcome(desk, id)
    if done and done["outcome"] == "applied":
        return redirect(url_for("desk.order", project=project, id=id, said=id), 303)
    return redirect(url_for("desk.new_order", project=project, kind=body["kind"], said=id), 303)


@blueprint.get("/<project>/orders/<id>")
def order(project: str, id: str) -> Response:
    """One order: what it says, its scan, what it lifts or was lifted by, and the findings it keeps from closing."""
    desk = sit_down(project)
    with reading() as look:
        found = queries.thing(look, desk.reader, "order", id)
        places = queries.things(look, desk.reader, "place")
        linked = queries.things(look, desk.reader, "order", [*found["lifts"], found.get("lifted_by") or ""])
        orgs, people = queries.things(look, desk.reader, "org"), queries.things(look, desk.reader, "person")
        types = notice_pages.types_of(look, project, [found["scan"]] if found.get("scan") else [])
        blocked = _blocked(look, desk, found)
    return render("order.html", desk, order=found, places=places, linked=linked, orgs=orgs, people=people,
                  scan_type=types.get(found.get("scan") or ""), blocked=blocked, may_lift="resume" in kinds_of(desk),
                  said=became(desk, request.args.get("said", "")))


def _blocked(look: Session, desk: Desk, found: Row) -> list[Row]:
    """The findings whose re-inspection waits for this stop to be lifted."""
    if found["kind"] != "stop" or found["status"] != "open":
        return []
    state = State(look, desk.reader.project)
    return [one for one in finding_pages.open_ones(look, desk.reader, states=("issued", "replied", "returned"))
            if (stopped_at(state, one["place"]) or {}).get("id") == found["id"]]


def _registrar(project: str) -> Desk:
    desk = sit_down(project)
    if not kinds_of(desk):
        raise Problem("not_allowed")
    return desk


def _body(form: Form) -> Row:
    return {"kind": form.get("kind"), "number": form.get("number"), "date": form.get("date"),
            "scope": list(dict.fromkeys(form.all("scope"))), "lifts": form.get("lifts"), "text": form.get("text"),
            "time": form.get("time") if form.get("kind") in STOPPING else ""}


def _lacks(body: Row) -> str:
    """What the form still needs, as a code with words."""
    if not body["number"] or len(body["number"]) > 60:
        return "missing_number"
    if complaints(Day(), body["date"]):
        return "missing_date"
    if body["kind"] == "stop" and not body["scope"]:
        return "missing_scope"
    if body["kind"] == "resume" and not body["lifts"]:
        return "missing_lifts"
    if body["time"] and complaints(TIME, body["time"]):
        return "missing_time"
    if body["text"]:
        return ""
    return "missing_reason" if body["kind"] in STOPPING else "missing_text"


def _known(desk: Desk) -> set[str]:
    with reading() as look:
        return set(queries.things(look, desk.reader, "place"))


def _show(desk: Desk, typed: Row, *, lacks: str = "", status: int = 200) -> Response:
    allowed = kinds_of(desk)
    kind = typed["kind"] if typed["kind"] in allowed else allowed[0]
    with reading() as look:
        places = queries.things(look, desk.reader, "place")
        stops = [one for one in orders_of(look, desk.reader) if one["kind"] == "stop" and one["status"] == "open"]
    listed = in_order(one for one in places.values() if one.get("active", True))
    return render("order_new.html", desk, status=status, kind=kind, kinds=allowed, typed=typed, lacks=lacks,
                  stops=stops, places=places, mint=minted, said=became(desk, request.args.get("said", "")),
                  wide=[one for one in listed
                        if not one.get("building") and one["kind"] not in ("building", "compound")],
                  whole=[one for one in listed if one["kind"] == "compound"],
                  buildings=[(one, [part for part in listed if part.get("building") == one["id"]
                                    and part["id"] != one["id"]]) for one in listed if one["kind"] == "building"])
