"""Reads the form of 登记问题 into one visit with one finding, and says what it still lacks."""

import hashlib
import json
import re
import uuid
from dataclasses import dataclass, field
from typing import Any

from server.domain import catalogue
from server.domain.bodies.parts import KINDS
from server.domain.moves import OPEN
from server.domain.problems import Problem
from server.domain.shape import SHA256, UUID
from server.house import house
from server.storage import finding_pages, queries
from server.storage.db import Session
from server.storage.pictures import inspect
from server.sync.pictures_in import readable_blob
from server.web.desk.forms import Form
from server.web.desk.moving import PHOTOS_MAX, pictures
from server.web.desk.page import Desk

ENTRIES = uuid.UUID("5b8c4a54-6f0d-4a55-9a0c-3f3b8c1d7e21")
PLACE_KINDS = ("entrance", "facade_side", "roof", "part", "building", "zone", "compound", "other")
SOURCES = ("hotline", "resident", "leader", "superior")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")
SEVERITY_USUAL = 1
Row = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """What one form says. `lacks`: why it cannot be kept yet; `twins`: open findings of the item at the place,
    unless it was kept already."""

    body: Row
    blobs: list[Row]
    lacks: str = ""
    twins: list[Row] = field(default_factory=list)

    @property
    def finding(self) -> str:
        """The id of its finding: the same form with the same words is the same finding."""
        return str(self.body["findings"][0]["id"])


def read_entry(look: Session, desk: Desk, form: Form) -> Entry:
    """One entry from a form. Raises Problem bad_request, and not_found for a kept picture that is not his."""
    blobs, lacks = _photos(look, desk, form)
    shas = [blob["sha256"] for blob in blobs]
    finding = _finding(look, desk, form, shas)
    body: Row = {"day": desk.day, "place": form.get("place"), "patrol": None, "source": form.get("source"),
            "outcome": "findings", "reason": None, "doors": None, "photos": [], "note": form.get("note"),
            "registered": True, "findings": [finding]}
    said = json.dumps([form.get("event"), body], ensure_ascii=False, sort_keys=True)
    finding["id"] = str(uuid.uuid5(ENTRIES, said))
    lacks = lacks or _lacking(look, desk, body)
    same = form.get("same")
    pressed = lacks or same or queries.things(look, desk.reader, "finding", [finding["id"]])
    twins = [] if pressed else open_alike(look, desk, finding["item"], body["place"])
    if UUID.fullmatch(same):
        finding["same_as"] = queries.thing(look, desk.reader, "finding", same)["id"]
    return Entry(body, blobs, lacks, twins)


def open_alike(look: Session, desk: Desk, item: str | None, place: str) -> list[Row]:
    """Open findings of this item at this place that this person may see, newest first: 同一问题吗？"""
    if not item:
        return []
    return [finding for finding in reversed(finding_pages.open_ones(look, desk.reader, OPEN))
            if finding["item"] == item and finding["place"] == place]


def _finding(look: Session, desk: Desk, form: Form, shas: list[str]) -> Row:
    kind = form.get("kind") if form.get("kind") in KINDS else "safety"
    code = form.get("item") if kind != "coordination" else ""
    item = queries.things(look, desk.reader, "item", [code]).get(code) if code else None
    said = form.get("severity")
    severity = int(said) if said in ("1", "2", "3") else int((item or {}).get("severity") or SEVERITY_USUAL)
    needs = {"whom": form.get("whom"), "what": form.get("text")} if kind == "coordination" else None
    return {"alias": None, "kind": kind, "item": code if item else None, "severity": severity,
            "urgent": bool(form.get("urgent")) and kind != "coordination", "place": None,
            "position": form.get("position"), "text": form.get("text") or str((item or {}).get("zh") or ""),
            "phrase_values": [], "unit": form.get("unit") or None, "due": None, "photos": shas, "on_spot": None,
            "same_as": None, "needs": needs}


def _photos(look: Session, desk: Desk, form: Form) -> tuple[list[Row], str]:
    """Pictures chosen now and those kept from the press before, at most nine; and what is wrong with them."""
    kept = [_kept(look, desk, sha) for sha in dict.fromkeys(form.all("kept")) if SHA256.fullmatch(sha)]
    fresh = [raw for raw in form.files("photos") if hashlib.sha256(raw).hexdigest() not in form.all("kept")]
    if len(kept) + len(fresh) > PHOTOS_MAX:
        return kept[:PHOTOS_MAX], "too_many"
    try:
        return [*kept, *pictures(desk, form)] if fresh else kept, ""
    except Problem as problem:
        if problem.code != "not_a_picture":
            raise
        return kept, "not_a_picture"


def _kept(look: Session, desk: Desk, sha: str) -> Row:
    """A picture that came with an earlier press of this form. Raises Problem not_found, not_yet."""
    row = readable_blob(look, desk.reader, sha)
    file = house().blobs.open(sha)
    if file is None:
        raise Problem("not_yet")
    with file:
        facts = inspect(file)
    return {"sha256": sha, "size": row["size"], "type": row["type"], "w": facts.w, "h": facts.h, "taken_at": None,
            "source": "desk", "geo": None, "preview": None}


def _lacking(look: Session, desk: Desk, body: Row) -> str:
    """The first thing missing, as a key of the labels under register.lacks, or nothing."""
    finding = body["findings"][0]
    place = queries.things(look, desk.reader, "place", [body["place"]]).get(body["place"])
    unit = finding["unit"]
    checks = {
        "place": place is None or place["kind"] not in PLACE_KINDS,
        "text": not finding["text"], "whom": finding["kind"] == "coordination" and not finding["needs"]["whom"],
        "source": body["source"] not in SOURCES,
        "unit": unit is not None and unit not in queries.things(look, desk.reader, "org", [unit]),
        "resident": any(MOBILE.search(said) for said in (finding["text"], finding["position"], body["note"])),
        "too_long": any(len(said) > 200 for said in (finding["position"], (finding["needs"] or {}).get("whom", "")))}
    return next((name for name, missing in checks.items() if missing), "")


def grouped_items(items: dict[str, Row]) -> list[tuple[Row, list[Row]]]:
    """[(group, its active items)] in the order of the catalogue."""
    groups = {group["code"]: group for group in catalogue.groups()}
    sorted_out: dict[str, list[Row]] = {code: [] for code in groups}
    for item in items.values():
        if item.get("active", True):
            sorted_out.setdefault(item.get("group") or "", []).append(item)
    return [(groups.get(code, {"zh": code, "en": code}), sorted(rows, key=lambda row: str(row["id"])))
            for code, rows in sorted_out.items() if rows]
