"""Points over the disciplines, words and items under conditions (docs/method.md, Points, words and conditions)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from examples import dimension, item, mapping, parsed
from hypothesis import given, settings
from hypothesis import strategies as st

from all_types import LONG_TEXT, loaded
from assess.core.allocation import points_of
from assess.core.conditions import dimensions_needed, hidden_items, never_asked
from assess.core.disclosure import Cell, Released, protected_scorecard
from assess.core.errors import ResponsesError
from assess.core.invented import RATERS, invented_answers
from assess.core.parsing import parse
from assess.core.questionnaire import Discipline
from assess.core.responses import Responses, read_table, responses_from_answers, responses_from_table
from assess.core.scorecard import Scorecard, scorecard
from assess.core.workshop import asked_of, plan_for

SPLIT = {"id": "split", "text": "Where should we lead?", "allocation": True}
WORDS = {"id": "words", "text": "What else?", "free_text": True}
DEEPER = item("deeper", show_if={"item_at_least": {"first": 3}})
DEEPEST = item("deepest", show_if={"item_below": {"deeper": 3}})
RAW = mapping(dimension("one", "first", "second", DEEPER, DEEPEST, SPLIT, WORDS))
BOOK = parsed(RAW)


def answers(text: str) -> Responses:
    return responses_from_table(read_table(text, BOOK), BOOK)


def faults(text: str) -> list[str]:
    with pytest.raises(ResponsesError) as caught:
        answers(text)
    return [str(problem) for problem in caught.value.problems]


# --- points and words --------------------------------------------------------------------------------------------


WIDE = 'respondent,first,split,words\nann,3,50|30|20,"Less, not more"\nbob,5,10|60|30,-1\ncay,5,dk,na\n'


def test_points_are_means_and_deviations_of_those_who_divided_them() -> None:
    """(50 + 10) / 2 = 30; sd of 50 and 10 is 40 / sqrt(2)."""
    (split,) = scorecard(BOOK, answers(WIDE)).allocations
    assert (split.id, split.n) == ("split", 2)
    assert [each.mean for each in split.disciplines] == [30, 45, 25]
    assert split.disciplines[0].sd == pytest.approx(40 / 2**0.5)
    assert [each.discipline for each in split.disciplines] == list(Discipline)


def test_one_person_has_no_deviation_and_nobody_no_mean() -> None:
    (split,) = scorecard(BOOK, answers("respondent,first,split\nann,3,50|30|20\n")).allocations
    assert (split.n, split.disciplines[0].mean, split.disciplines[0].sd) == (1, 50, None)
    (split,) = scorecard(BOOK, answers("respondent,first,split\nann,3,\n")).allocations
    assert (split.n, split.disciplines[0].mean) == (0, None)


def test_points_and_words_are_in_no_score() -> None:
    """METHOD 3: the same scores as without them."""
    plain = scorecard(BOOK, answers("respondent,first\nann,3\nbob,5\ncay,5\n"))
    assert replace(scorecard(BOOK, answers(WIDE)), allocations=()) == replace(plain, allocations=())
    assert [each.id for each in plain.items] == ["first", "second", "deeper", "deepest"]


def test_the_later_round_of_points_counts() -> None:
    long = "respondent,item,value,round\nann,split,50|30|20,1\nann,split,0|0|100,2\nann,first,4,1\n"
    assert answers(long).points.tolist() == [[[0, 0, 100]]]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("50|30", "divides points in 2, not in 3"),
        ("50|30|10|10", "divides points in 4, not in 3"),
        ("50|30|30", "adds up to 110, not to 100"),
        ("120|-30|10", "'-30' is no whole number from 0 to 100"),
        ("33.4|33.3|33.3", "'33.4' is no whole number"),
        ("all of them", "divides points in 1"),
    ],
)
def test_points_that_are_no_division_of_a_hundred_name_row_and_column(cell: str, words: str) -> None:
    (wide,) = faults(f"respondent,first,split\nann,3,{cell}\n")
    assert wide.startswith("row 2, column split: ") and words in wide and wide.endswith(".")
    (long,) = faults(f"respondent,item,value\nann,first,3\nann,split,{cell}\n")
    assert long.startswith("row 3, column value: ") and words in long


def test_points_about_a_competitor_are_refused() -> None:
    assert any("company only" in fault for fault in faults("respondent,first,split@Rival\nann,3,50|30|20\n"))


# --- conditions --------------------------------------------------------------------------------------------------


def test_a_hidden_item_does_not_apply_and_what_was_said_there_is_not_counted() -> None:
    """METHOD 2: ann's first is below 3, so deeper is hidden, and deepest because of it."""
    found = answers("respondent,first,second,deeper,deepest\nann,2,1,5,5\nbob,3,1,2,5\n")
    assert found.not_applicable[:, 0].tolist() == [[False, False, True, True], [False] * 4]
    assert np.isnan(found.values[0, 0, 2:]).all() and found.values[1, 0].tolist() == [3, 1, 2, 5]


