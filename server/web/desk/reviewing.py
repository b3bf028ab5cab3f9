"""Desk review: one finding at a time, the next one at once, and what became of the last in a line."""

from dataclasses import dataclass
from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from server.domain import lifecycle
from server.domain.problems import Problem
from server.storage import queries, review_queue
from server.storage.db import Session, reading
from server.storage.review_queue import Queue
from server.web.desk import moving
from server.web.desk.doubted import look_at_pictures
from server.web.desk.forms import read_form, whole
from server.web.desk.page import Desk, render, sit_down
from server.web.desk.results import sentence
from server.web.desk.review_facts import facts
from server.web.desk.rooms import blueprint
from server.web.desk.submission import minted, outcome

PASSED_MAX = 60
"""Numbers of passed findings kept in the address; who passes more sees the first of them again."""

READ_AT_ONCE = 10
Row = dict[str, Any]


@dataclass(frozen=True)
class Turn:
    """Where a person is in the queue, as the address says it: numbers passed without deciding, how many decided."""

    passed: tuple[str, ...]
    done: int

    def address(self, project: str, **more: Any) -> str:
        """The review page from here on; `more` as in its address."""
        passed = ",".join(self.passed[-PASSED_MAX:]) or None
        return url_for("desk.review", project=project, passed=passed, done=self.done or None, **more)

    def beyond(self, number: str) -> "Turn":
        """After passing one without deciding."""
        return Turn((*(known for known in self.passed if known != number), number), self.done)


@blueprint.get("/<project>/review")
def review(project: str) -> Response:
    """The next finding to review, or the one the address names."""
    return show(_sat(project), turn_of(request.args.get("passed", ""), request.args.get("done", "")),
                request.args.get("at", ""))


@blueprint.post("/<project>/review/<id>")
def decide(project: str, id: str) -> Answer:
    """One decision, through the one way moves are made; then the next finding. What it lacks is asked for at once."""
    desk, form = _sat(project), read_form(request)
    turn = turn_of(form.get("passed"), form.get("done"))
    with reading() as look:
        number = queries.thing(look, desk.reader, "finding", id)["number"]
    made = moving.make(desk, form, id)
    if made.lacks:
        return show(desk, turn, id, lacks=made.lacks, typed=moving.typed(form), status=422)
    said = outcome(desk, made.event)
    decided = said is not None and said["outcome"] == "applied" and form.get("move") != "ask"
    after = Turn(tuple(known for known in turn.passed if known != number), turn.done + 1) if decided \
        else turn.beyond(number)
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


def turn_of(passed: str, done: str) -> Turn:
    """The turn an address or a form speaks of; what it cannot mean says nothing."""
    numbers = [said for said in passed.split(",") if said and len(said) <= 24 and said.isascii()]
    return Turn(tuple(dict.fromkeys(numbers))[-PASSED_MAX:], whole(done) or 0)


def show(desk: Desk, turn: Turn, at: str = "", *, lacks: str = "", typed: Row | None = None,
         status: int = 200) -> Response:
    """The page of one finding under review; `lacks` and `typed` as on the finding's own page."""
    with reading() as look:
        queue = review_queue.queue(look, desk.reader, rank_of(desk) or 0)
        found, turn = _current(look, desk, queue, turn, at)
    if found is not None:
        look_at_pictures(desk, found)
    with reading() as look:
        orgs = queries.things(look, desk.reader, "org")
        shown: Row = {"orgs": orgs, "last": _last(look, desk, orgs), "gone": _gone(look, desk, at, found)}
        if found is not None:
            shown |= facts(look, desk, found, orgs)
    passed = {number for _, number in queue.rows} & set(turn.passed)
    if found is not None:
        shown |= {"onward": turn.beyond(found["number"]).address(desk.reader.project),
                  "back": _back(desk, queue, turn, found["id"])}
    return render("review.html", desk, status=status, finding=found, turn=turn, lacks=lacks, typed=typed or {},
                  n=turn.done + len(passed) + 1, count=queue.count, most=review_queue.COUNTED_MAX,
                  m=turn.done + queue.count, mint=minted, **shown)


def _current(look: Session, desk: Desk, queue: Queue, turn: Turn, at: str) -> tuple[Row | None, Turn]:
    """The finding to show, and the turn it belongs to. Passed ones come round again when no other is left;
    one that was asked back and not yet answered waits behind the others."""
    named = queries.things(look, desk.reader, "finding", [at]).get(at) if at else None
    if named is not None and named["state"] == "submitted":
        return named, Turn(tuple(number for number in turn.passed if number != named["number"]), turn.done)
    fresh = [id for id, number in queue.rows if number not in turn.passed]
    asked: list[Row] = []
    for start in range(0, len(fresh), READ_AT_ONCE):
        some = fresh[start:start + READ_AT_ONCE]
        known = queries.things(look, desk.reader, "finding", some)
        for id in some:
            if id in known and not known[id].get("asked"):
                return known[id], turn
            asked += [known[id]] if id in known else []
    if asked:
        return asked[0], turn
    if turn.passed and queue.rows:
        return _current(look, desk, queue, Turn((), turn.done), "")
    return None, turn


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


def _back(desk: Desk, queue: Queue, turn: Turn, current: str) -> str | None:
    """To the one passed last, if it still waits."""
    ids = {number: id for id, number in queue.rows}
    before = [number for number in turn.passed if number in ids and ids[number] != current]
    if not before:
        return None
    rest = Turn(tuple(number for number in turn.passed if number != before[-1]), turn.done)
    return rest.address(desk.reader.project, at=ids[before[-1]])
