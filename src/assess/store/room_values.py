"""What the store hands out of a workshop: frozen values, never rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from assess.core.questionnaire import Discipline
from assess.core.workshop import Plan, Position, Stage
from assess.store.values import Assessment

Status = Literal["open", "done"]


@dataclass(frozen=True)
class Timer:
    """`ends`: when the time is up, None while it is paused or there is none. `left`: seconds, only while paused."""

    ends: datetime | None = None
    left: int | None = None


@dataclass(frozen=True)
class Room:
    """A workshop as everybody in it may see it now; `code` is for owners and viewers, None before the opening.

    `collecting`: the round that takes answers. `revealed`: the highest round whose result may be seen, 0 for none.
    `revision` grows with each change that others must see; answers and joining do not change it.
    """

    assessment_id: str
    title: str
    plan: Plan
    position: Position
    timer: Timer
    code: str | None
    locked: bool
    collecting: int | None
    collecting_points: bool
    revealed: int
    points_revealed: bool
    lead: Discipline | None
    previous_id: str | None
    template: bool
    opened: datetime | None
    ended: datetime | None
    revision: int


@dataclass(frozen=True)
class Counts:
    """How many people joined, have begun with what is asked now, and have done all of it; people only.

    `owed`: how many answers that is a person, 0 where nothing is asked, or only what follows from other answers.
    """

    joined: int = 0
    answering: int = 0
    done: int = 0
    owed: int = 0


@dataclass(frozen=True)
class ListedWorkshop:
    """A workshop in its facilitator's list."""

    assessment: Assessment
    title: str
    stage: Stage
    template: bool
    opened: datetime | None
    ended: datetime | None


@dataclass(frozen=True)
class PointsShown:
    """The mean points of each discipline over `people`; in protected workshops whole points.

    `withheld`: fewer people than the minimum group gave points, or one of them has erased theirs since.
    """

    people: int
    means: Mapping[Discipline, float]
    withheld: bool = False


@dataclass(frozen=True)
class Note:
    """What the facilitator wrote down, about a dimension or the whole."""

    id: str
    dimension: str | None
    text: str
    created: datetime


@dataclass(frozen=True)
class Action:
    """What will be done: `rule` is the recommendation it was taken from, `carried_from` the earlier run's action."""

    id: str
    rule: str | None
    dimension: str | None
    text: str
    owner: str
    due: date | None
    status: Status
    created: datetime
    carried_from: str | None
