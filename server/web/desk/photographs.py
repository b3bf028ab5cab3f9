"""One picture of a finding on a page of its own: large, with its original, its hash, when it was taken and by whom."""

from flask import Response

from server.domain.problems import Problem
from server.storage import queries
from server.storage.db import reading
from server.web.desk.finding import groups
from server.web.desk.page import render, sit_down
from server.web.desk.rooms import blueprint


@blueprint.get("/<project>/findings/<id>/photos/<sha256>")
def photo(project: str, id: str, sha256: str) -> Response:
    """The viewer of browsers without scripts, and an address to hand on. Raises Problem not_found."""
    desk = sit_down(project)
    with reading() as look:
        found = queries.thing(look, desk.reader, "finding", id)
        sorted_out = groups(look, desk, found, queries.things(look, desk.reader, "person"))
    all = [one for side in ("before", "after", "note", "control") for one in sorted_out.get(side, [])]
    nr = next((nr for nr, one in enumerate(all) if one["sha256"] == sha256), None)
    if nr is None:
        raise Problem("not_found")
    shown = all[nr]
    drawn = next((one for one in all if one.get("of") == sha256 or shown.get("of") == one["sha256"]), None)
    return render("photo.html", desk, finding=found, photo=shown, drawn=drawn, before=all[nr - 1] if nr else None,
                  after=all[nr + 1] if nr + 1 < len(all) else None)
