"""METHOD 1-5: scores of items, dimensions and disciplines, and of the group.

1. Item score: 100 (x - min) / (max - min), mirrored by `reverse`; a measured figure goes through its points.
2. `na` leaves the item out of the weights; `dk` and blank stay in them.
3. Dimension score: weighted mean of the answered items, from the minimum coverage on.
4. Discipline score: weighted mean of the dimension scores, from the minimum coverage on.
5. Group score: mean over the raters who have one, with n, sd (n-1), min and max.
"""

from __future__ import annotations

import numpy as np
import pytest
from examples import CI, OE, PL, dimension, item, measured, questionnaire, responses, scale, scored, table

from assess.core.scoring import dimension_scores, discipline_scores, item_scores

TENURE = ((0, 0), (3, 40), (10, 100))


def score_of(asked: dict, value: str, **more: object) -> float | None:
    """The score of one answer of one rater to one item, which makes the whole dimension."""
    card = scored(questionnaire(dimension("all", asked), **more), f"Ann us {asked['id']} {value}")
    return card.dimensions[0].score


# --- rule 1 ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "score"), [("1", 0), ("2", 25), ("3", 50), ("4", 75), ("5", 100)])
def test_1_a_level_lies_between_lowest_and_highest(value: str, score: float) -> None:
    assert score_of(item("speed"), value) == score


@pytest.mark.parametrize(("value", "score"), [("-2", 0), ("0", 40), ("3", 100)])
def test_1_levels_need_not_be_evenly_spaced(value: str, score: float) -> None:
    """The levels' values count, not their places: 0 lies 2 of 5 above -2."""
    assert score_of(item("speed", scale="uneven"), value, scales={"uneven": scale(-2, 0, 3)}) == score


@pytest.mark.parametrize(("value", "score"), [("1", 100), ("2", 75), ("3", 50), ("5", 0)])
def test_1_reverse_mirrors_a_level(value: str, score: float) -> None:
    assert score_of(item("complaints", reverse=True), value) == score


@pytest.mark.parametrize(
    ("value", "score"),
    [
        ("-1", 0),  # clamped below
        ("0", 0),
        ("1.5", 20),  # half of the way to (3, 40)
        ("3", 40),
        ("6.5", 70),  # half of the way from 40 to 100
        ("10", 100),
        ("40", 100),  # clamped above
    ],
)
def test_1_a_measured_figure_goes_through_its_points(value: str, score: float) -> None:
    assert score_of(measured("tenure", *TENURE), value) == pytest.approx(score, abs=1e-12)


def test_1_points_may_fall() -> None:
    """Days to deliver: 2 days score 100, 10 days 0, so 4 days 75."""
    assert score_of(measured("days", (2, 100), (10, 0)), "4") == 75


def test_1_reverse_mirrors_the_score_of_a_measured_figure() -> None:
    assert score_of(measured("tenure", *TENURE, reverse=True), "1.5") == pytest.approx(80, abs=1e-12)


def test_1_missing_answers_have_no_item_score() -> None:
    asked = questionnaire(dimension("all", "speed", measured("tenure", *TENURE)))
    scores = item_scores(asked, responses(asked, table("Ann us speed dk", "Ann us tenure na", "Bob us speed 2")))
    assert np.array_equal(scores[:, 0], [[np.nan, np.nan], [25, np.nan]], equal_nan=True)


# --- rules 2 and 3 -----------------------------------------------------------------------------------------------


def dimension_score(*said: str, weights: tuple[float, ...] = (1, 1, 1), coverage: float = 0.5) -> float | None:
    """Ann's score of a dimension of items a, b, c ...; `said` are her answers in this order, `-` for no row."""
    items = [item(name, weight=weight) for name, weight in zip("abcdef", weights, strict=False)]
    asked = questionnaire(dimension("all", *items), minimum_coverage=coverage)
    lines = [f"Ann us {name} {value}" for name, value in zip("abcdef", said, strict=False) if value != "-"]
    return scored(asked, *lines).dimensions[0].score


def test_3_a_dimension_is_the_weighted_mean_of_its_items() -> None:
    # (2 * 100 + 1 * 25 + 1 * 0) / 4
    assert dimension_score("5", "2", "1", weights=(2, 1, 1)) == 56.25


