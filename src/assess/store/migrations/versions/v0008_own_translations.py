"""Translations of the server's own questionnaires, and of drafts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ID = sa.String(12)
LANGUAGE = sa.String(35)


def upgrade() -> None:
    """One text for each language of a version on offer, and of a draft; they go with it."""
    op.create_table(
        "library_translation",
        sa.Column("questionnaire_id", sa.String(100), nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("language", LANGUAGE, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("questionnaire_id", "number", "language", name="pk_library_translation"),
        sa.ForeignKeyConstraint(
            ["questionnaire_id", "number"],
            ["library.questionnaire_id", "library.number"],
            name="fk_library_translation_questionnaire_id",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "draft_translation",
        sa.Column("draft_id", ID, nullable=False),
        sa.Column("language", LANGUAGE, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "language", name="pk_draft_translation"),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name="fk_draft_translation_draft_id", ondelete="CASCADE"),
    )
    op.create_index("ix_draft_saved", "draft", ["saved"])
    if op.get_context().dialect.name == "postgresql":  # statistics would keep what was deleted
        for table in ("library_translation", "draft_translation", "library"):
            op.execute(f"ALTER TABLE {table} ALTER COLUMN text SET STATISTICS 0")
