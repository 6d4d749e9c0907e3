"""Questionnaires of this server, version by version, and drafts of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.String(12)
DIGEST = sa.String(64)
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """What a server offers beside the shipped questionnaires, and what is not offered yet."""
    op.create_table(
        "library",
        sa.Column("questionnaire_id", sa.String(100), nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("version", sa.String(50), nullable=False),
        sa.Column("sha256", DIGEST, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("device_hash", DIGEST, nullable=False),
        sa.Column("published", TIME, nullable=False),
        sa.Column("retired", TIME),
        sa.Column("retired_by", DIGEST),
        sa.PrimaryKeyConstraint("questionnaire_id", "number", name="pk_library"),
        sa.UniqueConstraint("questionnaire_id", "version", name="uq_library_questionnaire_id_version"),
    )
    op.create_index("ix_library_retired", "library", ["retired"])
    op.create_table(
        "draft",
        sa.Column("id", ID, nullable=False),
        sa.Column("device_hash", DIGEST, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("begun", TIME, nullable=False),
        sa.Column("saved", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
    )
    op.create_index("ix_draft_device_hash", "draft", ["device_hash"])
    if op.get_context().dialect.name == "postgresql":  # statistics would keep what was deleted
        op.execute("ALTER TABLE draft ALTER COLUMN text SET STATISTICS 0")
