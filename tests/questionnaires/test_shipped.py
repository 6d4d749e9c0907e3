"""The shipped questionnaires: whole, balanced, anchored, and every piece of their advice is given to somebody.

1. value-disciplines: three disciplines, four dimensions each, three items each; pulse: one dimension each.
2. One compare item a dimension (full) or at least one (pulse); reverse keys in each discipline, never compared.
3. Every item says what levels 1, 3 and 5 look like; one idea an item, short enough for a phone.
4. Every rule is listed by the scorecard in each of its kinds, and no list that METHOD 15 opens stays empty.
5. DOMAIN's five sources of customer intimacy are found in items and advice.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
import pytest

from assess.core.questionnaire import Discipline, Item, Kind, Level, Questionnaire, Rule
from assess.core.responses import Responses
from assess.core.scorecard import Scorecard, scorecard
from assess.yaml_source import find, shipped_paths

FULL, PULSE = "value-disciplines", "pulse"
FIVE_SOURCES = (
    "Depth over breadth",
    "Value and trust",
    "The relationship is worth more than the sale",
    "Data is not a relationship",
    "Intimacy at scale through content",
)
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
WORST, MIDDLE, BEST = 0.0, 0.5, 1.0


@cache
def shipped(name: str) -> Questionnaire:
    return find(name).questionnaire


@pytest.fixture(params=[FULL, PULSE])
def questionnaire(request: pytest.FixtureRequest) -> Questionnaire:
    return shipped(request.param)


def items_of(questionnaire: Questionnaire, discipline: Discipline) -> list[Item]:
    return [item for dimension in questionnaire.dimensions_of(discipline) for item in dimension.items]


# --- 1. the shape ------------------------------------------------------------------------------------------------


def test_a_file_bears_the_id_of_its_questionnaire() -> None:
    assert {FULL, PULSE} <= set(shipped_paths())
    assert [shipped(name).id for name in (FULL, PULSE)] == [FULL, PULSE]


def test_the_full_questionnaire_has_four_dimensions_of_three_items_in_each_discipline() -> None:
    full = shipped(FULL)
    assert Counter(each.discipline for each in full.dimensions) == dict.fromkeys(Discipline, 4)
    assert {len(each.items) for each in full.dimensions} == {3}
    assert len(full.items) == 36
    assert full.minutes == 12


def test_the_pulse_has_nine_items_and_takes_three_minutes() -> None:
    pulse = shipped(PULSE)
    assert Counter(each.discipline for each in pulse.dimensions) == dict.fromkeys(Discipline, 1)
    assert {len(each.items) for each in pulse.dimensions} == {3}
    assert pulse.minutes == 3


def test_an_item_of_the_pulse_is_the_item_of_the_full_questionnaire() -> None:
    full, pulse = shipped(FULL), shipped(PULSE)
    for item in pulse.items:
        assert item == full.item(item.id)
        assert pulse.scale_of(item) == full.scale_of(full.item(item.id))


def test_parity_is_declared_alike_for_all_disciplines(questionnaire: Questionnaire) -> None:
    assert questionnaire.parity.declared == dict.fromkeys(Discipline, 60)
    assert (questionnaire.parity.reference, questionnaire.parity.band) == ("mean", 5)


@pytest.mark.parametrize("name", [FULL, PULSE])
def test_the_first_line_tells_editors_the_schema(name: str) -> None:
    assert find(name).text.splitlines()[0] == "# yaml-language-server: $schema=schema.json"


# --- 2. compared and reversed items ------------------------------------------------------------------------------


def test_each_dimension_compares_one_item(questionnaire: Questionnaire) -> None:
    assert [sum(item.compare for item in each.items) for each in questionnaire.dimensions] == [
        1 for _ in questionnaire.dimensions
    ]


def test_each_discipline_has_a_reversed_item_and_compares_none_of_them(questionnaire: Questionnaire) -> None:
    for discipline in Discipline:
        assert any(item.reverse for item in items_of(questionnaire, discipline))
    assert not any(item.reverse and item.compare for item in questionnaire.items)


def test_no_rule_takes_a_low_level_of_a_reversed_item_for_a_weakness(questionnaire: Questionnaire) -> None:
    named = [item_id for rule in questionnaire.recommendations for item_id in rule.when.item_below]
    assert not any(questionnaire.item(item_id).reverse for item_id in named)


def test_compared_wording_never_says_we(questionnaire: Questionnaire) -> None:
    ours = {"we", "our", "us", "ours", "you", "your"}
    for item in (each for each in questionnaire.items if each.compare):
        for text in (item.text, *item.anchors.values()):
            assert ours.isdisjoint(text.lower().replace(".", "").split()), text


# --- 3. wording --------------------------------------------------------------------------------------------------


def test_every_item_says_what_levels_1_3_and_5_look_like(questionnaire: Questionnaire) -> None:
    assert all(tuple(item.anchors) == (1, 3, 5) for item in questionnaire.items)


def test_items_are_short_and_join_no_two_ideas(questionnaire: Questionnaire) -> None:
    for item in questionnaire.items:
        words = item.text.split()
        assert len(words) < 20, item.id
        assert {"and", "or"}.isdisjoint(words), item.id
        assert all(len(text.split()) <= 18 for text in item.anchors.values()), item.id


def test_titles_fit_a_radar_axis_and_labels_fit_a_phone(questionnaire: Questionnaire) -> None:
    levels: list[Level] = [level for scale in questionnaire.scales.values() for level in scale.levels]
    assert max(len(each.title) for each in questionnaire.dimensions) <= 24
    assert max(len(each.label) for each in levels) <= 14
    assert {item.scale for item in questionnaire.items} == set(questionnaire.scales)


# --- 4. advice ---------------------------------------------------------------------------------------------------


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


def test_advice_is_complete_and_its_measure_is_a_figure(questionnaire: Questionnaire) -> None:
    for rule in questionnaire.recommendations:
        assert all((rule.why, rule.first_step, rule.measure, rule.horizon_days, rule.source)), rule.id
        assert rule.measure is not None
        assert rule.measure.startswith(FIGURES) or " per " in rule.measure or " share of " in rule.measure, rule.id


def test_the_horizon_leaves_room_for_the_effort(questionnaire: Questionnaire) -> None:
    """Effort runs from 1 (days) to 5 (a year): a year's work is not due in a quarter."""
    at_least = {1: 30, 2: 45, 3: 90, 4: 180, 5: 365}
    assert all((rule.horizon_days or 0) >= at_least[rule.effort] for rule in questionnaire.recommendations)


