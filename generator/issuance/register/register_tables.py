"""The tables of the register. One schema for SQLite and PostgreSQL.

`su_kien` is the truth: an append-only, hash-chained log per book. `van_ban` holds what the
log says of each number, so that it can be listed and searched; the audit replays the log
and compares. Triggers refuse changes of the log even to a hand with a database tool.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import (
    DDL,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)

from generator.storage.database import KeptData

SCHEMA_VERSION = 2
EXTERNAL = "so_ngoai"
"""The act from which on another book gives the numbers."""
REENTERED = "ghi_lai"
"""The act that enters an issued document again, from its folder."""

LOST = "mat_moc"
"""The act by which somebody owns that a book lost what time-stamps say it had."""

metadata = MetaData()

about = Table(
    "thong_tin",
    metadata,
    Column("khoa", String(40), primary_key=True),
    Column("gia_tri", Text, nullable=False),
)
"""Facts of the database itself: the version of this schema."""

books = Table(
    "so",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("co_quan", String(100), nullable=False),
    Column("loat", String(40), nullable=False),
    Column("nam", Integer, nullable=False),
    Column("so_cuoi", Integer, nullable=False),
    Column("ngay_cuoi", Date),
    Column("thu_tu", Integer, nullable=False),
    Column("bam", String(64), nullable=False),
    Column("dong", Boolean, nullable=False),
    UniqueConstraint("co_quan", "loat", "nam"),
    CheckConstraint("so_cuoi >= 0"),
)
"""A series of numbers of one agency in one year, with the head of its log."""

entries = Table(
    "van_ban",
    metadata,
    Column("so_id", Integer, primary_key=True),
    Column("so", Integer, primary_key=True),
    Column("ma", String(100)),
    Column("trang_thai", String(12), nullable=False),
    Column("ky_hieu", String(30), nullable=False),
    Column("ngay", Date, nullable=False),
    Column("noi_dung", Text, nullable=False),
    Column("ma_bam", String(64)),
    Column("thu_muc", Text),
    Column("ghi_chu", Text, nullable=False),
    ForeignKeyConstraint(["so_id"], ["so.id"]),
    UniqueConstraint("ma"),
    CheckConstraint("so >= 1"),
    Index("van_ban_trang_thai", "trang_thai"),
)
"""One number: `noi_dung` is the entry as JSON, `ma_bam` the digest of what was issued."""

events = Table(
    "su_kien",
    metadata,
    Column("so_id", Integer, primary_key=True),
    Column("thu_tu", Integer, primary_key=True),
    Column("so", Integer),
    Column("loai", String(12), nullable=False),
    Column("luc", String(40), nullable=False),
    Column("ai", String(100), nullable=False),
    Column("noi_dung", Text, nullable=False),
    Column("bam", String(64), nullable=False),
    ForeignKeyConstraint(["so_id"], ["so.id"]),
)
"""The log: `bam` is the SHA-256 over the hash before it and this row."""

anchors = Table(
    "moc",
    metadata,
    Column("thu_tu", Integer, primary_key=True),
    Column("luc", String(40), nullable=False),
    Column("dau", Text, nullable=False),
    Column("ma_bam", String(64), nullable=False),
    Column("dau_thoi_gian", Text, nullable=False),
)
"""Time-stamps (RFC 3161, base64) over the heads of all books: proof outside the database."""

_REFUSE_SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'append-only'); END
"""
_FUNCTION = """
CREATE OR REPLACE FUNCTION kehoach_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'append-only'; END; $$ LANGUAGE plpgsql
"""
_REFUSE_POSTGRES = """
CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION kehoach_append_only()
"""

event.listen(
    metadata,
    "before_create",
    DDL(_FUNCTION).execute_if(dialect="postgresql"),  # type: ignore[no-untyped-call]
)
for _table in (events, anchors):
    for _verb in ("UPDATE", "DELETE"):
        for _text, _dialect in ((_REFUSE_SQLITE, "sqlite"), (_REFUSE_POSTGRES, "postgresql")):
            event.listen(
                _table,
                "after_create",
                DDL(  # type: ignore[no-untyped-call]
                    _text.format(table=_table.name, verb=_verb)
                ).execute_if(dialect=_dialect),
            )

REGISTER = KeptData(metadata, about, SCHEMA_VERSION, Path(__file__).parent / "schema")
