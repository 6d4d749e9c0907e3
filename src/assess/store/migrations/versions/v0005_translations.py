"""The translations that an assessment's questionnaire had when it was started."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One text for each language; none for assessments from before."""
    op.create_table(
        "translation",
        sa.Column("assessment_id", sa.String(12), nullable=False),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "language", name="pk_translation"),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name="fk_translation_assessment_id", ondelete="CASCADE"
        ),
    )
    if op.get_context().dialect.name == "postgresql":
        # It would keep samples of what people wrote in its statistics, beyond the rows' own life.
        op.execute("ALTER TABLE translation ALTER COLUMN text SET STATISTICS 0")
