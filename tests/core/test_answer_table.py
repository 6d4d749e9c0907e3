"""METHOD, Responses: from the text of a long or wide table to answers; every fault names its row and column.

A value is a level's value or a measured figure, `na`, or empty / `dk`. `subject` empty or `us` is the company. CSV in
UTF-8; a wide form (one row a respondent, one column an item, `item@Competitor` for a competitor) is read too.
"""

from __future__ import annotations

import numpy as np
import pytest
from answers import FROM_A_TO_B, HEADER, NO_NUMBER, own, problem, problems, read
from examples import dimension, questionnaire, table

from assess.core.responses import read_table, responses_from_table

NO_COLUMN = "is neither an item of the questionnaire nor a known column. Remove it."
NO_ITEM = "names no item. Give each its column, or the columns item and value to all together."


# --- the long form -----------------------------------------------------------------------------------------------


def test_a_long_table_has_one_row_an_answer() -> None:
    found = read(table("Bob us a 2", "Ann us a 5", "Ann us years 2.5", "Ann Acme a 4"))
    assert own(found) == {"Ann": [5, None, 2.5], "Bob": [2, None, None]}
    assert found.competitors == ("Acme",)
    assert found.values[:, 1].tolist()[0][0] == 4


@pytest.mark.parametrize("subject", ["", "us", "Us", "US", " us "])
def test_the_company_is_us_or_nothing(subject: str) -> None:
    found = read(f"{HEADER}Ann,{subject},a,3\n")
    assert (own(found), found.competitors) == ({"Ann": [3, None, None]}, ())


def test_the_column_subject_may_be_left_out() -> None:
    assert own(read("respondent,item,value\nAnn,a,3\n")) == {"Ann": [3, None, None]}


def test_columns_may_stand_in_any_order_and_others_go_along() -> None:
    text = 'comment,value,role,item,evidence,respondent,subject,round\n"Well, yes",4,sales,a,seen,Ann,us,1\n'
    assert own(read(text)) == {"Ann": [4, None, None]}


@pytest.mark.parametrize("value", ["na", "NA", "Na", " na "])
def test_na_is_marked_in_any_case(value: str) -> None:
    found = read(f"{HEADER}Ann,us,a,{value}\n")
    assert own(found) == {"Ann": [None, None, None]}
    assert found.not_applicable[0, 0].tolist() == [True, False, False]


@pytest.mark.parametrize("value", ["dk", "DK", "", "  "])
def test_dk_and_blank_are_missing(value: str) -> None:
    found = read(f"{HEADER}Ann,us,a,{value}\n")
    assert own(found) == {"Ann": [None, None, None]}
    assert not found.not_applicable.any()


@pytest.mark.parametrize(
    ("value", "figure"),
    [
        ("2", 2), ("2.0", 2), (" 2 ", 2), ("+2", 2), ("-1.5", -1.5), (".5", 0.5), ("5.", 5), ("1e1", 10),
        ("1E-2", 0.01), ("-0", 0),
    ],
)  # fmt: skip
def test_figures_are_read_as_written(value: str, figure: float) -> None:
    assert own(read(f"{HEADER}Ann,us,years,{value}\n")) == {"Ann": [None, None, figure]}


def test_blanks_around_names_are_no_part_of_them() -> None:
    found = read(f"{HEADER} Ann , Acme ,a, 4 \nAnn,Acme,years,2\nAnn,us, b ,1\n")
    assert (found.raters, found.competitors) == (("Ann",), ("Acme",))


# --- the wide form -----------------------------------------------------------------------------------------------


def test_a_wide_table_has_one_row_a_respondent() -> None:
    found = read("respondent,a,years,a@Acme,b@Acme\nBob,2,na,,5\nAnn,dk,7,4,\n")
    assert own(found) == {"Ann": [None, None, 7], "Bob": [2, None, None]}
    assert found.not_applicable[:, 0].tolist() == [[False] * 3, [False, False, True]]
    assert np.array_equal(found.values[:, 1, :2], [[4, np.nan], [np.nan, 5]], equal_nan=True)


