"""METHOD 6-9: gaps to competitors, parity, and the declared parity where nobody rated a competitor.

6. Per rater and dimension: own minus competitor over the `compare` items answered for both; mean or best reference.
7. A rater's discipline gap: weighted mean of the dimension gaps, under the minimum coverage.
8. Group gap: mean over raters, n, sd; parity = group score - group gap.
9. Where no rater has a competitor gap, the declared parity serves; no source, no gap, no verdict.
"""

from __future__ import annotations

from typing import Any

import pytest
from examples import CI, OE, dimension, item, measured, questionnaire, scored

from assess.core.parity import Firmness, ParitySource
from assess.core.scorecard import Scorecard

COMPETITORS, DECLARED = ParitySource


def compared(*names: str, **more: Any) -> list[dict[str, Any]]:
    return [item(name, compare=True, **more) for name in names]


def gap_of(card: Scorecard) -> float | None:
    return card.dimensions[0].gap


# --- rule 6 ------------------------------------------------------------------------------------------------------


def test_6_the_gap_is_own_minus_competitor() -> None:
    card = scored(questionnaire(dimension("all", *compared("a"))), "Ann us a 2", "Ann Acme a 5")
    assert gap_of(card) == -75


def test_6_only_items_answered_for_both_are_compared() -> None:
    """Ann: b is not known of Acme, c not of us. Over a alone: 75 - 50; her score uses a and b: (75 + 25) / 2."""
    asked = questionnaire(dimension("all", *compared("a", "b", "c")))
    card = scored(asked, "Ann us a 4", "Ann us b 2", "Ann us c dk", "Ann Acme a 3", "Ann Acme b dk", "Ann Acme c 5")
    assert card.dimensions[0].score == 50
    assert gap_of(card) == 25
    assert card.dimensions[0].parity == 25  # rule 8: 50 - 25


@pytest.mark.parametrize("missing", ["na", "dk", ""])
def test_6_na_and_dk_share_nothing(missing: str) -> None:
    asked = questionnaire(dimension("all", *compared("a")))
    assert gap_of(scored(asked, "Ann us a 4", f"Ann Acme a {missing}")) is None
    assert gap_of(scored(asked, f"Ann us a {missing}", "Ann Acme a 4")) is None


def test_6_shared_items_keep_their_weights() -> None:
    asked = questionnaire(dimension("all", item("a", compare=True, weight=3), item("b", compare=True)))
    card = scored(asked, "Ann us a 5", "Ann us b 1", "Ann Acme a 3", "Ann Acme b 3")
    assert gap_of(card) == 25  # (3 * 50 - 1 * 50) / 4


def test_6_items_without_compare_count_nowhere_for_a_competitor() -> None:
    asked = questionnaire(dimension("all", *compared("a"), "b"))
    card = scored(asked, "Ann us a 3", "Ann us b 5", "Ann Acme a 3", "Ann Acme b 1")
    assert gap_of(card) == 0
    assert gap_of(scored(asked, "Ann us b 5", "Ann Acme b 1")) is None


def test_6_reverse_turns_both_sides() -> None:
    asked = questionnaire(dimension("all", *compared("complaints", reverse=True)))
    assert gap_of(scored(asked, "Ann us complaints 2", "Ann Acme complaints 4")) == 50  # 75 - 25


def test_6_measured_figures_are_compared_as_scores() -> None:
    asked = questionnaire(dimension("all", measured("tenure", (0, 0), (3, 40), (10, 100), compare=True)))
    assert gap_of(scored(asked, "Ann us tenure 3", "Ann Acme tenure 6.5")) == pytest.approx(-30, abs=1e-12)  # 40 - 70


TWO_COMPETITORS = (
    *("Ann us a 3", "Ann us b 5"),  # 50 and 100
    *("Ann Acme a 5", "Ann Acme b dk"),  # over a: 50 - 100 = -50
    *("Ann Zeta a 3", "Ann Zeta b 4"),  # over a and b: 75 - 62.5 = 12.5
)


@pytest.mark.parametrize(("reference", "gap"), [("mean", -18.75), ("best", -50)])
def test_6_each_competitor_over_its_own_shared_items_then_mean_or_best(reference: str, gap: float) -> None:
    asked = questionnaire(dimension("all", *compared("a", "b")), parity={"reference": reference})
    assert gap_of(scored(asked, *TWO_COMPETITORS)) == gap


@pytest.mark.parametrize(("reference", "gap"), [("mean", 0), ("best", -25)])
def test_6_the_reference_is_taken_rater_by_rater_over_those_the_rater_rated(reference: str, gap: float) -> None:
    """Ann rates both, gaps -25 and 25. Bob rates Zeta only, gap 0, and is one of two in the mean over raters."""
    asked = questionnaire(dimension("all", *compared("a")), parity={"reference": reference})
    ann = ("Ann us a 3", "Ann Acme a 4", "Ann Zeta a 2")
    assert gap_of(scored(asked, *ann)) == gap
    assert gap_of(scored(asked, *ann, "Bob us a 3", "Bob Zeta a 3")) == gap / 2


def test_6_no_coverage_is_asked_of_a_dimensions_gap() -> None:
    """One of five items is shared: too little for a score, enough for a gap (METHOD 6 names no coverage)."""
    asked = questionnaire(dimension("all", *compared("a", "b", "c", "d", "e")))
    card = scored(asked, "Ann us a 3", "Ann Acme a 4")
    group = card.dimensions[0]
    assert (group.score, group.gap, group.gap_n) == (None, -25, 1)
    assert (group.parity, group.parity_source) == (None, COMPETITORS)


# --- rule 7 ------------------------------------------------------------------------------------------------------


