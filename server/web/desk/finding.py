"""One finding: pictures side by side, facts, what happened, and the moves this person may make."""

from typing import Any

from flask import Response, request

from server.domain import rights
from server.storage import arrived, devices, finding_pages, office, queries
from server.storage.db import reading
from server.storage.proposals import noted
from server.storage.sheet_inputs import unprinted
from server.storage.state import State
from server.web.desk.attention import tiers_for
from server.web.desk.calling import unseen, whom
from server.web.desk.offers import offers
from server.web.desk.page import Desk, render, sit_down
from server.web.desk.results import sentence
from server.web.desk.rooms import blueprint
from server.web.desk.standing_on import papers_of
from server.web.desk.submission import minted, outcome
from server.web.desk.watching import by_building

SIDES = ("before", "after")
Row = dict[str, Any]


@blueprint.get("/<project>/findings/<id>")
def finding(project: str, id: str) -> Response:
    """The page of one finding."""
    return show(sit_down(project), id)


def show(desk: Desk, id: str, *, lacks: str = "", typed: Row | None = None, status: int = 200) -> Response:
    """The same page again when a form lacked something: `lacks` says what, `typed` is what was written."""
    with reading() as look:
        found = queries.thing(look, desk.reader, "finding", id)
        around = _around(look, desk, found)
        item = around["items"].get(found.get("item"))
        shown = {
            "groups": groups(look, desk, found, around["people"]), "offers": offers(look, desk, found, item),
            "delivered": arrived.delivered(look, desk.reader.project, [id]).get(id),
            "ordered": ordered(look, desk, found), "recorded_at": recorded_at(look, desk, found),
            "phones": devices.known(look, desk.reader.project, lines_devices(found)),
            "watch": {} if desk.reader.role in rights.FIRMS else by_building(
                desk, around["people"], around["orgs"], around["places"]),
            "source_note": source_note(look, desk, found),
            "noted": noted(look, desk.reader, [found], desk.now, desk.settings)[id],
            "neighbours": finding_pages.neighbours(look, desk.reader, found), "linked": _linked(look, desk, found),
            "callees": whom(look, desk, found, around["people"], around["orgs"]),
            "puts": tiers_for(look, desk, found, around["orgs"]), "papers": papers_of(look, desk, found)}
    said = outcome(desk, request.args.get("said", "")) if request.args.get("said") else None
    return render("finding.html", desk, status=status, finding=found, item=item, mint=minted, lacks=lacks,
                  typed=typed or {}, said=sentence(desk, said, found, around["orgs"]) if said else None,
                  firm=desk.reader.role in rights.FIRMS, units=units_of(around["orgs"]),
                  unseen=unseen(desk, found, around["orgs"]), **around, **shown)


def ordered(look: Any, desk: Desk, found: Row) -> dict[str, str]:
    """{event: the deadline it set} of every order in the story, as its verdict keeps it whatever the rules are now."""
    state = State(look, desk.reader.project)
    orders = [row["event"] for row in found.get("timeline") or []
              if row["move"] == "issue" and row["outcome"] == "applied"]
    return {id: kept["verdict"]["set"]["deadlines"]["fix_by"] for id in orders if (kept := state.event(id))}


def recorded_at(look: Any, desk: Desk, found: Row) -> str | None:
    """The place of the visit a finding came from, where that is not its own place and this person reads visits."""
    if not found.get("visit") or not desk.may("read_visits"):
        return None
    visit = State(look, desk.reader.project).get("visit", found["visit"]) or {}
    return visit.get("place") if visit.get("place") != found["place"] else None


def lines_devices(found: Row) -> list[str]:
    """The machines its story was written on, as far as this person may know them."""
    return sorted({row["device"] for row in found.get("timeline") or [] if row.get("device")})


def source_note(look: Any, desk: Desk, found: Row) -> str:
    """What was noted of the source when it was registered at the desk; only for those who read visits."""
    if not found.get("visit") or not desk.may("read_visits"):
        return ""
    visit = State(look, desk.reader.project).get("visit", found["visit"]) or {}
    return str(visit.get("note") or "") if visit.get("registered") else ""


def groups(look: Any, desk: Desk, found: Row, people: dict[str, Row]) -> dict[str, list[Row]]:
    """{before, after, control, note: pictures}; each says which copy is here, or on whose phone it still is."""
    photos = found.get("photos") or []
    shas = [sha for photo in photos for sha in (photo["sha256"], photo.get("preview")) if sha]
    here = arrived.pictures_here(look, desk.reader.project, shas)
    marks = queries.things(look, desk.reader, "photo", [photo["sha256"] for photo in photos])
    off = unprinted(State(look, desk.reader.project), [photo["sha256"] for photo in photos])
    seen = office.last_seen(look, desk.reader.project, sorted({photo["by"] for photo in photos if photo.get("by")}))
    sorted_out: dict[str, list[Row]] = {}
    for photo in photos:
        full = photo["sha256"] in here
        preview = photo.get("preview") in here
        mark, by = marks.get(photo["sha256"]) or {}, photo.get("by") or ""
        sorted_out.setdefault(photo["role"], []).append({
            **photo, "full": full, "shown": photo["sha256"] if full else photo["preview"] if preview else None,
            "name": (people.get(by) or {}).get("name") or "", "seen": seen.get(by),
            "printed": photo["sha256"] not in off, "erased": mark.get("erased")})
    return sorted_out


def _around(look: Any, desk: Desk, found: Row) -> dict[str, Any]:
    """Everything a finding names, as this person may see it."""
    wanted = [code for code in {found.get("item")} if code]
    return {"orgs": queries.things(look, desk.reader, "org"), "people": queries.things(look, desk.reader, "person"),
            "places": queries.things(look, desk.reader, "place"),
            "items": queries.things(look, desk.reader, "item", wanted)}


def _linked(look: Any, desk: Desk, found: Row) -> dict[str, Row]:
    """The other findings this one names: repeated, merged into, thought the same."""
    ids = [id for key in ("repeat_of", "merged_into", "same_as") if (id := found.get(key))]
    return queries.things(look, desk.reader, "finding", ids)


def units_of(orgs: dict[str, Row]) -> list[Row]:
    """Whom a finding can be given to, in the register's order."""
    kinds = ("general_contractor", "subcontractor")
    firms = [org for org in orgs.values() if org["kind"] in kinds and org.get("active", True)]
    return sorted(firms, key=lambda org: (org["order"], org["id"]))
