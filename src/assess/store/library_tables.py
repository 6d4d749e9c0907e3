"""The tables of questionnaires: those that this server offers, each version once, and drafts of the ones to come.

Each has its translations, one text a language, which go with it.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from assess.store.tables import Digest, PublicId, UtcTime, metadata
from assess.store.texts import LIMITS

library = Table(
    "library",
    metadata,
    Column("questionnaire_id", String(LIMITS["questionnaire.id"]), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # of the version, from 1
    Column("version", String(LIMITS["questionnaire.version"]), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("device_hash", Digest, nullable=False),  # who made this version available
    Column("published", UtcTime, nullable=False),
    Column("retired", UtcTime, index=True),  # all versions of a questionnaire at once
    Column("retired_by", Digest),
    UniqueConstraint("questionnaire_id", "version"),
)

library_translation = Table(
    "library_translation",
    metadata,
    Column("questionnaire_id", String(LIMITS["questionnaire.id"]), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("language", String(LIMITS["language"]), primary_key=True),
    Column("text", Text, nullable=False),
    ForeignKeyConstraint(
        ["questionnaire_id", "number"], ["library.questionnaire_id", "library.number"], ondelete="CASCADE"
    ),
)

draft = Table(
    "draft",
    metadata,
    Column("id", PublicId, primary_key=True),
    Column("device_hash", Digest, nullable=False),
    Column("text", Text, nullable=False),
    Column("begun", UtcTime, nullable=False),
    Column("saved", UtcTime, nullable=False, index=True),
    Index(None, "device_hash"),
)

draft_translation = Table(
    "draft_translation",
    metadata,
    Column("draft_id", PublicId, ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True),
    Column("language", String(LIMITS["language"]), primary_key=True),
    Column("text", Text, nullable=False),
)