@pytest.mark.parametrize("said", ["", "na", "dk"])
def test_without_a_level_a_condition_does_not_hold(said: str) -> None:
    found = answers(f"respondent,first,second,deeper\nann,{said},1,5\n")
    assert found.not_applicable[0, 0].tolist() == [said == "na", False, True, True]


FIRST = st.sampled_from(["", "na", "dk", "1", "2", "3", "4", "5"])
ROW = st.tuples(FIRST, FIRST, FIRST, FIRST)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=6))
def test_hiding_equals_answering_does_not_apply(rows: list[tuple[str, ...]]) -> None:
    """METHOD 2, against a questionnaire without conditions, where hidden items are answered `na` by hand."""
    free = parsed(mapping(dimension("one", "first", "second", "deeper", "deepest", SPLIT, WORDS)))
    names = ["first", "second", "deeper", "deepest"]
    written, said = ["respondent," + ",".join(names)], ["respondent," + ",".join(names)]
    for place, row in enumerate(rows):
        own = {name: float(each) for name, each in zip(names, row, strict=True) if each.isdigit()}
        hidden = hidden_items(BOOK, own)
        written.append(f"r{place}," + ",".join(row))
        said.append(f"r{place}," + ",".join("na" if n in hidden else e for n, e in zip(names, row, strict=True)))
    expected = responses_from_table(read_table("\n".join(said), free), free)
    assert scorecard(free, expected) == scorecard(BOOK, answers("\n".join(written)))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=8), st.randoms())
def test_means_add_up_to_a_hundred_in_any_order_of_rows(cuts: list[tuple[int, int]], chance: Any) -> None:
    rows = [f"r{n:02},3,{min(c)}|{max(c) - min(c)}|{100 - max(c)}" for n, c in enumerate(cuts)]
    (found,) = scorecard(BOOK, answers("\n".join(["respondent,first,split", *rows]))).allocations
    assert sum(each.mean or 0 for each in found.disciplines) == pytest.approx(100)
    chance.shuffle(rows)
    assert scorecard(BOOK, answers("\n".join(["respondent,first,split", *rows]))).allocations == (found,)


# --- dimensions that do not apply --------------------------------------------------------------------------------


LONG = loaded(LONG_TEXT).questionnaire


def long_card(rows: str) -> Scorecard:
    text = f"respondent,asked,acted,told,late\n{rows}"
    return scorecard(LONG, responses_from_table(read_table(text, LONG), LONG))


def test_who_is_asked_nothing_of_a_dimension_is_no_zero_in_it() -> None:
    """METHOD 2, 3: ann scores told 100 and late 100 - 0; nothing there applies to ben: the score is ann's alone."""
    card = long_card("ann,4,4,4,1\nben,1,,,\n")
    knowing, following, making = card.dimensions
    assert (knowing.score, knowing.n) == (50, 2)  # ann 100 by two of three items, ben 0 by one of two
    assert (following.score, following.n) == (100, 1)
    assert (making.score, making.n) == (None, 0)
    assert card.not_applicable == ()


def test_a_dimension_that_applies_to_nobody_is_none_and_is_told_from_one_left_open() -> None:
    card = long_card("ben,1,,,\ncay,dk,,,\n")
    assert [each.id for each in card.not_applicable] == ["operational_excellence", "following"]
    assert all(each.score is None and each.verdict is None and each.n == 0 for each in card.not_applicable)
    assert [each.id for each in card.missing] == ["asked", "years", "tried"]


# --- parts of a questionnaire ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dimensions", "never", "needed"),
    [
        (["knowing", "following", "making"], [], []),
        (["knowing"], [], []),
        (["following", "making"], ["told", "late"], ["knowing"]),
        (["making"], [], []),
    ],
)
def test_what_a_part_cannot_ask_and_what_it_needs(dimensions: list[str], never: list[str], needed: list[str]) -> None:
    """METHOD 2: a condition on what was not asked does not hold."""
    part = asked_of(LONG, plan_for(LONG, dimensions=dimensions))
    assert [each.id for each in never_asked(part)] == never
    assert [each.id for each in dimensions_needed(LONG, part)] == needed


def test_an_item_is_not_asked_either_because_of_one_that_is_not() -> None:
    """`c` looks at `b`, which looks at `a`: without `one` neither is asked, and with it both."""
    asked_b = item("b", show_if={"item_at_least": {"a": 3}})
    asked_c = item("c", show_if={"item_below": {"b": 3}})
    whole = parsed(mapping(dimension("one", "a"), dimension("two", asked_b), dimension("three", asked_c)))
    for chosen, never, needed in (
        (["two", "three"], ["b", "c"], ["one"]),
        (["three"], ["c"], ["one", "two"]),
        (["one", "three"], ["c"], ["two"]),
    ):
        part = asked_of(whole, plan_for(whole, dimensions=chosen))
        assert [each.id for each in never_asked(part)] == never
        assert [each.id for each in dimensions_needed(whole, part)] == needed