def level(questionnaire: Questionnaire, item: Item, height: float) -> float:
    """The level that scores `height` (0 worst, 1 best) on this item, whichever way it is keyed."""
    scale = questionnaire.scale_of(item)
    assert scale is not None
    return scale.highest - height * 4 if item.reverse else scale.lowest + height * 4


def one_answer_sheet(questionnaire: Questionnaire, heights: dict[Discipline, float]) -> np.ndarray:
    """Everything about a discipline answered at one height; shape (items,)."""
    disciplines = [questionnaire.dimension_of[item.id].discipline for item in questionnaire.items]
    answers = zip(questionnaire.items, disciplines, strict=True)
    return np.array([level(questionnaire, item, heights[discipline]) for item, discipline in answers])


def responses(us: np.ndarray, competitor: np.ndarray | None = None) -> Responses:
    """Raters' sheets about us and, if given, about one competitor; each of shape (raters, items)."""
    subjects = [us] if competitor is None else [us, competitor]
    values = np.stack(subjects, axis=1)
    raters = tuple(f"rater {number}" for number in range(len(us)))
    return Responses(raters, ("Rival",) * (len(subjects) - 1), values, np.zeros(values.shape, dtype=bool))


def about_rival(questionnaire: Questionnaire, sheets: np.ndarray) -> np.ndarray:
    """The same answers about the rival, as far as the items are compared."""
    return np.where([item.compare for item in questionnaire.items], sheets, np.nan)


def all_worst(questionnaire: Questionnaire) -> Scorecard:
    """Every score is 0, 60 below the declared parity: everything lags."""
    sheet = one_answer_sheet(questionnaire, dict.fromkeys(Discipline, WORST))
    return scorecard(questionnaire, responses(sheet[None]))


def as_poor_as_the_rival(questionnaire: Questionnaire, lead: Discipline) -> Scorecard:
    """Every score is 0 and so is the rival's: gap 0, parity, so the lead is to be extended."""
    sheets = one_answer_sheet(questionnaire, dict.fromkeys(Discipline, WORST))[None]
    return scorecard(questionnaire, responses(sheets, about_rival(questionnaire, sheets)), stated_lead=lead)


