"""METHOD 14-16: which rules fire, in which list and order, and why.

14. A rule fires for the dimension's group figures, all given conditions met; `item_below` takes the mean raw value.
15. Disciplines that lag first, by shortfall / effort; then the lead that does not lead yet; then what to ease off.
16. Each recommendation carries its trace: rule, conditions with figures, items behind them.
"""

from __future__ import annotations

from typing import Any

import pytest
from examples import CI, OE, PL, dimension, item, measured, points, questionnaire, rule, scored

from assess.core.questionnaire import Discipline
from assess.core.recommendations import Because
from assess.core.scorecard import Scorecard

PARITY = {"declared": dict.fromkeys(Discipline, 60)}


def fires(score: float | str, **when: Any) -> bool:
    """Whether a rule of these conditions fires for a lagging discipline of one dimension with this score."""
    asked = questionnaire(
        points("all", weight=0.01),
        points("rest", weight=1),
        parity=PARITY,
        recommendations=[rule("r", "all", **when)],
    )
    card = scored(asked, f"Ann us all {score}", "Ann us rest 0")
    assert card.disciplines[0].verdict == "lags"
    return bool(card.recommendations)


# --- rule 14 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("score", "when", "expected"),
    [
        (39.9, {"score_below": 40}, True),
        (40, {"score_below": 40}, False),
        (40, {"score_at_least": 40}, True),
        (39.9, {"score_at_least": 40}, False),
        (49.9, {"gap_below": -10}, True),
        (50, {"gap_below": -10}, False),
        (50, {"gap_at_least": -10}, True),
        (49.9, {"gap_at_least": -10}, False),
        (54.9, {"verdict": "lags"}, True),
        (55, {"verdict": "lags"}, False),
        (55, {"verdict": "at_parity"}, True),
        (65.1, {"verdict": "leads"}, True),
        (45, {"score_at_least": 40, "score_below": 50}, True),
        (39, {"score_at_least": 40, "score_below": 50}, False),
        (50, {"score_at_least": 40, "score_below": 50}, False),
        (45, {"score_below": 50, "verdict": "lags", "gap_at_least": -15}, True),
        (44, {"score_below": 50, "verdict": "lags", "gap_at_least": -15}, False),
        (45, {}, True),  # a rule without conditions holds always
    ],
)
def test_14_all_given_conditions_hold(score: float, when: dict[str, Any], expected: bool) -> None:
    assert fires(score, **when) == expected


@pytest.mark.parametrize(
    "when",
    [{"score_below": 100}, {"score_at_least": 0}, {"gap_below": 100}, {"gap_at_least": -100}, {"verdict": "lags"}],
)
def test_14_a_missing_figure_meets_no_condition(when: dict[str, Any]) -> None:
    assert not fires("dk", **when)


def test_14_rounding_meets_no_limit() -> None:
    """0.1 * 40 + 0.2 * 40 + 0.7 * 40 is 40, not below it."""
    weights = dict(zip("abc", (0.1, 0.2, 0.7), strict=True))
    items = [measured(name, (0, 0), (100, 100), weight=weight) for name, weight in weights.items()]
    for score in range(10, 60):
        asked = questionnaire(
            dimension("all", *items), parity=PARITY, recommendations=[rule("r", "all", score_below=score)]
        )
        assert not scored(asked, *(f"Ann us {name} {score}" for name in "abc")).recommendations


def low_item(*said: str, limit: float = 3, **more: Any) -> Scorecard:
    asked = questionnaire(
        dimension("all", item("a", **more), "b"),
        parity=PARITY,
        recommendations=[rule("r", "all", item_below={"a": limit})],
    )
    lines = [f"rater{place} us a {value}" for place, value in enumerate(said)]
    return scored(asked, *lines, *(f"rater{place} us b 1" for place in range(len(said))))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("2", "3"), True),  # mean 2.5
        (("2", "4"), False),  # mean 3, not below
        (("2", "dk", "na"), True),  # the mean of those who answered
        (("dk", "na"), False),  # nobody answered
    ],
)
def test_14_item_below_compares_the_mean_raw_value(said: tuple[str, ...], expected: bool) -> None:
    assert bool(low_item(*said).recommendations) == expected