@pytest.mark.parametrize("missing", ["dk", "DK", "", "-"])
def test_2_missing_is_never_zero(missing: str) -> None:
    """Two of three items answered: their mean, (100 + 50) / 2."""
    assert dimension_score("5", "3", missing) == 75


@pytest.mark.parametrize("missing", ["dk", "", "-"])
def test_2_dk_and_blank_stay_in_the_weights_of_the_coverage(missing: str) -> None:
    """One of three items is a third of the weight, less than half."""
    assert dimension_score("5", missing, missing) is None


def test_2_na_leaves_the_weights_altogether() -> None:
    """One of two items that apply is half of the weight."""
    assert dimension_score("5", "na", "dk") == 100


def test_2_na_for_all_but_one_item() -> None:
    assert dimension_score("5", "na", "NA") == 100


def test_3_no_score_where_no_item_applies() -> None:
    assert dimension_score("na", "na", "na") is None


def test_3_no_score_where_what_applies_is_missing() -> None:
    assert dimension_score("na", "na", "dk") is None


@pytest.mark.parametrize(
    ("weights", "answered", "coverage", "has_score"),
    [
        ((1, 1), 1, 0.5, True),  # exactly half
        ((1, 1.01), 1, 0.5, False),  # a little less than half
        ((1, 2, 3), 2, 0.5, True),  # 1 + 2 of 6
        ((0.1, 0.2, 0.3), 2, 0.5, True),  # 0.1 + 0.2 of 0.6 is half, whatever a computer adds up
        ((0.1, 0.2, 0.300001), 2, 0.5, False),
        ((0.1, 0.7), 1, 0.125, True),
        ((1, 1, 1), 2, 0.66, True),
        ((1, 1, 1), 2, 0.67, False),
        ((1, 1, 1), 3, 1, True),
        ((1, 1, 1), 2, 1, False),
    ],
)
def test_3_the_minimum_coverage_is_reached_or_not(
    weights: tuple[float, ...], answered: int, coverage: float, has_score: bool
) -> None:
    said = ["3"] * answered + ["dk"] * (len(weights) - answered)
    assert (dimension_score(*said, weights=weights, coverage=coverage) is not None) == has_score


def test_3_perfect_answers_score_100_and_no_more() -> None:
    """0.1 * 100 + 0.2 * 100 + 0.3 * 100 over 0.6 rounds to 100.00000000000001 if left alone."""
    for weights in [(0.1, 0.1, 0.7), (0.1, 0.6, 0.2), (0.1, 0.7, 0.2)]:
        assert dimension_score("5", "5", "5", weights=weights) == pytest.approx(100, abs=1e-12)
        assert dimension_score("5", "5", "5", weights=weights) <= 100


def test_3_answers_about_competitors_are_no_part_of_the_score() -> None:
    asked = questionnaire(dimension("all", item("a", compare=True), "b"))
    card = scored(asked, "Ann us a 3", "Ann us b 5", "Ann Acme a 1", "Ann Acme b 1")
    assert card.dimensions[0].score == 75


# --- rule 4 ------------------------------------------------------------------------------------------------------


def three_dimensions(weights: tuple[float, ...], coverage: float = 0.5):
    dimensions = [dimension(name, item(name), weight=weight) for name, weight in zip("abc", weights, strict=True)]
    return questionnaire(*dimensions, minimum_coverage=coverage)


def test_4_a_discipline_is_the_weighted_mean_of_its_dimensions() -> None:
    card = scored(three_dimensions((1, 2, 1)), "Ann us a 1", "Ann us b 5", "Ann us c 3")
    assert card.disciplines[0].score == 62.5  # (0 + 2 * 100 + 50) / 4


def test_4_weights_of_items_do_not_reach_beyond_their_dimension() -> None:
    """Three items in one dimension weigh no more in the discipline than one in the other."""
    asked = questionnaire(dimension("many", "a", "b", item("c", weight=9)), dimension("one", "d"))
    card = scored(asked, "Ann us a 5", "Ann us b 5", "Ann us c 5", "Ann us d 1")
    assert card.disciplines[0].score == 50


def test_4_perfect_dimensions_score_100_and_no_more() -> None:
    for weights in [(0.1, 0.1, 0.7), (0.1, 0.6, 0.2), (0.1, 0.7, 0.2)]:
        score = scored(three_dimensions(weights), *(f"Ann us {name} 5" for name in "abc")).disciplines[0].score
        assert score == pytest.approx(100, abs=1e-12) and score <= 100