def a_shade_behind_the_rival(questionnaire: Questionnaire, lead: Discipline) -> Scorecard:
    """One of ten raters puts the rival a level (25 points) ahead, nine see no difference: gap -2.5, parity."""
    sheets = np.tile(one_answer_sheet(questionnaire, dict.fromkeys(Discipline, MIDDLE)), (10, 1))
    rival = about_rival(questionnaire, sheets)
    rival[0] += 1  # compared items are not reversed: a level up is 25 points up
    return scorecard(questionnaire, responses(sheets, rival), stated_lead=lead)


def ahead_where_it_does_not_lead(questionnaire: Questionnaire, lead: Discipline) -> Scorecard:
    """The lead lags, the other two score 100 against a declared 60: 40 above parity, more than three bands of 5."""
    heights = {name: WORST if name is lead else BEST for name in Discipline}
    return scorecard(questionnaire, responses(one_answer_sheet(questionnaire, heights)[None]), stated_lead=lead)


def listed(results: list[Scorecard]) -> set[tuple[str, Kind]]:
    return {(advice.id, advice.kind) for result in results for advice in result.recommendations}


def test_every_rule_is_listed_in_each_of_its_kinds(questionnaire: Questionnaire) -> None:
    """METHOD 14, 15: there are answers for which each rule fires, in every list that it may stand in."""
    situations = (as_poor_as_the_rival, a_shade_behind_the_rival, ahead_where_it_does_not_lead)
    results = [situation(questionnaire, lead) for situation in situations for lead in Discipline]
    due = {(rule.id, kind) for rule in questionnaire.recommendations for kind in rule.kinds}
    assert listed([all_worst(questionnaire), *results]) == due


def kind_due(result: Scorecard, discipline: Discipline, lead: Discipline) -> Kind | None:
    """The list that METHOD 15 opens for a discipline, worked out anew from gap and band."""
    gap = next(each.gap for each in result.disciplines if each.discipline is discipline)
    assert gap is not None
    if gap < -5:
        return Kind.CLOSE_GAP
    if discipline is lead:
        return Kind.EXTEND_LEAD if gap <= 5 else None
    return Kind.EASE_OFF if gap > 15 else None


@pytest.mark.parametrize("with_rival", [False, True])
def test_no_list_that_opens_stays_empty(questionnaire: Questionnaire, with_rival: bool) -> None:
    """METHOD 15: whoever lags, leads without leading yet, or leads beside the lead, is told what to do."""
    random, opened = np.random.default_rng(20), Counter[Kind]()
    for turn in range(90):
        lead = list(Discipline)[turn % 3]
        sheets = random.integers(1, 6, size=(2, 3, len(questionnaire.items))).astype(float)
        rival = about_rival(questionnaire, sheets[1]) if with_rival else None
        result = scorecard(questionnaire, responses(sheets[0], rival), stated_lead=lead)
        given = {(advice.discipline, advice.kind) for advice in result.recommendations}
        due = {(name, kind) for name in Discipline if (kind := kind_due(result, name, lead)) is not None}
        assert given == due
        opened.update(kind for _, kind in due)
    assert opened[Kind.CLOSE_GAP] and opened[Kind.EXTEND_LEAD]


# --- 5. what it stands on ----------------------------------------------------------------------------------------


def sources(rules: tuple[Rule, ...]) -> str:
    return " | ".join(rule.source or "" for rule in rules)


@pytest.mark.parametrize("source", FIVE_SOURCES)
def test_advice_on_customer_intimacy_draws_on_each_of_the_five_sources(source: str) -> None:
    full = shipped(FULL)
    intimacy = {each.id for each in full.dimensions_of(Discipline.CUSTOMER_INTIMACY)}
    improving = [rule for rule in full.recommendations if rule.dimension in intimacy and Kind.CLOSE_GAP in rule.kinds]
    assert source in sources(tuple(improving))


def test_every_source_is_one_that_the_domain_names(questionnaire: Questionnaire) -> None:
    published = ("Published operational excellence scales", "Published product leadership scales")
    known = (*FIVE_SOURCES, "Treacy and Wiersema, value disciplines", *published)
    assert all((rule.source or "").startswith(known) for rule in questionnaire.recommendations)
