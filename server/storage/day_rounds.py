"""One person's rounds of one day, collected for his 巡查日报: the day's visits, and their findings alone."""

from datetime import datetime
from typing import Any

from server.domain import rights
from server.domain.clock import text_of
from server.domain.day_report import Rounds
from server.domain.problems import Problem
from server.domain.rights import Reader
from server.storage import queries
from server.storage.arrived import promised_pictures
from server.storage.coverage_day import visits_of
from server.storage.db import Session
from server.storage.diary_day import weather_of
from server.storage.state import State


def day_rounds(session: Session, reader: Reader, project_name: str, zone: str, day: str, person: str,
               now: datetime) -> Rounds:
    """What this reader may see of it; `now` is the aware instant of printing.

    Raises Problem not_allowed for those who may not read visits, not_found for nobody of this project and for a
    person who neither walked nor reported on that day.
    """
    if not rights.may(reader.role, "read_visits"):
        raise Problem("not_allowed")
    if "\x00" in person:
        raise Problem("not_found")
    who = queries.thing(session, reader, "person", person)
    visits = [visit for visit in visits_of(session, reader.project, day) if visit["author"] == person]
    report = queries.things(session, reader, "day", [f"{day}:{person}"]).get(f"{day}:{person}")
    if not visits and report is None:
        raise Problem("not_found")
    findings = queries.things(session, reader, "finding", [id for visit in visits for id in visit["findings"]])
    named = {who["org"], *(one["unit"] for one in findings.values() if one.get("unit"))}
    orgs = queries.things(session, reader, "org", named)
    return Rounds(
        project=project_name, day=day, zone=zone, as_of=text_of(now), name=str(who["name"]),
        org=_org(orgs, who), report=report, weather=_weather(session, reader, day), visits=visits, findings=findings,
        pictures=promised_pictures(session, reader.project, [visit["id"] for visit in visits]),
        places=queries.things(session, reader, "place"), orgs=orgs,
        items=queries.things(session, reader, "item", {one["item"] for one in findings.values() if one.get("item")}))


def _weather(session: Session, reader: Reader, day: str) -> str:
    """As the day's reports say, else as whoever prepared its daily sheet wrote: on many days nobody hands in a 日报."""
    prepared = State(session, reader.project).get("preparation", f"daily:{day}") or {}
    return weather_of(session, reader, day) or str(prepared.get("weather") or "")


def _org(orgs: dict[str, dict[str, Any]], who: dict[str, Any]) -> str:
    org = orgs.get(who["org"]) or {}
    return str(org.get("name") or org.get("short") or who["org"])
