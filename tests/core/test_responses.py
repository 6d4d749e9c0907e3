"""METHOD, Responses: answers checked against the questionnaire, and the one that counts of several rounds.

A value off the item's scale, an unknown item, the same answer twice: an error that names row and column; nothing is
scored in silence.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from answers import FROM_A_TO_B, HEADER, own, problem, problems, read
from examples import table

from assess.core.errors import ResponsesError
from assess.core.responses import responses_from_answers

# --- subjects and raters -----------------------------------------------------------------------------------------


def test_answers_about_a_competitor_on_an_item_without_compare_are_accepted() -> None:
    found = read(table("Ann us b 3", "Ann Acme b 5"))
    assert found.values[0].tolist()[1][1] == 5


def test_names_that_differ_in_capitals_are_two_raters_but_never_two_competitors() -> None:
    assert read(table("Ann us a 1", "ann us a 2")).raters == ("Ann", "ann")
    assert problem(table("Ann Acme a 1", "Ann ACME a 2")) == (
        "subject: 'ACME' and 'Acme' differ in capitals only. Write both alike, or rename one."
    )


def test_competitors_come_by_name() -> None:
    assert read(table("Ann Zeta a 1", "Ann Acme a 1", "Ann us a 1")).competitors == ("Acme", "Zeta")


# --- what is refused ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["inf", "-Infinity", "1e999", "1e16", "-123456789012345678901234567890"])
def test_a_figure_beyond_all_measure(value: str) -> None:
    words = problem(f"{HEADER}Ann,us,years,{value}\n")
    assert words.startswith("row 2, column value: '")
    assert words.endswith("is too large a figure. Correct it, or measure in a larger unit.")


def test_the_largest_figures_still_make_a_mean() -> None:
    assert own(read(f"{HEADER}Ann,us,years,1e15\nBob,us,years,-999999999999999\n"))["Ann"] == [None, None, 1e15]


@pytest.mark.parametrize("value", ["0", "6", "2.5", "-1", "1000000", "2.0000001"])
def test_a_value_off_the_scale(value: str) -> None:
    found = problem(f"{HEADER}Ann,us,a,{value}\n")
    assert found == f"row 2, column value: {value} is not on the scale of 'a'. Use one of 1, 2, 3, 4, 5."


def test_an_off_scale_value_about_a_competitor_is_one_too() -> None:
    assert problem(table("Ann Acme b 9")).startswith("row 2, column value: 9 is not on the scale of 'b'.")


def test_unknown_items_and_nameless_raters() -> None:
    assert problems(f"{HEADER}Ann,us,zz,1\n,us,a,1\n ,us,b,1\nAnn,us,,1\n") == [
        "row 3, column respondent: is empty. Name the rater.",
        "row 4, column respondent: is empty. Name the rater.",
        "row 2, column item: 'zz' is no item of the questionnaire. Correct or remove it.",
        "row 5, column item: is no item of the questionnaire. Correct or remove it.",
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [("3", "3"), ("3", "4"), ("3", "dk"), ("dk", "3"), ("na", "na"), ("", "3"), ("3", "")],
)
def test_the_same_answer_twice_even_if_it_agrees(first: str, second: str) -> None:
    found = problem(f"{HEADER}Ann,us,a,{first}\nBob,us,a,1\n Ann,,a,{second}\n")
    assert found == (
        "row 4, column item: 'a' is already answered on row 2 by the same rater for the same subject. Remove one."
    )


def test_the_same_item_of_another_subject_rater_or_round_is_another_answer() -> None:
    read("respondent,subject,item,value,round\nAnn,us,a,1,1\nAnn,Acme,a,1,1\nBob,us,a,1,1\nAnn,us,a,1,2\n")


def test_all_problems_come_at_once_each_once() -> None:
    text = "respondent,round,a,b,years\n,x,9,zz,1\n"
    assert [line.split(":")[0] for line in problems(text)] == [
        "row 2, column b",
        "row 2, column round",
        "row 2, column respondent",
        "row 2, column a",
    ]


def test_no_more_problems_than_can_be_read() -> None:
    found = problems(HEADER + "Ann,us,zz,1\n" * 1000)
    assert len(found) == 51
    assert found[-1] == "there are more problems. Mend these first."


def test_long_cells_are_cut_in_messages() -> None:
    assert problem(f"{HEADER}Ann,us,{'z' * 1000},1\n") == (
        f"row 2, column item: '{'z' * 37}...' is no item of the questionnaire. Correct or remove it."
    )


def test_exchanged_columns_take_no_memory() -> None:
    """A subject a row would make a cube of 8,000 x 8,001 x 3 cells and more."""
    text = HEADER + "".join(f"{place},rater {place},a,1\n" for place in range(8_000))
    assert problem(text) == (
        "8,000 respondents and 8,001 subjects for 3 items are too many to score. "
        "Are the columns respondent and subject in each other's place?"
    )


# --- rounds ------------------------------------------------------------------------------------------------------


def rounds(*said: tuple[str, str]) -> list[float | None]:
    """Ann's answers on a and b after answers of item a in rounds, as (round, value)."""
    rows = "".join(f"Ann,a,{value},{number}\n" for number, value in said)
    return own(read(f"respondent,item,value,round\n{rows}Ann,b,1,1\n"))["Ann"][:2]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ([("1", "2"), ("2", "4")], 4),
        ([("2", "4"), ("1", "2")], 4),  # whatever the order of rows
        ([("", "2"), ("2", "4")], 4),  # no round is the first
        ([("10", "5"), ("9", "1")], 5),  # as numbers, not as text
        ([("1", "2"), ("2.0", "")], 2),  # a blank takes nothing back
        ([("1", "2"), ("2", "dk")], None),  # "do not know" does
    ],
)
def test_the_latest_round_in_which_a_rater_answered_counts(said: list[tuple[str, str]], value: float | None) -> None:
    """Item by item: b, asked in the first round only, stays."""
    assert rounds(*said) == [value, 1]


