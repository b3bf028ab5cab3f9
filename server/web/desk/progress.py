"""施工进度 of building × work item: stages, 倒排工期 and quantities as filed; several buildings set with one press."""

from typing import Any

from flask import Response, request
from werkzeug.wrappers import Response as Answer

from server.domain import catalogue
from server.domain.bodies.days import STAGES
from server.domain.days import days_between
from server.domain.first_pass import first_pass
from server.domain.milestones import late_ones
from server.domain.milestones import progress as standing
from server.domain.places import in_order
from server.domain.sheet_words import plain
from server.storage import dated, queries
from server.storage.db import Session, reading
from server.sync.types.progress import STAGE_SETTERS
from server.web.desk import progress_said
from server.web.desk.forms import Form, read_form
from server.web.desk.page import Desk, render, sit_down
from server.web.desk.rooms import blueprint
from server.web.desk.submission import minted

ALWAYS = ("building", "compound")
"""Kinds of place every matrix has; a zone or a part has a row once something is said of it."""

GOAL = "done"
Row = dict[str, Any]


@blueprint.get("/<project>/progress")
def progress(project: str) -> Response:
    """The matrix, and for one work item the form that sets several buildings at once."""
    return _shown(sit_down(project, "read_visits"), request.args.get("item", ""))


@blueprint.post("/<project>/progress")
def set_progress(project: str) -> Answer:
    """One event for each ticked place; the page that follows tells what they became. A form that lacks something
    comes back as it was filled in."""
    form = read_form(request)
    what = "milestone" if form.get("do") == "milestone" else "stage"
    desk = sit_down(project, f"set_{what}")
    with reading() as look:
        known = queries.things(look, desk.reader, "place")
        before = queries.things(look, desk.reader, "milestone")
    lack = progress_said.lack(desk, form, what, known)
    if lack:
        return _shown(desk, form.get("item"), lack=lack, typed=form, status=400)
    return progress_said.set_together(desk, form, what, before)


def _shown(desk: Desk, item: str, *, lack: str = "", typed: Form | None = None, status: int = 200) -> Response:
    with reading() as look:
        stages, milestones = (queries.things(look, desk.reader, kind) for kind in ("stage", "milestone"))
        known, orgs = (queries.things(look, desk.reader, kind) for kind in ("place", "org"))
        filed = quantities(look, desk)
    rows, told = standing(stages.values(), milestones.values(), desk.day), [*stages.values(), *milestones.values()]
    said = {row["item"] for row in told}
    return render(
        "progress.html", desk, status=status, orgs=orgs, known=known, filed=filed,
        items=catalogue.words("work_items"), said_of=[name for name in names() if name in said],
        rows=rows, places=listed(known, told), passed=first_pass(stages.values()),
        cells=cells(stages, milestones, desk.day), item=item if item in names() else "", mint=minted, stages=STAGES,
        mine=[name for name in STAGES if desk.reader.role in STAGE_SETTERS.get(name, (desk.reader.role,))],
        goal=GOAL, typed=typed, ticked=typed.all("place") if typed else [],
        told=progress_said.lacking(desk, lack) if lack else progress_said.told(desk, known))


def names() -> list[str]:
    """The ids of the work items of the plan, in its order."""
    return [str(row["id"]) for row in catalogue.words("work_items")]


def listed(known: dict[str, Row], told: list[Row]) -> list[Row]:
    """The rows of the matrix: every building and the compound, then places something is said of."""
    named = {row["building"] for row in told}
    chosen = [place for id, place in known.items()
              if place.get("active", True) and (place["kind"] in ALWAYS or id in named)]
    return sorted(in_order(chosen), key=lambda place: (place["kind"] != "building", place["kind"] != "compound"))


def cells(stages: dict[str, Row], milestones: dict[str, Row], day: str) -> dict[tuple[str, str], Row]:
    """{(place, item): {"stage" or None, "failed_first", "plans": [{"stage", "planned", "actual", "reason", "late" in
    days, "over" in days: how much too late it was reached}]}} as they stand on a day."""
    late = {(row["building"], row["item"], row["stage"]): row["days"]
            for row in late_ones(stages.values(), milestones.values(), day)}
    found: dict[tuple[str, str], Row] = {}
    for row in stages.values():
        found[row["building"], row["item"]] = {
            "stage": row["stage"], "date": row.get("date"), "failed_first": bool(row.get("failed_first")), "plans": []}
    order = {name: nr for nr, name in enumerate(STAGES)}
    for row in sorted(milestones.values(), key=lambda row: order.get(row["stage"], 0)):
        cell = found.setdefault((row["building"], row["item"]), {"stage": None, "failed_first": False, "plans": []})
        over = days_between(row["planned"], row["actual"]) if row.get("actual") else 0
        cell["plans"].append({**row, "late": late.get((row["building"], row["item"], row["stage"]), 0),
                              "over": max(0, over)})
    return found


def _stand(look: Session, desk: Desk) -> list[Row]:
    return [one for one in dated.filings_for(look, desk.reader.project, desk.day) if not one.get("replaced_by")]


def quantities(look: Session, desk: Desk) -> list[Row]:
    """[{"item", "count" as written, "unit": {"zh", "en"}, "day", "org"}]: of each work item the newest quantity filed.

    Where several firms filed it for that day, the general contractor's word is taken, as on the sheet.
    """
    found: dict[str, Row] = {}
    units, orgs = {row["id"]: row["unit"] for row in catalogue.words("work_items")}, queries.things(
        look, desk.reader, "org")

    def order(one: Row) -> tuple[str, bool, str]:
        return one["day"], (orgs.get(one["org"]) or {}).get("kind") == "general_contractor", one.get("at") or ""
    for filing in sorted(_stand(look, desk), key=order, reverse=True):
        for item, count in (filing.get("quantities") or {}).items():
            found.setdefault(item, {"item": item, "count": plain(count), "unit": units.get(item),
                                    "day": filing["day"], "org": filing["org"]})
    return [found[item] for item in names() if item in found]
