"""Who may do what, as SQL: each statement asks for the device's right in the same breath as it reads or writes.

Parameters named alike everywhere: `device_key` (digest), `assessment_key`, `now`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, bindparam, exists, func, or_, select

from assess.core.errors import AssessError
from assess.store.errors import Closed, Deleted, NotAllowed, NotFound
from assess.store.keys import digest
from assess.store.settings import Settings, from_json
from assess.store.tables import UtcTime, assessment, device_grant, participant
from assess.store.texts import clean

OWNER = "owner"
VIEWER = "viewer"
PARTICIPANT = "participant"
INVITED = "invited"
ERASED = "erased"
"""No right: somebody erased answers here that had been shown, so whoever begins here is not new to the result."""
INSIDE = (OWNER, VIEWER, PARTICIPANT)
"""The roles that see an assessment; who is invited sees their invitation only."""

DEVICE = bindparam("device_key", type_=device_grant.c.device_hash.type)
ASSESSMENT = bindparam("assessment_key", type_=assessment.c.id.type)
NOW = bindparam("now", type_=UtcTime())
EMPTY = ""

Keys = dict[str, Any]
Found = Row[*tuple[Any, ...]]
"""A row of whatever columns were asked for."""


def keys_of(device: str, assessment_id: str) -> Keys:
    """The parameters of a statement on one assessment for one device. Raises NotAllowed without a device."""
    return {"device_key": digest(device), "assessment_key": clean(assessment_id), "now": now()}


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


def new(field: ColumnElement[Any]) -> ColumnElement[Any]:
    """The parameter `new_FIELD`."""
    return bindparam(f"new_{field.key}", type_=field.type)


def setting(name: str, default: str) -> ColumnElement[str]:
    """One setting of the assessment, which rows of an older program do not have."""
    return func.coalesce(assessment.c.settings[name].as_string(), default)


LIVE = or_(device_grant.c.expires.is_(None), device_grant.c.expires > NOW)
HELD_HERE = (device_grant.c.device_hash == DEVICE) & (device_grant.c.assessment_id == ASSESSMENT) & LIVE
PRESENT = assessment.c.deleted.is_(None)
OPEN = (assessment.c.status == "open") & or_(assessment.c.closes.is_(None), assessment.c.closes > NOW)
AS_PARTICIPANT = HELD_HERE & (device_grant.c.role == PARTICIPANT) & PRESENT
MINE: FromClause = device_grant.join(assessment, assessment.c.id == device_grant.c.assessment_id).join(
    participant, participant.c.id == device_grant.c.participant_id
)


def granted(*roles: str) -> ColumnElement[bool]:
    """Whether the device holds one of the roles in the assessment."""
    return exists().where(HELD_HERE, device_grant.c.role.in_(roles))


IS_WORKSHOP = setting("kind", "self") == "workshop"
STANDING: Select[Any] = select(assessment.c.deleted, OPEN.label("is_open"), IS_WORKSHOP.label("is_workshop")).where(
    assessment.c.id == ASSESSMENT
)
GRANTS_HELD: Select[Any] = (
    select(device_grant.c.role, participant.c.finished, participant.c.cell_id)
    .select_from(device_grant.outerjoin(participant, participant.c.id == device_grant.c.participant_id))
    .where(HELD_HERE)
)


@dataclass(frozen=True)
class Standing:
    """An assessment as one transaction holds it: no other changes it, its people or its cells meanwhile."""

    id: str
    settings: Settings
    status: str
    closes: datetime | None
    closed: datetime | None
    settled: datetime | None
    deleted: datetime | None
    is_open: bool


HOLDING: Select[Any] = (
    select(
        assessment.c.id,
        assessment.c.settings,
        assessment.c.status,
        assessment.c.closes,
        assessment.c.closed,
        assessment.c.settled,
        assessment.c.deleted,
        OPEN.label("is_open"),
    )
    .where(assessment.c.id == ASSESSMENT)
    .with_for_update(of=assessment, key_share=True)
)
HELD_BY: dict[tuple[str, ...], Select[Any]] = {
    roles: HOLDING.where(granted(*roles)) for roles in ((OWNER,), (PARTICIPANT,), (INVITED, PARTICIPANT))
}


def standing_of(connection: Connection, statement: Select[Any], keys: Mapping[str, Any]) -> Standing | None:
    """The assessment that a statement of HOLDING's columns finds, held until the transaction ends."""
    row = connection.execute(statement, keys).one_or_none()
    return None if row is None else Standing(row.id, from_json(row.settings), *row[2:])


def hold(connection: Connection, keys: Keys, *roles: str, deleted_too: bool = False) -> Standing:
    """The assessment for a device that holds one of the roles. Raises NotFound, Deleted, NotAllowed."""
    standing = standing_of(connection, HELD_BY[roles], keys)
    if standing and connection.dialect.name == "postgresql":
        standing = standing_of(connection, HELD_BY[roles], keys)  # a right may have ended while we waited for the row
    if standing is None or (standing.deleted and not deleted_too):
        raise access_error(connection, keys, *roles) or NotFound("There is no such assessment. Check the address.")
    return standing


def hold_open(connection: Connection, keys: Keys, *roles: str) -> Standing:
    """As `hold`, of an assessment that takes answers. Raises Closed too."""
    standing = hold(connection, keys, *roles)
    if not standing.is_open:
        raise closed_error()
    return standing


def closed_error() -> Closed:
    """What is said where no more answers are taken."""
    return Closed("This assessment is closed. Ask its owner to open it again.")


def access_error(connection: Connection, keys: Mapping[str, Any], *roles: str) -> AssessError | None:
    """NotFound, NotAllowed or Deleted; None if the device holds one of the roles in a present assessment."""
    standing = connection.execute(STANDING, keys).one_or_none()
    held = {row.role for row in connection.execute(GRANTS_HELD, keys)}
    if standing is None:
        return NotFound("There is no such assessment. Check the address.")
    if not held & set(roles or INSIDE):
        return NotAllowed("This browser has no right to do this. Use the one it was started in, or your own link.")
    if standing.deleted:
        return Deleted("This assessment was deleted. Its owner can restore it.")
    return None
