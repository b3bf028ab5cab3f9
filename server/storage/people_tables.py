"""People: ordinary tables with an audit row per change, outside the log (state.md §8)."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table

from server.storage.db import Utc, db

metadata = db.metadata

account = Table(
    "account", metadata, Column("id", String(64), primary_key=True),
    Column("login", String(32), nullable=False, unique=True), Column("name", String(200), nullable=False),
    Column("phone", String(32), nullable=False), Column("password_hash", String(200)),
    Column("disabled", Boolean, nullable=False), Column("created_at", Utc, nullable=False))

membership = Table(
    "membership", metadata, Column("person", String(64), ForeignKey("account.id"), primary_key=True),
    Column("project", String(32), ForeignKey("project.id"), primary_key=True))

session = Table(
    "session", metadata, Column("token_sha256", String(64), primary_key=True),
    Column("person", String(64), ForeignKey("account.id"), nullable=False),
    Column("device", String(36)), Column("created_at", Utc, nullable=False), Column("seen_at", Utc, nullable=False),
    Column("expires_at", Utc, nullable=False), Column("agent", String(200), nullable=False),
    Index("session_person", "person"))

token = Table(
    "token", metadata, Column("token_sha256", String(64), primary_key=True),
    Column("person", String(64), ForeignKey("account.id"), nullable=False), Column("name", String(100), nullable=False),
    Column("created_at", Utc, nullable=False), Column("expires_at", Utc), Column("revoked", Boolean, nullable=False))

throttle = Table(
    "throttle", metadata, Column("key", String(120), primary_key=True), Column("count", Integer, nullable=False),
    Column("since", Utc, nullable=False))

audit = Table(
    "audit", metadata, Column("id", Integer, primary_key=True, autoincrement=True), Column("at", Utc, nullable=False),
    Column("by", String(64), nullable=False), Column("person", String(64), nullable=False),
    Column("act", String(40), nullable=False), Column("detail", String(400), nullable=False))
