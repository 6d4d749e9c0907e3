"""The same workshop again: what can be compared with the earlier one, and how it has changed (docs/method.md)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assess.core.questionnaire import Dimension, Discipline, Item, Questionnaire
from assess.core.rounds import difference
from assess.core.scorecard import Scorecard
from assess.core.standing import Standing


class Reason(StrEnum):
    """Why a dimension of the later questionnaire cannot be compared with the earlier one."""

    NEW = "new"
    """The earlier questionnaire did not have it."""
    COVERAGE = "coverage"
    """Another share must be answered for a score."""
    ITEMS = "items"
    """Other items, or in other number."""
    WORDS = "words"
    """An item's text, help or anchors."""
    SCALE = "scale"
    """An item's levels, points or direction."""
    WEIGHTS = "weights"
    """An item weighs more or less."""


@dataclass(frozen=True)
class Comparable:
    """What two questionnaires measure alike: ids of dimensions, disciplines, and the others with the reason.

    A discipline is comparable if it is made of the same comparable dimensions with the same weights.
    """

    dimensions: tuple[str, ...]
    disciplines: tuple[Discipline, ...]
    others: Mapping[str, Reason]


def comparable(earlier: Questionnaire, later: Questionnaire) -> Comparable:
    """The dimensions of the later questionnaire whose items kept id, words, scale and weight; the order of items
    does not matter."""
    reasons = {each.id: _reason(earlier, later, each) for each in later.dimensions}
    same = tuple(name for name, reason in reasons.items() if reason is None)
    return Comparable(
        dimensions=same,
        disciplines=tuple(each for each in later.disciplines if _made_alike(earlier, later, each, same)),
        others={name: reason for name, reason in reasons.items() if reason},
    )


def _reason(earlier: Questionnaire, later: Questionnaire, dimension: Dimension) -> Reason | None:
    before = next((each for each in earlier.dimensions if each.id == dimension.id), None)
    if before is None or before.discipline != dimension.discipline:
        return Reason.NEW
    if earlier.minimum_coverage != later.minimum_coverage:
        return Reason.COVERAGE
    told: dict[Reason, Callable[[Questionnaire, Dimension], object]] = {
        Reason.ITEMS: lambda _, each: {item.id for item in each.items},
        Reason.WORDS: lambda _, each: {item.id: _words(item) for item in each.items},
        Reason.SCALE: lambda of, each: {item.id: _scale(of, item) for item in each.items},
        Reason.WEIGHTS: lambda _, each: {item.id: item.weight for item in each.items},
    }
    return next((why for why, of in told.items() if of(earlier, before) != of(later, dimension)), None)


def _words(item: Item) -> object:
    return item.text, item.help, item.anchors


def _scale(questionnaire: Questionnaire, item: Item) -> object:
    return questionnaire.scale_of(item), item.number, item.reverse


def _made_alike(earlier: Questionnaire, later: Questionnaire, discipline: Discipline, same: tuple[str, ...]) -> bool:
    then, now = ({each.id: each.weight for each in of.dimensions_of(discipline)} for of in (earlier, later))
    return then == now and set(now) <= set(same)


@dataclass(frozen=True)
class Trend:
    """A group score then and now. Changes are now minus then, None where one is missing.

    A change of the gap may come from other competitors or another declared parity as much as from the company.
    """

    id: str
    title: str
    discipline: Discipline
    then: float | None
    now: float | None
    change: float | None
    gap_then: float | None
    gap_now: float | None
    gap_change: float | None
    n_then: int
    n_now: int


def trend(earlier: Scorecard, later: Scorecard, alike: Comparable) -> tuple[Trend, ...]:
    """The trend of each comparable discipline, then of each comparable dimension, in the later scorecard's order."""
    disciplines = [each.value for each in alike.disciplines]
    return (
        *_trends(earlier.disciplines, later.disciplines, disciplines),
        *_trends(earlier.dimensions, later.dimensions, alike.dimensions),
    )


def _trends(earlier: Iterable[Standing], later: Iterable[Standing], alike: Collection[str]) -> Iterator[Trend]:
    then = {each.id: each for each in earlier}
    return (_trend(then[each.id], each) for each in later if each.id in alike and each.id in then)


def _trend(then: Standing, now: Standing) -> Trend:
    return Trend(
        id=now.id,
        title=now.title,
        discipline=now.discipline,
        then=then.score,
        now=now.score,
        change=difference(now.score, then.score),
        gap_then=then.gap,
        gap_now=now.gap,
        gap_change=difference(now.gap, then.gap),
        n_then=then.n,
        n_now=now.n,
    )
