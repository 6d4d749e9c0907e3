"""The advice of the shipped questionnaires: complete, and every piece of it is given to somebody (METHOD 14, 15).

1. Each dimension has advice to close a gap or extend a lead, advice for the lead alone, and advice to ease off.
2. Action, reason, first step, figure, horizon and source are there; no two rules of a dimension ask the same.
3. Every rule is listed by the scorecard in each of its kinds, and no list that METHOD 15 opens stays empty.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from assess.core.questionnaire import Discipline, Item, Kind, Questionnaire
from assess.core.responses import Responses
from assess.core.scorecard import Scorecard, scorecard

FIGURES = (
    "Share of",
    "Number of",
    "Average number of",
    "Hours",
    "Days",
    "Minutes",
    "Working days",
    "Faults per",
)
WORST, MIDDLE, BEST = 0, 2, 4
"""Heights: quarters of the way from the worst answer to the best, so a step is 25 points."""


# --- 1. and 2. what is written -----------------------------------------------------------------------------------


def kinds_by_dimension(questionnaire: Questionnaire) -> dict[str, Counter[tuple[Kind, ...]]]:
    return {
        each.id: Counter(rule.kinds for rule in questionnaire.recommendations if rule.dimension == each.id)
        for each in questionnaire.dimensions
    }


def test_each_dimension_has_advice_to_improve_to_extend_and_to_ease_off(questionnaire: Questionnaire) -> None:
    improve, extend, ease = (Kind.CLOSE_GAP, Kind.EXTEND_LEAD), (Kind.EXTEND_LEAD,), (Kind.EASE_OFF,)
    for kinds in kinds_by_dimension(questionnaire).values():
        assert set(kinds) == {improve, extend, ease}
        assert kinds[improve] >= 2


def test_no_two_rules_of_a_dimension_hold_under_the_same_conditions(questionnaire: Questionnaire) -> None:
    conditions = [(rule.dimension, rule.when.model_dump_json()) for rule in questionnaire.recommendations]
    assert not [each for each, count in Counter(conditions).items() if count > 1]


def test_no_action_is_advised_twice(questionnaire: Questionnaire) -> None:
    actions = [rule.action for rule in questionnaire.recommendations]
    assert len(actions) == len(set(actions))


def test_advice_is_complete_and_its_measure_is_a_figure(questionnaire: Questionnaire) -> None:
    for rule in questionnaire.recommendations:
        assert all((rule.why, rule.first_step, rule.measure, rule.horizon_days, rule.source)), rule.id
        assert rule.measure is not None
        assert rule.measure.startswith(FIGURES) or " per " in rule.measure or " share of " in rule.measure, rule.id


def test_the_horizon_leaves_room_for_the_effort(questionnaire: Questionnaire) -> None:
    """Effort runs from 1 (days) to 5 (a year): a year's work is not due in a quarter."""
    at_least = {1: 30, 2: 45, 3: 90, 4: 180, 5: 365}
    assert all((rule.horizon_days or 0) >= at_least[rule.effort] for rule in questionnaire.recommendations)


# --- 3. what is listed -------------------------------------------------------------------------------------------


def ladder(questionnaire: Questionnaire) -> np.ndarray:
    """The answer at each height, whichever way an item is keyed; shape (5, items)."""
    return np.array([[answer(questionnaire, item, height) for item in questionnaire.items] for height in range(5)])


def answer(questionnaire: Questionnaire, item: Item, height: int) -> float:
    upward = BEST - height if item.reverse else height
    if item.number is not None:
        figures, scores = zip(*sorted(item.number.points, key=lambda point: point[1]), strict=True)
        return float(np.interp(25 * upward, scores, figures))
    scale = questionnaire.scale_of(item)
    assert scale is not None and len(scale.values) == 5
    return scale.values[upward]


def sheets(questionnaire: Questionnaire, heights: np.ndarray) -> np.ndarray:
    """Answers at these heights, shape (raters, items)."""
    return ladder(questionnaire)[heights, np.arange(len(questionnaire.items))]


def rated(
    questionnaire: Questionnaire, lead: Discipline, us: np.ndarray, rival: np.ndarray | None = None
) -> Scorecard:
    """The result of raters' heights about us and, as far as items are compared, about one rival."""
    subjects = [sheets(questionnaire, us)]
    if rival is not None:
        compared = [item.compare for item in questionnaire.items]
        subjects.append(np.where(compared, sheets(questionnaire, rival), np.nan))
    values = np.stack(subjects, axis=1)
    raters = tuple(f"rater {number}" for number in range(len(us)))
    responses = Responses(raters, ("Rival",) * (len(subjects) - 1), values, np.zeros(values.shape, dtype=bool))
    return scorecard(questionnaire, responses, stated_lead=lead)


def alike(questionnaire: Questionnaire, height: int, raters: int = 1) -> np.ndarray:
    return np.full((raters, len(questionnaire.items)), height)


def a_shade_behind(questionnaire: Questionnaire, lead: Discipline) -> Scorecard:
    """One of ten raters puts the rival a level (25 points) ahead, nine see no difference: gap -2.5, parity."""
    rival = alike(questionnaire, MIDDLE, raters=10)
    rival[0] += 1
    return rated(questionnaire, lead, alike(questionnaire, MIDDLE, raters=10), rival)


def at_each_height(questionnaire: Questionnaire, lead: Discipline) -> list[Scorecard]:
    """Everything at one height, against the declared parity and against a rival at each height."""
    heights = [alike(questionnaire, height) for height in range(WORST, BEST + 1)]
    return [rated(questionnaire, lead, us, rival) for us in heights for rival in (None, *heights)]


def test_every_rule_is_listed_in_each_of_its_kinds(questionnaire: Questionnaire) -> None:
    """METHOD 14, 15: there are answers for which each rule fires, in every list that it may stand in."""
    results = [a_shade_behind(questionnaire, lead) for lead in Discipline]
    results += [result for lead in Discipline for result in at_each_height(questionnaire, lead)]
    listed = {(advice.id, advice.kind) for result in results for advice in result.recommendations}
    assert listed == {(rule.id, kind) for rule in questionnaire.recommendations for kind in rule.kinds}


def kind_due(gap: float | None, is_lead: bool) -> Kind | None:
    """The list that METHOD 15 opens for a discipline, worked out anew from gap and band."""
    assert gap is not None
    gap = round(gap, 9)  # a sum of quarters and thirds may miss 15 by a rounding
    if gap < -5:
        return Kind.CLOSE_GAP
    if is_lead:
        return Kind.EXTEND_LEAD if gap <= 5 else None
    return Kind.EASE_OFF if gap > 15 else None


@pytest.mark.parametrize("with_rival", [False, True])
def test_no_list_that_opens_stays_empty(questionnaire: Questionnaire, with_rival: bool) -> None:
    """METHOD 15: whoever lags, leads without leading yet, or leads beside the lead, is told what to do."""
    random, opened = np.random.default_rng(20), Counter[Kind]()
    for turn in range(90):
        lead, least = list(Discipline)[turn % 3], turn // 3 % 4
        us, rival = random.integers(least, 5, size=(2, 3, len(questionnaire.items)))
        result = rated(questionnaire, lead, us, rival if with_rival else None)
        given = {(advice.discipline, advice.kind) for advice in result.recommendations}
        kinds = {each.discipline: kind_due(each.gap, each.discipline is lead) for each in result.disciplines}
        due = {(name, kind) for name, kind in kinds.items() if kind is not None}
        assert given == due
        opened.update(kind for _, kind in due)
    assert opened[Kind.CLOSE_GAP] and opened[Kind.EXTEND_LEAD]