def test_7_a_discipline_gap_is_the_weighted_mean_of_the_dimensions() -> None:
    asked = questionnaire(dimension("a", *compared("a"), weight=3), dimension("b", *compared("b")))
    card = scored(asked, "Ann us a 3", "Ann Acme a 4", "Ann us b 5", "Ann Acme b 1")
    assert [each.gap for each in card.dimensions] == [-25, 100]
    assert card.disciplines[0].gap == 6.25  # (3 * -25 + 100) / 4


@pytest.mark.parametrize(("weights", "gap"), [((1, 1), -25), ((1, 1.1), None), ((3, 1), -25)])
def test_7_a_discipline_gap_needs_the_coverage_of_rule_4(weights: tuple[float, float], gap: float | None) -> None:
    """Only dimension a is compared; b counts against the coverage, compared or not."""
    asked = questionnaire(dimension("a", *compared("a"), weight=weights[0]), dimension("b", "b", weight=weights[1]))
    card = scored(asked, "Ann us a 3", "Ann Acme a 4", "Ann us b 3")
    assert card.disciplines[0].gap == gap


# --- rule 8 ------------------------------------------------------------------------------------------------------


def test_8_the_group_gap_has_n_and_sd_of_its_own() -> None:
    """Joe has a score and no gap. Scores 50, 50, 75: 175 / 3; gaps -25 and -50: -37.5, sd 25 / sqrt(2)."""
    asked = questionnaire(dimension("all", *compared("a")))
    card = scored(asked, "Ann us a 3", "Ann Acme a 4", "Bob us a 3", "Bob Acme a 5", "Joe us a 4")
    group = card.dimensions[0]
    assert (group.n, group.gap_n) == (3, 2)
    assert group.gap == -37.5
    assert group.gap_sd == pytest.approx(25 / 2**0.5, abs=1e-12)
    assert group.parity == pytest.approx(175 / 3 + 37.5, abs=1e-12)


def test_8_a_parity_beyond_100_is_not_clipped_in_the_figures() -> None:
    """Score (50 + 100) / 2 = 75 with b, which is not compared; gap 50 - 100 = -50: parity 125, for charts to clip."""
    asked = questionnaire(dimension("all", *compared("a"), "b"))
    assert scored(asked, "Ann us a 3", "Ann us b 5", "Ann Acme a 5").dimensions[0].parity == 125


# --- rule 9 ------------------------------------------------------------------------------------------------------


def test_9_without_competitors_the_declared_parity_serves() -> None:
    asked = questionnaire(dimension("all", "a"), parity={"declared": {CI: 60}})
    card = scored(asked, "Ann us a 3", "Bob us a 5")
    for group in (card.dimensions[0], card.disciplines[0]):
        assert (group.parity, group.parity_source) == (60, DECLARED)
        assert (group.gap, group.gap_n) == (15, 2)  # ((50 - 60) + (100 - 60)) / 2
        assert group.gap_sd == group.sd


def test_9_a_dimensions_own_parity_serves_for_the_dimension_only() -> None:
    asked = questionnaire(
        dimension("a", "a", parity=30), dimension("b", "b", parity=0), parity={"declared": {CI: 60}}
    )
    card = scored(asked, "Ann us a 3", "Ann us b 3")
    assert [(each.parity, each.gap) for each in card.dimensions] == [(30, 20), (0, 50)]
    assert (card.disciplines[0].parity, card.disciplines[0].gap) == (60, -10)


def test_9_a_dimensions_own_parity_makes_none_for_its_discipline() -> None:
    card = scored(questionnaire(dimension("a", "a", parity=30)), "Ann us a 3")
    assert card.dimensions[0].gap == 20
    discipline = card.disciplines[0]
    assert (discipline.parity, discipline.parity_source, discipline.gap, discipline.verdict) == (None,) * 4


def test_9_no_source_no_gap_no_verdict() -> None:
    group = scored(questionnaire(dimension("all", "a")), "Ann us a 3", "Bob us a 4").dimensions[0]
    assert group.score == 62.5
    assert (group.parity, group.parity_source, group.gap, group.gap_n, group.gap_sd) == (None, None, None, 0, None)
    assert (group.interval, group.verdict, group.firmness) == (None, None, None)


def test_9_one_rater_with_a_competitor_is_enough_to_leave_the_declared_parity() -> None:
    """Bob rated nobody: he has a score and no gap, and is not set against the declared parity."""
    asked = questionnaire(dimension("all", *compared("a")), parity={"declared": {CI: 60}})
    group = scored(asked, "Ann us a 3", "Ann Acme a 4", "Bob us a 5").dimensions[0]
    assert (group.parity_source, group.gap, group.gap_n) == (COMPETITORS, -25, 1)
    assert group.firmness is Firmness.SINGLE_RATER


def test_9_each_dimension_and_discipline_has_its_own_source() -> None:
    """a is compared, b is not; a alone is a quarter of the discipline's weight, so the discipline is declared."""
    asked = questionnaire(
        dimension("a", *compared("a")), dimension("b", "b", weight=3), parity={"declared": {CI: 60, OE: 40}}
    )
    card = scored(asked, "Ann us a 3", "Ann us b 5", "Ann Acme a 1")
    assert [(each.parity_source, each.gap) for each in card.dimensions] == [(COMPETITORS, 50), (DECLARED, 40)]
    assert (card.disciplines[0].parity_source, card.disciplines[0].gap) == (DECLARED, 27.5)  # 87.5 - 60


def test_9_a_declared_parity_is_shown_even_where_there_is_no_score() -> None:
    asked = questionnaire(dimension("all", "a"), parity={"declared": {CI: 60}})
    group = scored(asked, "Ann us a dk").dimensions[0]
    assert (group.parity, group.parity_source, group.gap, group.verdict) == (60, DECLARED, None, None)
