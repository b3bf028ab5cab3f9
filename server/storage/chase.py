"""催报: who walks today, what of it has arrived, what is still on his phone, and how to reach him."""

from typing import Any

from server.domain import rights
from server.domain.problems import Problem
from server.domain.rights import Reader
from server.storage import office, queries
from server.storage.arrived import promised_pictures
from server.storage.coverage_day import announced, visits_of
from server.storage.day_board import last_check_in, last_filings
from server.storage.db import Session
from server.storage.state import State

WALKERS = ("inspector",)
"""Expected to walk every day; other staff once they have recorded something; a firm's self-check is never chased."""
FILER = "contractor"
Row = dict[str, Any]


def chase(session: Session, reader: Reader, day: str) -> list[Row]:
    """One row per person who walks or walked on this day, those with something missing first.

    {"person", "name", "org", "phone", "closed": his 日报 or None, "records", "records_due", "places": still on
    his phone, "pictures", "pictures_due", "seen": last contact or None, "blobs": picture files on it, None while it
    never checked in, "missing"}.
    Raises Problem not_allowed for those who may not read visits.
    """
    if not rights.may(reader.role, "read_visits"):
        raise Problem("not_allowed")
    people = {id: one for id, one in queries.things(session, reader, "person").items() if one.get("active", True)}
    visits, held = visits_of(session, reader.project, day), announced(State(session, reader.project), day)
    reports = {row["by"]: row for row in queries.things(
        session, reader, "day", [f"{day}:{id}" for id in people]).values()}
    walked: dict[str, list[Row]] = {}
    for visit in visits:
        walked.setdefault(visit["author"], []).append(visit)
    wanted = {id for id, one in people.items() if one["role"] in WALKERS} | set(walked) | set(held) | set(reports)
    wanted &= {id for id, one in people.items() if one["role"] in rights.STAFF}
    phones, seen = office.phones(session, reader, sorted(wanted)), last_check_in(session, reader.project)
    rows = []
    for id in wanted:
        row = _row(session, reader, people[id], walked.get(id, []), held.get(id, set()), reports.get(id))
        at, holds = seen.get(id, (None, None))
        rows.append({**row, "phone": phones.get(id, ""), "seen": at or office.last_record(session, reader.project, id),
                     "blobs": holds["blobs"] if holds else None})
    return sorted(rows, key=lambda row: (not row["missing"], row["closed"] is not None, row["name"], row["person"]))


def _row(session: Session, reader: Reader, person: Row, visits: list[Row], held: set[str], report: Row | None) -> Row:
    """Records due: those here, and those the 日报 or the phone names that are not here yet."""
    here = {visit["id"] for visit in visits}
    promised = {entry["visit"]: entry["place"] for entry in (report or {}).get("visits") or []}
    absent = {visit: place for visit, place in promised.items() if visit not in here}
    on_phone = held - {visit["place"] for visit in visits} if report is None else set(absent.values())
    waiting = max(len(absent), len(on_phone))
    pictures, due = promised_pictures(session, reader.project, here)
    return {"person": person["id"], "name": person["name"], "org": person["org"], "closed": report,
            "records": len(here), "records_due": len(here) + waiting, "places": sorted(on_phone),
            "pictures": pictures, "pictures_due": due,
            "missing": report is None or waiting > 0 or pictures < due}


def firms_filed(session: Session, reader: Reader, day: str) -> list[Row]:
    """Which general contractors handed in 施工单位每日报备 for this day, those that did not first.

    {"org", "filing" or None, "people": [{"name", "phone"}] who may hand it in, "seen": last contact or None}.
    """
    filed = {filing["org"]: filing for filing in last_filings(session, reader, day)}
    firms = [org for org in queries.things(session, reader, "org").values()
             if org["kind"] == "general_contractor" and org.get("active", True)]
    people = [one for one in queries.things(session, reader, "person").values()
              if one["role"] == FILER and one.get("active", True)]
    ids = sorted(one["id"] for one in people)
    phones, seen = office.phones(session, reader, ids), office.last_seen(session, reader.project, ids)
    heard = {id: at for id in ids if (at := seen.get(id) or office.last_record(session, reader.project, id))}
    rows = []
    for org in firms:
        staff = sorted((one for one in people if one["org"] == org["id"]), key=lambda one: (one["name"], one["id"]))
        rows.append({"org": org, "filing": filed.get(org["id"]),
                     "people": [{"name": one["name"], "phone": phones.get(one["id"], "")} for one in staff],
                     "seen": max((heard[one["id"]] for one in staff if one["id"] in heard), default=None)})
    return sorted(rows, key=lambda row: (row["filing"] is not None, row["org"]["order"]))
