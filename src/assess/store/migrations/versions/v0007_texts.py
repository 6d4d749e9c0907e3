"""Answers that are no number: points over the disciplines and words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Beside each answer its text; empty for levels and figures."""
    with op.batch_alter_table("answer") as table:
        table.add_column(sa.Column("text", sa.String(2000)))
    if op.get_context().dialect.name == "postgresql":  # no samples of what people wrote in its statistics
        op.execute("ALTER TABLE answer ALTER COLUMN text SET STATISTICS 0")
