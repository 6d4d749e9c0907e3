"""The tables of workshops: room, points for a lead, notes, actions. People and answers are kept as elsewhere."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    false,
)

from assess.store.keys import CODE_LENGTH
from assess.store.tables import PublicId, UtcTime, metadata
from assess.store.texts import LIMITS

STAGE = String(10)

workshop = Table(
    "workshop",
    metadata,
    Column("assessment_id", PublicId, ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True),
    Column("title", String(LIMITS["title"]), nullable=False),
    Column("plan", JSON, nullable=False),
    Column("code", String(CODE_LENGTH), unique=True),  # kept at the end: who scans it again is told that it is over
    Column("link_id", PublicId, ForeignKey("link.id", ondelete="SET NULL")),  # what the code stands for
    Column("locked", Boolean, nullable=False, server_default=false()),
    Column("stage", STAGE, nullable=False),
    Column("state", STAGE, nullable=False),
    Column("dimension", String(LIMITS["dimension"])),
    Column("timer_ends", UtcTime),
    Column("timer_left", Integer),  # seconds, while it is paused
    # What takes answers follows from stage, state and what was revealed; kept, as each answer asks for it.
    Column("collecting", Integer),
    Column("collecting_points", Boolean, nullable=False, server_default=false()),
    Column("revealed", Integer, nullable=False, server_default="0"),
    Column("points_revealed", Boolean, nullable=False, server_default=false()),
    Column("points_people", Integer),  # how many had given points when these were revealed
    Column("lead", String(LIMITS["stated_lead"])),
    Column("previous_id", PublicId, ForeignKey("assessment.id", ondelete="SET NULL")),
    Column("template", Boolean, nullable=False, server_default=false()),
    Column("opened", UtcTime),
    Column("ended", UtcTime),
    Column("revision", Integer, nullable=False, server_default="0"),
    CheckConstraint("collecting IS NULL OR collecting > revealed", name="what_is_revealed_is_sealed"),
    Index(None, "link_id"),
    Index(None, "previous_id"),
)

points = Table(
    "points",
    metadata,
    Column("participant_id", PublicId, ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True),
    Column("discipline", String(LIMITS["stated_lead"]), primary_key=True),
    Column("points", Integer, nullable=False),
)

note = Table(
    "note",
    metadata,
    Column("id", PublicId, primary_key=True),
    Column("assessment_id", PublicId, ForeignKey("assessment.id", ondelete="CASCADE"), nullable=False),
    Column("dimension", String(LIMITS["dimension"])),
    Column("text", String(LIMITS["note"]), nullable=False),
    Column("created", UtcTime, nullable=False),
    Index(None, "assessment_id"),
)

action = Table(
    "action",
    metadata,
    Column("id", PublicId, primary_key=True),
    Column("assessment_id", PublicId, ForeignKey("assessment.id", ondelete="CASCADE"), nullable=False),
    Column("rule", String(LIMITS["rule"])),
    Column("dimension", String(LIMITS["dimension"])),
    Column("text", String(LIMITS["action"]), nullable=False),
    Column("owner", String(LIMITS["action.owner"]), nullable=False),
    Column("due", Date),
    Column("status", STAGE, nullable=False),
    Column("created", UtcTime, nullable=False),
    Column("carried_from", PublicId, ForeignKey("action.id", ondelete="SET NULL")),
    Index(None, "assessment_id"),
    Index(None, "carried_from"),
)
