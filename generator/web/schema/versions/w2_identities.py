"""Schema 2: people of an identity provider (OpenID Connect), and logins that are under way."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Two tables more."""
    op.create_table(
        "web_identity",
        sa.Column("issuer", sa.String(300), primary_key=True),
        sa.Column("subject", sa.String(255), primary_key=True),
        sa.Column("name", sa.String(40), nullable=False),
    )
    op.create_table(
        "web_pending",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("browser", sa.String(64), nullable=False),
        sa.Column("nonce", sa.String(64), nullable=False),
        sa.Column("verifier", sa.String(128), nullable=False),
        sa.Column("back", sa.Text, nullable=False),
        sa.Column("began", sa.Float, nullable=False),
    )


def downgrade() -> None:
    """Without them: whoever came by the provider needs a password, or to be bound again."""
    op.drop_table("web_pending")
    op.drop_table("web_identity")
