"""A unit's reply to a whole notice, read from its form, and what became of what was sent."""

from typing import Any

from server.domain import rights
from server.domain.bodies import SHAPES
from server.domain.problems import Problem
from server.domain.shape import complaints
from server.storage import notice_pages, queries
from server.storage.db import Session
from server.web.desk.forms import Form
from server.web.desk.moving import pictures
from server.web.desk.page import Desk, language
from server.web.desk.results import why
from server.web.desk.submission import outcome
from server.web.desk.words import Words

Row = dict[str, Any]


def to_answer(look: Session, desk: Desk, notice: Row) -> list[Row]:
    """The findings of a notice this person may reply to now; [] for anybody but the unit and firms above it."""
    orgs = queries.things(look, desk.reader, "org")
    if not (desk.may("reply_notice") and rights.speaks_for(desk.reader.org, notice["to"], orgs)):
        return []
    found = queries.things(look, desk.reader, "finding", notice["findings"])
    return [found[id] for id in notice["findings"] if id in found and found[id]["state"] in notice_pages.TO_NOTICE
            and rights.speaks_for(desk.reader.org, found[id]["unit"], orgs)]


def body_of(desk: Desk, form: Form, notice: Row, findings: list[Row]) -> tuple[Row, list[Row], str]:
    """(body, blobs, what it lacks) of notice.replied; a finding without words and photos is left for later."""
    replies, blobs, lacks = [], [], ""
    for finding in findings:
        text, chosen = form.get(f"text_{finding['id']}"), form.files(f"photos_{finding['id']}")
        if not text and not chosen:
            continue
        if not text or not chosen:
            return {}, [], "missing_text" if chosen else "missing_photo"
        shown = pictures(desk, form, f"photos_{finding['id']}")
        blobs += shown
        replies.append({"finding": finding["id"], "text": text, "photos": [one["sha256"] for one in shown]})
    if not replies:
        lacks = "missing_reply"
    body = {"notice": notice["id"], "findings": replies}
    if not lacks and complaints(SHAPES["notice.replied", 1], body):
        raise Problem("bad_request")
    return body, list({one["sha256"]: one for one in blobs}.values()), lacks


def became(desk: Desk, id: str) -> Row | None:
    """{"good", "text"} of an own event about notices or orders, in a sentence; None for anything else."""
    said = outcome(desk, id) if id else None
    words = Words(language(), desk.zone, desk.now)
    if said is None:
        return None
    if said["outcome"] != "applied":
        return {"good": False, "text": words.t(f"result.{said['outcome']}", why=why(words, said["verdict"]))}
    type, verdict = said["type"], said["verdict"]
    if type == "notice.issued":
        return {"good": True, "text": words.t("notices.said_issued", number=verdict["number"])}
    if type == "notice.received":
        return {"good": True, "text": words.t("notices.said_received", at=words.at(said["body"]["at"]))}
    if type == "notice.replied":
        moves = verdict.get("moves") or {}
        done = sum(move["outcome"] == "applied" for move in moves.values())
        left = len(moves) - done
        return {"good": not left, "text": words.t("notices.said_replied", n=done) + (
            words.t("notices.said_not_replied", n=left) if left else "")}
    if type == "order.registered":
        return {"good": True, "text": words.t(f"orders.said_{said['body']['kind']}", number=said["body"]["number"])}
    return None
