"""The tables. A change here needs a migration in `migrations/versions`; a test compares the two."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    true,
)

from assess.store.keys import ID_LENGTH
from assess.store.texts import LIMITS

VERSION_TABLE = "assess_version"

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


PublicId = String(ID_LENGTH)
Digest = String(64)


def _assessment_key() -> Column[str]:
    return Column("assessment_id", PublicId, ForeignKey("assessment.id", ondelete="CASCADE"), nullable=False)


assessment = Table(
    "assessment",
    metadata,
    Column("id", PublicId, primary_key=True),
    Column("company", String(LIMITS["company"]), nullable=False),
    Column("questionnaire_id", String(LIMITS["questionnaire.id"]), nullable=False),
    Column("questionnaire_version", String(LIMITS["questionnaire.version"]), nullable=False),
    Column("questionnaire_sha256", String(64), nullable=False),
    Column("questionnaire_text", Text, nullable=False),
    Column("stated_lead", String(LIMITS["stated_lead"])),
    Column("language", String(LIMITS["language"]), nullable=False),
    Column("settings", JSON, nullable=False),
    Column("status", String(10), nullable=False),
    Column("created", UtcTime, nullable=False),
    Column("closes", UtcTime),
    Column("closed", UtcTime),
    Column("settled", UtcTime),  # when those who waited at the end were put into cells; empty while open
    Column("deleted", UtcTime, index=True),
)

competitor = Table(
    "competitor",
    metadata,
    Column(
        "assessment_id",
        PublicId,
        ForeignKey("assessment.id", ondelete="CASCADE"),
        primary_key=True,
        nullable=False,
    ),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", String(LIMITS["competitor"]), nullable=False),
    UniqueConstraint("assessment_id", "name"),
)

# Of the questionnaire, as they were when the assessment was started.
translation = Table(
    "translation",
    metadata,
    Column(
        "assessment_id",
        PublicId,
        ForeignKey("assessment.id", ondelete="CASCADE"),
        primary_key=True,
        nullable=False,
    ),
    Column("language", String(LIMITS["language"]), primary_key=True),
    Column("text", Text, nullable=False),
)

link = Table(
    "link",
    metadata,
    Column("id", PublicId, primary_key=True),
    _assessment_key(),
    Column("role", String(20), nullable=False),
    Column("token_hash", Digest, nullable=False, unique=True),
    Column("label", String(LIMITS["label"]), nullable=False),
    Column("expires", UtcTime),
    Column("use_limit", Integer),
    Column("pin_hash", String(200)),
    Column("created", UtcTime, nullable=False),
    Column("revoked", UtcTime),
    # Facts of use. An anonymous assessment keeps `opens`, `uses` and `spent` alone once the person has finished.
    Column("role_group", String(LIMITS["role_group"])),
    Column("participant_id", PublicId, ForeignKey("participant.id", ondelete="SET NULL")),
    Column("opened", UtcTime),
    Column("opens", Integer, nullable=False, server_default="0"),
    Column("uses", Integer, nullable=False, server_default="0"),
    Column("spent", Boolean, nullable=False, server_default=false()),
    Column("wrong_pins", Integer, nullable=False, server_default="0"),
    Index(None, "assessment_id"),
    Index(None, "participant_id"),
)

# People who are only ever shown together; `role_group` is empty where they are of several.
cell = Table(
    "cell",
    metadata,
    Column("id", PublicId, primary_key=True),
    _assessment_key(),
    Column("role_group", String(LIMITS["role_group"])),
    Column("formed", UtcTime, nullable=False),
    Index(None, "assessment_id"),
)

participant = Table(
    "participant",
    metadata,
    Column("id", PublicId, primary_key=True),
    _assessment_key(),
    Column("name", String(LIMITS["name"])),
    Column("role_group", String(LIMITS["role_group"])),
    Column("language", String(LIMITS["language"]), nullable=False),
    Column("joined", UtcTime, nullable=False),
    Column("finished", UtcTime),
    Column("minutes", Integer),
    Column("complete", Boolean, nullable=False, server_default=true()),
    Column("held", Boolean, nullable=False, server_default=false()),  # was in a cell that was dissolved
    Column("cell_id", PublicId, ForeignKey("cell.id", ondelete="SET NULL")),
    Column("resume_hash", String(200)),  # of the code to go on with on another device, where it needs one
    Index(None, "assessment_id"),
    Index(None, "cell_id"),
)

# `grant` is a word of SQL. One device may own and answer: a row for each role.
device_grant = Table(
    "device_grant",
    metadata,
    Column("device_hash", Digest, primary_key=True),
    Column("assessment_id", PublicId, ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(20), primary_key=True),
    Column("participant_id", PublicId, ForeignKey("participant.id", ondelete="CASCADE")),
    Column("created", UtcTime, nullable=False),
    Column("link_id", PublicId, ForeignKey("link.id", ondelete="CASCADE")),
    Column("expires", UtcTime),
    Column("opened", UtcTime),
    Column("wrong_pins", Integer, nullable=False, server_default="0"),
    CheckConstraint("role <> 'participant' OR participant_id IS NOT NULL", name="participant_is_named"),
    Index(None, "assessment_id"),
    Index(None, "participant_id"),
    Index(None, "link_id"),
)

answer = Table(
    "answer",
    metadata,
    Column("participant_id", PublicId, ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("subject", String(LIMITS["competitor"]), primary_key=True),
    Column("item", String(LIMITS["item"]), primary_key=True),
    Column("value", Float(53)),
    Column("state", String(10), nullable=False),
    Column("evidence", String(LIMITS["evidence"]), nullable=False),
    Column("comment", String(LIMITS["comment"]), nullable=False),
    Column("saved", UtcTime, nullable=False),
    Column("text", String(LIMITS["text"])),  # points such as 50|30|20, or words; empty for levels and figures
    CheckConstraint("value IS NULL OR state = 'answered'", name="only_answers_have_values"),
)

# What owners did. The detail holds counts and names of settings: no answer, token, PIN or person's name.
audit = Table(
    "audit",
    metadata,
    Column("id", PublicId, primary_key=True),
    _assessment_key(),
    Column("at", UtcTime, nullable=False),
    Column("action", String(30), nullable=False),
    Column("role", String(20), nullable=False),
    Column("detail", JSON, nullable=False),
    Index(None, "assessment_id", "at"),
)
