"""Invented answers to any questionnaire, so that its result can be looked at before anybody has answered.

The same questionnaire always gets the same answers. They follow from the ids alone and mean nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pandas as pd

from assess.core.allocation import ALL_POINTS, points_text
from assess.core.questionnaire import Dimension, Discipline, Item, Questionnaire
from assess.core.responses import ANSWERED, UNKNOWN, US

RATERS = 6
LOWEST, HIGHEST = 0.25, 0.8
"""Between these shares of the way from worst to best lie the companies."""
APART = 0.3
"""So far a rater or an item may be from that, on both sides together."""
UNKNOWN_SHARE = 0.04
POINTS_STEP = 5


def invented_answers(
    questionnaire: Questionnaire, competitors: Sequence[str] = (), raters: int = RATERS
) -> pd.DataFrame:
    """Answers as the store gives them: respondent, round, subject, item, value, state, text.

    One in 25 is "do not know". Nobody writes words: those of others are shown to nobody.
    """
    columns = ["respondent", "round", "subject", "item", "value", "state", "text"]
    return pd.DataFrame(list(_rows(questionnaire, competitors, raters)), columns=columns)


def _rows(
    questionnaire: Questionnaire, competitors: Sequence[str], raters: int
) -> Iterator[tuple[str, int, str, str, float, str, str]]:
    for rater in (f"r{number}" for number in range(1, raters + 1)):
        for dimension in questionnaire.dimensions:
            for item in dimension.scored_items:
                for subject in (US, *competitors) if item.compare else (US,):
                    value = _value(questionnaire, dimension, item, subject, rater)
                    state = UNKNOWN if value is None else ANSWERED
                    yield rater, 1, subject, item.id, float("nan") if value is None else value, state, ""
        for item in questionnaire.allocations:
            yield rater, 1, US, item.id, float("nan"), ANSWERED, _points(item, rater)


def _value(questionnaire: Questionnaire, dimension: Dimension, item: Item, subject: str, rater: str) -> float | None:
    """A level or figure near where the subject stands in this dimension, None for "do not know"."""
    if _share(item.id, subject, rater, "unknown") < UNKNOWN_SHARE:
        return None
    stands = LOWEST + (HIGHEST - LOWEST) * _share(dimension.id, subject)
    differs = _share(item.id, subject) + _share(rater, subject) + _share(item.id, subject, rater) - 1.5
    return _answer(questionnaire, item, min(1.0, max(0.0, stands + APART * differs)))


def _answer(questionnaire: Questionnaire, item: Item, share: float) -> float | None:
    """The answer that comes nearest to a share of the way from worst to best; None where the item is not scored."""
    wanted = 1 - share if item.reverse else share
    if scale := questionnaire.scale_of(item):
        return min(
            scale.values, key=lambda value: abs((value - scale.lowest) / (scale.highest - scale.lowest) - wanted)
        )
    if item.number is None:
        return None
    points = item.number.points
    between = [((left + right) / 2, (low + high) / 2) for (left, low), (right, high) in pairwise(points)]
    return min((*points, *between), key=lambda point: abs(point[1] / 100 - wanted))[0]


def _points(item: Item, rater: str) -> str:
    """A hundred points in steps of five, more for the disciplines that the room leans to; the last takes the rest."""
    leans = [_share(item.id, each) + _share(item.id, each, rater) for each in Discipline]
    steps = [round(ALL_POINTS / POINTS_STEP * lean / sum(leans)) for lean in leans[:-1]]
    given = [POINTS_STEP * each for each in steps]
    return points_text([*given, ALL_POINTS - sum(given)])


def _share(*names: str) -> float:
    """A number in 0..1 that follows from names, and from nothing else."""
    return int.from_bytes(hashlib.sha256("\0".join(names).encode()).digest()[:4]) / 2**32
