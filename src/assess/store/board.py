"""The owner's board: how many people are how far, how long it takes, and where people stop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from sqlalchemy import Select, case, func, literal, select

from assess.store.rights import ASSESSMENT, EMPTY, OWNER, PRESENT, Found, granted, keys_of
from assess.store.settings import Settings, from_json
from assess.store.tables import answer, assessment, link, participant
from assess.store.values import Board, Progress
from assess.store.verbs import Verbs

OWN = (assessment.c.id == ASSESSMENT) & PRESENT & granted(OWNER)
SETTINGS: Select[Any] = select(assessment.c.settings).where(OWN)
_PERSONAL = link.c.role == "personal"
_UNUSED = case((link.c.opens > link.c.uses, link.c.opens - link.c.uses), else_=0)
_ONLY_OPENED = case((_PERSONAL & (link.c.uses > 0), 0), (_PERSONAL & (link.c.opens > 0), 1), else_=_UNUSED)
"""Openings of a link by which nobody has begun yet; who has begun counts as opened in their own role group."""
_GROUP = func.coalesce(link.c.role_group, EMPTY)
INVITED: Select[Any] = (
    select(_GROUP, func.sum(case((_PERSONAL, 1), else_=0)), func.sum(_ONLY_OPENED))
    .select_from(assessment.join(link))
    .where(OWN, link.c.role.in_(("open", "personal")), link.c.revoked.is_(None))
    .group_by(_GROUP)
)
_WAITS = participant.c.finished.is_not(None) & participant.c.cell_id.is_(None)
_ROLE_GROUP = func.coalesce(participant.c.role_group, EMPTY)
BEGUN: Select[*tuple[Any, ...]] = (
    select(
        _ROLE_GROUP,
        literal(0),
        func.count().label("opened"),
        func.count(),
        func.count(participant.c.finished),
        func.sum(case((_WAITS, 1), else_=0)),
    )
    .select_from(assessment.join(participant))
    .where(OWN)
    .group_by(_ROLE_GROUP)
)
MINUTES: Select[Any] = (
    select(participant.c.minutes, participant.c.cell_id)
    .select_from(assessment.join(participant))
    .where(OWN, participant.c.finished.is_not(None), participant.c.minutes.is_not(None))
)
_LATEST = func.row_number().over(
    partition_by=answer.c.participant_id, order_by=(answer.c.saved.desc(), answer.c.item.desc())
)
_OF_UNFINISHED = (
    select(answer.c.item, _LATEST.label("place"))
    .select_from(assessment.join(participant).join(answer, answer.c.participant_id == participant.c.id))
    .where(OWN, participant.c.finished.is_(None))
    .subquery()
)
STOPS: Select[Any] = (
    select(_OF_UNFINISHED.c.item, func.count()).where(_OF_UNFINISHED.c.place == 1).group_by(_OF_UNFINISHED.c.item)
)
NOTHING_YET = ""
"""Where people stop who began and answered nothing."""


class Boards(Verbs):
    """The board of an assessment."""

    def board(self, device: str, assessment_id: str, *, place_of: Mapping[str, str] | None = None) -> Board:
        """Counts for the owner, cheap enough to ask every other second.

        `place_of` maps items to the places that `stops` counts (dimensions, say); items without one count by
        themselves, and those who answered nothing under "". Revoked links do not count. Whoever has begun has opened,
        in the role group where they began; openings without a beginning are of the link's.
        """
        keys = keys_of(device, assessment_id)
        rows = self._read(SETTINGS, keys, OWNER)
        settings = from_json(rows[0].settings) if rows else Settings()
        if settings.protected:
            self._settle_if_due(keys)
        with self._database.reading() as connection:
            found = [*connection.execute(INVITED, keys), *connection.execute(BEGUN, keys)]
            minutes = connection.execute(MINUTES, keys).all()
            stops = connection.execute(STOPS, keys).all()
        groups = _groups(found, settings)
        total = sum(groups.values(), Progress())
        return Board(
            total=total,
            groups=groups,
            minutes=_median([row.minutes for row in minutes if row.cell_id or not settings.protected]),
            stops=_stops(stops, place_of or {}, total.started - total.finished, settings),
        )


def _groups(rows: Sequence[Found], settings: Settings) -> dict[str, Progress]:
    groups: dict[str, Progress] = {}
    for group, *counts in map(tuple, rows):
        invited, opened, started, finished, waiting = [*map(int, counts), 0, 0, 0][:5]
        counted = Progress(invited, opened, started, finished, waiting if settings.protected else 0)
        groups[group] = groups.get(group, Progress()) + counted
    return {group: counted for group, counted in sorted(groups.items()) if group or counted != Progress()}


def _median(minutes: Sequence[int]) -> float | None:
    return float(median(minutes)) if minutes else None


def _stops(rows: Sequence[Found], place_of: Mapping[str, str], unfinished: int, settings: Settings) -> dict[str, int]:
    """People by place; in protected assessments whole minimum groups only, so that nobody is seen to move on."""
    places = Counter[str]()
    for item, people in rows:
        places[place_of.get(item, item)] += people
    places[NOTHING_YET] += unfinished - places.total()
    step = settings.minimum_group if settings.protected else 1
    return {place: people // step * step for place, people in places.items() if people >= step}
