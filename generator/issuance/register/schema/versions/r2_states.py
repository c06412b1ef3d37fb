"""Schema 2: recalled documents are asked for at every check, so states have an index."""

from __future__ import annotations

from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """One index more."""
    op.create_index("van_ban_trang_thai", "van_ban", ["trang_thai"])


def downgrade() -> None:
    """Without it; nothing that people wrote is lost."""
    op.drop_index("van_ban_trang_thai", "van_ban")
