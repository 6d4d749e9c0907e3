"""The shipped questionnaires: whole, balanced, anchored, in words that a front-line employee reads at once.

1. A file bears its questionnaire's id; dimensions have equal numbers of items, disciplines of dimensions.
2. Items that two questionnaires share by id are the same item, so that answers can be set side by side.
3. Each dimension compares an item, each discipline reverses one; nothing that falls is taken for a weakness.
4. Every item of a scale says what levels 1, 3 and 5 look like, every figure how it is counted; one idea an item.
5. Every source of advice is one that the domain names.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from assess.core.questionnaire import Discipline, Item, Level, Questionnaire
from assess.yaml_source import find, shipped, shipped_paths

ROOT = Path(__file__).resolve().parents[2]
FULL, PULSE = "value-disciplines", "pulse"
SOURCES = (
    "Depth over breadth",
    "Value and trust",
    "The relationship is worth more than the sale",
    "Data is not a relationship",
    "Intimacy at scale through content",
    "Treacy and Wiersema, value disciplines",
    "Published operational excellence scales",
    "Published product leadership scales",
    "Published customer intimacy scales",
    "Practice of this project",
)


@cache
def book(name: str) -> Questionnaire:
    return find(name).questionnaire


def items_of(questionnaire: Questionnaire, discipline: Discipline) -> list[Item]:
    return [item for dimension in questionnaire.dimensions_of(discipline) for item in dimension.items]


def rises(item: Item) -> bool:
    """Whether more is better."""
    if item.number is None:
        return not item.reverse
    return (item.number.points[0][1] < item.number.points[-1][1]) != item.reverse


# --- 1. the shape ------------------------------------------------------------------------------------------------


def test_a_file_bears_the_id_of_its_questionnaire() -> None:
    assert [each.questionnaire.id for each in shipped()] == list(shipped_paths())


def test_the_full_questionnaire_has_four_dimensions_of_three_items_in_each_discipline() -> None:
    assert Counter(each.discipline for each in book(FULL).dimensions) == dict.fromkeys(Discipline, 4)
    assert {len(each.items) for each in book(FULL).dimensions} == {3}
    assert book(FULL).minutes == 12


def test_the_pulse_has_nine_items_and_takes_three_minutes() -> None:
    assert Counter(each.discipline for each in book(PULSE).dimensions) == dict.fromkeys(Discipline, 1)
    assert {len(each.items) for each in book(PULSE).dimensions} == {3}
    assert book(PULSE).minutes == 3


def test_dimensions_and_disciplines_carry_equal_weight(questionnaire: Questionnaire) -> None:
    assert len({len(each.items) for each in questionnaire.dimensions}) == 1
    assert len(set(Counter(each.discipline for each in questionnaire.dimensions).values())) == 1


def test_parity_is_declared_alike_for_the_disciplines_covered(questionnaire: Questionnaire) -> None:
    assert questionnaire.parity.declared == dict.fromkeys(questionnaire.disciplines, 60)
    assert (questionnaire.parity.reference, questionnaire.parity.band) == ("mean", 5)


def test_minutes_are_honest(questionnaire: Questionnaire) -> None:
    """Ten to forty seconds an item, comparing with competitors included."""
    assert questionnaire.minutes is not None
    assert 10 <= 60 * questionnaire.minutes / len(questionnaire.items) <= 40


@pytest.mark.parametrize("name", shipped_paths())
def test_the_file_tells_editors_the_schema_and_people_that_it_is_not_validated(name: str) -> None:
    text = find(name).text
    assert text.splitlines()[0] == "# yaml-language-server: $schema=schema.json"
    assert "not a validated instrument" in text


def test_the_readme_says_how_many_items_and_minutes(questionnaire: Questionnaire) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [row] = [line for line in readme.splitlines() if line.startswith(f"| `{questionnaire.id}` |")]
    assert row.endswith(f"| {len(questionnaire.items)} | {questionnaire.minutes} |")


# --- 2. shared items ---------------------------------------------------------------------------------------------


def test_an_item_that_two_questionnaires_share_is_the_same_item() -> None:
    seen: dict[str, tuple[Questionnaire, Item]] = {}
    for questionnaire in (each.questionnaire for each in shipped()):
        for item in questionnaire.items:
            first, known = seen.setdefault(item.id, (questionnaire, item))
            assert item == known, f"{first.id} and {questionnaire.id}"
            assert questionnaire.scale_of(item) == first.scale_of(known)


def test_every_item_of_the_pulse_is_one_of_the_full_questionnaire() -> None:
    assert {item.id for item in book(PULSE).items} <= {item.id for item in book(FULL).items}


# --- 3. compared and reversed items ------------------------------------------------------------------------------


def test_each_dimension_compares_an_item(questionnaire: Questionnaire) -> None:
    assert all(any(item.compare for item in each.items) for each in questionnaire.dimensions)


def test_each_discipline_has_a_reversed_item(questionnaire: Questionnaire) -> None:
    for discipline in questionnaire.disciplines:
        assert any(item.reverse for item in items_of(questionnaire, discipline))


def test_no_rule_takes_a_low_answer_for_a_weakness_where_less_is_better(questionnaire: Questionnaire) -> None:
    named = [item_id for rule in questionnaire.recommendations for item_id in rule.when.item_below]
    assert all(rises(questionnaire.item(item_id)) for item_id in named)


def test_compared_wording_never_says_we(questionnaire: Questionnaire) -> None:
    ours = {"we", "our", "us", "ours", "you", "your"}
    for item in (each for each in questionnaire.items if each.compare):
        for text in (item.text, *item.anchors.values()):
            assert ours.isdisjoint(text.lower().replace(".", "").split()), text


# --- 4. wording --------------------------------------------------------------------------------------------------


def test_every_item_of_a_scale_says_what_levels_1_3_and_5_look_like(questionnaire: Questionnaire) -> None:
    assert all(tuple(item.anchors) == (1, 3, 5) for item in questionnaire.items if item.scale)


def test_every_figure_says_how_it_is_counted_and_its_points_run_one_way(questionnaire: Questionnaire) -> None:
    for item in (each for each in questionnaire.items if each.number):
        assert item.help, item.id
        assert item.number is not None
        steps = {after > before for (_, before), (_, after) in pairwise(item.number.points)}
        assert len(steps) == 1, item.id
        assert {score for _, score in item.number.points} >= {0, 100}, item.id


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
    assert {item.scale for item in questionnaire.items if item.scale} == set(questionnaire.scales)


# --- 5. what it stands on ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", SOURCES[:5])
@pytest.mark.parametrize("name", [FULL, "customer-intimacy"])
def test_advice_on_customer_intimacy_draws_on_each_of_the_five_sources(name: str, source: str) -> None:
    intimacy = {each.id for each in book(name).dimensions_of(Discipline.CUSTOMER_INTIMACY)}
    rules = [rule for rule in book(name).recommendations if rule.dimension in intimacy]
    assert any(source in (rule.source or "") for rule in rules)


def test_every_source_is_one_that_the_domain_names(questionnaire: Questionnaire) -> None:
    assert all((rule.source or "").startswith(SOURCES) for rule in questionnaire.recommendations)