def test_a_competitors_name_may_hold_any_character() -> None:
    text = 'respondent,"a@Bolt, Nut & @Sons; Ltd",a@ Zeta \nAnn,4,5\n'
    assert read(text).competitors == ("Bolt, Nut & @Sons; Ltd", "Zeta")


def test_a_wide_table_may_have_round_and_role() -> None:
    assert own(read("respondent,round,role,a\nAnn,1,sales,2\nAnn,2,sales,4\n")) == {"Ann": [4, None, None]}


def test_item_at_us_is_the_company() -> None:
    assert own(read("respondent,a@us\nAnn,2\n")) == {"Ann": [2, None, None]}


def test_faults_of_a_wide_table_name_its_own_columns() -> None:
    text = "respondent,a,b,a@Acme\nAnn,1,9,x\nBob,1,1,7\nAnn,2,,\n"
    assert problems(text) == [
        f"row 2, column a@Acme: 'x' {NO_NUMBER}",
        "row 2, column b: 9 is not on the scale of 'b'. Use one of 1, 2, 3, 4, 5.",
        "row 3, column a@Acme: 7 is not on the scale of 'a'. Use one of 1, 2, 3, 4, 5.",
        "row 4, column a: 'a' is already answered on row 2 by the same rater for the same subject. Remove one.",
        "row 4, column b: 'b' is already answered on row 2 by the same rater for the same subject. Remove one.",
        "row 4, column a@Acme: 'a' is already answered on row 2 by the same rater for the same subject. Remove one.",
    ]


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("respondent,a,zz", f"column 'zz': {NO_COLUMN}"),
        ("respondent,a,zz@Acme", f"column 'zz@Acme': {NO_COLUMN}"),
        ("respondent,a@", "column 'a@': names no competitor after the @. Name it."),
        ("respondent,a@ ", "column 'a@': names no competitor after the @. Name it."),
        ("respondent,a,a", "column 'a': stands twice in the header. Rename or remove one of them."),
        ("respondent", f"header: {NO_ITEM}"),
        ("respondent,round,role", f"header: {NO_ITEM}"),
        ("a,b", "header: there is no column 'respondent'. Add it; a long table needs respondent, item, value."),
    ],
)  # fmt: skip
def test_faults_of_a_wide_header(header: str, words: str) -> None:
    assert problem(f"{header}\n{header}\n") == words


def test_an_item_called_like_a_column_is_read_in_the_long_form_only() -> None:
    """In a wide table its answers would be lost in silence."""
    asked = questionnaire(dimension("all", "role", "a"))
    assert problem("respondent,role,a\nAnn,1,2\n", asked) == (
        "column 'role': is an item of the questionnaire too. Use the long form."
    )
    assert own(read(table("Ann us role 1"), asked)) == {"Ann": [1, None]}


# --- what spreadsheets write -------------------------------------------------------------------------------------

SAME = {"Ann": [3, None, 2.5], "Bob": [None, 4, None]}


