"""Alpha, item-rest correlations, floor and ceiling against pingouin, scipy and pandas (docs/method.md, Reliability).

1. Alpha is of the raters who answered every item, reverse keys turned; Feldt's interval comes with it.
2. The item-rest correlation is Pearson's with the sum of the dimension's other items.
3. Floor and ceiling are shares of all raters who answered the item.
4. What cannot be worked out is absent, never 0.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pingouin
import pytest
from examples import CI, OE, dimension, item, measured, questionnaire, responses
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from assess.core.questionnaire import Questionnaire
from assess.core.reliability import ReliabilityFigures, reliability

THREE = questionnaire(dimension("all", item("a"), item("b", reverse=True), item("c")))
"""Levels 1 to 5; b is keyed the other way."""


def of(asked: Questionnaire, rows: list[list[int | None]]) -> ReliabilityFigures:
    """The figures of answers, one row a rater; None is left blank."""
    names = [each.id for each in asked.items]
    cells = [["" if value is None else str(value) for value in row] for row in rows]
    lines = [f"rater{place:03d}," + ",".join(row) for place, row in enumerate(cells)]
    return reliability(asked, responses(asked, "\n".join([",".join(["respondent", *names]), *lines])))


def test_alpha_by_hand() -> None:
    """Turned scores: a 0 50 100, c 0 100 50; variances 2500 each, of the sums 0 150 150 7500: 2 (1 - 5000/7500)."""
    asked = questionnaire(dimension("all", item("a"), item("c", reverse=True)))
    (found,) = of(asked, [[1, 5], [3, 1], [5, 3], [5, None]]).dimensions
    assert (found.items, found.n) == (2, 3)
    assert found.alpha == pytest.approx(2 / 3, abs=1e-12)


def test_item_rest_floor_and_ceiling_by_hand() -> None:
    """r of (0 50 100) and (0 100 50) is 1/2; the fourth rater answered a only, and stands at its ceiling."""
    asked = questionnaire(dimension("all", item("a"), item("c", reverse=True)))
    first, second = of(asked, [[1, 5], [3, 1], [5, 3], [5, None]]).items
    assert (first.id, first.n, first.floor, first.ceiling, first.rest_n) == ("a", 4, 0.25, 0.5, 3)
    assert (second.id, second.n, second.floor, second.ceiling) == ("c", 3, pytest.approx(1 / 3), pytest.approx(1 / 3))
    assert first.item_rest == second.item_rest == pytest.approx(0.5, abs=1e-12)


ANSWERS = st.lists(
    st.lists(st.sampled_from([None, 1, 2, 3, 4, 5, 5]), min_size=3, max_size=3), min_size=1, max_size=40
)


@settings(max_examples=150, deadline=None)
@given(ANSWERS)
def test_any_answers_against_pingouin_scipy_and_pandas(rows: list[list[int | None]]) -> None:
    frame = pd.DataFrame(rows, columns=["a", "b", "c"], dtype=float)
    turned = frame.assign(b=6 - frame["b"]).dropna()
    assume(len(turned) > 2 and turned.sum(axis=1).nunique() > 1)
    found = of(THREE, rows)
    (together,) = found.dimensions
    alpha, interval = pingouin.cronbach_alpha(turned)
    assert together.n == len(turned)
    assert together.alpha == pytest.approx(alpha, abs=1e-9)
    if together.interval is not None:
        assert together.interval == pytest.approx(tuple(interval), abs=5.1e-4)  # pingouin rounds to three places
    for name, each in zip("abc", found.items, strict=True):
        rest = turned.drop(columns=name).sum(axis=1)
        if turned[name].nunique() > 1 and rest.nunique() > 1:
            assert each.item_rest == pytest.approx(stats.pearsonr(turned[name], rest).statistic, abs=1e-9)
            assert each.item_rest == pytest.approx(turned[name].corr(rest), abs=1e-9)
        else:
            assert each.item_rest is None
        assert each.floor == pytest.approx((frame[name].dropna() == 1).mean(), abs=1e-12)
        assert each.ceiling == pytest.approx((frame[name].dropna() == 5).mean(), abs=1e-12)


def test_scales_of_different_length_and_figures_count_alike() -> None:
    """Alpha of scores 0..100: a level of five is 25 points, ten years are 100."""
    asked = questionnaire(dimension("all", item("a"), measured("years", (0, 0), (10, 100))))
    rows: list[list[int | None]] = [[1, 0], [2, 4], [4, 5], [5, 12]]
    (found,) = of(asked, rows).dimensions
    scores = pd.DataFrame({"a": [0, 25, 75, 100], "years": [0, 40, 50, 100]})
    assert found.alpha == pytest.approx(pingouin.cronbach_alpha(scores)[0], abs=1e-9)
    assert [each.ceiling for each in of(asked, rows).items] == [0.25, 0.25]


def test_a_discipline_is_all_of_its_items_over_raters_who_answered_all_of_them() -> None:
    asked = questionnaire(
        dimension("first", item("a"), item("b"), discipline=CI),
        dimension("second", item("c"), discipline=CI),
        dimension("third", item("d"), discipline=OE),
    )
    rows: list[list[int | None]] = [[1, 2, 1, 1], [3, 4, 5, 1], [5, 5, 4, None], [2, 2, None, 3]]
    found = of(asked, rows)
    scores = pd.DataFrame([row[:3] for row in rows[:3]], dtype=float)
    assert [(each.id, each.items, each.n) for each in found.disciplines] == [(CI, 3, 3), (OE, 1, 3)]
    assert found.disciplines[0].alpha == pytest.approx(pingouin.cronbach_alpha(scores)[0], abs=1e-9)
    assert [each.n for each in found.dimensions] == [4, 3, 3]


@pytest.mark.parametrize(
    "rows",
    [
        [[1, 2, 3]],
        [[None, 2, 3], [1, None, 3]],
        [[2, 4, 1], [2, 4, 1], [2, 4, 1]],
    ],
    ids=["one rater", "nobody answered all", "everybody alike"],
)
def test_what_cannot_be_worked_out_is_absent(rows: list[list[int | None]]) -> None:
    found = of(THREE, rows)
    assert [(each.alpha, each.interval) for each in (*found.dimensions, *found.disciplines)] == [(None, None)] * 2
    assert {each.item_rest for each in found.items} == {None}


def test_a_single_item_has_no_alpha_and_nobody_no_share() -> None:
    asked = questionnaire(dimension("all", item("a")), dimension("other", item("b")))
    found = of(asked, [[1, None], [5, None]])
    assert [each.alpha for each in found.dimensions] == [None, None]
    assert (found.items[1].n, found.items[1].floor, found.items[1].ceiling) == (0, None, None)


def test_perfect_agreement_of_items_is_an_alpha_of_one_without_width() -> None:
    (found,) = of(questionnaire(dimension("all", item("a"), item("b"))), [[1, 1], [3, 3], [5, 5]]).dimensions
    assert found.alpha == pytest.approx(1, abs=1e-12)
    assert np.isclose(1, found.alpha) and found.interval is None
