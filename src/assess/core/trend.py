"""The same workshop again: over which items it can be compared with the earlier one, and how it has changed.

Both runs are scored again over the items that are the same in both; docs/method.md says why and has an example.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assess.core.questionnaire import Dimension, Discipline, Item, Questionnaire
from assess.core.rounds import difference
from assess.core.scorecard import Scorecard
from assess.core.scoring import below
from assess.core.standing import Standing


class Reason(StrEnum):
    """Why an item, or a whole dimension, cannot be compared with the earlier run."""

    NEW = "new"
    """The earlier questionnaire did not have it, or had it elsewhere."""
    GONE = "gone"
    """The later questionnaire does not have it any more."""
    WORDS = "words"
    """Its text, help or anchors are others."""
    SCALE = "scale"
    """Its levels, points, direction or conditions are others."""
    FEW = "few"
    """Of a dimension: too few of its items are the same for a score over them to speak of it."""


@dataclass(frozen=True)
class LeftOut:
    """An item of a compared dimension that is not compared, as the questionnaire words it that has it."""

    item: Item
    reason: Reason


@dataclass(frozen=True)
class Comparable:
    """What two questionnaires measure alike.

    `then` and `now` are the earlier and the later questionnaire with their shared items alone, weighed as in the
    later one and under its coverage; None where nothing is shared. `others` are the later dimensions that cannot be
    compared, `left_out` the items missing from dimensions that can, `gone` the titles of dimensions asked then only.
    """

    then: Questionnaire | None
    now: Questionnaire | None
    dimensions: tuple[str, ...]
    disciplines: tuple[Discipline, ...]
    others: Mapping[str, Reason]
    left_out: Mapping[str, tuple[LeftOut, ...]]
    gone: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """The same was asked both times, neither more nor less."""
        return not self.others and not self.left_out and not self.gone


def comparable(earlier: Questionnaire, later: Questionnaire) -> Comparable:
    """The items that kept id, words and scale within their dimension; the order of items does not matter.

    A dimension is compared if they hold the coverage of its weight in both questionnaires, a discipline if its
    compared dimensions do.
    """
    reasons: dict[str, Reason] = {}
    shared: dict[str, tuple[str, ...]] = {}
    left_out: dict[str, tuple[LeftOut, ...]] = {}
    before = {each.id: each for each in earlier.dimensions}
    for dimension in later.dimensions:
        then = before.get(dimension.id)
        if then is None or then.discipline != dimension.discipline:
            reasons[dimension.id] = Reason.NEW
            continue
        without = tuple(_left_out(earlier, then, later, dimension))
        same = tuple(item.id for item in dimension.items if item.id not in {each.item.id for each in without})
        if _covers(then, same, later) and _covers(dimension, same, later):
            shared[dimension.id] = same
            left_out |= {dimension.id: without} if without else {}
        else:
            reasons[dimension.id] = _of_all(without)
    return _comparable(earlier, later, shared, reasons, left_out)


def _comparable(
    earlier: Questionnaire,
    later: Questionnaire,
    shared: Mapping[str, tuple[str, ...]],
    others: Mapping[str, Reason],
    left_out: Mapping[str, tuple[LeftOut, ...]],
) -> Comparable:
    names = {each.id for each in later.dimensions}
    return Comparable(
        then=_only(earlier, later, shared) if shared else None,
        now=_only(later, later, shared) if shared else None,
        dimensions=tuple(shared),
        disciplines=tuple(each for each in later.disciplines if _spoken_for(earlier, later, each, shared)),
        others=others,
        left_out=left_out,
        gone=tuple(each.title for each in earlier.dimensions if each.id not in names),
    )


def _left_out(earlier: Questionnaire, then: Dimension, later: Questionnaire, now: Dimension) -> Iterator[LeftOut]:
    """The items of a dimension that differ, in the order of the later questionnaire; what is gone comes last."""
    before = {item.id: item for item in then.items}
    for item in now.items:
        if reason := _reason(earlier, before.get(item.id), later, item):
            yield LeftOut(item, reason)
    kept = {item.id for item in now.items}
    yield from (LeftOut(item, Reason.GONE) for item in then.items if item.id not in kept)


def _reason(earlier: Questionnaire, before: Item | None, later: Questionnaire, item: Item) -> Reason | None:
    if before is None:
        return Reason.NEW
    if _words(before) != _words(item):
        return Reason.WORDS
    return None if _scale(earlier, before) == _scale(later, item) else Reason.SCALE


def _words(item: Item) -> object:
    return item.text, item.help, item.anchors


def _scale(questionnaire: Questionnaire, item: Item) -> object:
    return questionnaire.scale_of(item), item.number, item.allocation, item.free_text, item.show_if, item.reverse


def _covers(dimension: Dimension, same: Collection[str], later: Questionnaire) -> bool:
    """Whether the shared items hold the coverage of a dimension's weight (METHOD 3)."""
    weight = sum(item.weight for item in dimension.scored_items if item.id in same)
    whole = sum(item.weight for item in dimension.scored_items)
    return weight > 0 and not below(weight / whole, later.minimum_coverage)


def _spoken_for(
    earlier: Questionnaire, later: Questionnaire, discipline: Discipline, shared: Collection[str]
) -> bool:
    """Whether the compared dimensions hold the coverage of a discipline's weight, then and now (METHOD 4)."""
    shares = [
        sum(of.share(each) for each in of.dimensions_of(discipline) if each.id in shared) for of in (earlier, later)
    ]
    return min(shares) > 0 and not below(min(shares), later.minimum_coverage)


def _of_all(without: Sequence[LeftOut]) -> Reason:
    """Why a dimension is not compared: the one reason of all that differs, else that too little is the same."""
    reasons = {each.reason for each in without}
    return reasons.pop() if len(reasons) == 1 and reasons <= {Reason.WORDS, Reason.SCALE} else Reason.FEW


def _only(of: Questionnaire, later: Questionnaire, shared: Mapping[str, tuple[str, ...]]) -> Questionnaire:
    """A questionnaire with the shared items alone, in the order, with the weights and the coverage of the later one.

    Its own parity stays, for a run is set against what was declared for it; and so do its rules about these items: to
    their limits protected figures are rounded (docs/anonymity.md).
    """
    items = {name for each in shared.values() for name in each}
    rules = tuple(
        each for each in of.recommendations if each.dimension in shared and set(each.when.item_below) <= items
    )
    parities = {each.id: each.parity for each in of.dimensions}
    dimensions = tuple(
        each.model_copy(
            update={
                "items": tuple(item for item in each.items if item.id in shared[each.id]),
                "parity": parities[each.id],
            }
        )
        for each in later.dimensions
        if each.id in shared
    )
    return later.model_copy(update={"dimensions": dimensions, "parity": of.parity, "recommendations": rules})


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
    """The trend of each comparable discipline, then of each comparable dimension, in the later scorecard's order.

    Both scorecards are of the shared items: computed by `Comparable.then` and `Comparable.now`.
    """
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
