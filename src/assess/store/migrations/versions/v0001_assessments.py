"""Assessments, competitors, links, participants, grants and answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(12)
DIGEST = sa.String(64)
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """The first tables."""
    _assessments()
    _people()
    _grants()
    _answers()


def _of_assessment(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["assessment_id"], ["assessment.id"], name=f"fk_{table}_assessment_id", ondelete="CASCADE"
    )


def _of_participant(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["participant_id"], ["participant.id"], name=f"fk_{table}_participant_id", ondelete="CASCADE"
    )


def _assessments() -> None:
    op.create_table(
        "assessment",
        sa.Column("id", ID, nullable=False),
        sa.Column("company", sa.String(200), nullable=False),
        sa.Column("questionnaire_id", sa.String(100), nullable=False),
        sa.Column("questionnaire_version", sa.String(50), nullable=False),
        sa.Column("questionnaire_sha256", DIGEST, nullable=False),
        sa.Column("questionnaire_text", sa.Text, nullable=False),
        sa.Column("stated_lead", sa.String(30)),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("settings", sa.JSON, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("created", TIME, nullable=False),
        sa.Column("closes", TIME),
        sa.Column("deleted", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
    )
    op.create_index("ix_assessment_deleted", "assessment", ["deleted"])
    op.create_table(
        "competitor",
        sa.Column("assessment_id", ID, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "position", name="pk_competitor"),
        sa.UniqueConstraint("assessment_id", "name", name="uq_competitor_assessment_id_name"),
        _of_assessment("competitor"),
    )


def _people() -> None:
    op.create_table(
        "link",
        sa.Column("id", ID, nullable=False),
        sa.Column("assessment_id", ID, nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("token_hash", DIGEST, nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("expires", TIME),
        sa.Column("use_limit", sa.Integer),
        sa.Column("pin_hash", sa.String(200)),
        sa.Column("created", TIME, nullable=False),
        sa.Column("revoked", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_link"),
        sa.UniqueConstraint("token_hash", name="uq_link_token_hash"),
        _of_assessment("link"),
    )
    op.create_index("ix_link_assessment_id", "link", ["assessment_id"])
    op.create_table(
        "participant",
        sa.Column("id", ID, nullable=False),
        sa.Column("assessment_id", ID, nullable=False),
        sa.Column("name", sa.String(80)),
        sa.Column("role_group", sa.String(80)),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("joined", TIME, nullable=False),
        sa.Column("finished", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_participant"),
        _of_assessment("participant"),
    )
    op.create_index("ix_participant_assessment_id", "participant", ["assessment_id"])


def _grants() -> None:
    op.create_table(
        "device_grant",
        sa.Column("device_hash", DIGEST, nullable=False),
        sa.Column("assessment_id", ID, nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("participant_id", ID),
        sa.Column("created", TIME, nullable=False),
        sa.PrimaryKeyConstraint("device_hash", "assessment_id", "role", name="pk_device_grant"),
        sa.CheckConstraint(
            "role <> 'participant' OR participant_id IS NOT NULL",
            name=op.f("ck_device_grant_participant_is_named"),
        ),
        _of_assessment("device_grant"),
        _of_participant("device_grant"),
    )
    op.create_index("ix_device_grant_assessment_id", "device_grant", ["assessment_id"])
    op.create_index("ix_device_grant_participant_id", "device_grant", ["participant_id"])


def _answers() -> None:
    op.create_table(
        "answer",
        sa.Column("participant_id", ID, nullable=False),
        sa.Column("round", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("item", sa.String(100), nullable=False),
        sa.Column("value", sa.Float(53)),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("evidence", sa.String(2000), nullable=False),
        sa.Column("comment", sa.String(2000), nullable=False),
        sa.Column("saved", TIME, nullable=False),
        sa.PrimaryKeyConstraint("participant_id", "round", "subject", "item", name="pk_answer"),
        sa.CheckConstraint("value IS NULL OR state = 'answered'", name=op.f("ck_answer_only_answers_have_values")),
        _of_participant("answer"),
    )
