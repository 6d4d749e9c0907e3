"""The tables of questionnaires: those that this server offers, each version once, and drafts of the ones to come."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text, UniqueConstraint

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

draft = Table(
    "draft",
    metadata,
    Column("id", PublicId, primary_key=True),
    Column("device_hash", Digest, nullable=False),
    Column("text", Text, nullable=False),
    Column("begun", UtcTime, nullable=False),
    Column("saved", UtcTime, nullable=False),
    Index(None, "device_hash"),
)
