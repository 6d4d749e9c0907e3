"""What a workshop has found out and decided: all that its report is made from, nothing of one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from assess.core.questionnaire import Discipline, Questionnaire
from assess.core.scorecard import Scorecard
from assess.core.trend import Comparable


class Remark(NamedTuple):
    """A note that was taken, about a dimension or (None) the whole."""

    dimension: str | None
    text: str


@dataclass(frozen=True)
class Agreed:
    """What will be done. `rule`: the recommendation it was taken from; `carried`: it was open in the earlier run."""

    text: str
    owner: str = ""
    due: date | None = None
    done: bool = False
    dimension: str | None = None
    rule: str | None = None
    carried: bool = False


@dataclass(frozen=True)
class PointsGiven:
    """The mean points of each discipline over `people`; `withheld` where too few gave any for them to be shown."""

    people: int
    means: Mapping[Discipline, float]
    withheld: bool = False


@dataclass(frozen=True)
class EarlierRun:
    """The same workshop some time ago: what of it can be compared.

    `then` and `now` are the scorecards of both over the items that are the same, absent where there are none.
    """

    title: str
    held: date | None
    alike: Comparable
    then: Scorecard | None
    now: Scorecard | None


@dataclass(frozen=True)
class Minutes:
    """A workshop that was held.

    `card` is the latest result, `before` that of the first round where there was a second vote on the dimensions
    `again`, with `revoted` people (None where that is not told). `groups` are the role groups that are large enough,
    `scores` the raters' own in ascending order by dimension, empty where single ones may not be seen. `questionnaire`
    is the one that the scorecards were computed from.
    """

    title: str
    held: date
    questionnaire: Questionnaire
    card: Scorecard
    before: Scorecard | None = None
    again: tuple[str, ...] = ()
    revoted: int | None = None
    groups: Mapping[str, Scorecard] = field(default_factory=dict)
    scores: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    points: PointsGiven | None = None
    lead: Discipline | None = None
    remarks: tuple[Remark, ...] = ()
    actions: tuple[Agreed, ...] = ()
    earlier: EarlierRun | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """What people typed into it, beyond what the scorecard and the questionnaire hold."""
        earlier = self.earlier.title if self.earlier else ""
        agreed = [part for each in self.actions for part in (each.text, each.owner)]
        return (self.title, *self.groups, *(each.text for each in self.remarks), *agreed, earlier)
