"""What happens at a reveal: everybody who answered has finished, groups are formed, and nothing comes in any more."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, case, func, select, update

from assess.core.answer_table import US
from assess.core.disclosure import COMPLETE
from assess.core.workshop import FIRST, Plan
from assess.store.cells import settle, write_anew
from assess.store.rights import Standing, now
from assess.store.tables import answer, assessment, link, participant
from assess.store.workshop_tables import points, workshop


def reveal(connection: Connection, standing: Standing, plan: Plan, of_round: int) -> None:
    """Finishes everybody who has answered, and puts into cells whoever can be shown.

    In an anonymous workshop all rows are written anew, as on finishing elsewhere: none keeps a time, nor an order.
    """
    finished = _finish(connection, standing, _items(plan, of_round))
    anonymous = standing.settings.anonymity == "anonymous"
    spent: dict[str, Any] = {"spent": True} | ({"opened": None, "participant_id": None} if anonymous else {})
    connection.execute(update(link).where(link.c.participant_id.in_(finished)).values(spent))
    if anonymous:
        write_anew(connection, finished if of_round == FIRST else _all_finished(connection, standing.id))
    settle(connection, standing, closing=True)


def end(connection: Connection, standing: Standing) -> None:
    """Ends a workshop: its assessment is closed, and whoever waits gets a last chance of a cell."""
    closing = update(assessment).where(assessment.c.id == standing.id, assessment.c.status == "open")
    connection.execute(closing.values(status="closed", closed=now()))
    settle(connection, standing, closing=True)


def people_with_points(connection: Connection, assessment_id: str) -> int:
    """How many people gave points."""
    given = select(func.count(points.c.participant_id.distinct())).join(participant)
    return int(connection.execute(given.where(participant.c.assessment_id == assessment_id)).scalar_one())


def _items(plan: Plan, of_round: int) -> list[str]:
    named = plan.dimension_ids if of_round == FIRST else plan.again
    return [item for each in plan.dimensions if each.id in named for item in each.items]


def _finish(connection: Connection, standing: Standing, items: list[str]) -> list[str]:
    """Marks everybody with an answer as finished, and those who answered most of the items as complete."""
    counted = answer.c.subject.in_([US]) & answer.c.item.in_(items) & answer.c.state.in_(("answered", "na"))
    begun: Select[Any] = (
        select(participant.c.id, func.count(case((counted, answer.c.item)).distinct()).label("given"))
        .join(answer, answer.c.participant_id == participant.c.id)
        .where(participant.c.assessment_id == standing.id, participant.c.finished.is_(None))
        .where(answer.c.state != "blank")
        .group_by(participant.c.id)
    )
    rows = connection.execute(begun).all()
    enough = [row.id for row in rows if row.given >= COMPLETE * len(items)]
    rest = [row.id for row in rows if row.given < COMPLETE * len(items)]
    for people, complete in ((enough, True), (rest, False)):
        if people:
            found = update(participant).where(participant.c.id.in_(people))
            connection.execute(found.values(finished=now(), complete=complete))
    return [*enough, *rest]


def _all_finished(connection: Connection, assessment_id: str) -> list[str]:
    found = select(participant.c.id)
    finished = found.where(participant.c.assessment_id == assessment_id, participant.c.finished.is_not(None))
    return list(connection.scalars(finished))


def touch(connection: Connection, assessment_id: str, **values: Any) -> None:
    """Changes a room, and lets everybody in it see that something has changed."""
    found = update(workshop).where(workshop.c.assessment_id == assessment_id)
    connection.execute(found.values(**values, revision=workshop.c.revision + 1))
