"""盯靠人 per building, and 今日关键作业 with 已到场."""

from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from server.domain import watchers
from server.domain.bodies import SHAPES
from server.domain.clock import text_of
from server.domain.days import shifted
from server.domain.key_works import key_works
from server.domain.places import in_order
from server.domain.problems import Problem
from server.domain.shape import UUID, complaints
from server.storage import queries
from server.storage.day_board import last_filings
from server.storage.db import Session, reading
from server.web.desk.forms import read_form, whole
from server.web.desk.page import Desk, language, render, sit_down
from server.web.desk.results import why
from server.web.desk.rooms import blueprint
from server.web.desk.submission import hand_in, minted, outcome
from server.web.desk.words import Words

SETTING = "watchers"
WORK_DIGITS_MAX = 2
Row = dict[str, Any]


@blueprint.get("/<project>/watchers")
def who_watches(project: str) -> Response:
    """One row per building with its person, to be changed."""
    desk = sit_down(project, "set_watchers")
    with reading() as look:
        known = _known(look, desk)
    buildings = _buildings(known["places"])
    said = outcome(desk, request.args.get("said", ""))
    told = None
    if said is not None and said["type"] == "setup.changed":
        words, good = Words(language(), desk.zone, desk.now), said["outcome"] == "applied"
        told = {"good": good, "text": words.t("watch.saved") if good
                else words.t(f"result.{said['outcome']}", why=why(words, said["verdict"]))}
    asked = set(request.args.getlist("meanwhile"))
    meanwhile = [{"label": building["label"], "name": known["people"][id]["name"] if id in known["people"] else ""}
                 for building in buildings if building["id"] in asked
                 for id in [desk.settings[SETTING].get(building["id"], "")]]
    return render("watchers.html", desk, buildings=buildings, chosen=desk.settings[SETTING], event=minted(),
                  eligible=watchers.eligible(known["people"].values()), meanwhile=meanwhile,
                  people=known["people"], orgs=known["orgs"],
                  lead=watchers.lead(known["people"].values(), known["orgs"]), said=told)


@blueprint.post("/<project>/watchers")
def set_watchers(project: str) -> Answer:
    """Keep who stands by which building, of the rows changed on the page; an empty choice is the default.

    What somebody else has changed since the page was opened stays as he left it, and is said.
    """
    desk, form = sit_down(project, "set_watchers"), read_form(request)
    with reading() as look:
        known = _known(look, desk)
    able = {one["id"] for one in watchers.eligible(known["people"].values())}
    buildings = [building["id"] for building in _buildings(known["places"])]
    now, (asked, was) = desk.settings[SETTING], (form.prefixed("watch_"), form.prefixed("was_"))
    changed = {id: asked.get(id, "") for id in buildings if asked.get(id, "") != was.get(id, "")}
    if set(changed.values()) - able - {""}:
        raise Problem("bad_request")
    meanwhile = [id for id in buildings if now.get(id, "") not in (was.get(id, ""), asked.get(id, ""))]
    body = {"kind": "setting", "id": SETTING,
            "state": {"value": {id: person for id, person in {**now, **changed}.items() if person}}}
    if complaints(SHAPES["setup.changed", 1], body):
        raise Problem("bad_request")
    event = hand_in(desk, form.get("event"), "setup.changed", body)
    return redirect(url_for("desk.who_watches", project=project, said=event, meanwhile=meanwhile), 303)


@blueprint.post("/<project>/keyworks/<filing>")
def attend(project: str, filing: str) -> Answer:
    """已到场: this person stood by one of the works of a filing."""
    desk, form = sit_down(project, "attend_keywork"), read_form(request)
    if not UUID.fullmatch(filing):
        raise Problem("not_found")
    with reading() as look:
        found = queries.thing(look, desk.reader, "filing", filing)
    work = whole(form.get("work"), WORK_DIGITS_MAX)
    body = {"filing": filing, "work": work, "at": form.get("at") or text_of(desk.now)}
    if work is None or work >= len(found["tomorrow"]) or complaints(SHAPES["keywork.attended", 1], body):
        raise Problem("bad_request")
    hand_in(desk, form.get("event"), "keywork.attended", body)
    return redirect(url_for("desk.today", project=project, _anchor="keyworks"), 303)


def by_building(desk: Desk, people: dict[str, Row], orgs: dict[str, Row], places: dict[str, Row]) -> dict[str, str]:
    """{building: the name of who stands by it} for pages; buildings without anybody are left out."""
    found = {building["id"]: watchers.watcher(building["id"], desk.settings[SETTING], people, orgs)
             for building in _buildings(places)}
    return {id: str(people[person]["name"]) for id, person in found.items() if person}


def works_of(look: Session, desk: Desk, day: str, orgs: dict[str, Row]) -> list[Row] | None:
    """The key works of a day for a reader of all filings; None: nobody announced any."""
    return key_works(last_filings(look, desk.reader, shifted(day, -1)), day, orgs)


def _known(look: Session, desk: Desk) -> dict[str, dict[str, Row]]:
    return {name: queries.things(look, desk.reader, kind)
            for name, kind in (("people", "person"), ("orgs", "org"), ("places", "place"))}


def _buildings(places: dict[str, Row]) -> list[Row]:
    return in_order(place for place in places.values() if place["kind"] == "building" and place.get("active", True))
