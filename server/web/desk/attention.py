"""需要关注: what ought to go to the street or the district, with the reason, proposed or decided in one form."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from server.domain.attention import REASONS, TIERS
from server.domain.bodies import SHAPES
from server.domain.moves import ENDED
from server.domain.problems import Problem
from server.domain.reach import speaks_for
from server.domain.rights import FIRMS
from server.domain.shape import complaints
from server.storage import queries
from server.storage.db import Session, reading
from server.storage.proposals import cases_about, proposals
from server.web import labels
from server.web.desk.forms import Form, read_form
from server.web.desk.page import Desk, language, sit_down
from server.web.desk.results import sentence
from server.web.desk.rooms import blueprint
from server.web.desk.submission import hand_in, minted, outcome

SHOWN_MAX = 30
"""A page of hundreds of forms is no help; what is put makes room for the next."""

Row = dict[str, Any]


def card(look: Session, desk: Desk) -> Row | None:
    """{"total", "rows"}: 需要关注 for those who may put a case, the most pressing with their reasons; None for others.

    What somebody proposed is shown only to those who decide: for him who proposed it nothing is left to do.
    """
    if not desk.may("propose_case"):
        return None
    rows = [row for row in proposals(look, desk.reader, desk.now, desk.settings)
            if row["case"] is None or desk.may("decide_case")]
    return {"total": len(rows), "rows": [
        {**row, "event": minted(), "why": reasons(language(), row["note"]), "ask": _ask(row)}
        for row in rows[:SHOWN_MAX]]}


def reasons(tongue: str, note: Row) -> str:
    """逾期4天、退回2次: why it is proposed; of what somebody proposed himself, whatever stands out."""
    numbers = {"confirmed": 0, "overdue": (note["overdue"] or {"days": 0})["days"], "returned": note["returned"],
               "repeated": note["repeated"]}
    chosen = note["propose"]["why"] if note["propose"] else [reason for reason in REASONS if numbers[reason]]
    return ("、" if tongue == "zh-CN" else ", ").join(
        labels.text(tongue, f"attention.why_{reason}", n=numbers[reason]) for reason in chosen)


def _ask(row: Row) -> str:
    """What the form is filled in with: the words of who proposed it, else the usual ones; Chinese, as papers are."""
    return str(row["case"]["ask"]) if row["case"] else labels.text(
        "zh-CN", "attention.usual_ask", why=reasons("zh-CN", row["note"]))


@blueprint.post("/<project>/findings/<id>/cases")
def escalate(project: str, id: str) -> Response:
    """Put a finding to a tier: a proposal of those who supervise, a decision of 代建 and street. Raises bad_request."""
    desk, form = sit_down(project, "propose_case"), read_form(request)
    with reading() as look:
        queries.thing(look, desk.reader, "finding", id)
        taken = queries.things(look, desk.reader, "case", [form.get("case")])
    body = _body(id, form)
    if complaints(SHAPES["case.escalated", 1], body):
        raise Problem("bad_request")
    event = hand_in(desk, form.get("event"), "case.escalated", body, after=sorted(taken))
    # a firm has no page of the day; it is told on the finding's, as is whoever pressed it there
    if form.get("home") == "finding" or not desk.may("read_visits"):
        return redirect(url_for("desk.finding", project=project, id=id, said=event), 303)
    return redirect(url_for("desk.today", project=project, said=event, _anchor="attention"), 303)


def _body(id: str, form: Form) -> Row:
    given = {key: said for key in ("lead", "needed_by") if (said := form.get(key))}
    return {"finding": id, "tier": form.get("tier"), "ask": form.get("ask"), **given}


def tiers_for(look: Session, desk: Desk, finding: Row, orgs: dict[str, Row]) -> list[Row]:
    """[{"tier", "says"}]: where this person can put this finding from its page; none where the same is asked already.

    A firm puts what is its own; what waits for a decision is put by those who decide.
    """
    if not desk.may("propose_case") or finding["state"] in ENDED:
        return []
    if desk.reader.role in FIRMS and not speaks_for(desk.reader.org, finding.get("unit"), orgs):
        return []
    decides = desk.may("decide_case")
    waits = ("open",) if decides else ("open", "proposed")
    asked = {case["tier"] for case in cases_about(look, desk.reader, [finding["id"]]).get(finding["id"], [])
             if case["status"] in waits}
    return [{"tier": tier, "says": f"attention.{'' if decides else 'propose_'}{tier}"} for tier in TIERS
            if tier not in asked]


def put(desk: Desk, event: str) -> Row | None:
    """{"good", "text", "case": its id}: what became of a case this person put; None for anything else."""
    said = outcome(desk, event)
    if said is None or said["type"] != "case.escalated":
        return None
    return {**sentence(desk, said, {}, {}), "case": event}


assert TIERS == ("street", "district")      # the labels name them
