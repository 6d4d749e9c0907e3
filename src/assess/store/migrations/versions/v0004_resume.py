"""What a person needs to go on with protected answers on another device."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Beside each person the hash of their code; empty for who has none."""
    with op.batch_alter_table("participant") as table:
        table.add_column(sa.Column("resume_hash", sa.String(200)))
