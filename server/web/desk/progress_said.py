"""What a form of the progress page sets, place by place, and what became of each."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from server.domain import catalogue
from server.domain.bodies import SHAPES
from server.domain.bodies.days import STAGES
from server.domain.problems import Problem
from server.domain.shape import complaints
from server.web.desk.forms import Form
from server.web.desk.page import Desk, language
from server.web.desk.results import why
from server.web.desk.submission import hand_in, outcome
from server.web.desk.words import Words

AT_ONCE_MAX = 60
"""Places a press may set: their events' ids come back in the address of the next page."""

TYPES = {"stage": "stage.set", "milestone": "milestone.set"}
Row = dict[str, Any]


def lack(desk: Desk, form: Form, what: str, known: dict[str, Row]) -> str:
    """What the form must still say, "" for nothing. Raises Problem bad_request for what no form of the page sends."""
    ticked = form.all("place")
    if form.get("item") not in {row["id"] for row in catalogue.words("work_items")} or any(
            id not in known for id in ticked):
        raise Problem("bad_request")
    return _lack(desk, form, what) if ticked else "places"


def lacking(desk: Desk, what: str) -> Row:
    """The same as `told` gives, of a form that came back."""
    words = Words(language(), desk.zone, desk.now)
    return {"good": False, "done": 0, "lines": [words.t(f"progress.lack_{what}")]}


def set_together(desk: Desk, form: Form, what: str, before: dict[str, Row]) -> Answer:
    """One event for each ticked place, of a form that lacks nothing. Raises Problem bad_request."""
    item, ticked = form.get("item"), list(dict.fromkeys(form.all("place")))
    said, unplanned = [], []
    for id in ticked[:AT_ONCE_MAX]:
        body = _body(form, what, id, item, before)
        if body is None:
            unplanned.append(id)
            continue
        if complaints(SHAPES[TYPES[what], 1], body):
            raise Problem("bad_request")
        said.append(hand_in(desk, form.get(f"event:{id}"), TYPES[what], body))
    return _back(desk, item, said=said, unplanned=unplanned, left=len(ticked[AT_ONCE_MAX:]) or None)


def _lack(desk: Desk, form: Form, what: str) -> str:
    """What the form must still say: a day that works went on cannot lie ahead."""
    day = form.get("date" if what == "stage" else "actual")
    if what == "stage" and form.get("stage") not in STAGES:
        return "stage"
    if what == "stage" and not day:
        return "date"
    if day > desk.day:
        return "ahead"
    nothing = not any(form.get(name) for name in ("planned", "actual", "reason", "no_actual"))
    return "nothing" if what == "milestone" and nothing else ""


def _body(form: Form, what: str, id: str, item: str, before: dict[str, Row]) -> Row | None:
    """The event's body; a milestone keeps what the form leaves empty. None: a milestone without any planned day."""
    if what == "stage":
        return {"building": id, "item": item, "stage": form.get("stage"), "date": form.get("date")}
    goal = form.get("goal")
    had = before.get(f"{id}:{item}:{goal}", {})
    planned = form.get("planned") or had.get("planned")
    actual = None if form.get("no_actual") else form.get("actual") or had.get("actual")
    reason = form.get("reason") or had.get("reason")
    return {"building": id, "item": item, "stage": goal, "planned": planned, "actual": actual,
            "reason": reason} if planned else None


def _back(desk: Desk, item: str, **told: Any) -> Answer:
    return redirect(url_for("desk.progress", project=desk.reader.project, item=item, _anchor="set", **told), 303)


def told(desk: Desk, known: dict[str, Row]) -> Row | None:
    """{"good", "done": how many places were set, "lines": what was not, with the place and why} of the last press."""
    words = Words(language(), desk.zone, desk.now)
    lines, done = [], 0
    for event in request.args.getlist("said")[:AT_ONCE_MAX]:
        said = outcome(desk, event)
        if said is None or said["type"] not in TYPES.values():
            continue
        done += said["outcome"] == "applied"
        if said["outcome"] != "applied":
            lines.append(f"{words.place(said['body']['building'], known)}{words.colon}{why(words, said['verdict'])}")
    lines += [f"{words.place(id, known)}{words.colon}{words.t('progress.lack_planned')}"
              for id in request.args.getlist("unplanned")[:AT_ONCE_MAX] if id in known]
    if request.args.get("left", "").isdecimal():
        lines.append(words.t("progress.left", n=AT_ONCE_MAX))
    return {"good": not lines, "done": done, "lines": lines} if done or lines else None
