"""Links with their use, cells of people shown together, and what owners did."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.String(12)
TIME = sa.DateTime(timezone=True)
TEXTS = {
    "answer": ("evidence", "comment"),
    "assessment": ("company", "settings", "questionnaire_text"),
    "competitor": ("name",),
    "link": ("label",),
    "participant": ("name",),
}


def upgrade() -> None:
    """What self-serve links need beside the first tables."""
    _cells()
    _audit()
    with op.batch_alter_table("assessment") as table:
        table.add_column(sa.Column("closed", TIME))
        table.add_column(sa.Column("settled", TIME))
    _people()
    _links()
    _grants()
    if op.get_context().dialect.name == "postgresql":
        _no_samples_of_texts()


def _of_assessment(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["assessment_id"], ["assessment.id"], name=f"fk_{table}_assessment_id", ondelete="CASCADE"
    )


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default="0")


def _flag(name: str, default: sa.ColumnElement[bool]) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=default)


def _cells() -> None:
    op.create_table(
        "cell",
        sa.Column("id", ID, nullable=False),
        sa.Column("assessment_id", ID, nullable=False),
        sa.Column("role_group", sa.String(80)),
        sa.Column("formed", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cell"),
        _of_assessment("cell"),
    )
    op.create_index("ix_cell_assessment_id", "cell", ["assessment_id"])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", ID, nullable=False),
        sa.Column("assessment_id", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("action", sa.String(30), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        _of_assessment("audit"),
    )
    op.create_index("ix_audit_assessment_id_at", "audit", ["assessment_id", "at"])


def _people() -> None:
    with op.batch_alter_table("participant") as table:
        table.add_column(sa.Column("minutes", sa.Integer))
        table.add_column(_flag("complete", sa.true()))
        table.add_column(_flag("held", sa.false()))
        table.add_column(sa.Column("cell_id", ID))
        table.create_foreign_key("fk_participant_cell_id", "cell", ["cell_id"], ["id"], ondelete="SET NULL")
        table.create_index("ix_participant_cell_id", ["cell_id"])


def _links() -> None:
    with op.batch_alter_table("link") as table:
        table.add_column(sa.Column("role_group", sa.String(80)))
        table.add_column(sa.Column("participant_id", ID))
        table.add_column(sa.Column("opened", TIME))
        table.add_column(_count("opens"))
        table.add_column(_count("uses"))
        table.add_column(_flag("spent", sa.false()))
        table.add_column(_count("wrong_pins"))
        table.create_foreign_key(
            "fk_link_participant_id", "participant", ["participant_id"], ["id"], ondelete="SET NULL"
        )
        table.create_index("ix_link_participant_id", ["participant_id"])


def _grants() -> None:
    with op.batch_alter_table("device_grant") as table:
        table.add_column(sa.Column("link_id", ID))
        table.add_column(sa.Column("expires", TIME))
        table.add_column(sa.Column("opened", TIME))
        table.add_column(_count("wrong_pins"))
        table.create_foreign_key("fk_device_grant_link_id", "link", ["link_id"], ["id"], ondelete="CASCADE")
        table.create_index("ix_device_grant_link_id", ["link_id"])


def _no_samples_of_texts() -> None:
    """PostgreSQL would keep samples of what people wrote in its statistics, beyond the rows' own life."""
    for table, columns in TEXTS.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")
