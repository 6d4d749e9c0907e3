"""The scorecard: what it is of, the items behind it, competitors' levels, what was missing."""

from __future__ import annotations

import math

import numpy as np
from examples import CI, METHODS_EXAMPLE, OE, dimension, item, parsed, points, questionnaire, responses, scored, table

from assess.core.parity import ProfileId
from assess.core.responses import Responses
from assess.core.scorecard import CompetitorLevels, QuestionnaireRef, scorecard
from assess.core.standing import ItemStanding


def test_it_says_what_it_is_of() -> None:
    asked = parsed(METHODS_EXAMPLE)
    card = scorecard(asked, responses(asked, table("Ann us tenure 3")), company="Ours", sha256="ab" * 32)
    assert card.questionnaire == QuestionnaireRef("value-disciplines", "1.0.0", "Value disciplines", "ab" * 32)
    assert (card.company, card.raters, card.band) == ("Ours", 1, 5)
    assert (card.dimensions[0].id, card.dimensions[0].title) == ("knowing", "Knowing the customer")
    assert (card.disciplines[0].id, card.disciplines[0].title) == (CI, "")


def test_items_have_the_mean_raw_value_of_the_company() -> None:
    asked = questionnaire(dimension("all", item("a", compare=True, reverse=True), "b"))
    card = scored(asked, "Ann us a 5", "Bob us a 2", "Ann Acme a 1", "Ann us b na", "Bob us b dk", "Eve us b 3")
    assert card.items == (
        ItemStanding("a", "all", mean=3.5, n=2, not_applicable=0, missing=1),
        ItemStanding("b", "all", mean=3, n=1, not_applicable=1, missing=1),
    )
    assert [each.id for each in card.missing] == ["a", "b"]


def test_nothing_is_missing_where_everything_is_answered_or_does_not_apply() -> None:
    assert scored(questionnaire(dimension("all", "a", "b")), "Ann us a 5", "Ann us b na").missing == ()


def test_each_competitor_stands_at_own_score_minus_the_gap_to_it() -> None:
    """Own 50. Ann's gaps: Acme -25, Zeta 50 at a; Bob's: Acme -50. Acme at 50 + 37.5; Zeta at 50 - 50."""
    asked = questionnaire(dimension("a", item("a", compare=True)), dimension("b", "b", weight=9))
    card = scored(asked, "Ann us a 3", "Ann Acme a 4", "Ann Zeta a 1", "Bob us a 3", "Bob Acme a 5", "Ann us b 3")
    assert card.competitors == (
        CompetitorLevels("Acme", 2, (87.5, None), (None,)),
        CompetitorLevels("Zeta", 1, (0, None), (None,)),
    )


def test_a_competitors_discipline_level_needs_the_coverage_of_rule_7() -> None:
    asked = questionnaire(dimension("a", item("a", compare=True)), dimension("b", "b"))
    card = scored(asked, "Ann us a 3", "Ann us b 5", "Ann Acme a 4")
    assert card.competitors == (CompetitorLevels("Acme", 1, (75, None), (100,)),)  # 75 - (-25)


def test_a_competitor_that_nobody_rated_has_no_level() -> None:
    asked = questionnaire(dimension("a", item("a", compare=True)))
    card = scored(asked, "Ann us a 3", "Ann Acme a dk")
    assert card.competitors == (CompetitorLevels("Acme", 0, (None,), (None,)),)


def test_one_competitor_is_the_parity() -> None:
    asked = questionnaire(dimension("a", item("a", compare=True)))
    card = scored(asked, "Ann us a 3", "Ann Acme a 4", "Bob us a 5", "Bob Acme a 2")
    assert card.competitors[0].dimensions[0] == card.dimensions[0].parity


def test_no_answers_yet_make_an_empty_scorecard() -> None:
    """A page shows an assessment from its first minute on."""
    asked = questionnaire(dimension("all", "a"), parity={"declared": {CI: 60}})
    none = Responses((), (), np.empty((0, 1, 1)), np.empty((0, 1, 1), dtype=np.bool_))
    card = scorecard(asked, none)
    assert (card.raters, card.dimensions[0].score, card.dimensions[0].parity) == (0, None, 60)
    assert card.profile.id is ProfileId.INCOMPLETE
    assert card.recommendations == ()


def test_the_stated_lead_goes_through_to_profile_and_advice() -> None:
    card = scored(questionnaire(points("all"), parity={"declared": {CI: 60}}), "Ann us all 90", lead=OE)
    assert (card.profile.stated_lead, card.profile.measured_lead, card.profile.mismatch) == (OE, CI, True)


def test_no_figure_is_ever_nan() -> None:
    asked = questionnaire(dimension("all", item("a", compare=True), "b"), dimension("more", "c"))
    card = scored(asked, "Ann us a na", "Ann Acme a 3", "Bob us b dk", "Bob us c 3")
    for each in (*card.dimensions, *card.disciplines):
        for name in ("score", "sd", "min", "max", "parity", "gap", "gap_sd"):
            figure = getattr(each, name)
            assert figure is None or math.isfinite(figure)


def test_the_same_answers_give_an_equal_scorecard() -> None:
    asked = parsed(METHODS_EXAMPLE)
    found = responses(asked, table("Ann us tenure 3", "Bob us knowing-needs 2", "Bob Acme knowing-needs 4"))
    assert scorecard(asked, found) == scorecard(asked, found)
