"""Founds what the demo plays in: the compound with its register and its people's accounts."""

from server.demo import cast, compound, days, district, issuing
from server.demo.script import DISTRICT, PROJECT
from server.demo.times import ScriptClock
from server.domain.problems import Problem
from server.imports.changes import Change, write
from server.storage import accounts, log, passwords
from server.storage.db import transaction
from server.sync.verify import projects


def found(clock: ScriptClock, day: str, length: int) -> None:
    """The compound for a play of `length` days. Raises Problem conflict in a database that holds projects."""
    if projects():
        raise Problem("conflict", "数据库里已有项目，演示需要空数据库 (the database holds projects already)")
    hashed = passwords.hashed(cast.password(day))
    with transaction() as work:
        log.create_project(work, PROJECT, compound.NAME, "compound", clock())
        for person in cast.PEOPLE:
            accounts.add(work, id=person.id, login=person.login, name=person.name, password_hash=hashed,
                         by=accounts.COMMAND, now=clock())
            accounts.join(work, person.id, PROJECT, by=accounts.COMMAND, now=clock())
    people = [Change("person", person.id, {"name": person.name, "org": person.org, "role": person.role,
                                           "title": person.title}) for person in cast.PEOPLE]
    entries = compound.register(day, days.sheets_before(length), len(issuing.weeks(days.first_of(length))))
    firms = [entry for entry in entries if entry.kind == "org"]
    rest = [entry for entry in entries if entry.kind != "org"]
    refused = write(PROJECT, [*firms, *people, *rest], clock()).refused
    assert not refused, refused
    if issuing.has_brief(days.first_of(length)):
        _found_district(clock)


def _found_district(clock: ScriptClock) -> None:
    """The district's own project: its liaison, who also sits in the compound's, and an administrator."""
    people = [person for person in cast.PEOPLE if person.key in cast.OFFICE]
    with transaction() as work:
        log.create_project(work, DISTRICT, district.NAME, "district", clock())
        for person in people:
            accounts.join(work, person.id, DISTRICT, by=accounts.COMMAND, now=clock())
    entries = district.register([(person.id, person.name, person.role, person.title) for person in people])
    refused = [*write(DISTRICT, entries, clock()).refused, *write(PROJECT, district.agreement(), clock()).refused]
    assert not refused, refused
