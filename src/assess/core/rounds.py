"""A workshop's arithmetic: disagreement, the shift between two rounds, points beside scores (docs/method.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf

import pandas as pd

from assess.core.allocation import ALL_POINTS
from assess.core.questionnaire import Discipline, Item, Questionnaire, Verdict
from assess.core.responses import responses_from_answers
from assess.core.scorecard import Scorecard
from assess.core.scoring import Matrix, spread
from assess.core.standing import Standing

__all__ = [
    "ALL_POINTS", "ItemSpread", "Shift", "Stance", "by_gap", "difference", "disagreement", "item_spread",
    "mean_points", "shift", "stated_against_lived",
]  # fmt: skip


def disagreement(card: Scorecard) -> tuple[Standing, ...]:
    """The dimensions by the standard deviation of the raters' scores, the largest first; ties by id.

    Those of fewer than two raters have none and come last.
    """
    return tuple(sorted(card.dimensions, key=lambda each: (inf if each.sd is None else -each.sd, each.id)))


def by_gap(card: Scorecard) -> tuple[Standing, ...]:
    """The dimensions by their gap, the furthest behind parity first; ties by id, those without a gap last."""
    return tuple(sorted(card.dimensions, key=lambda each: (inf if each.gap is None else each.gap, each.id)))


@dataclass(frozen=True)
class Shift:
    """A group score before and after the second vote: `change` is after minus before, None where one is missing."""

    id: str
    title: str
    discipline: Discipline
    before: float | None
    after: float | None
    change: float | None
    n_before: int
    n: int
    sd_before: float | None
    sd: float | None


def shift(before: Scorecard, after: Scorecard) -> tuple[Shift, ...]:
    """The shift of each dimension, in the scorecard's order.

    `before` is of round 1 alone, `after` of both rounds: who does not vote again keeps their first answers. Both must
    be of the same questionnaire; ValueError otherwise.
    """
    return tuple(_shift(first, second) for first, second in zip(before.dimensions, after.dimensions, strict=True))


def _shift(before: Standing, after: Standing) -> Shift:
    return Shift(
        id=after.id,
        title=after.title,
        discipline=after.discipline,
        before=before.score,
        after=after.score,
        change=difference(after.score, before.score),
        n_before=before.n,
        n=after.n,
        sd_before=before.sd,
        sd=after.sd,
    )


def difference(later: float | None, earlier: float | None) -> float | None:
    """Later minus earlier, None where one is missing."""
    return None if later is None or earlier is None else later - earlier


@dataclass(frozen=True)
class ItemSpread:
    """How the answers to one item about the company are spread: how many of each value, the values ascending.

    All levels of a response scale are counted, also those that nobody chose; of a measured figure the values given.
    `mean` and `sd` (n - 1) are of raw values, `sd` None below two.
    """

    id: str
    dimension: str
    counts: tuple[tuple[float, int], ...]
    n: int
    mean: float | None
    sd: float | None


def item_spread(answers: pd.DataFrame, questionnaire: Questionnaire) -> tuple[ItemSpread, ...]:
    """The spread of each item in the order asked, each rater's latest round counting.

    `answers` as `Store.responses` gives them for a named assessment. Those of protected ones are refused
    (ValueError): how answers are spread over levels is not shown there (docs/anonymity.md).
    """
    if "cell" in answers.columns:
        raise ValueError("answers of a protected assessment are shown as means only")
    own = responses_from_answers(answers, questionnaire).values[:, 0]
    return tuple(_spread(questionnaire, item, own[:, place]) for place, item in enumerate(questionnaire.scored_items))


def _spread(questionnaire: Questionnaire, item: Item, values: Matrix) -> ItemSpread:
    figures, scale = spread(values), questionnaire.scale_of(item)
    given = Counter(float(value) for value in values if value == value)  # a missing one is not equal to itself
    return ItemSpread(
        id=item.id,
        dimension=questionnaire.dimension_of[item.id].id,
        counts=tuple((value, given[value]) for value in (sorted(given) if scale is None else scale.values)),
        n=figures.n,
        mean=figures.mean,
        sd=figures.sd,
    )


@dataclass(frozen=True)
class Stance:
    """One discipline as people would lead it, beside how they rated it; None where there is nothing to say."""

    discipline: Discipline
    points: float | None
    score: float | None
    gap: float | None
    verdict: Verdict | None


def mean_points(given: Iterable[Mapping[Discipline, int]]) -> dict[Discipline, float]:
    """The mean points of each discipline over the people who gave any; empty if nobody did."""
    people = list(given)
    if not people:
        return {}
    return {each: sum(person[each] for person in people) / len(people) for each in Discipline}


def stated_against_lived(points: Mapping[Discipline, float], card: Scorecard) -> tuple[Stance, ...]:
    """The three disciplines with the mean points that they were given, the most first; ties in the fixed order."""
    lived = {each.discipline: each for each in card.disciplines}
    found = [_stance(each, points.get(each), lived.get(each)) for each in Discipline]
    return tuple(sorted(found, key=lambda each: inf if each.points is None else -each.points))


def _stance(discipline: Discipline, points: float | None, lived: Standing | None) -> Stance:
    if lived is None:
        return Stance(discipline, points, None, None, None)
    return Stance(discipline, points, lived.score, lived.gap, lived.verdict)
