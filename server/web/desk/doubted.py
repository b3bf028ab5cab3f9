"""请核对: what a reviewer should look at again, told in plain sentences with a way to the other record."""

import time
from typing import Any

from server.domain import clock
from server.domain.doubt import fast_runs
from server.domain.problems import Problem
from server.house import house
from server.storage import lookalikes, queries
from server.storage.db import Session, reading
from server.storage.state import State
from server.sync.pictures_in import look_at
from server.web.desk.page import Desk, language
from server.web.desk.words import Words

TOLD_MAX = 6

LOOK_MAX, LOOK_SECONDS = 4, 2.0
"""Of pictures decoded while somebody waits for a page; one of a phone's takes about a third of a second."""

Row = dict[str, Any]


def look_at_pictures(desk: Desk, findings: list[Row], most: int | None = None, seconds: float | None = None) -> None:
    """Decode a few of these findings' pictures if the night has not done it yet: only then is it known what they
    look like. Somebody waits meanwhile: what is left after `most` (LOOK_MAX) or `seconds` (LOOK_SECONDS) is looked at
    the next time, or at night."""
    shas = [sha for finding in findings for sha in pictures_of(finding)]
    with reading() as look:
        new = lookalikes.not_looked_at(look, desk.reader.project, shas)
    began = time.monotonic()
    for sha in new[:LOOK_MAX if most is None else most]:
        if time.monotonic() - began >= (LOOK_SECONDS if seconds is None else seconds):
            return
        try:
            look_at(house().blobs, desk.reader.project, sha)
        except Problem:     # the store or the database is busy: the night will do it, and review goes on
            return


def pictures_of(finding: Row) -> list[str]:
    """The hashes of a finding's pictures, small copies included."""
    return [sha for photo in finding.get("photos") or [] for sha in (photo["sha256"], photo.get("preview")) if sha]


def unlooked(look: Session, desk: Desk, findings: list[Row]) -> set[str]:
    """Those of the findings with a picture that is here but that nobody has decoded yet: their ids."""
    shas = {found["id"]: pictures_of(found) for found in findings}
    new = set(lookalikes.not_looked_at(look, desk.reader.project, {sha for own in shas.values() for sha in own}))
    return {id for id, own in shas.items() if new.intersection(own)}


def doubts(look: Session, desk: Desk, finding: Row, people: dict[str, Row], places: dict[str, Row]) -> list[Row]:
    """[{"text", "finding"?: {"id", "number"}}] about one finding, for those who check; never an accusation."""
    words = Words(language(), desk.zone, desk.now)
    told = [*_same(look, desk, words, finding, places), *_alike(look, desk, words, finding, places),
            *_times(words, finding), *_walk(look, desk, words, finding, people)]
    return list({(row["code"], (row.get("finding") or {}).get("id"), row["text"]): row for row in told}.values())[
        :TOLD_MAX]


def any_doubt(look: Session, desk: Desk, finding: Row) -> bool:
    """Whether there is anything to look at again: such a finding is reviewed by itself, never with many others."""
    return bool(finding.get("flags") or doubts(look, desk, finding, {}, {}))


def _same(look: Session, desk: Desk, words: Words, finding: Row, places: dict[str, Row]) -> list[Row]:
    """Pictures that an earlier record already brought, as the verdict over this one said."""
    named = {doubt["with"] for row in finding.get("timeline") or [] for doubt in row.get("doubts") or []
             if doubt["code"] == "photo_reused" and doubt.get("with") and doubt["with"] != finding["id"]}
    known = queries.things(look, desk.reader, "finding", named) if named else {}
    found = [_about(words, "same", known[id], places) for id in sorted(named) if id in known]
    state = State(look, desk.reader.project)
    for id in sorted(named - set(known)):
        visit = state.get("visit", id) if desk.may("read_visits") else None
        if visit and finding.get("visit") != id:
            found.append({"code": "same_visit", "text": words.t(
                "doubts.same_visit", place=words.place(visit["place"], places), at=words.at(visit["at"]))})
    return found


def _alike(look: Session, desk: Desk, words: Words, finding: Row, places: dict[str, Row]) -> list[Row]:
    """Other pictures in which the same is to be seen, though their bytes differ; the same bytes are told above."""
    own = {photo["sha256"] for photo in finding.get("photos") or []}
    return [_about(words, "alike", other, places) for _, other in lookalikes.alike(look, desk.reader, finding)
            if not own & {photo["sha256"] for photo in other.get("photos") or []}]


def _about(words: Words, code: str, other: Row, places: dict[str, Row]) -> Row:
    return {"code": code, "finding": {"id": other["id"], "number": other["number"]}, "text": words.t(
        f"doubts.{code}", place=words.place(other["place"], places), at=words.at(other["filed_at"]))}


def _times(words: Words, finding: Row) -> list[Row]:
    """A picture taken hours before or after it was reported."""
    far = {doubt["sha256"] for row in finding.get("timeline") or [] for doubt in row.get("doubts") or []
           if doubt["code"] == "photo_time"}
    taken = [photo["at"] for photo in finding.get("photos") or []
             if photo["sha256"] in far and clock.told(photo.get("at"))]
    return [{"code": "time", "text": words.t("doubts.time", taken=words.at(at), at=words.at(finding["filed_at"]))}
            for at in taken]


def _walk(look: Session, desk: Desk, words: Words, finding: Row, people: dict[str, Row]) -> list[Row]:
    """The filer went by many entrances faster than anybody looks, on the day he found this."""
    if not desk.may("read_visits"):
        return []
    walk = lookalikes.walk_of(look, desk.reader.project, finding["filed_by"], finding["day"])
    name = (people.get(finding["filed_by"]) or {}).get("name") or ""
    return [{"code": "walk", "text": words.t("doubts.walk", name=name, n=len(run), since=words.clock(run[0]["at"]),
                                             till=words.clock(run[-1]["at"]))} for run in fast_runs(walk)]
