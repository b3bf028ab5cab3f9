"""The day at a glance: the closed denominator, the numbers, whom to chase, what waits for me."""

from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from server.domain import coverage, last_visit, rights
from server.domain.bodies.parts import ORDERED_DAY
from server.domain.clock import text_of
from server.domain.days import shifted
from server.domain.diary import paragraph
from server.domain.problems import Problem
from server.domain.shape import complaints
from server.storage import decisions_page, queries
from server.storage.book import book, waiting
from server.storage.chase import chase, firms_filed
from server.storage.day_board import board
from server.storage.db import reading
from server.storage.diary_day import diary_day
from server.storage.last_visits import last_visits
from server.web.desk import attention
from server.web.desk.dangers import dangers
from server.web.desk.forms import read_form
from server.web.desk.page import Desk, language, render, sit_down
from server.web.desk.results import why
from server.web.desk.rooms import blueprint
from server.web.desk.rows import held_rows, unit_rows
from server.web.desk.submission import hand_in, minted, outcome
from server.web.desk.waits import waits_for
from server.web.desk.watching import by_building, works_of
from server.web.desk.words import Words

TILES = coverage.STATES


@blueprint.get("/<project>/")
def enter(project: str) -> Answer:
    """The first page this person may open."""
    desk = sit_down(project)
    kinds = rights.READS.get(desk.reader.role or "", {})
    if desk.kind == "district":
        brief = url_for("desk.brief", project=project, day=desk.day)
        return redirect(brief if desk.may("prepare_sheet") else url_for("desk.papers", project=project), 303)
    page = "desk.today" if desk.may("read_visits") else "desk.findings" if "finding" in kinds else "desk.papers"
    return redirect(url_for(page, project=project), 303)


@blueprint.get("/<project>/today")
def today(project: str) -> Response:
    """One business day, by default the one that runs."""
    desk = sit_down(project, "read_visits")
    day = asked_day(request.args.get("day") or desk.day)
    with reading() as look:
        people = queries.things(look, desk.reader, "person")
        orgs = queries.things(look, desk.reader, "org")
        places = queries.things(look, desk.reader, "place")
        shown: dict[str, Any] = {
            "board": board(look, desk.reader, day),
            "book": book(look, desk.reader), "waiting": waiting(look, desk.reader, desk.now),
            "chased": chase(look, desk.reader, day), "firms": firms_filed(look, desk.reader, day),
            "works": works_of(look, desk, day, orgs), "watch": by_building(desk, people, orgs, places),
            "danger": dangers(look, desk) if day == desk.day else None,
            "mine": waits_for(look, desk), "attention": attention.card(look, desk),
            "held": held_rows(look, desk.reader, people),
            "decided": decisions_page.open_count(look, desk.reader), "diary": _diary(look, desk, day)}
        shown["last"] = last_visits(look, project, _doors(shown["board"]), day)
        asked = (shown["attention"] or {"rows": []})["rows"]
        named = {row["finding"]["item"] for row in asked if row["finding"].get("item")}
        shown["items"] = queries.things(look, desk.reader, "item", named)
    return render("today.html", desk, day=day, mint=minted, is_today=day == desk.day,
                  put=attention.put(desk, request.args.get("said", "")),
                  said=settled(desk, request.args.get("said", ""), shown["held"]), before=shifted(day, -1),
                  after=shifted(day, 1), tiles=TILES, people=people, orgs=orgs, places=places,
                  units=unit_rows(shown["book"], orgs), long_ago=last_visit.LONG_DAYS, band=last_visit.band,
                  ages=last_visit.bands(_doors(shown["board"]), shown["last"], day), at=text_of(desk.now), **shown)


@blueprint.post("/<project>/held/<id>")
def settle(project: str, id: str) -> Answer:
    """A person decides over a record that waits: it counts, or it stays out; with the reason."""
    desk, form = sit_down(project, "resolve_held"), read_form(request)
    decision, reason = form.get("decision"), form.get("reason")
    if decision not in ("apply", "drop") or not reason:
        raise Problem("bad_request")
    with reading() as look:
        queries.thing(look, desk.reader, "held", id)
    event = hand_in(desk, form.get("event"), "held.resolved", {"target": id, "decision": decision, "reason": reason})
    return redirect(url_for("desk.today", project=project, said=event, _anchor="held"), 303)


def settled(desk: Desk, event: str, held: list[dict[str, Any]]) -> dict[str, Any] | None:
    """What became of a decision over a held record; one that lacks its place still waits for it."""
    said = outcome(desk, event)
    if said is None or said["type"] != "held.resolved":
        return None
    words = Words(language(), desk.zone, desk.now)
    again = next((row for row in held if row["id"] == said["body"].get("target")), None)
    if said["outcome"] == "applied" and again is None:
        return {"good": True, "text": words.t("today.held_said.applied")}
    key = "held" if again else "no_effect"
    return {"good": False, "text": words.t(f"today.held_said.{key}", why=why(words, again or said["verdict"]))}


def _doors(board: dict[str, Any]) -> list[str]:
    """The entrances of the map, building by building."""
    return [door["place"]["id"] for row in board["rows"] for door in row["doors"]]


def _diary(look: Any, desk: Desk, day: str) -> str | None:
    """His day as a paragraph of the 监理日志, for those who keep one."""
    if desk.reader.role not in rights.SUPERVISION:
        return None
    return paragraph(diary_day(look, desk.reader, day, desk.settings))


def asked_day(day: str) -> str:
    """A day of these times from an address. Raises Problem not_found for anything else."""
    if complaints(ORDERED_DAY, day):
        raise Problem("not_found")
    return day
