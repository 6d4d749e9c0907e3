"""Protected scorecards show whole points that agree with their verdicts, firmness and advice (METHOD 11-14)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from examples import CI, dimension, item, measured, points, questionnaire, rule, scored
from generated import Case, cases, examples_of
from hypothesis import given

from assess.core.parity import firmness, verdict
from assess.core.questionnaire import Kind, Questionnaire, Verdict
from assess.core.recommendations import Because
from assess.core.rounded import nearest, rounded
from assess.core.scorecard import Scorecard, scorecard
from assess.core.standing import Standing
from assess.exports.scorecard_json import as_mapping


def one_dimension(*rules: dict[str, Any], **parity: Any) -> Questionnaire:
    """One figure that is its own score, against a declared parity of 60 and a band of 5."""
    return questionnaire(points("speed"), parity={"declared": {str(CI): 60}, **parity}, recommendations=list(rules))


def shown(of: Questionnaire, *figures: float) -> Scorecard:
    lines = (f"r{place} us {of.items[0].id} {figure}" for place, figure in enumerate(figures))
    return rounded(of, scored(of, *lines))


@pytest.mark.parametrize(
    ("figure", "gap", "said"),
    [
        (54.7, -6, Verdict.LAGS),  # -5.3 lags by a band of 5; -5 would be at parity
        (55.0, -5, Verdict.AT_PARITY),  # METHOD 11: exactly the band is at parity
        (55.3, -5, Verdict.AT_PARITY),
        (60.4, 0, Verdict.AT_PARITY),
        (65.2, 6, Verdict.LEADS),
        (66.5, 6, Verdict.LEADS),
        (40.4, -20, Verdict.LAGS),
    ],
)
def test_a_gap_is_the_nearest_whole_point_with_its_verdict(figure: float, gap: float, said: Verdict) -> None:
    standing = shown(one_dimension(), figure, figure).dimensions[0]
    assert (standing.gap, standing.verdict) == (gap, said)


def test_a_band_below_half_a_point_still_parts_leading_from_parity() -> None:
    assert [shown(one_dimension(band=0.3), figure).dimensions[0].gap for figure in (60.4, 60.2, 59.6)] == [1, 0, -1]


def test_the_interval_stays_on_the_side_that_makes_the_verdict_firm() -> None:
    # Gaps -5.2 and -9: mean -7.1, sd 2.687; t(0.95, 1) = 6.314; half = 6.314 * 2.687 / sqrt 2 = 12.0: -19.1 to 4.9.
    standing = shown(one_dimension(), 54.8, 51.0).dimensions[0]
    assert (standing.interval, standing.sd, standing.gap_sd) == ((-19, 5), 3, 3)


def test_extremes_are_single_peoples_figures_and_are_not_shown() -> None:
    card = shown(one_dimension(), 10, 90)
    assert {(each.min, each.max) for each in (*card.dimensions, *card.disciplines)} == {(None, None)}


def test_a_condition_is_met_by_the_figure_shown() -> None:
    # 59.7 is below 60 (METHOD 14), so 59 is shown rather than 60; the gap of -0.3 stays 0.
    of = one_dimension(rule("faster", "speed", score_below=60))
    card = rounded(of, scored(of, "a us speed 59.7", "b us speed 59.7", lead=CI))
    (advice,) = card.recommendations
    assert advice.kind is Kind.EXTEND_LEAD
    assert (card.dimensions[0].score, advice.because) == (59, (Because("score_below", 60, 59),))


def test_priority_follows_from_the_gap_shown() -> None:
    # Exactly 21.6 / 2 = 10.8, by which the gap could be had again; shown 22 / 2 = 11.
    (advice,) = shown(one_dimension(rule("faster", "speed", effort=2, score_below=60)), 38.4, 38.4).recommendations
    assert advice.priority == 11


def test_means_of_items_are_rounded_to_tenths_on_the_side_of_their_limit() -> None:
    # 8 / 3 = 2.667 is below 2.7 and would be rounded to it.
    of = questionnaire(
        dimension("speed", "a"),
        parity={"declared": {str(CI): 90}},
        recommendations=[rule("faster", "speed", item_below={"a": 2.7})],
    )
    card = shown(of, 2, 3, 3)
    assert card.items[0].mean == 2.6
    assert card.recommendations[0].because == (Because("item_below", 2.7, 2.6, "a"),)
    assert card.recommendations[0].items[0].mean == 2.6


@pytest.mark.parametrize(
    ("top", "figure", "mean"), [(10, 3.14159, 3.1), (100, 31.4159, 31), (40_000, 12_345.6, 12_300)]
)
def test_means_of_measured_figures_are_rounded_to_a_hundredth_or_finer(
    top: float, figure: float, mean: float
) -> None:
    of = questionnaire(dimension("speed", measured("days", (0, 0), (top, 100))))
    assert shown(of, figure, figure).items[0].mean == mean


def test_parity_and_competitors_are_as_far_off_as_the_gap_says() -> None:
    # Own 1, 2, 2 on 1..5: mean 16.67; Acme 4, 4, 5: gap -66.67 (METHOD 6), so 17 - -67 = 84.
    of = questionnaire(dimension("speed", item("a", compare=True)))
    lines = [f"r{rater} {subject} a {value}" for rater, pair in enumerate(("14", "24", "25")) for subject, value in
             zip(("us", "Acme"), pair, strict=True)]  # fmt: skip
    card = rounded(of, scored(of, *lines))
    assert (card.dimensions[0].score, card.dimensions[0].gap, card.dimensions[0].parity) == (17, -67, 84)
    assert card.competitors[0].dimensions == card.competitors[0].disciplines == (84,)


def test_what_the_last_digits_of_a_sum_say_changes_nothing() -> None:
    assert nearest(52.5, 1) == nearest(52.5 + 1e-13, 1) == nearest(52.5 - 1e-13, 1)


# --- whatever is asked and answered ------------------------------------------------------------------------------


@examples_of(60)
@given(cases())
def test_whatever_is_shown_agrees_with_what_is_said(case: Case) -> None:
    exact = scorecard(case.questionnaire, case.responses, stated_lead=case.lead)
    card = rounded(case.questionnaire, exact)
    standings = (*card.disciplines, *card.dimensions)
    assert all(agrees(each, card.band) for each in standings)
    assert [each.verdict for each in standings] == [each.verdict for each in (*exact.disciplines, *exact.dimensions)]
    assert card.profile == exact.profile
    assert sorted(each.id for each in card.recommendations) == sorted(each.id for each in exact.recommendations)
    assert rounded(case.questionnaire, card) == card


def agrees(standing: Standing, band: float) -> bool:
    if standing.gap is None:
        return standing.verdict is None
    return verdict(standing.gap, band) is standing.verdict and (
        standing.interval is None or firmness(standing.interval, band) is standing.firmness
    )


@examples_of(30)
@given(cases())
def test_every_figure_of_the_json_is_whole(case: Case) -> None:
    """Scores, gaps, intervals and spreads; a declared parity is the questionnaire's own figure."""
    card = rounded(case.questionnaire, scorecard(case.questionnaire, case.responses))
    figures = as_mapping(replace(card, recommendations=()))
    for standing in (*figures["disciplines"], *figures["dimensions"]):
        ends = standing.pop("interval") or ()
        if standing["parity_source"] == "declared":
            standing.pop("parity")
        numbers = [*ends, *(figure for figure in standing.values() if isinstance(figure, float))]
        assert all(number == round(number) for number in numbers), standing
