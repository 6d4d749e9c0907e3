"""Scores of items, dimensions and disciplines for each rater, and of the group (METHOD 1-5)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assess.core.questionnaire import Item, Questionnaire
from assess.core.responses import Responses

Matrix = npt.NDArray[np.float64]

TOLERANCE = 1e-9
"""What rounding may add or take: weights of 0.1 + 0.2 of 0.6 count as half, a gap of 5.000000000000001 as 5."""


@dataclass(frozen=True)
class Spread:
    """Mean of the raters who have a figure, each once; standard deviation (n-1) is None below two (METHOD 5)."""

    n: int
    mean: float | None
    sd: float | None
    min: float | None
    max: float | None


def item_scores(questionnaire: Questionnaire, responses: Responses) -> Matrix:
    """Scores 0..100 of each answer, shape (raters, subjects, items), NaN where there is none (METHOD 1)."""
    scores = np.empty_like(responses.values)
    for place, item in enumerate(questionnaire.scored_items):
        score = _scored(questionnaire, item, responses.values[:, :, place])
        scores[:, :, place] = 100 - score if item.reverse else score
    return scores


def _scored(questionnaire: Questionnaire, item: Item, values: Matrix) -> Matrix:
    if item.number is not None:
        figures, points = zip(*item.number.points, strict=True)
        return np.asarray(np.interp(values, figures, points))
    scale = questionnaire.scales[str(item.scale)]
    return 100 * (values - scale.lowest) / (scale.highest - scale.lowest)


def dimension_scores(questionnaire: Questionnaire, responses: Responses) -> Matrix:
    """Each rater's score of the company in each dimension, shape (raters, dimensions), NaN for none (METHOD 2-3)."""
    scores = covered_mean(
        item_scores(questionnaire, responses)[:, 0],
        item_weights(questionnaire),
        questionnaire.minimum_coverage,
        excluded=responses.not_applicable[:, 0],
    )
    return np.clip(scores, 0, 100)  # a mean of hundreds may round to more


def discipline_scores(questionnaire: Questionnaire, of_dimensions: Matrix) -> Matrix:
    """Each rater's score of the company in each discipline, shape (raters, disciplines), NaN for none (METHOD 4)."""
    return np.clip(over_dimensions(questionnaire, of_dimensions), 0, 100)


def over_dimensions(questionnaire: Questionnaire, of_dimensions: Matrix) -> Matrix:
    """Weighted means of dimension figures, shape (raters, disciplines), NaN below the coverage (METHOD 4, 7)."""
    return covered_mean(of_dimensions, dimension_weights(questionnaire), questionnaire.minimum_coverage)


def covered_mean(
    figures: Matrix, weights: Matrix, minimum_coverage: float, excluded: npt.NDArray[np.bool_] | None = None
) -> Matrix:
    """Weighted means of the figures present, or NaN where they hold too little of the weight that applies.

    `figures` is (raters, parts) with NaN for missing, `weights` (parts, wholes) with 0 where a part does not belong,
    `excluded` (raters, parts) marks parts that do not apply and leave the weights altogether.
    """
    present = ~np.isnan(figures)
    held = present @ weights
    applicable = weights.sum(axis=0) if excluded is None else (~excluded) @ weights
    enough = (held > 0) & (held >= (minimum_coverage - TOLERANCE) * applicable)
    return safe_divide(np.nan_to_num(figures) @ weights, held, where=enough)


def safe_divide(dividend: Matrix, divisor: Matrix, where: npt.NDArray[np.bool_]) -> Matrix:
    """Quotients of two matrices of one shape where asked for, NaN elsewhere."""
    quotient = np.full(divisor.shape, np.nan)
    np.divide(dividend, divisor, out=quotient, where=where)
    return quotient


def item_weights(questionnaire: Questionnaire, compared_only: bool = False) -> Matrix:
    """Weights of items in dimensions, shape (items, dimensions), 0 where an item does not belong."""
    place = {dimension.id: column for column, dimension in enumerate(questionnaire.dimensions)}
    weights = np.zeros((len(questionnaire.scored_items), len(place)))
    for row, item in enumerate(questionnaire.scored_items):
        if item.compare or not compared_only:
            weights[row, place[questionnaire.dimension_of[item.id].id]] = item.weight
    return weights


def dimension_weights(questionnaire: Questionnaire) -> Matrix:
    """Weights of dimensions in disciplines, shape (dimensions, disciplines), 0 where a dimension does not belong."""
    weights = np.zeros((len(questionnaire.dimensions), len(questionnaire.disciplines)))
    for row, dimension in enumerate(questionnaire.dimensions):
        weights[row, questionnaire.disciplines.index(dimension.discipline)] = dimension.weight
    return weights


def spread(figures: npt.NDArray[np.float64]) -> Spread:
    """The spread of one figure over the raters who have it; `figures` is (raters,) with NaN for none."""
    present = figures[~np.isnan(figures)]
    if present.size == 0:
        return Spread(0, None, None, None, None)
    sd = float(present.std(ddof=1)) if present.size > 1 else None
    return Spread(int(present.size), float(present.mean()), sd, float(present.min()), float(present.max()))


def below(figure: float, limit: float) -> bool:
    """Less than a limit by more than rounding, so that a figure that is equal by hand is equal here."""
    return figure < limit and not math.isclose(figure, limit, rel_tol=1e-12, abs_tol=TOLERANCE)
