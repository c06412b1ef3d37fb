"""Schema 3: signers' PCs that were paired with their accounts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """One table more."""
    op.create_table(
        "web_agent",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("began", sa.Float, nullable=False),
    )


def downgrade() -> None:
    """Without it: the PCs have to be paired again."""
    op.drop_table("web_agent")
