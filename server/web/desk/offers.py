"""The moves a person is offered on one finding: which forms, with which choices and deadlines filled in."""

from datetime import datetime
from typing import Any

from server.domain import clock, deadlines, lifecycle, rights
from server.domain.catalogue import words as listed
from server.domain.conditions import Actor
from server.storage import queries
from server.storage.db import Session
from server.storage.state import State
from server.sync.types.orders import stopped_at
from server.web.desk.page import Desk
from server.web.desk.submission import minted

DUES = ("D0", "D1", "D3", "D7", "NOW")
MAIN = ("issue", "pass", "reply", "extend_answer")
"""Shown open; the rarer moves are folded."""

Row = dict[str, Any]


def circumstances(look: Session, desk: Desk, finding: Row) -> Row:
    """What the moves table wants to know besides the finding, read as the judge will read it."""
    state, orgs = State(look, desk.reader.project), queries.things(look, desk.reader, "org")
    mine = desk.reader.role in rights.FIRMS and rights.speaks_for(desk.reader.org, finding.get("unit"), orgs)
    return {"unit_of_actor": bool(mine) if desk.reader.role in rights.FIRMS else None,
            "stop_order": stopped_at(state, finding["place"]) is not None,
            "reopen_days_max": desk.settings["reopen_days"], "extensions_max": desk.settings["extensions_max"]}


def actor(desk: Desk) -> Actor:
    """This person, as the moves table wants to know him."""
    return Actor(desk.reader.person, desk.reader.role, desk.reader.org, desk.reader.person)


def offers(look: Session, desk: Desk, finding: Row, item: Row | None) -> list[Row]:
    """[{"move", "event", "reasons", "dues", "due", "fail_due", "grades", "main"}] of the forms to show, in order."""
    around = circumstances(look, desk, finding)
    allowed = lifecycle.allowed_moves(finding, actor(desk), desk.now, **around)
    return [_offer(desk, finding, item, move) for move in allowed]


def _offer(desk: Desk, finding: Row, item: Row | None, move: str) -> Row:
    offer: Row = {"move": move, "event": minted(), "main": _main(finding, move),
                  "needs": lifecycle.MOVES[move]["needs"],
                  "reasons": [row for row in listed("move_reasons") if row["move"] == move]}
    if move in ("issue", "reassign", "reopen"):
        offer["due"] = usual(finding, item)
        offer["dues"] = [{"code": code, "until": until(desk, code)} for code in DUES]
    if move == "issue":
        offer["grades"] = [n for n in (1, 2, 3) if lifecycle.may_correct(finding, {"severity": n}, desk.reader.role)]
    if move == "fail":
        offer["fail_due"] = deadlines.returned_fix_by(finding, desk.now, desk.zone, desk.settings)
    return offer


def _main(finding: Row, move: str) -> bool:
    return move in MAIN or (move == "confirm" and finding["severity"] == 3 and finding.get("confirmed") is None)


def usual(finding: Row, item: Row | None) -> str:
    """The due code filled in: the finding's, else its item's, else the pattern of kind and severity."""
    code = finding.get("due") or (item or {}).get("due")
    return str(code or deadlines.usual_due(finding["kind"], finding["severity"]))


def until(desk: Desk, code: str) -> datetime:
    """The absolute deadline of a due code if it were issued now."""
    return deadlines.fix_by_of(code, desk.now, desk.zone, desk.settings)


def typed_instant(desk: Desk, said: str) -> str | None:
    """What a date-and-time field says, on the project's clock, as an instant; None if it says none."""
    try:
        local = datetime.fromisoformat(said)
    except ValueError:
        return None
    if local.tzinfo is None:
        local = local.replace(tzinfo=clock.local_time(desk.now, desk.zone).tzinfo)
    return clock.text_of(local)
