"""A scorecard in whole points, for protected modes: each figure still agrees with what is said beside it.

A gap of -5.3 whose verdict is "lags" beyond a band of 5 is shown as -6, not as -5, which would be at parity.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from assess.core.parity import ParitySource, verdict
from assess.core.questionnaire import Conditions, Item, Questionnaire
from assess.core.recommendations import EASE_OFF_BANDS, Standings, lead_of, recommendations
from assess.core.scorecard import Scorecard
from assess.core.scoring import below
from assess.core.standing import ItemStanding, Standing

LEVEL_STEP = 0.1
"""Means of levels are rounded to one decimal."""
STEPS_OF_A_MEASURE = 100
"""The mean of a measured figure is rounded to a power of ten, its range being at least so many steps."""

Side = Callable[[float], object]
"""On which side of some limits a figure lies."""


def rounded(questionnaire: Questionnaire, card: Scorecard) -> Scorecard:
    """The scorecard with scores, gaps and levels in whole points, means of items in tenths, no minimum nor maximum.

    Verdicts, firmness and profile are those of the exact figures (METHOD 10-13); advice rests on the rounded ones,
    which lie on the same side of each limit, so that the same rules fire.
    """
    band = questionnaire.parity.band
    limits = tuple(_Limits.of(band, _conditions(questionnaire, each.id)) for each in card.dimensions)
    bands = (_Limits(band),) * len(card.disciplines)
    dimensions = tuple(map(_standing, card.dimensions, limits))
    disciplines = tuple(map(_standing, card.disciplines, bands))
    items = tuple(
        _item(questionnaire, item, each) for item, each in zip(questionnaire.scored_items, card.items, strict=True)
    )
    standings = Standings(
        {each.discipline: each for each in disciplines},
        {each.id: each for each in dimensions},
        {each.id: each for each in items},
    )
    lead = lead_of({each.discipline: each for each in card.disciplines}, card.profile.stated_lead)
    competitors = (
        replace(
            each,
            dimensions=_levels(each.dimensions, card.dimensions, limits),
            disciplines=_levels(each.disciplines, card.disciplines, bands),
        )
        for each in card.competitors
    )
    return replace(
        card,
        disciplines=disciplines,
        dimensions=dimensions,
        items=items,
        competitors=tuple(competitors),
        recommendations=recommendations(questionnaire, standings, lead),
    )


def nearest(figure: float, step: float, *sides: Side) -> float:
    """The nearest multiple of a step that is on the figure's side of all limits; the first sides matter most.

    Where no neighbour is on all sides, the last one is given up, and so on. What another order of adding up changes
    in the last digits of a figure changes nothing here.
    """
    middle = round(round(figure / step, 6))
    points = sorted((_multiple(middle + each, step) for each in (0, -1, 1)), key=lambda point: _far(point, figure))
    return next(
        point
        for kept in range(len(sides), -1, -1)
        for point in points
        if all(side(point) == side(figure) for side in sides[:kept])
    )


def _far(point: float, figure: float) -> float:
    return round(abs(point - figure), 6)


def _multiple(count: int, step: float) -> float:
    return round(count * step, 12) + 0.0  # never -0.0


@dataclass(frozen=True)
class _Limits:
    """What the figures of one standing are held against: the band, and the conditions of its dimension's rules."""

    band: float
    score: tuple[float, ...] = ()
    gap: tuple[float, ...] = ()

    @classmethod
    def of(cls, band: float, conditions: Iterable[Conditions]) -> _Limits:
        found = list(conditions)
        score = [limit for when in found for limit in (when.score_below, when.score_at_least)]
        gap = [limit for when in found for limit in (when.gap_below, when.gap_at_least)]
        return cls(
            band,
            tuple(limit for limit in score if limit is not None),
            tuple(limit for limit in gap if limit is not None),
        )

    def of_score(self, score: float) -> object:
        return [below(score, limit) for limit in self.score]

    def of_gap(self, gap: float) -> object:
        return [below(gap, limit) for limit in self.gap]

    def of_verdict(self, gap: float) -> object:
        """Also at an end of the interval, which firmness rests on (METHOD 12)."""
        return verdict(gap, self.band)

    def of_easing_off(self, gap: float) -> object:
        return below(EASE_OFF_BANDS * self.band, gap)

    def shown_score(self, score: float | None) -> float | None:
        return _whole(score, self.of_score)

    def shown_gap(self, gap: float | None) -> float | None:
        return _whole(gap, self.of_verdict, self.of_gap, self.of_easing_off)


def _conditions(questionnaire: Questionnaire, dimension: str) -> Iterable[Conditions]:
    return (rule.when for rule in questionnaire.recommendations if rule.dimension == dimension)


def _standing(exact: Standing, limits: _Limits) -> Standing:
    score, gap, ends = limits.shown_score(exact.score), limits.shown_gap(exact.gap), exact.interval
    return replace(
        exact,
        score=score,
        sd=_whole(exact.sd),
        min=None,
        max=None,
        parity=_difference(score, gap) if exact.parity_source is ParitySource.COMPETITORS else exact.parity,
        gap=gap,
        gap_sd=_whole(exact.gap_sd),
        interval=ends and (nearest(ends[0], 1, limits.of_verdict), nearest(ends[1], 1, limits.of_verdict)),
    )


def _whole(figure: float | None, *sides: Side) -> float | None:
    return None if figure is None else nearest(figure, 1, *sides)


def _difference(score: float | None, gap: float | None) -> float | None:
    return None if score is None or gap is None else score - gap


def _levels(
    levels: Iterable[float | None], exact: Iterable[Standing], limits: Iterable[_Limits]
) -> tuple[float | None, ...]:
    """A competitor's levels: the rounded own score minus the rounded gap to this competitor, as parity is."""
    return tuple(
        _difference(limit.shown_score(each.score), limit.shown_gap(_difference(each.score, level)))
        for level, each, limit in zip(levels, exact, limits, strict=True)
    )


def _item(questionnaire: Questionnaire, item: Item, exact: ItemStanding) -> ItemStanding:
    conditions = (rule.when.item_below for rule in questionnaire.recommendations)
    limits = [when[item.id] for when in conditions if item.id in when]
    if exact.mean is None:
        return exact
    return replace(
        exact, mean=nearest(exact.mean, _step(item), lambda mean: [below(mean, limit) for limit in limits])
    )


def _step(item: Item) -> float:
    if item.number is None:
        return LEVEL_STEP
    figures = [figure for figure, _ in item.number.points]
    return float(10 ** math.floor(math.log10((figures[-1] - figures[0]) / STEPS_OF_A_MEASURE)))
