"""Schema 1 of the register: books, numbers, the log, anchors; the log can only be added to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None

_FUNCTION = """
CREATE OR REPLACE FUNCTION kehoach_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'append-only'; END; $$ LANGUAGE plpgsql
"""
_SQLITE = (
    "CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table}"
    " BEGIN SELECT RAISE(ABORT, 'append-only'); END"
)
_POSTGRES = (
    "CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION kehoach_append_only()"
)


def upgrade() -> None:
    """From nothing."""
    _books()
    _events()
    postgres = op.get_bind().dialect.name == "postgresql"
    if postgres:
        op.execute(_FUNCTION)
    for table in ("su_kien", "moc"):
        for verb in ("UPDATE", "DELETE"):
            op.execute((_POSTGRES if postgres else _SQLITE).format(table=table, verb=verb))


def downgrade() -> None:
    """There is no schema before the first; a register is never taken away."""
    raise NotImplementedError


def _books() -> None:
    """Facts of the register, its books, and the documents entered in them."""
    op.create_table(
        "thong_tin",
        sa.Column("khoa", sa.String(40), primary_key=True),
        sa.Column("gia_tri", sa.Text, nullable=False),
    )
    op.create_table(
        "so",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("co_quan", sa.String(100), nullable=False),
        sa.Column("loat", sa.String(40), nullable=False),
        sa.Column("nam", sa.Integer, nullable=False),
        sa.Column("so_cuoi", sa.Integer, nullable=False),
        sa.Column("ngay_cuoi", sa.Date),
        sa.Column("thu_tu", sa.Integer, nullable=False),
        sa.Column("bam", sa.String(64), nullable=False),
        sa.Column("dong", sa.Boolean, nullable=False),
        sa.UniqueConstraint("co_quan", "loat", "nam"),
        sa.CheckConstraint("so_cuoi >= 0"),
    )
    op.create_table(
        "van_ban",
        sa.Column("so_id", sa.Integer, sa.ForeignKey("so.id"), primary_key=True),
        sa.Column("so", sa.Integer, primary_key=True),
        sa.Column("ma", sa.String(100)),
        sa.Column("trang_thai", sa.String(12), nullable=False),
        sa.Column("ky_hieu", sa.String(30), nullable=False),
        sa.Column("ngay", sa.Date, nullable=False),
        sa.Column("noi_dung", sa.Text, nullable=False),
        sa.Column("ma_bam", sa.String(64)),
        sa.Column("thu_muc", sa.Text),
        sa.Column("ghi_chu", sa.Text, nullable=False),
        sa.UniqueConstraint("ma"),
        sa.CheckConstraint("so >= 1"),
    )


def _events() -> None:
    """What was done, in its order, and the anchors of it: only ever added to."""
    op.create_table(
        "su_kien",
        sa.Column("so_id", sa.Integer, sa.ForeignKey("so.id"), primary_key=True),
        sa.Column("thu_tu", sa.Integer, primary_key=True),
        sa.Column("so", sa.Integer),
        sa.Column("loai", sa.String(12), nullable=False),
        sa.Column("luc", sa.String(40), nullable=False),
        sa.Column("ai", sa.String(100), nullable=False),
        sa.Column("noi_dung", sa.Text, nullable=False),
        sa.Column("bam", sa.String(64), nullable=False),
    )
    op.create_table(
        "moc",
        sa.Column("thu_tu", sa.Integer, primary_key=True),
        sa.Column("luc", sa.String(40), nullable=False),
        sa.Column("dau", sa.Text, nullable=False),
        sa.Column("ma_bam", sa.String(64), nullable=False),
        sa.Column("dau_thoi_gian", sa.Text, nullable=False),
    )
