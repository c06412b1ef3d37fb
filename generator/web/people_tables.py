"""The tables of the people of a server: one schema for SQLite and PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Boolean, Column, Float, Integer, MetaData, String, Table, Text

from generator.storage.database import KeptData

VERSION = 3
metadata = MetaData()

about = Table(
    "web_about",
    metadata,
    Column("khoa", String(40), primary_key=True),
    Column("gia_tri", Text, nullable=False),
)
"""Facts of the database itself, by the names that the register's has: the schema's version."""

users = Table(
    "web_user",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("full_name", String(50), nullable=False),
    Column("unit", String(100), nullable=False),
    Column("roles", String(100), nullable=False),
    Column("password", Text, nullable=False),
    Column("disabled", Boolean, nullable=False),
)
"""Who may come in; `password` is an argon2id hash, `unit` "" means the whole workspace."""

sessions = Table(
    "web_session",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("name", String(40), nullable=False),
    Column("began", Float, nullable=False),
    Column("seen", Float, nullable=False),
)
"""Who is in: the SHA-256 of the cookie, never the cookie; times in seconds since 1970."""

failures = Table(
    "web_failure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(40), nullable=False),
    Column("address", String(64), nullable=False),
    Column("moment", Float, nullable=False),
)
"""Failed logins of the last minutes."""

log = Table(
    "web_log",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("moment", String(40), nullable=False),
    Column("who", String(100), nullable=False),
    Column("what", String(20), nullable=False),
    Column("content", Text, nullable=False),
    Column("hash", String(64), nullable=False),
)
"""What people did: `hash` is the SHA-256 over the hash before it and this row."""

identities = Table(
    "web_identity",
    metadata,
    Column("issuer", String(300), primary_key=True),
    Column("subject", String(255), primary_key=True),
    Column("name", String(40), nullable=False),
)
"""Who somebody of an identity provider is here: bound once, by the subject, which stays."""

pending = Table(
    "web_pending",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("browser", String(64), nullable=False),
    Column("nonce", String(64), nullable=False),
    Column("verifier", String(128), nullable=False),
    Column("back", Text, nullable=False),
    Column("began", Float, nullable=False),
)
"""Logins that were sent to the provider: SHA-256 of `state` and of the browser's own cookie."""

agents = Table(
    "web_agent",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("name", String(40), nullable=False),
    Column("began", Float, nullable=False),
)
"""Signers' PCs that were paired: the SHA-256 of the token, never the token."""

PEOPLE = KeptData(metadata, about, VERSION, Path(__file__).parent / "schema")
PASSING = frozenset({sessions.name, failures.name, pending.name, agents.name})
"""Tables whose loss only asks people to log in again."""
