"""The store's SQL. Each statement asks for the device's right in the same breath as it reads or writes.

Parameters named alike everywhere: `device_key` (digest), `assessment_key`, `now`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Delete,
    FromClause,
    Insert,
    Select,
    Update,
    bindparam,
    case,
    column,
    delete,
    exists,
    func,
    null,
    or_,
    select,
    table,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from assess.core.answer_table import US
from assess.store.tables import VERSION_TABLE, UtcTime, answer, assessment, competitor, device_grant, participant

OWNER = "owner"
PARTICIPANT = "participant"

DEVICE = bindparam("device_key", type_=device_grant.c.device_hash.type)
ASSESSMENT = bindparam("assessment_key", type_=assessment.c.id.type)
NOW = bindparam("now", type_=UtcTime())
EMPTY = ""

KEPT_FIELDS = [field for field in assessment.c if field.name != "questionnaire_text"]
ANSWER_FIELDS = [field for field in answer.c if field.name != "participant_id"]


def _new(field: ColumnElement[Any]) -> ColumnElement[Any]:
    return bindparam(f"new_{field.key}", type_=field.type)


def _granted(*roles: str) -> ColumnElement[bool]:
    """Whether the device holds one of the roles in the assessment."""
    return exists().where(
        device_grant.c.device_hash == DEVICE,
        device_grant.c.assessment_id == ASSESSMENT,
        device_grant.c.role.in_(roles),
    )


PRESENT = assessment.c.deleted.is_(None)
AS_PARTICIPANT = (
    (device_grant.c.device_hash == DEVICE)
    & (device_grant.c.assessment_id == ASSESSMENT)
    & (device_grant.c.role == PARTICIPANT)
    & PRESENT
)
OPEN = (assessment.c.status == "open") & or_(assessment.c.closes.is_(None), assessment.c.closes > NOW)
MAY_ANSWER = AS_PARTICIPANT & OPEN & participant.c.finished.is_(None)
MINE: FromClause = device_grant.join(assessment, assessment.c.id == device_grant.c.assessment_id).join(
    participant, participant.c.id == device_grant.c.participant_id
)
SUBJECT_IS_RATED = or_(
    _new(answer.c.subject) == US,
    exists().where(competitor.c.assessment_id == ASSESSMENT, competitor.c.name == _new(answer.c.subject)),
)

_GRANTED_FIELDS = [
    *KEPT_FIELDS,
    device_grant.c.role.label("granted_role"),
    *(field.label(f"me_{field.name}") for field in participant.c),
]
_GRANTS = device_grant.join(assessment, assessment.c.id == device_grant.c.assessment_id).outerjoin(
    participant, participant.c.id == device_grant.c.participant_id
)

ONE_ASSESSMENT: Select[Any] = (
    select(*_GRANTED_FIELDS)
    .select_from(_GRANTS)
    .where(device_grant.c.device_hash == DEVICE, assessment.c.id == ASSESSMENT)
)
ASSESSMENTS_OF: Select[Any] = (
    select(*_GRANTED_FIELDS)
    .select_from(_GRANTS)
    .where(device_grant.c.device_hash == DEVICE)
    .order_by(assessment.c.created.desc(), assessment.c.id)
)
COMPETITORS: Select[Any] = (
    select(competitor.c.assessment_id, competitor.c.name)
    .where(competitor.c.assessment_id.in_(bindparam("assessment_keys", expanding=True)))
    .order_by(competitor.c.assessment_id, competitor.c.position)
)
QUESTIONNAIRE: Select[Any] = select(
    assessment.c.questionnaire_id,
    assessment.c.questionnaire_version,
    assessment.c.questionnaire_sha256,
    assessment.c.questionnaire_text,
).where(assessment.c.id == ASSESSMENT, PRESENT, _granted(OWNER, PARTICIPANT))

ANSWERS_OF: Select[Any] = (
    select(*ANSWER_FIELDS)
    .select_from(MINE.join(answer, answer.c.participant_id == participant.c.id))
    .where(AS_PARTICIPANT, answer.c.round == _new(answer.c.round))
    .order_by(answer.c.subject, answer.c.item)
)
RESPONSES: Select[Any] = (
    select(
        answer.c.participant_id,
        answer.c.round,
        answer.c.subject,
        answer.c.item,
        answer.c.value,
        case((answer.c.state == "blank", "dk"), else_=answer.c.state),
        func.coalesce(participant.c.role_group, EMPTY),
        answer.c.evidence,
        answer.c.comment,
    )
    .select_from(assessment.join(participant).join(answer, answer.c.participant_id == participant.c.id))
    .where(assessment.c.id == ASSESSMENT, PRESENT, _granted(OWNER))
    .order_by(answer.c.participant_id, answer.c.round, answer.c.subject, answer.c.item)
)

CLEAR: Delete = delete(answer).where(
    answer.c.participant_id.in_(select(device_grant.c.participant_id).select_from(MINE).where(MAY_ANSWER)),
    answer.c.round == _new(answer.c.round),
    answer.c.subject == _new(answer.c.subject),
    answer.c.item == _new(answer.c.item),
)
MAY_I_ANSWER: Select[Any] = select(device_grant.c.participant_id).select_from(MINE).where(MAY_ANSWER)

_MY_PARTICIPANT = participant.c.id.in_(
    select(device_grant.c.participant_id)
    .select_from(device_grant.join(assessment, assessment.c.id == device_grant.c.assessment_id))
    .where(AS_PARTICIPANT, OPEN)
)
FINISH: Update = (
    update(participant).where(_MY_PARTICIPANT).values(finished=func.coalesce(participant.c.finished, NOW))
)
UNFINISH: Update = update(participant).where(_MY_PARTICIPANT).values(finished=null())

DELETE: Update = (
    update(assessment)
    .where(assessment.c.id == ASSESSMENT, _granted(OWNER))
    .values(deleted=func.coalesce(assessment.c.deleted, NOW))
)
RESTORE: Update = update(assessment).where(assessment.c.id == ASSESSMENT, _granted(OWNER)).values(deleted=null())
PURGE: Delete = delete(assessment).where(assessment.c.deleted < bindparam("before", type_=UtcTime()))

VERSION: Select[Any] = select(column("version_num")).select_from(table(VERSION_TABLE))

STANDING: Select[Any] = select(assessment.c.deleted, OPEN.label("is_open")).where(assessment.c.id == ASSESSMENT)
GRANTS_HELD: Select[Any] = (
    select(device_grant.c.role, participant.c.finished)
    .select_from(device_grant.outerjoin(participant, participant.c.id == device_grant.c.participant_id))
    .where(device_grant.c.device_hash == DEVICE, device_grant.c.assessment_id == ASSESSMENT)
)


def save_answer(dialect: str) -> Insert:
    """Keeps the whole answer; an evidence or comment of null leaves what is there."""
    insert = _new_answer(dialect)
    return _on_same_answer(
        insert,
        value=insert.excluded.value,
        state=insert.excluded.state,
        evidence=func.coalesce(_new(answer.c.evidence), answer.c.evidence),
        comment=func.coalesce(_new(answer.c.comment), answer.c.comment),
        saved=insert.excluded.saved,
    )


def save_comment(dialect: str) -> Insert:
    """Keeps the comment and leaves the answer as it is; a new row is blank."""
    insert = _new_answer(dialect)
    return _on_same_answer(insert, comment=insert.excluded.comment, saved=insert.excluded.saved)


def _new_answer(dialect: str) -> sqlite.Insert | postgresql.Insert:
    insert = postgresql.insert(answer) if dialect == "postgresql" else sqlite.insert(answer)
    return insert.from_select(
        [field.name for field in answer.c],
        select(
            device_grant.c.participant_id,
            _new(answer.c.round),
            _new(answer.c.subject),
            _new(answer.c.item),
            _new(answer.c.value),
            _new(answer.c.state),
            func.coalesce(_new(answer.c.evidence), EMPTY),
            func.coalesce(_new(answer.c.comment), EMPTY),
            NOW,
        )
        .select_from(MINE)
        .where(MAY_ANSWER, SUBJECT_IS_RATED),
    )


def _on_same_answer(insert: sqlite.Insert | postgresql.Insert, **changes: Any) -> Insert:
    return insert.on_conflict_do_update(index_elements=list(answer.primary_key), set_=changes).returning(
        *ANSWER_FIELDS
    )
