"""台账: the findings of the list as a spreadsheet; a short one comes at once, a long one is made while one waits."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from server.domain import rights
from server.domain.problems import Problem
from server.storage import finding_pages
from server.storage.db import reading
from server.web.body import PIECE_BYTES
from server.web.desk import exporting
from server.web.desk.findings import FILTERS, asked
from server.web.desk.ledger_file import Ledger
from server.web.desk.page import Desk, language, render, sit_down
from server.web.desk.rooms import blueprint
from server.web.desk.submission import minted
from server.web.desk.words import Words

TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}
AT_ONCE, AT_ONCE_PICTURES = 300, 15
"""Up to so many rows nobody is made to wait on a page of its own."""

Row = dict[str, Any]


@blueprint.get("/<project>/ledger.<ending>")
def ledger(project: str, ending: str) -> Answer:
    """The spreadsheet of the filters in the address, oldest first; `photos=1` (XLSX) with pictures in it.

    Of a long one only a page with its size and a button: an address alone, whoever gave it, starts no work.
    """
    desk, made, total = _asked(project, ending)
    if total <= (AT_ONCE_PICTURES if made.pictures else AT_ONCE):
        with TemporaryDirectory(prefix="xunlou-ledger-") as folder:
            path = Path(folder) / "file"
            made.write(path, lambda done: None)
            return _sent(Response(path.read_bytes()), made.name, TYPES[ending])
    return render("ledger_long.html", desk, name=made.name, total=total, mint=minted,
                  again=url_for("desk.findings", project=project, **_filters()), start=url_for(
                      "desk.start_ledger", project=project, ending=ending, photos=1 if made.pictures else None,
                      **_filters()))


@blueprint.post("/<project>/ledger.<ending>")
def start_ledger(project: str, ending: str) -> Answer:
    """Begin the one the address names, instead of any this person had, and show how far it is."""
    desk, made, total = _asked(project, ending)
    facts = {"name": made.name, "type": TYPES[ending], "filters": _filters()}
    id = exporting.start(desk, total, facts, made.write)
    return redirect(url_for("desk.ledger_job", project=project, id=id), 303)


@blueprint.get("/<project>/ledger/<id>")
def ledger_job(project: str, id: str) -> Response:
    """How far it is: as a page that asks again by itself, or as JSON for its script."""
    desk = _sat(project)
    state = _state(desk, id)
    if request.args.get("as") == "json":
        return Response(f'{{"phase": "{state["phase"]}", "done": {state["done"]}, "total": {state["total"]}}}',
                        mimetype="application/json")
    return render("ledger.html", desk, job=state, id=id, mint=minted,
                  again=url_for("desk.findings", project=project, **state["filters"]))


@blueprint.get("/<project>/ledger/<id>/file")
def ledger_file(project: str, id: str) -> Response:
    """The file, for him who asked for it, until it is swept away."""
    state = _state(_sat(project), id)
    if state["phase"] != "ready":
        raise Problem("not_found")
    file = exporting.exports().file(id)
    answer = Response(_pieces(file))
    answer.content_length = file.stat().st_size
    return _sent(answer, state["name"], state["type"])


@blueprint.post("/<project>/ledger/<id>/cancel")
def cancel_ledger(project: str, id: str) -> Answer:
    """Nobody waits for it any more."""
    desk = _sat(project)
    state = _state(desk, id)
    exporting.exports().cancel(id)
    return redirect(url_for("desk.findings", project=project, **state["filters"]), 303)


def _asked(project: str, ending: str) -> tuple[Desk, Ledger, int]:
    """What the address asks for, and how many rows it has."""
    desk = _sat(project)
    if ending not in TYPES:
        raise Problem("not_found")
    made = Ledger(desk, Words(language(), desk.zone, desk.now), asked(desk), ending,
                  pictures=ending == "xlsx" and request.args.get("photos") == "1")
    with reading() as look:
        return desk, made, finding_pages.count(look, desk.reader, made.wanted, desk.now)


def _filters() -> dict[str, Any]:
    """The filters in the address and nothing else: whatever stands there also goes into the way back."""
    return {key: said for key, said in request.args.items() if said and key in FILTERS}


def _sat(project: str) -> Desk:
    desk = sit_down(project)
    if "finding" not in rights.READS.get(desk.reader.role or "", {}):
        raise Problem("not_allowed")
    return desk


def _state(desk: Desk, id: str) -> Row:
    found = exporting.exports().state(id, desk.reader)
    if found is None:
        raise Problem("not_found")
    return found


def _pieces(file: Path) -> Iterator[bytes]:
    """Opened only when somebody really reads: an answer without a body leaves none open."""
    with file.open("rb") as opened:
        while piece := opened.read(PIECE_BYTES):
            yield piece


def _sent(answer: Response, name: str, mime: str) -> Response:
    """With its name, Chinese for browsers that can, as all we know do."""
    answer.headers["Content-Type"] = mime
    answer.headers.set("Content-Disposition", "attachment", filename=f"ledger.{name.rpartition('.')[2]}")
    answer.headers["Content-Disposition"] += f"; filename*=UTF-8''{quote(name)}"
    return answer
