"""Desk review: one finding at a time, the next one at once, and what became of the last in a line."""

import re
from dataclasses import dataclass
from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from server.domain import lifecycle
from server.domain.problems import Problem
from server.storage import queries, review_queue
from server.storage.db import Session, reading
from server.storage.review_queue import LINES, Waiting
from server.web.desk import moving
from server.web.desk.doubted import look_at_pictures
from server.web.desk.forms import read_form, whole
from server.web.desk.page import Desk, render, sit_down
from server.web.desk.results import sentence
from server.web.desk.review_facts import facts
from server.web.desk.rooms import blueprint
from server.web.desk.submission import minted, outcome

PASSED = re.compile(r"([0-9])([A-Z0-9-]{1,24})")
"""In the address: the line of the queue, then the number of the finding passed last in it."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Turn:
    """Where a person is in the queue, as the address says it: for each line of the queue the number passed last,
    the line he was in last at the end; how many he passed, and how many he decided on."""

    passed: dict[int, str]
    over: int
    done: int

    @property
    def said(self) -> str:
        """`passed` as the address and the forms carry it: never more than one number a line."""
        return ",".join(f"{line}{number}" for line, number in self.passed.items())

    def address(self, project: str, **more: Any) -> str:
        """The review page from here on; `more` as in its address."""
        return url_for("desk.review", project=project, passed=self.said or None, over=self.over or None,
                       done=self.done or None, **more)

    def beyond(self, one: Waiting) -> "Turn":
        """After passing the first one without deciding."""
        rest = {line: number for line, number in self.passed.items() if line != one.line}
        return Turn({**rest, one.line: one.number}, self.over + 1, self.done)


@blueprint.get("/<project>/review")
def review(project: str) -> Response:
    """The next finding to review, or the one the address names."""
    said = request.args
    return show(_sat(project), turn_of(said.get("passed", ""), said.get("over", ""), said.get("done", "")),
                said.get("at", ""))


@blueprint.post("/<project>/review/<id>")
def decide(project: str, id: str) -> Answer:
    """One decision, through the one way moves are made; then the next finding. What it lacks is asked for at once."""
    desk, form = _sat(project), read_form(request)
    turn = turn_of(form.get("passed"), form.get("over"), form.get("done"))
    with reading() as look:
        queries.thing(look, desk.reader, "finding", id)
    made = moving.make(desk, form, id)
    if made.lacks:
        return show(desk, turn, id, lacks=made.lacks, typed=moving.typed(form), status=422)
    said = outcome(desk, made.event)
    decided = said is not None and said["outcome"] == "applied" and form.get("move") != "ask"
    with reading() as look:
        after = Turn(turn.passed, turn.over, turn.done + 1) if decided else _onward(look, desk, turn, id)
    return redirect(after.address(project, said=made.event, of=id), 303)


def _sat(project: str) -> Desk:
    desk = sit_down(project)
    if rank_of(desk) is None:
        raise Problem("not_allowed")
    return desk


def rank_of(desk: Desk) -> int | None:
    """The highest severity this person may issue, by the table of moves; None for who reviews nothing."""
    rank = lifecycle.MOVES["issue"]["who"].get(desk.reader.role)
    return None if rank is None else int(rank)


def turn_of(passed: str, over: str, done: str) -> Turn:
    """The turn an address or a form speaks of; what it cannot mean says nothing."""
    told = [found for said in passed.split(",")[:len(LINES)] if (found := PASSED.fullmatch(said))]
    before = {int(found[1]): found[2] for found in told if int(found[1]) < len(LINES)}
    return Turn(before, whole(over) or 0, whole(done) or 0)


def show(desk: Desk, turn: Turn, at: str = "", *, lacks: str = "", typed: Row | None = None,
         status: int = 200) -> Response:
    """The page of one finding under review; `lacks` and `typed` as on the finding's own page."""
    with reading() as look:
        count = review_queue.count(look, desk.reader, rank_of(desk) or 0)
        found, turn = _current(look, desk, turn, at)
    if found is not None:
        look_at_pictures(desk, [found])
    with reading() as look:
        orgs = queries.things(look, desk.reader, "org")
        shown: Row = {"orgs": orgs, "last": _last(look, desk, orgs), "gone": _gone(look, desk, at, found)}
        if found is not None:
            shown |= facts(look, desk, found, orgs)
            shown |= {"onward": _onward(look, desk, turn, found["id"]).address(desk.reader.project),
                      "back": _back(look, desk, turn)}
    return render("review.html", desk, status=status, finding=found, turn=turn, lacks=lacks, typed=typed or {},
                  n=turn.done + min(turn.over, max(count - 1, 0)) + 1, count=count, most=review_queue.COUNTED_MAX,
                  m=turn.done + count, mint=minted, **shown)


def _current(look: Session, desk: Desk, turn: Turn, at: str) -> tuple[Row | None, Turn]:
    """The finding to show, and the turn it belongs to. Passed ones come round again when no other is left."""
    named = queries.things(look, desk.reader, "finding", [at]).get(at) if at else None
    if named is not None and named["state"] == "submitted":
        return named, turn
    for tried in (turn, Turn({}, 0, turn.done)):
        one = review_queue.first(look, desk.reader, rank_of(desk) or 0, tried.passed)
        if one is not None:
            return queries.things(look, desk.reader, "finding", [one.id]).get(one.id), tried
    return None, turn


def _onward(look: Session, desk: Desk, turn: Turn, id: str) -> Turn:
    """The turn after passing a finding. One that was opened by its address, out of turn, moves nobody on: those
    before it in the queue have not been seen."""
    one = review_queue.first(look, desk.reader, rank_of(desk) or 0, turn.passed)
    return turn.beyond(one) if one is not None and one.id == id else turn


def _back(look: Session, desk: Desk, turn: Turn) -> str | None:
    """To the one passed last that still waits, as if it had not been passed."""
    rest = dict(turn.passed)
    while rest:
        line, number = rest.popitem()
        waiting = review_queue.passed_last(look, desk.reader, rank_of(desk) or 0, line, number)
        if waiting:
            before = dict.fromkeys([line], waiting[-1].number) if waiting[1:] else {}
            return Turn({**rest, **before}, max(0, turn.over - 1), turn.done).address(
                desk.reader.project, at=waiting[0].id)
    return None


def _last(look: Session, desk: Desk, orgs: dict[str, Row]) -> Row | None:
    """What became of the decision just made: {"good", "text", "id", "number"}."""
    said, of = outcome(desk, request.args.get("said", "")), request.args.get("of", "")
    known = queries.things(look, desk.reader, "finding", [of]).get(of) if said else None
    if said is None or known is None:
        return None
    into = queries.things(look, desk.reader, "finding", [known["merged_into"]]) if known.get("merged_into") else {}
    told = sentence(desk, said, known, orgs, merged_into=next((row["number"] for row in into.values()), ""))
    return {**told, "id": of, "number": known["number"]}


def _gone(look: Session, desk: Desk, at: str, found: Row | None) -> Row | None:
    """The finding the address named, if somebody has decided on it already."""
    if not at or (found is not None and found["id"] == at):
        return None
    return queries.things(look, desk.reader, "finding", [at]).get(at)