# --- invented answers --------------------------------------------------------------------------------------------


def test_invented_answers_divide_points_too() -> None:
    """Each a hundred in whole steps, and not all alike; a scorecard takes them as any others."""
    book = loaded().questionnaire
    found = invented_answers(book)
    texts = found.loc[found["item"] == "split", "text"]
    assert len(texts) == RATERS and texts.nunique() > 1
    assert all(sum(points_of(text)) == 100 and min(points_of(text)) >= 0 for text in texts)
    (split,) = scorecard(book, responses_from_answers(found, book)).allocations
    assert split.n == RATERS and sum(each.mean or 0 for each in split.disciplines) == pytest.approx(100)


# --- protected assessments ---------------------------------------------------------------------------------------


def test_protected_results_show_no_points_and_nothing_that_conditions_choose() -> None:
    """docs/anonymity.md, rule 4: who counts, and with which answers, follows from what was left open alone."""
    people = [f"p{n}" for n in range(6)]
    rows = [f"{who},{1 + n % 5},2,{5 - n % 5},3,50|30|20" for n, who in enumerate(people)]
    text = "\n".join(["respondent,first,second,deeper,deepest,split", *rows])
    without = "\n".join(["respondent,first,second", *(",".join(row.split(",")[:3]) for row in rows)])
    shown = Released((Cell("", tuple(people)),), frozenset(people))
    card = protected_scorecard(BOOK, answers(text), shown, 3)
    assert card.allocations == () and card.raters == 6 and card.dimensions[0].n == 6
    assert [each.mean is None for each in card.items] == [False, False, True, True]
    assert card == protected_scorecard(BOOK, answers(without), shown, 3)


# --- faults of questionnaires ------------------------------------------------------------------------------------


def show_if(**conditions: dict[str, float]) -> dict[str, Any]:
    return item("asked", show_if=conditions)


@pytest.mark.parametrize(
    ("items", "path", "words"),
    [
        (["first", show_if(item_below={"frist": 3})], "[1].show_if.item_below.frist", "Did you mean `first`?"),
        ([show_if(item_below={"last": 3}), "last"], "[0].show_if.item_below.last", "is not asked before this item"),
        ([show_if(item_below={"asked": 3})], "[0].show_if.item_below.asked", "is not asked before this item"),
        (["first", SPLIT, show_if(item_below={"split": 3})], "[2].show_if.item_below.split", "is no number"),
        (["first", WORDS, show_if(item_at_least={"words": 3})], "[2].show_if.item_at_least.words", "is no number"),
        (["first", show_if(item_below={"first": 1})], "[1].show_if.item_below.first", "never asked"),
        (["first", show_if(item_at_least={"first": 6})], "[1].show_if.item_at_least.first", "never asked"),
        (["first", show_if(item_below={"first": 6})], "[1].show_if.item_below.first", "says nothing"),
        (["first", show_if(item_at_least={"first": 1})], "[1].show_if.item_at_least.first", "says nothing"),
        (["first", show_if(item_at_least={"first": 3}, item_below={"first": 3})],
         "[1].show_if.item_at_least.first", "no answer is at least 3 and below 3"),
        (["first", show_if()], "[1].show_if", "names no item"),
        (["first", SPLIT | {"weight": 1}], "[1]", "`weight` is for items that are scored"),
        (["first", SPLIT | {"compare": True}], "[1]", "`compare` is for items"),
        (["first", WORDS | {"reverse": True}], "[1]", "`reverse` is for items"),
        (["first", WORDS | {"anchors": {1: "x"}}], "[1]", "`anchors` is for items"),
        (["first", WORDS | {"scale": "five"}], "[1]", "give exactly one of them"),
        ([SPLIT, WORDS], "", "no item is scored"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_remedy(items: list[Any], path: str, words: str) -> None:
    book, problems = parse(mapping(dimension("one", *items)))
    assert book is None
    assert [problem.path for problem in problems] == [f"dimensions[0].items{path}"]
    assert words in str(problems[0].text) and str(problems[0].text).endswith((".", "?"))


def test_advice_cannot_rest_on_points_or_words() -> None:
    rules = [{"id": "r", "dimension": "one", "when": {"item_below": {"split": 3}}, "action": "Do.", "effort": 1}]
    _, problems = parse(RAW | {"recommendations": rules})
    assert [problem.path for problem in problems] == ["recommendations[0].when.item_below.split"]