def test_na_in_a_later_round_counts_and_can_be_taken_back() -> None:
    text = "respondent,item,value,round\nAnn,a,2,1\nAnn,a,na,2\nAnn,b,na,1\nAnn,b,3,2\n"
    found = read(text)
    assert own(found) == {"Ann": [None, 3, None]}
    assert found.not_applicable[0, 0].tolist() == [True, False, False]


# --- stored answers ----------------------------------------------------------------------------------------------


def stored(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["respondent", "round", "subject", "item", "value", "state"])


def test_stored_answers_give_the_same_as_a_table() -> None:
    answers = stored(
        ("Bob", 1, "us", "a", 2.0, "answered"),
        ("Ann", 1, "us", "b", np.nan, "na"),
        ("Ann", 1, "Acme", "a", 4.0, "answered"),
        ("Ann", 1, "us", "years", np.nan, "dk"),
    )
    ours = responses_from_answers(answers, FROM_A_TO_B)
    theirs = read(table("Bob us a 2", "Ann us b na", "Ann Acme a 4", "Ann us years dk"))
    assert (ours.raters, ours.competitors) == (theirs.raters, theirs.competitors)
    assert np.array_equal(ours.values, theirs.values, equal_nan=True)
    assert np.array_equal(ours.not_applicable, theirs.not_applicable)


def test_competitors_keep_the_order_given_and_are_there_unrated() -> None:
    answers = stored(("Ann", 1, "Acme", "a", 4.0, "answered"), ("Ann", 1, "Bolt", "a", 4.0, "answered"))
    assert responses_from_answers(answers, FROM_A_TO_B, ("Zeta", "Bolt")).competitors == ("Zeta", "Bolt", "Acme")


def test_no_stored_answers_yet_are_no_fault() -> None:
    for empty in (stored(), stored(("Ann", 1, "us", "a", 1.0, "answered")).iloc[:0]):
        found = responses_from_answers(empty, FROM_A_TO_B, ("Acme",))
        assert (found.raters, found.competitors, found.values.shape) == ((), ("Acme",), (0, 2, 3))


def test_a_value_counts_only_where_the_state_says_so() -> None:
    answers = stored(("Ann", 1, "us", "a", 4.0, "na"), ("Ann", 1, "us", "b", 4.0, "dk"))
    found = responses_from_answers(answers, FROM_A_TO_B)
    assert own(found) == {"Ann": [None, None, None]}
    assert found.not_applicable[0, 0].tolist() == [True, False, False]


def test_stored_answers_are_checked_too() -> None:
    answers = stored(
        ("Ann", 1, "us", "a", 9.0, "answered"),
        ("Ann", 1, "us", "zz", 1.0, "answered"),
        (None, 1, "us", "b", 1.0, "answered"),
        ("Ann", 1, "us", "years", np.inf, "answered"),
        ("Ann", 1, None, "b", 1.0, "skipped"),
    )
    with pytest.raises(ResponsesError) as caught:
        responses_from_answers(answers, FROM_A_TO_B)
    assert [line.split(":")[0] for line in str(caught.value).split("\n")] == [
        "row 2, column respondent", "row 1, column item", "row 4, column state", "row 3, column value",
        "row 0, column value",
    ]  # fmt: skip
