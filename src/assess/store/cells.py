"""Cells: finished people of a protected assessment who are only ever shown together (docs/anonymity.md).

In an anonymous assessment the same moments take away what could tell who is who: a person's rows are written anew
under a new id, in random order, with a day for a time, once on finishing and once more as one of their cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from random import SystemRandom
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from assess.core.disclosure import MIXED, Cell, Waiting, dissolve, form_cells
from assess.store.keys import new_id
from assess.store.rights import Standing, now
from assess.store.tables import answer, assessment, cell, device_grant, link, participant
from assess.store.workshop_tables import points

CHANCE = SystemRandom()
NAMELESS = {"name": None, "resume_hash": None}
"""What an anonymous person who has finished loses: a code known to a person would tell their row."""


def day(moment: datetime) -> datetime:
    """The beginning of a moment's day in UTC."""
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def settle(connection: Connection, standing: Standing, *, closing: bool) -> None:
    """Puts the waiting people into the cells that core forms of them; with `closing`, the rest into a mixed one."""
    if standing.settings.protected:
        for formed in form_cells(_waiting(connection, standing.id), standing.settings.minimum_group, closing):
            _keep(connection, standing, formed)
    if closing:
        connection.execute(update(assessment).where(assessment.c.id == standing.id).values(settled=now()))


def _waiting(connection: Connection, assessment_id: str) -> list[Waiting]:
    found = select(participant).where(
        participant.c.assessment_id == assessment_id,
        participant.c.finished.is_not(None),
        participant.c.cell_id.is_(None),
    )
    people = [
        Waiting(row.id, row.role_group or MIXED, fresh=not row.held, complete=row.complete)
        for row in connection.execute(found)
    ]
    CHANCE.shuffle(people)  # a crowd is divided by chance, not by the order of finishing
    return people


def _keep(connection: Connection, standing: Standing, formed: Cell) -> None:
    row = {"id": new_id(), "assessment_id": standing.id, "role_group": formed.role_group or None}
    anonymous = standing.settings.anonymity == "anonymous"
    connection.execute(insert(cell), row | {"formed": day(now()) if anonymous else now()})
    if anonymous:
        write_anew(connection, formed.people, cell_id=row["id"])
    else:
        inside = update(participant).where(participant.c.id.in_(formed.people))
        connection.execute(inside.values(cell_id=row["id"]))


def dissolve_around(connection: Connection, person: str, cell_id: str | None) -> None:
    """Dissolves the cell of somebody who erases their answers: the others are held until enough fresh people come."""
    if cell_id is None:
        return
    inside = select(participant.c.id).where(participant.c.cell_id == cell_id)
    people = Cell(MIXED, tuple(connection.scalars(inside)))
    held = update(participant).where(participant.c.id.in_(dissolve(people, person)))
    connection.execute(held.values(held=True, cell_id=None))
    connection.execute(delete(cell).where(cell.c.id == cell_id))


def unlink(connection: Connection, person: str) -> None:
    """Cuts every tie between an anonymous person's invitation and their answers; the link knows it is spent only."""
    spent = update(link).where(link.c.participant_id == person)
    connection.execute(spent.values(spent=True, opened=None, participant_id=None))
    write_anew(connection, [person])


def write_anew(connection: Connection, people: Sequence[str], **changes: Any) -> None:
    """Writes the rows of anonymous people again under new ids, in random order, with today for every time.

    How long each took stays known of all of them together only.
    """
    today = day(now())
    persons = _rows(connection, participant, participant.c.id.in_(people))
    grants = _rows(connection, device_grant, device_grant.c.participant_id.in_(people))
    answers = _rows(connection, answer, answer.c.participant_id.in_(people))
    given = _rows(connection, points, points.c.participant_id.in_(people))
    ids = {person["id"]: new_id() for person in persons}
    minutes = [person["minutes"] for person in persons]
    CHANCE.shuffle(minutes)
    connection.execute(delete(participant).where(participant.c.id.in_(people)))  # what hangs on them goes too
    _insert(
        connection,
        participant,
        [
            {**person, **NAMELESS, "id": ids[person["id"]], "joined": today, "finished": today, "minutes": took}
            for person, took in zip(persons, minutes, strict=True)
        ],
        changes,
    )
    _insert(connection, answer, _of(answers, ids), {"saved": today})
    _insert(connection, points, _of(given, ids), {})
    _insert(connection, device_grant, _of(grants, ids), {"created": today, "opened": None, "link_id": None})


def _rows(connection: Connection, table: Table, where: Any) -> list[dict[str, Any]]:
    """The rows found, in random order."""
    rows = [dict(row._mapping) for row in connection.execute(select(table).where(where))]
    CHANCE.shuffle(rows)
    return rows


def _of(rows: Sequence[Mapping[str, Any]], ids: Mapping[str, str]) -> list[dict[str, Any]]:
    return [dict(row) | {"participant_id": ids[row["participant_id"]]} for row in rows]


def _insert(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], changes: Mapping[str, Any]
) -> None:
    if rows:
        connection.execute(insert(table), [{**row, **changes} for row in rows])
