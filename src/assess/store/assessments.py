"""Assessments as rows: starting one, and reading them with the device's roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Executable, Row, insert, select

from assess.store import statements
from assess.store.keys import new_id
from assess.store.statements import OWNER, PARTICIPANT
from assess.store.tables import assessment, competitor, device_grant, participant
from assess.store.values import Assessment, KeptQuestionnaire, Participant


def new_row(questionnaire: KeptQuestionnaire) -> dict[str, Any]:
    """The row of a new open assessment, but for what its owner entered."""
    kept = {f"questionnaire_{field.name}": getattr(questionnaire, field.name) for field in fields(questionnaire)}
    return {"id": new_id(), "status": "open", "created": datetime.now(UTC), **kept}


def start(connection: Connection, device_hash: str, kept: Mapping[str, Any], competitors: Sequence[str]) -> None:
    """Keeps a new assessment whose device owns and answers it; the same one again is the same one."""
    key, now = kept["id"], kept["created"]
    if connection.execute(select(assessment.c.id).where(assessment.c.id == key)).first():
        return
    rater = {"id": new_id(), "assessment_id": key, "language": kept["language"], "joined": now}
    grant = {"device_hash": device_hash, "assessment_id": key, "created": now}
    connection.execute(insert(assessment), kept)
    connection.execute(insert(participant), rater)
    connection.execute(
        insert(device_grant),
        [
            {**grant, "role": OWNER, "participant_id": None},
            {**grant, "role": PARTICIPANT, "participant_id": rater["id"]},
        ],
    )
    named = [{"assessment_id": key, "position": place, "name": name} for place, name in enumerate(competitors)]
    if named:
        connection.execute(insert(competitor), named)


def assessments(connection: Connection, statement: Executable, keys: Mapping[str, Any]) -> list[Assessment]:
    """The assessments that a statement finds, one for all the device's roles in it, in the order found."""
    grants: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(statement, keys):
        grants.setdefault(row.id, []).append(row)
    names = connection.execute(statements.COMPETITORS, {"assessment_keys": list(grants)}).all()
    return [_assessment(rows, [name for key, name in names if key == rows[0].id]) for rows in grants.values()]


def _assessment(grants: Sequence[Row[Any]], competitors: Sequence[str]) -> Assessment:
    kept = {column.name: grants[0]._mapping[column.name] for column in statements.KEPT_FIELDS}
    return Assessment(
        **kept,
        competitors=tuple(competitors),
        roles=frozenset(row.granted_role for row in grants),
        me=next((_participant(row) for row in grants if row.me_id), None),
    )


def _participant(row: Row[Any]) -> Participant:
    return Participant(*(row._mapping[f"me_{field.name}"] for field in fields(Participant)))
