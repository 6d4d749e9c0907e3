"""Workshops: the room, points for a lead, notes and actions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.String(12)
TIME = sa.DateTime(timezone=True)
TEXTS = {"workshop": ("title",), "note": ("text",), "action": ("text", "owner")}


def upgrade() -> None:
    """What workshops need beside assessments, people and answers."""
    _rooms()
    _points()
    _notes()
    _actions()
    if op.get_context().dialect.name == "postgresql":
        _no_samples_of_texts()


def _reference(table: str, column: str, to: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}", ondelete=ondelete)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default="0")


def _rooms() -> None:
    op.create_table(
        "workshop",
        sa.Column("assessment_id", ID, nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("plan", sa.JSON, nullable=False),
        sa.Column("code", sa.String(8)),
        sa.Column("link_id", ID),
        _flag("locked"),
        sa.Column("stage", sa.String(10), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("dimension", sa.String(80)),
        sa.Column("timer_ends", TIME),
        sa.Column("timer_left", sa.Integer),
        sa.Column("collecting", sa.Integer),
        _flag("collecting_points"),
        _number("revealed"),
        _flag("points_revealed"),
        sa.Column("points_people", sa.Integer),
        sa.Column("lead", sa.String(30)),
        sa.Column("previous_id", ID),
        _flag("template"),
        sa.Column("opened", TIME),
        sa.Column("ended", TIME),
        _number("revision"),
        sa.PrimaryKeyConstraint("assessment_id", name="pk_workshop"),
        sa.UniqueConstraint("code", name="uq_workshop_code"),
        sa.CheckConstraint(
            "collecting IS NULL OR collecting > revealed", name=op.f("ck_workshop_what_is_revealed_is_sealed")
        ),
        _reference("workshop", "assessment_id", "assessment"),
        _reference("workshop", "link_id", "link", "SET NULL"),
        _reference("workshop", "previous_id", "assessment", "SET NULL"),
    )
    op.create_index("ix_workshop_link_id", "workshop", ["link_id"])
    op.create_index("ix_workshop_previous_id", "workshop", ["previous_id"])


def _points() -> None:
    op.create_table(
        "points",
        sa.Column("participant_id", ID, nullable=False),
        sa.Column("discipline", sa.String(30), nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("participant_id", "discipline", name="pk_points"),
        _reference("points", "participant_id", "participant"),
    )


def _notes() -> None:
    op.create_table(
        "note",
        sa.Column("id", ID, nullable=False),
        sa.Column("assessment_id", ID, nullable=False),
        sa.Column("dimension", sa.String(80)),
        sa.Column("text", sa.String(2000), nullable=False),
        sa.Column("created", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
        _reference("note", "assessment_id", "assessment"),
    )
    op.create_index("ix_note_assessment_id", "note", ["assessment_id"])


def _actions() -> None:
    op.create_table(
        "action",
        sa.Column("id", ID, nullable=False),
        sa.Column("assessment_id", ID, nullable=False),
        sa.Column("rule", sa.String(80)),
        sa.Column("dimension", sa.String(80)),
        sa.Column("text", sa.String(500), nullable=False),
        sa.Column("owner", sa.String(80), nullable=False),
        sa.Column("due", sa.Date),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("created", TIME, nullable=False),
        sa.Column("carried_from", ID),
        sa.PrimaryKeyConstraint("id", name="pk_action"),
        _reference("action", "assessment_id", "assessment"),
        _reference("action", "carried_from", "action", "SET NULL"),
    )
    op.create_index("ix_action_assessment_id", "action", ["assessment_id"])
    op.create_index("ix_action_carried_from", "action", ["carried_from"])


def _no_samples_of_texts() -> None:
    """As for the other tables: statistics would keep what people wrote beyond the rows' own life."""
    for table, columns in TEXTS.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")