def test_14_item_below_takes_raw_values_of_reversed_items_too() -> None:
    """Level 2 of a reversed item scores 75, and is below level 3 all the same."""
    assert low_item("2", reverse=True).recommendations


def test_14_item_below_takes_raw_values_of_measured_figures() -> None:
    asked = questionnaire(
        dimension("all", measured("tenure", (0, 0), (10, 50))),
        parity=PARITY,
        recommendations=[
            rule("short", "all", item_below={"tenure": 4}),
            rule("long", "all", item_below={"tenure": 3}),
        ],
    )
    card = scored(asked, "Ann us tenure 1", "Bob us tenure 6")
    assert [each.id for each in card.recommendations] == ["short"]
    assert card.recommendations[0].because == (Because("item_below", 4, 3.5, "tenure"),)


def test_14_competitors_answers_are_not_the_items_mean() -> None:
    asked = questionnaire(
        dimension("all", item("a", compare=True)), recommendations=[rule("r", "all", item_below={"a": 3})]
    )
    assert not scored(asked, "Ann us a 3", "Ann Acme a 1").recommendations
    assert scored(asked, "Ann us a 2", "Ann Acme a 5").recommendations


# --- rule 15 -----------------------------------------------------------------------------------------------------


def listed(*said: str, rules: list[dict[str, Any]] | None = None, lead: Discipline | None = None, band: float = 5):
    """Ids of the advice with their lists, for one dimension a discipline: scores of CI, OE and PL."""
    every = [rule(each.value, each.value) for each in Discipline] if rules is None else rules
    asked = questionnaire(
        *(points(each.value, each) for each in Discipline), parity=PARITY | {"band": band}, recommendations=every
    )
    lines = [f"Ann us {each.value} {value}" for each, value in zip(Discipline, said, strict=True)]
    return [(str(each.id), str(each.kind)) for each in scored(asked, *lines, lead=lead).recommendations]


def test_15_gaps_first_then_the_lead_then_what_to_ease_off() -> None:
    assert listed("90", "50", "62", lead=PL) == [(OE, "close_gap"), (PL, "extend_lead"), (CI, "ease_off")]


def test_15_a_stated_lead_that_lags_is_a_gap_to_close() -> None:
    assert listed("60", "50", "60", lead=OE) == [(OE, "close_gap")]


def test_15_without_a_stated_lead_the_highest_gap_is_the_lead() -> None:
    assert listed("60", "64", "61") == [(OE, "extend_lead")]


def test_15_a_lead_that_leads_gets_no_advice() -> None:
    assert listed("90", "60", "60") == []
    assert listed("90", "60", "60", lead=CI) == []


@pytest.mark.parametrize(("score", "expected"), [("75", []), ("75.1", [(PL, "ease_off")])])
def test_15_ease_off_beyond_three_bands(score: str, expected: list[tuple[str, str]]) -> None:
    """Three bands of 5 above 60 is 75."""
    assert listed("90", "60", score) == expected


def test_15_the_lead_itself_is_never_eased_off() -> None:
    assert listed("100", "60", "60", band=1) == []


def test_15_a_stated_lead_without_a_verdict_is_not_known_to_lead() -> None:
    assert listed("dk", "60", "60", lead=CI) == [(CI, "extend_lead")]


def test_15_a_stated_lead_that_the_questionnaire_does_not_cover_is_the_lead_all_the_same() -> None:
    asked = questionnaire(points("a", CI), parity=PARITY, recommendations=[rule("r", "a")])
    card = scored(asked, "Ann us a 90", lead=OE)
    assert [each.kind for each in card.recommendations] == ["ease_off"]


def test_15_kinds_limit_the_lists_in_which_a_rule_appears() -> None:
    rules = [
        rule("gap", CI, kinds=["close_gap"]),
        rule("gap-or-lead", CI, kinds=["close_gap", "extend_lead"]),
        rule("ease", CI, kinds=["ease_off"]),
        rule("any", CI),
    ]
    assert [name for name, _ in listed("50", "60", "60", rules=rules)] == ["any", "gap", "gap-or-lead"]
    assert [name for name, _ in listed("60", "60", "60", rules=rules, lead=CI)] == ["any", "gap-or-lead"]
    assert [name for name, _ in listed("90", "60", "60", rules=rules, lead=OE)] == ["any", "ease"]


