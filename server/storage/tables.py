"""Every table. The log and the blobs are custody; the rest of a project's tables can be rebuilt from the log."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from server.storage.db import Utc, db
from server.storage.people_tables import account as account
from server.storage.people_tables import audit as audit
from server.storage.people_tables import membership as membership
from server.storage.people_tables import session as session
from server.storage.people_tables import throttle as throttle
from server.storage.people_tables import token as token

metadata = db.metadata

IN_KEY: dict[str, Any] = {"sqlite_with_rowid": False}
"""Small rows live in the tree of their key: written once, not once there and once in a table beside it."""

WHERE_SUBMITTED: dict[str, Any] = dict.fromkeys(("sqlite_where", "postgresql_where"), text("state = 'submitted'"))
"""What waits for review is found at once, however many findings a project has gathered."""

WHERE_LIVE: dict[str, Any] = {"sqlite_where": text("live = 1"), "postgresql_where": text("live")}
"""What is still to be settled is found at once, however much has been; each database in the words it is asked by."""


def _project() -> Column[str]:
    return Column("project", String(32), ForeignKey("project.id"), primary_key=True)


project = Table(
    "project", metadata,
    Column("id", String(32), primary_key=True), Column("name", String(200), nullable=False),
    Column("kind", String(16), nullable=False), Column("epoch", String(36), nullable=False),
    Column("epoch_at", Utc, nullable=False),
    Column("seq", BigInteger, nullable=False), Column("chain", String(64), nullable=False),
    Column("received_at", Utc, nullable=False), Column("created_at", Utc, nullable=False))

event = Table(
    "event", metadata, _project(), Column("id", String(36), primary_key=True),
    Column("seq", BigInteger, nullable=False), Column("type", String(64), nullable=False),
    Column("v", Integer, nullable=False), Column("author", String(64), nullable=False),
    Column("submitter", String(64), nullable=False), Column("device", String(36)), Column("n", BigInteger),
    Column("received_at", Utc, nullable=False), Column("outcome", String(16), nullable=False),
    Column("target", String(36)), Column("sha256", String(64), nullable=False),
    Column("bytes", LargeBinary, nullable=False), Column("facts", Text, nullable=False),
    Column("verdict", Text, nullable=False), Column("chain", String(64), nullable=False),
    UniqueConstraint("project", "seq", name="event_seq"),
    Index("event_mine", "project", "author", "seq"), Index("event_device", "project", "device", "n"),
    Index("event_target", "project", "target"))

second_body = Table(
    "second_body", metadata, _project(), Column("id", String(36), primary_key=True),
    Column("sha256", String(64), primary_key=True), Column("bytes", LargeBinary, nullable=False),
    Column("submitter", String(64), nullable=False), Column("received_at", Utc, nullable=False))

waiting = Table(
    "waiting", metadata, _project(), Column("event", String(36), primary_key=True),
    Column("needs", String(120), primary_key=True), Column("seq", BigInteger, nullable=False),
    Index("waiting_needs", "project", "needs"))

thing = Table(
    "thing", metadata, _project(), Column("kind", String(16), primary_key=True),
    Column("id", String(80), primary_key=True), Column("seq", BigInteger, nullable=False),
    Column("state", Text, nullable=False))

thing_scope = Table(
    "thing_scope", metadata, _project(), Column("scope", String(80), primary_key=True),
    Column("kind", String(16), primary_key=True), Column("id", String(80), primary_key=True),
    Column("seq", BigInteger, nullable=False), Column("visible", Boolean, nullable=False),
    Column("leaves_at", Utc), Index("thing_scope_feed", "project", "scope", "seq"),
    Index("thing_scope_window", "project", "scope", "leaves_at", "seq"),
    Index("thing_scope_thing", "project", "kind", "id"))

finding_row = Table(
    "finding_row", metadata, _project(), Column("id", String(36), primary_key=True),
    Column("number", String(24), nullable=False), Column("state", String(16), nullable=False),
    Column("kind", String(16), nullable=False), Column("item", String(16)), Column("severity", Integer, nullable=False),
    Column("urgent", Boolean, nullable=False), Column("unit", String(32)), Column("counted_unit", String(32)),
    Column("place", String(32), nullable=False), Column("building", String(32)),
    Column("day", String(10), nullable=False), Column("filed_by", String(64), nullable=False),
    Column("filed_at", Utc, nullable=False),
    Column("fix_by", Utc), Column("control_by", Utc), Column("closed_at", Utc),
    Column("asked", Boolean, nullable=False, server_default=false()), Column("repeat_of", String(36)),
    Index("finding_row_state", "project", "state", "day", "number"), Index("finding_row_place", "project", "place"),
    Index("finding_row_number", "project", "number"), Index("finding_row_day", "project", "day", "number"),
    Index("finding_row_repeat", "project", "item", "day"),
    Index("finding_row_review", "project", "asked", "urgent", "counted_unit", "filed_at", "number", **WHERE_SUBMITTED))

visit_place = Table(
    "visit_place", metadata, _project(), Column("visit", String(36), primary_key=True),
    Column("place", String(32), primary_key=True), Column("seq", BigInteger, nullable=False),
    Column("day", String(10), nullable=False), Column("outcome", String(16), nullable=False),
    Column("reason", String(200)), Column("author", String(64), nullable=False), Column("org", String(32)),
    Column("at", Utc, nullable=False), Column("received_at", Utc, nullable=False),
    Index("visit_place_day", "project", "day"), Index("visit_place_place", "project", "place", "day"))

dated = Table(
    "dated", metadata, _project(), Column("kind", String(16), primary_key=True),
    Column("id", String(80), primary_key=True), Column("day", String(10), nullable=False),
    Column("live", Boolean, nullable=False), Column("about", String(36)), Column("at", Utc),
    Index("dated_day", "project", "kind", "day"), Index("dated_at", "project", "kind", "at"),
    Index("dated_live", "project", "kind", "day", **WHERE_LIVE),
    Index("dated_about", "project", "kind", "about", "day"))
"""Papers of a day by what they are asked by: `storage/dated.py` says what each kind writes here."""

flow = Table(
    "flow", metadata, _project(), Column("seq", BigInteger, primary_key=True),
    Column("nr", Integer, primary_key=True), Column("finding", String(36), nullable=False),
    Column("unit", String(32), nullable=False), Column("effect", String(8), nullable=False), Column("tag", String(16)))

blob = Table(
    "blob", metadata, _project(), Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False), Column("type", String(100), nullable=False),
    Column("uploader", String(64), nullable=False), Column("received_at", Utc, nullable=False),
    Column("erased", Boolean, nullable=False), Column("looked_at", Boolean, nullable=False),
    Column("picture", Boolean), Column("w", Integer), Column("h", Integer), Column("phash", String(16)),
    Column("facts", Text), **IN_KEY)

picture_band = Table(
    "picture_band", metadata, _project(), Column("band", Integer, primary_key=True),
    Column("bits", Integer, primary_key=True), Column("sha256", String(64), primary_key=True), **IN_KEY)
alike = Table("alike", metadata, _project(), *(Column(name, String(64), primary_key=True) for name in "ab"), **IN_KEY)

blob_owed = Table(
    "blob_owed", metadata, _project(), Column("event", String(36), primary_key=True),
    Column("sha256", String(64), primary_key=True), Column("preview_of", String(64)),
    Column("size", BigInteger, nullable=False), **IN_KEY)

blob_named = Table(
    "blob_named", metadata, _project(), Column("sha256", String(64), primary_key=True),
    Column("kind", String(16), primary_key=True), Column("id", String(80), primary_key=True),
    Column("internal", Boolean, nullable=False), **IN_KEY)

delivery = Table(
    "delivery", metadata, _project(), Column("finding", String(36), primary_key=True),
    Column("person", String(64), primary_key=True), Column("at", Utc, nullable=False))

device = Table(
    "device", metadata, _project(), Column("id", String(36), primary_key=True),
    Column("person", String(64), primary_key=True), Column("app", String(40), nullable=False),
    Column("n", BigInteger), Column("seen_at", Utc, nullable=False), Column("offset_ms", BigInteger),
    Column("cursor_seq", BigInteger, nullable=False), Column("holds", Text, nullable=False))

device_proof = Table(
    "device_proof", metadata, Column("device", String(36), primary_key=True),
    Column("secret_sha256", String(64), nullable=False), Column("claimed_at", Utc, nullable=False))

quota = Table(
    "quota", metadata, _project(), Column("person", String(64), primary_key=True),
    Column("day", String(10), primary_key=True), Column("events", Integer, nullable=False),
    Column("bytes", BigInteger, nullable=False), **IN_KEY)

sheet = Table(
    "sheet", metadata, _project(), Column("tier", String(16), primary_key=True),
    Column("number", Integer, primary_key=True), Column("version", Integer, primary_key=True),
    Column("seq", BigInteger, nullable=False), Column("day", String(10), nullable=False),
    Column("content", Text, nullable=False), Column("pdf_sha256", String(64)), Column("annex_sha256", String(64)),
    Column("shown", Text), Index("sheet_day", "project", "tier", "day"))

notice_paper = Table(
    "notice_paper", metadata, _project(), Column("notice", String(36), primary_key=True),
    Column("seq", BigInteger, nullable=False), Column("content", Text, nullable=False))

printed = Table(
    "printed", metadata, _project(), Column("content_sha256", String(64), primary_key=True),
    Column("pdf_sha256", String(64), nullable=False), Column("notice", String(36), nullable=False),
    Index("printed_notice", "project", "notice"))

DERIVED = (thing, thing_scope, finding_row, visit_place, dated, flow, waiting, blob_owed, blob_named, notice_paper)
"""Re-made by applying the log; compared row for row by the rebuild check (I23)."""
