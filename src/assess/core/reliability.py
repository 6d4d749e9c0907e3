"""How well items measure together: Cronbach's alpha, item-rest correlations, floor and ceiling (docs/method.md).

All figures are of the company's own ratings. Scores are the item scores of METHOD 1, so reverse keys are turned and
scales of different length count alike; the weights of items play no part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import f as f_distribution

from assess.core.questionnaire import Discipline, Item, Questionnaire
from assess.core.responses import Responses
from assess.core.scoring import Matrix, item_scores

CONFIDENCE = 0.95


@dataclass(frozen=True)
class ItemFigures:
    """One item among the others of its dimension."""

    id: str
    n: int
    """Raters who answered it; the shares are of them."""
    floor: float | None
    """Share of raters at the lowest level, or at or below the first figure of `points`; None without raters."""
    ceiling: float | None
    """Share of raters at the highest level, or at or above the last figure of `points`; None without raters."""
    rest_n: int
    """Raters who answered every item of the dimension."""
    item_rest: float | None
    """Correlation of its score with the sum of the dimension's other items; None where nothing varies."""


@dataclass(frozen=True)
class Reliability:
    """How far the items of one dimension or discipline rise and fall together."""

    id: str
    items: int
    n: int
    """Raters who answered every item: no others count (complete raters only)."""
    alpha: float | None
    """Cronbach's alpha, None below two items or two raters, or where the raters' sums do not differ."""
    interval: tuple[float, float] | None
    """Feldt's 95 % interval of alpha, None where there is no alpha or it is 1."""


@dataclass(frozen=True)
class ReliabilityFigures:
    """The figures of a questionnaire's answers, in the order of its parts."""

    raters: int
    disciplines: tuple[Reliability, ...]
    dimensions: tuple[Reliability, ...]
    items: tuple[ItemFigures, ...]


def reliability(questionnaire: Questionnaire, responses: Responses) -> ReliabilityFigures:
    """Alpha of each discipline and dimension, and how each item stands in its dimension."""
    scores = item_scores(questionnaire, responses)[:, 0]
    place = {item.id: column for column, item in enumerate(questionnaire.scored_items)}

    def of(items: Sequence[Item]) -> Matrix:
        return complete_raters(scores[:, [place[item.id] for item in items]])

    return ReliabilityFigures(
        raters=len(responses.raters),
        disciplines=tuple(_together(each, of(_items(questionnaire, each))) for each in questionnaire.disciplines),
        dimensions=tuple(_together(each.id, of(each.scored_items)) for each in questionnaire.dimensions),
        items=tuple(
            _figures(questionnaire, item, responses.values[:, 0, place[item.id]], of(each.scored_items), column)
            for each in questionnaire.dimensions
            for column, item in enumerate(each.scored_items)
        ),
    )


def complete_raters(scores: Matrix) -> Matrix:
    """The rows without any NaN: a rater who left out one item is left out altogether (listwise)."""
    return scores[~np.isnan(scores).any(axis=1)]


def cronbach_alpha(scores: Matrix) -> float | None:
    """`k / (k - 1) * (1 - sum of the items' variances / variance of the sums)`; Cronbach 1951.

    `scores` is (raters, items) without NaN. None below two items or raters, or where the sums do not differ.
    """
    raters, items = scores.shape
    if raters < 2 or items < 2 or not _varies(scores.sum(axis=1)):
        return None
    of_sums = scores.sum(axis=1).var(ddof=1)
    return float(items / (items - 1) * (1 - scores.var(axis=0, ddof=1).sum() / of_sums))


def alpha_interval(alpha: float, raters: int, items: int) -> tuple[float, float] | None:
    """Feldt's 95 % interval of an alpha (Feldt, Woodruff, Salih 1987), None for an alpha of 1: it has no width."""
    if alpha >= 1:
        return None
    degrees = raters - 1, (raters - 1) * (items - 1)
    tail = (1 - CONFIDENCE) / 2
    low, high = (1 - (1 - alpha) * float(f_distribution.ppf(share, *degrees)) for share in (1 - tail, tail))
    return low, high


def item_rest(scores: Matrix, column: int) -> float | None:
    """Pearson's correlation of an item with the sum of the others, None where either of them does not vary."""
    if scores.shape[0] < 2 or scores.shape[1] < 2:
        return None
    item, rest = scores[:, column], np.delete(scores, column, axis=1).sum(axis=1)
    if not (_varies(item) and _varies(rest)):
        return None
    return float(np.corrcoef(item, rest)[0, 1])


def _varies(figures: Matrix) -> bool:
    """Whether figures on 0..100 a piece differ by more than rounding."""
    return bool(np.ptp(figures) > 1e-9)


def _items(questionnaire: Questionnaire, discipline: Discipline) -> list[Item]:
    return [item for dimension in questionnaire.dimensions_of(discipline) for item in dimension.scored_items]


def _together(name: str, scores: Matrix) -> Reliability:
    raters, items = scores.shape
    alpha = cronbach_alpha(scores)
    interval = None if alpha is None else alpha_interval(alpha, raters, items)
    return Reliability(str(name), items, raters, alpha, interval)


def _figures(questionnaire: Questionnaire, item: Item, values: Matrix, scores: Matrix, column: int) -> ItemFigures:
    given = values[~np.isnan(values)]
    lowest, highest = _ends(questionnaire, item)
    floor, ceiling = (float(at_end.mean()) if given.size else None for at_end in (given <= lowest, given >= highest))
    return ItemFigures(item.id, int(given.size), floor, ceiling, len(scores), item_rest(scores, column))


def _ends(questionnaire: Questionnaire, item: Item) -> tuple[float, float]:
    if item.number is not None:
        return item.number.points[0][0], item.number.points[-1][0]
    scale = questionnaire.scales[str(item.scale)]
    return scale.lowest, scale.highest
