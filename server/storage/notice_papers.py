"""Papers of notices as stored: the content frozen at 签发, and which PDF was printed from which content."""

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, select

from server.domain import notice_paper, notice_reply, rights
from server.domain.notice_paper import Content, Material
from server.domain.setting_values import in_force
from server.domain.strict_json import canonical
from server.storage import log, tables
from server.storage.db import Session
from server.storage.state import State
from server.storage.upsert import insert_once, upsert

_paper, _printed = tables.notice_paper.c, tables.printed.c


def material(state: State, notice: dict[str, Any]) -> Material:
    """What the notice's paper is made of, from the state as it stands at this moment."""
    findings = [found for id in notice["findings"] if (found := state.get("finding", id))]
    wanted = [id for found in findings for id in (found["place"], found.get("building")) if id]
    places = {id: place for id in wanted if (place := state.get("place", id))}
    for place in list(places.values()):
        building = place.get("building")
        if building and building not in places and (found := state.get("place", building)):
            places[building] = found
    codes = {found["item"] for found in findings if found.get("item")}
    who = {photo.get("by") for found in findings for photo in found.get("photos") or []}
    return Material(
        project=state.project, name=str(log.head(state.session, state.project)["name"]),
        zone=str(in_force("zone", state.setting("zone"))),
        forms=in_force("notice_forms", state.setting("notice_forms")), notice=notice, findings=findings, places=places,
        orgs=state.all("org"), people=named(state, who, notice["to"]),
        items={code: item for code in sorted(codes) if (item := state.get("item", code))})


def named(state: State, who: set[str | None], to: str) -> dict[str, dict[str, Any]]:
    """{person: {"name"}} as papers of a notice to `to` name them: whom that firm may read, else the organisation.

    On purpose: who reported a firm stays unnamed to it, so that nobody is talked out of it. The sheet's annex is the
    office's own paper and names the person under the same photo.
    """
    orgs, reader = state.all("org"), rights.Reader(state.project, "", rights.FIRMS[0], to)
    people = {id: one for id in sorted(id for id in who if id) if (one := state.get("person", id))}
    return {id: {"name": one["name"] if rights.may_read("person", one, reader, orgs)
                 else (orgs.get(one.get("org") or "") or {}).get("short") or ""} for id, one in people.items()}


def keep(state: State, notice: dict[str, Any]) -> None:
    """Store the content of one notice's paper; only the applier of `notice.issued` calls this."""
    store(state, state.seq, material(state, notice))


def store(state: State, seq: int, made_of: Material) -> None:
    """Write one paper, beside it what it is made of, so that words covered by law can be taken out of it."""
    findings = [{**found, "timeline": []} for found in made_of.findings]
    upsert(state.session, tables.notice_paper, [{
        "project": state.project, "notice": made_of.notice["id"], "seq": seq,
        "content": canonical({"content": notice_paper.notice(made_of), "of": {**asdict(made_of),
                                                                             "findings": findings}})}])


def made_of(session: Session, project: str, notice: str) -> Material | None:
    """What a stored paper is made of, the findings without their timelines; None where no paper is stored."""
    text = session.scalar(select(_paper.content).where(_paper.project == project, _paper.notice == notice))
    return None if text is None else Material(**json.loads(text)["of"])


def read(session: Session, project: str, notice: str) -> tuple[int, Content] | None:
    """(seq of the issue, content) of a notice's paper; None for one issued before papers were kept."""
    row = session.execute(select(_paper.seq, _paper.content).where(
        _paper.project == project, _paper.notice == notice)).first()
    return None if row is None else (int(row.seq), json.loads(row.content)["content"])


def issued(state: State, notice: dict[str, Any]) -> tuple[int, Content]:
    """(seq, content to print now) of a notice: as frozen, without the pictures kept off paper since.

    Raises LookupError where no paper is stored; `papers_again` makes it.
    """
    stored = read(state.session, state.project, notice["id"])
    if stored is None:
        raise LookupError(f"no paper of notice {notice['id']}")
    seq, content = stored
    shas = {one["sha256"] for figure in content["figures"] for row in figure["rows"] for one in row}
    return seq, notice_paper.printable(content, unprinted(state, shas))


def replied(state: State, notice: dict[str, Any]) -> Content | None:
    """What the paper of the unit's reply says now; None while nothing was replied."""
    since, content = issued(state, notice)
    orgs, findings = state.all("org"), {id: state.get("finding", id) for id in notice["findings"]}
    answers = {id: said for id, found in findings.items()
               if found and (said := notice_reply.answer(found, notice["to"], orgs, since))}
    if not answers:
        return None
    shas = {photo["sha256"] for said in answers.values() for photo in said["photos"]}
    hidden = unprinted(state, shas)
    for said in answers.values():
        said["photos"] = [photo for photo in said["photos"] if photo["sha256"] not in hidden]
    who = {photo.get("by") for said in answers.values() for photo in said["photos"]}
    return notice_reply.reply(
        content, answers, {id: found["state"] for id, found in findings.items() if found}, notice["to"], notice["org"],
        name=str(log.head(state.session, state.project)["name"]), zone=str(in_force("zone", state.setting("zone"))),
        forms=in_force("notice_forms", state.setting("notice_forms")), orgs=orgs,
        people=named(state, who, notice["to"]))


def unprinted(state: State, shas: set[str]) -> set[str]:
    """Which of these pictures are kept off paper."""
    return {sha for sha in shas if (state.get("photo", sha) or {}).get("printed") is False}


def printed(session: Session, project: str, content_sha256: str) -> str | None:
    """The hash of the PDF that was printed from this content, or None."""
    return session.scalar(select(_printed.pdf_sha256).where(
        _printed.project == project, _printed.content_sha256 == content_sha256))


def forget_prints(session: Session, project: str, notice: str, keeping: set[str]) -> list[str]:
    """Drop the prints of a notice and of its reply but those of these contents; the hashes of the dropped PDFs."""
    old = (_printed.project == project) & (_printed.notice == notice) & _printed.content_sha256.not_in(sorted(keeping))
    gone = list(session.scalars(select(_printed.pdf_sha256).where(old)))
    session.execute(delete(tables.printed).where(old))
    return gone


def remember(session: Session, project: str, notice: str, content_sha256: str, pdf_sha256: str) -> None:
    """The first PDF printed from a content stays, whatever a later renderer draws."""
    insert_once(session, tables.printed, {
        "project": project, "notice": notice, "content_sha256": content_sha256, "pdf_sha256": pdf_sha256})
