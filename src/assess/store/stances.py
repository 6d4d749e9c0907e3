"""Points for a lead: each person divides 100 among the disciplines; nobody sees them before the reveal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select

from assess.core.errors import AssessError, Problem
from assess.core.questionnaire import Discipline
from assess.core.rounds import ALL_POINTS, mean_points
from assess.store.answers import not_collecting_error
from assess.store.errors import NotCollecting
from assess.store.results import SEES_THE_GROUP, not_revealed_error, not_shown_error
from assess.store.rights import (
    AS_PARTICIPANT,
    ASSESSMENT,
    MINE,
    OPEN,
    OWNER,
    PARTICIPANT,
    PRESENT,
    STANDING,
    VIEWER,
    Found,
    Keys,
    access_error,
    closed_error,
    keys_of,
)
from assess.store.room_values import PointsShown
from assess.store.settings import from_json
from assess.store.tables import assessment, device_grant, participant
from assess.store.texts import raise_any
from assess.store.verbs import Verbs
from assess.store.workshop_tables import points, workshop

COLLECTED = (
    select(workshop.c.assessment_id)
    .where(workshop.c.assessment_id == ASSESSMENT, workshop.c.collecting_points)
    .with_for_update(read=True)
    .exists()
)
HOLD_MINE: Select[Any] = (
    select(device_grant.c.participant_id)
    .select_from(MINE)
    .where(AS_PARTICIPANT, OPEN, COLLECTED)
    .with_for_update(of=participant, key_share=True)
)
OWN: Select[Any] = (
    select(points.c.discipline, points.c.points)
    .select_from(MINE.join(points, points.c.participant_id == participant.c.id))
    .where(AS_PARTICIPANT)
)
SEEN: Select[Any] = (
    select(assessment.c.settings, workshop.c.points_revealed, workshop.c.points_people)
    .select_from(assessment.join(workshop, workshop.c.assessment_id == assessment.c.id))
    .where(assessment.c.id == ASSESSMENT, PRESENT, SEES_THE_GROUP)
)
GIVEN: Select[Any] = (
    select(points.c.participant_id, points.c.discipline, points.c.points)
    .select_from(assessment.join(workshop, workshop.c.assessment_id == assessment.c.id))
    .join(participant, participant.c.assessment_id == assessment.c.id)
    .join(points, points.c.participant_id == participant.c.id)
    .where(assessment.c.id == ASSESSMENT, PRESENT, SEES_THE_GROUP, workshop.c.points_revealed)
)


class Stances(Verbs):
    """Giving points and reading what the room gave."""

    def save_points(self, device: str, assessment_id: str, given: Mapping[Discipline, int]) -> None:
        """Keeps the device's own points, in place of any before.

        Raises EntryError unless the three disciplines together get 100; NotCollecting, Closed.
        """
        raise_any(points_problems(given))
        keys = keys_of(device, assessment_id)

        def save(connection: Connection) -> None:
            mine = connection.execute(HOLD_MINE, keys).first()
            if mine is None:
                raise _points_error(connection, keys)
            connection.execute(delete(points).where(points.c.participant_id == mine.participant_id))
            rows = [{"discipline": each.value, "points": given[each]} for each in Discipline]
            connection.execute(insert(points), [row | {"participant_id": mine.participant_id} for row in rows])

        self._database.write(save)

    def points_of(self, device: str, assessment_id: str) -> dict[Discipline, int]:
        """The device's own points; empty if it gave none."""
        rows = self._read(OWN, keys_of(device, assessment_id), PARTICIPANT)
        return {Discipline(row.discipline): row.points for row in rows}

    def points(self, device: str, assessment_id: str) -> PointsShown:
        """The mean points of the room, for whoever may see the group's result. Raises NotRevealed before the reveal.

        In a protected workshop whole points over at least the minimum group, as one group that is never split: they
        are withheld for good once somebody of it has erased theirs.
        """
        keys = keys_of(device, assessment_id)
        rows = self._read(SEEN, keys, OWNER, VIEWER)
        if not rows:
            raise not_shown_error()
        if not rows[0].points_revealed:
            raise not_revealed_error()
        with self._database.reading() as connection:
            people = _by_person(connection.execute(GIVEN, keys).all())
        return _shown(people, rows[0])


def points_problems(given: Mapping[Discipline, int]) -> list[Problem | None]:
    """Each of the three disciplines has whole points, together 100."""
    whole = all(isinstance(each, int) and not isinstance(each, bool) and each >= 0 for each in given.values())
    if set(given) == set(Discipline) and whole and sum(given.values()) == ALL_POINTS:
        return []
    return [Problem("points", f"Divide {ALL_POINTS} whole points among the three disciplines, none below 0.")]


def _points_error(connection: Connection, keys: Keys) -> AssessError | NotCollecting:
    refused = access_error(connection, keys, PARTICIPANT)
    if refused:
        return refused
    return not_collecting_error() if connection.execute(STANDING, keys).one().is_open else closed_error()


def _by_person(rows: Sequence[Found]) -> list[dict[Discipline, int]]:
    people: dict[str, dict[Discipline, int]] = {}
    for row in rows:
        people.setdefault(row.participant_id, {})[Discipline(row.discipline)] = row.points
    return list(people.values())


def _shown(people: Sequence[Mapping[Discipline, int]], row: Found) -> PointsShown:
    settings = from_json(row.settings)
    if not settings.protected:
        return PointsShown(len(people), mean_points(people))
    if len(people) < settings.minimum_group or len(people) != row.points_people:
        return PointsShown(len(people), {}, withheld=True)
    return PointsShown(len(people), {each: float(round(mean)) for each, mean in mean_points(people).items()})
