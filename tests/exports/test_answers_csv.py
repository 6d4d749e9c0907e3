"""The answers CSV: METHOD's long form, verbatim for our reader, inert in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.core.parsing import parse
from assess.core.questionnaire import Questionnaire
from assess.core.responses import responses_from_answers, responses_from_table
from assess.exports.answers_csv import COLUMNS, answers_csv, read_answers
from assess.exports.cells import inert, verbatim

HOSTILE = [
    *('=HYPERLINK("http://x.example","click")', "+1+1", "-2+3", "@SUM(A1)", "＝1+1", " =1+1", '"=1"'),
    *("\t=1+1", "\rtext", "\u202e=1", "\ufeff=1", "'=1", "''-1", "it's", "'quoted'"),
    *("fine; =1+1; fine", "first\n=1+1\n- bullet", "a\r\n@b", 'comma, quote " and ; semicolon'),
    *("<script>alert(1)</script>", '#eval("1")', "Ёлка Ωμέγα مرحبا 😀", "x" * 10_000, ""),
]


@pytest.fixture
def questionnaire() -> Questionnaire:
    levels = [{"value": value, "label": f"Level {value}"} for value in (-2, 0, 3)]
    dimension = {
        "id": "knowing",
        "discipline": "customer_intimacy",
        "title": "Knowing",
        "items": [
            {"id": "needs", "text": "?", "scale": "practice", "compare": True},
            {"id": "tenure", "text": "?", "number": {"unit": "years", "points": [[0, 0], [10, 100]]}},
        ],
    }
    parsed, problems = parse(
        {
            "id": "q",
            "version": "1",
            "title": "Q",
            "scales": {"practice": {"levels": levels}},
            "dimensions": [dimension],
        }
    )
    assert parsed, problems
    return parsed


def answers(*rows: tuple[object, ...]) -> pd.DataFrame:
    names = ["respondent", "round", "subject", "item", "value", "state", "role", "evidence", "comment"]
    kinds = {"round": "int64", "value": "float64"}
    return pd.DataFrame(rows, columns=names).astype({name: kinds.get(name, "str") for name in names})


def rows_of(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def test_one_row_an_answer_in_methods_columns() -> None:
    file = answers_csv(
        answers(
            ("r1", 1, "us", "needs", -2.0, "answered", "sales", "", "good"),
            ("r1", 2, "Acme", "needs", np.nan, "dk", "sales", "a report", ""),
            ("r2", 1, "us", "tenure", 2.75, "answered", "", "", ""),
            ("r2", 1, "us", "needs", np.nan, "na", "", "", ""),
        )
    )
    assert file.decode("utf-8-sig").splitlines() == [
        "respondent,subject,item,value,round,role,evidence,comment",
        "r1,us,needs,-2,1,sales,,good",
        "r1,Acme,needs,dk,2,sales,a report,",
        "r2,us,tenure,2.75,1,,,",
        "r2,us,needs,na,1,,,",
    ]


def test_no_answers_are_a_header_alone() -> None:
    assert answers_csv(answers()).decode("utf-8-sig") == ",".join(COLUMNS) + "\r\n"


def test_scoring_the_file_scores_the_answers(questionnaire: Questionnaire) -> None:
    stored = answers(
        ("=r", 1, "us", "needs", 3.0, "answered", "", "", "=1"),
        ("=r", 1, "-Acme", "needs", 0.0, "answered", "", "", "=2"),
        ("=r", 1, "us", "tenure", 0.1 + 0.2, "answered", "", "", ""),
        ("r2", 1, "us", "needs", np.nan, "na", "", "", ""),
    )
    read = responses_from_table(read_answers(answers_csv(stored).decode("utf-8-sig"), questionnaire), questionnaire)
    kept = responses_from_answers(stored, questionnaire)
    assert (read.raters, read.competitors) == (kept.raters, kept.competitors) == (("=r", "r2"), ("-Acme",))
    np.testing.assert_allclose(read.values, kept.values, rtol=1e-15)
    np.testing.assert_array_equal(read.not_applicable, kept.not_applicable)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_come_back_verbatim(text: str, questionnaire: Questionnaire) -> None:
    row = ("r1", 1, "us", "needs", 3.0, "answered", text, text, text)
    table = read_answers(answers_csv(answers(row)).decode("utf-8-sig"), questionnaire)
    assert [table[name].iloc[0] for name in ("role", "evidence", "comment")] == [text] * 3


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_begins_a_formula_wherever_the_list_separator_cuts(text: str, separator: str) -> None:
    """A spreadsheet whose list separator is another one cuts inside our quotes, and at line breaks."""
    row = (text or "r1", 1, text, "needs", -2.0, "answered", text, text, text)
    for cell in cells_as_cut_by(separator, answers_csv(answers(row)).decode("utf-8-sig")):
        assert cell == "-2" or not re.match(r"""[\s"\u202e\ufeff]*[=+\-@＝＋－＠]""", cell), cell


def cells_as_cut_by(separator: str, text: str) -> list[str]:
    if separator == ",":
        return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    return re.split(f"[{separator}\r\n]", text)


@pytest.mark.parametrize("text", ["plain", "it's", "'quoted'", "a = b", "5 - 3", "x@y.example", "", "a, -b", "'"])
def test_harmless_texts_stay_as_they_are(text: str) -> None:
    assert inert(text) == text == verbatim(text)


@given(
    st.text(
        alphabet=st.one_of(st.sampled_from("'\"=+-@;,\t\r\n ＝\u202ea"), st.characters(exclude_categories=["Cs"]))
    )
)
def test_inert_text_can_be_told_from_plain(text: str) -> None:
    assert verbatim(inert(text)) == text


@given(st.text(alphabet="'\"=+-@;,\t\r\n ab"))
def test_guarding_twice_is_undone_twice(text: str) -> None:
    assert verbatim(verbatim(inert(inert(text)))) == text


def test_points_and_words_come_back_and_no_word_is_a_formula() -> None:
    """METHOD, Responses: words are verbatim for a reader, and inert for a spreadsheet."""
    items = [
        {"id": "first", "text": "Which?", "scale": "two"},
        {"id": "split", "text": "Where?", "allocation": True},
        {"id": "words", "text": "What?", "free_text": True},
    ]
    dimension = {"id": "one", "discipline": "customer_intimacy", "title": "One", "items": items}
    levels = [{"value": 1, "label": "No"}, {"value": 3, "label": "Yes"}]
    book, _ = parse(
        {"id": "b", "version": "1", "title": "B", "scales": {"two": {"levels": levels}}, "dimensions": [dimension]}
    )
    assert book is not None
    stored = pd.DataFrame({
        "respondent": ["ann"] * 3, "round": [1] * 3, "subject": ["us"] * 3, "item": ["first", "split", "words"],
        "value": [3.0, float("nan"), float("nan")], "state": ["answered"] * 3, "text": ["", "50|30|20", "=1+1"],
    })  # fmt: skip
    written = answers_csv(stored).decode("utf-8-sig")
    assert ",50|30|20," in written and ",'=1+1," in written
    table = read_answers(written, book)
    assert list(table["value"]) == ["3", "50|30|20", "=1+1"]
    assert responses_from_table(table, book).points.tolist() == [[[50, 30, 20]]]