@pytest.mark.parametrize(
    ("weights", "coverage", "score"),
    [
        ((2, 1, 1), 0.5, 100),  # 2 of 4
        ((1, 1, 1), 0.5, None),  # 1 of 3
        ((0.3, 0.1, 0.2), 0.5, 100),  # 0.3 of 0.6
        ((1, 1, 2), 0.25, 100),
    ],
)
def test_4_dimensions_without_a_score_count_against_the_coverage(
    weights: tuple[float, ...], coverage: float, score: float | None
) -> None:
    card = scored(three_dimensions(weights, coverage), "Ann us a 5")
    assert card.disciplines[0].score == score


def test_4_a_dimension_that_does_not_apply_counts_against_the_coverage_too() -> None:
    """METHOD 4 knows no dimension that does not apply: one scored dimension of three is too little."""
    card = scored(three_dimensions((1, 1, 1)), "Ann us a 5", "Ann us b na", "Ann us c na")
    assert card.disciplines[0].score is None


def test_4_each_discipline_has_its_own_dimensions() -> None:
    asked = questionnaire(
        dimension("p", "a", discipline=PL), dimension("o", "b", discipline=OE), dimension("c", "c", discipline=CI)
    )
    card = scored(asked, "Ann us a 1", "Ann us b 3", "Ann us c 5")
    assert [(each.id, each.score) for each in card.disciplines] == [(CI, 100), (OE, 50), (PL, 0)]
    assert [each.id for each in card.dimensions] == ["p", "o", "c"]
    assert [each.id for each in card.dimensions_of(OE)] == ["o"]


# --- rule 5 ------------------------------------------------------------------------------------------------------


def test_5_the_group_has_mean_n_sd_min_and_max() -> None:
    card = scored(questionnaire(dimension("all", "a")), "Ann us a 1", "Bob us a 2", "Eve us a 5", "Joe us a dk")
    group = card.dimensions[0]
    # 0, 25, 100: mean 125 / 3; deviations -125/3, -50/3, 175/3; squares (15625 + 2500 + 30625) / 9 = 48750 / 9
    assert group.score == pytest.approx(125 / 3, abs=1e-12)
    assert group.n == 3 and card.raters == 4
    assert group.sd == pytest.approx((48750 / 9 / 2) ** 0.5, abs=1e-12)
    assert (group.min, group.max) == (0, 100)


def test_5_one_rater_has_no_deviation() -> None:
    group = scored(questionnaire(dimension("all", "a")), "Ann us a 4").dimensions[0]
    assert (group.score, group.n, group.sd, group.min, group.max) == (75, 1, None, 75, 75)


def test_5_without_a_score_nothing_is_shown_as_zero() -> None:
    group = scored(questionnaire(dimension("all", "a")), "Ann us a dk").dimensions[0]
    assert (group.score, group.n, group.sd, group.min, group.max) == (None, 0, None, None, None)


def test_5_the_group_is_the_mean_of_the_raters_scores_not_of_all_answers() -> None:
    """Ann answers one item, Bob two: each counts once, (100 + (0 + 0) / 2) / 2 = 50, not (100 + 0 + 0) / 3."""
    card = scored(questionnaire(dimension("all", "a", "b")), "Ann us a 5", "Bob us a 1", "Bob us b 1")
    assert card.dimensions[0].score == 50
    assert card.disciplines[0].score == 50


def test_5_a_discipline_is_the_mean_of_the_raters_own_not_of_the_groups_dimensions() -> None:
    """Ann scores a and b, Bob only a: disciplines (100 + 0) / 2 = 50 and 100, mean 75; the dimensions' mean is 50."""
    card = scored(questionnaire(dimension("a", "a"), dimension("b", "b")), "Ann us a 5", "Ann us b 1", "Bob us a 5")
    assert [each.score for each in card.dimensions] == [100, 0]
    assert card.disciplines[0].score == 75


def test_5_scores_of_each_rater_can_be_had() -> None:
    asked = questionnaire(dimension("a", "a"), dimension("b", "b"))
    of_dimensions = dimension_scores(asked, responses(asked, table("Bob us b 5", "Ann us a 1")))
    assert np.array_equal(of_dimensions, [[0, np.nan], [np.nan, 100]], equal_nan=True)
    assert np.array_equal(discipline_scores(asked, of_dimensions), [[0], [100]])