@pytest.mark.parametrize(
    "text",
    [
        "respondent,item,value\nAnn,a,3\nAnn,years,2.5\nBob,b,4\n",
        "respondent;item;value\nAnn;a;3\nAnn;years;2.5\nBob;b;4\n",
        "respondent\titem\tvalue\nAnn\ta\t3\nAnn\tyears\t2.5\nBob\tb\t4\n",
        "respondent,item,value\r\nAnn,a,3\r\nAnn,years,2.5\r\nBob,b,4\r\n",
        "respondent,item,value\rAnn,a,3\rAnn,years,2.5\rBob,b,4",
        "\ufeffrespondent,item,value\nAnn,a,3\nAnn,years,2.5\nBob,b,4\n",
        '"respondent","item","value"\n"Ann","a","3"\n"Ann","years","2.5"\n"Bob","b","4"\n',
        '\ufeff"respondent","item","value"\n"Ann","a","3"\n"Ann","years","2.5"\n"Bob","b","4"\n',
        " respondent , item , value \n Ann , a , 3 \n Ann , years , 2.5 \n Bob , b , 4 \n",
        "respondent,item,value\n\nAnn,a,3\n,,\nAnn,years,2.5\n \n  ,\nBob,b,4\n\n\n",
        "respondent,item,value,,\nAnn,a,3,,\nAnn,years,2.5,,\nBob,b,4,,\n",
        "respondent,item,value\nAnn,a,3\nAnn,years,2.5\nBob,b,4",
        "respondent,item,value,comment\nAnn,a,3\nAnn,years,2.5,\"Two\nlines, one cell\"\nBob,b,4\n",
        "\ufeffrespondent,item,value\nAnn,a,3\nAnn,years,2.5\n\ufeffBob,b,4\n",
        "respondent,a,b,years\nAnn,3,,2.5\nBob,,4,\n",
        "respondent;a;b;years;a@Bolt, Nut\nAnn;3;;2.5\nBob;;4\n",
    ],
    ids=[
        "commas", "semicolons", "tabs", "CRLF", "CR", "BOM", "quotes", "BOM and quotes", "blanks", "blank rows",
        "nameless columns",
        "no last line break", "quoted line break and short rows", "BOM of a joined file", "wide", "wide, short rows",
    ],
)  # fmt: skip
def test_the_same_answers_however_the_file_is_written(text: str) -> None:
    assert own(read(text)) == SAME


def test_the_separator_is_the_first_in_the_header() -> None:
    assert read("respondent;a@Bolt, Nut\nAnn;3\n").competitors == ("Bolt, Nut",)
    assert read("respondent,a@Bolt; Nut\nAnn,3\n").competitors == ("Bolt; Nut",)


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    """Blank rows count; a line break between quotes begins no row."""
    text = f'{HEADER}\nAnn,us,a,1\n,,,\n"Bob\nthe Builder",us,a,1\nEve,us,a,9\n'
    assert problem(text) == "row 6, column value: 9 is not on the scale of 'a'. Use one of 1, 2, 3, 4, 5."


def test_the_table_is_given_as_typed_with_its_row_numbers() -> None:
    found = read_table(f"{HEADER}\n Ann ,us,a, NA \n", FROM_A_TO_B)
    assert found.index.tolist() == [3]
    assert found.iloc[0].tolist() == [" Ann ", "us", "a", " NA "]
    wide = read_table("respondent,a,a@Acme\nAnn,1,2\nBob,3,4\n", FROM_A_TO_B)
    assert wide.index.tolist() == [2, 2, 3, 3]
    assert wide[["respondent", "subject", "item", "value", "column"]].to_numpy().tolist() == [
        ["Ann", "", "a", "1", "a"],
        ["Ann", "Acme", "a", "2", "a@Acme"],
        ["Bob", "", "a", "3", "a"],
        ["Bob", "Acme", "a", "4", "a@Acme"],
    ]


# --- what is no table --------------------------------------------------------------------------------------------

FIVE_OF_FOUR = (
    "has 5 cells, but the header names 4 columns. "
    "Put a cell that holds ',' between quotation marks; write 3.5 rather than 3,5."
)
TWICE = "stands twice in the header. Rename or remove one of them."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the table is empty. Its first row names the columns."),
        (" \n\n \n", "the table is empty. Its first row names the columns."),
        ("\ufeff", "the table is empty. Its first row names the columns."),
        (f"\n{HEADER}Ann,us,a,1\n", "row 1: is blank. Remove the rows above the one that names the columns."),
        (f",,,\n{HEADER}Ann,us,a,1\n", "row 1: is blank. Remove the rows above the one that names the columns."),
        (f"{HEADER}Ann,us,a,1,2\n", f"row 2: {FIVE_OF_FOUR}"),
        (f"{HEADER}Ann,us,a,1,\n", f"row 2: {FIVE_OF_FOUR}"),
        (f"{HEADER}Ann,us,a,1\n\nBob,us,years,2,5\n", f"row 4: {FIVE_OF_FOUR}"),
        (f'{HEADER}"A\nnn",us,a,1\nBob,us,a,1,2\n', f"row 3: {FIVE_OF_FOUR}"),
        (HEADER + "Ann,us,a,\n" * 70_000 + "Bob,us,a,1,2\n", f"row 70002: {FIVE_OF_FOUR}"),
        (
            f'{HEADER}Ann,us,a,1\nBob,us,"a,1\nEve,us,a,1\n',
            "row 3: opens a quotation mark that is never closed. Close it, or write it twice.",
        ),
        (f"{HEADER}Ann,us,a,1\nBob\0,us,a,1\n", "line 3: holds a NUL character. Save the table as CSV in UTF-8."),
        (",".join(["respondent", *["a@x"] * 5_000]), "row 1: has 5,001 columns, more than 5,000. Use the long form."),
        ("respondent,item,value,\nAnn,a,1,2\n", "header: a column with cells has no name. Name or remove it."),
        ("respondent,item,value,item\nAnn,a,1,a\n", f"column 'item': {TWICE}"),
        ("respondent,item,value, item\nAnn,a,1,a\n", f"column 'item': {TWICE}"),
    ],
)
def test_what_is_no_table(text: str, words: str) -> None:
    assert problem(text) == words