def gaps_to_close(*rules: dict[str, Any]) -> list[tuple[str, float]]:
    """Advice with its priority for scores 30 and 50 of 60, weights 1 and 3: shortfalls 30 / 4 and 10 * 3 / 4."""
    asked = questionnaire(points("small"), points("big", weight=3), parity=PARITY, recommendations=list(rules))
    card = scored(asked, "Ann us small 30", "Ann us big 50")
    return [(each.id, each.priority) for each in card.recommendations]


def test_15_priority_is_shortfall_times_share_over_effort() -> None:
    """7.5 / 3 = 2.5 and 7.5 / 1."""
    assert gaps_to_close(rule("a", "small", effort=3), rule("b", "big", effort=1)) == [("b", 7.5), ("a", 2.5)]


def test_15_ties_go_by_id() -> None:
    assert gaps_to_close(rule("z", "small"), rule("m", "big"), rule("a", "small")) == [
        ("a", 7.5),
        ("m", 7.5),
        ("z", 7.5),
    ]


def test_15_ties_are_ties_whatever_rounding_adds() -> None:
    """Scores 59.3 and 58.6 with shares 2 / 3 and 1 / 3: both 1.4 / 3, in a computer a little apart."""
    asked = questionnaire(
        points("b", weight=0.2), points("a", weight=0.1), points("low", OE),
        parity=PARITY | {"band": 0}, recommendations=[rule("z", "b"), rule("y", "a")],
    )  # fmt: skip
    card = scored(asked, "Ann us b 59.3", "Ann us a 58.6", "Ann us low 0")
    assert card.recommendations[1].priority > card.recommendations[0].priority
    assert [each.id for each in card.recommendations] == ["y", "z"]


def test_15_a_dimension_above_parity_has_no_shortfall() -> None:
    asked = questionnaire(points("good"), points("bad"), parity=PARITY, recommendations=[rule("r", "good")])
    card = scored(asked, "Ann us good 80", "Ann us bad 0")
    assert [(each.id, each.kind, each.priority) for each in card.recommendations] == [("r", "close_gap", 0)]


def test_15_a_dimension_without_a_gap_has_no_shortfall() -> None:
    """The discipline lags by its own declared parity even where one dimension has no score."""
    asked = questionnaire(points("none"), points("bad"), parity=PARITY, recommendations=[rule("r", "none")])
    assert [each.priority for each in scored(asked, "Ann us bad 0").recommendations] == [0]


# --- rule 16 -----------------------------------------------------------------------------------------------------


def test_16_the_trace_has_rule_conditions_figures_items_and_answers() -> None:
    asked = questionnaire(
        dimension("close", "a", "b"),
        dimension("other", "c"),
        parity=PARITY,
        recommendations=[
            rule("r", "close", score_below=60, gap_below=-5, verdict="lags", item_below={"a": 3, "c": 5}, effort=2)
        ],
    )
    card = scored(asked, "Ann us a 2", "Ann us b 3", "Ann us c 4", "Bob us a 1", "Bob us b dk", "Bob us c 1")
    (advice,) = card.recommendations
    # a: (2 + 1) / 2; Ann (25 + 50) / 2 = 37.5, Bob 0 (half of the weight): 18.75; gap -41.25; share 1 / 2
    assert advice.rule.id == "r" and advice.dimension.id == "close" and advice.discipline is CI
    assert advice.because == (
        Because("score_below", 60, 18.75),
        Because("gap_below", -5, -41.25),
        Because("verdict", "lags", "lags"),
        Because("item_below", 3, 1.5, "a"),
        Because("item_below", 5, 2.5, "c"),
    )
    assert [(each.id, each.mean, each.n) for each in advice.items] == [("a", 1.5, 2), ("b", 3, 1), ("c", 2.5, 2)]
    assert advice.priority == 41.25 / 2 / 2