def test_a_misnamed_column_is_told_with_those_that_are_known() -> None:
    known = "respondent, subject, item, value, round, role, evidence, comment"
    assert problems("respondent,item,score\nAnn,a,1\n") == [
        "header: there is no column 'value'. Add it; a long table needs respondent, item, value.",
        f"column 'score': is no column of a long table. Use {known}.",
    ]


def test_text_that_is_no_unicode_is_refused() -> None:
    assert "Save it as CSV in UTF-8." in problem(f"{HEADER}Ann\ud800,us,a,1\n")


@pytest.mark.parametrize(
    "text", [HEADER, HEADER.strip(), f"{HEADER}\n,,,\n", "respondent,a,b\n", "respondent,a,b\n,,\n"]
)
def test_a_table_without_answers_is_a_mistake_not_a_result(text: str) -> None:
    assert problem(text) == "there are no answers below the header. Add a row for each."


def test_a_rater_without_a_single_answer_is_a_result() -> None:
    """Somebody who was asked and knew nothing is a rater; rules 2 and 5 deal with them."""
    assert own(read("respondent,a,b\nAnn,,\n")) == {"Ann": [None, None, None]}


# --- what is no answer -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        "x",
        "Always",
        "1_000",
        "0x10",
        "True",
        "nan",
        "N/A",
        "?",
        "-",
        "1 000",
        "5 %",
        "1d5",
        "--1",
        "1e",
        "٣",
        "½",
        "=1+1",
    ],
)
def test_a_value_that_is_no_number(value: str) -> None:
    assert problem(f"{HEADER}Ann,us,years,{value}\n") == f"row 2, column value: '{value}' {NO_NUMBER}"


def test_a_decimal_comma_is_told_to_be_a_point() -> None:
    assert problem("respondent;item;value\nAnn;years;2,5\n") == f"row 2, column value: '2,5' {NO_NUMBER}"
    assert problem(f'{HEADER}Ann,us,years,"2,5"\n') == f"row 2, column value: '2,5' {NO_NUMBER}"


@pytest.mark.parametrize("number", ["0", "-1", "1.5", "x", "nan", "inf", "1e9", "first"])
def test_what_is_no_round(number: str) -> None:
    text = f"respondent,item,value,round\nAnn,a,1,{number}\nAnn,a,1,{number}\n"
    remedy = "is no round. Write 1, 2, 3 ... or nothing."
    assert problems(text) == [f"row {row}, column round: '{number}' {remedy}" for row in (2, 3)]


def test_a_table_may_be_changed_between_reading_and_scoring() -> None:
    """Exports guard names against spreadsheets; their reader undoes it on the table."""
    found = read_table(f"{HEADER}'=Ann,us,a,1\n", FROM_A_TO_B)
    found = found.assign(respondent=found["respondent"].str.removeprefix("'"))
    assert responses_from_table(found, FROM_A_TO_B).raters == ("=Ann",)
