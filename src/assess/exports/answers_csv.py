"""Answers as CSV in METHOD's long form, for spreadsheets and for `assess score`, and the way back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import pandas as pd

from assess.core.questionnaire import Questionnaire
from assess.core.responses import ANSWERED, read_table
from assess.exports.cells import APOSTROPHE, inert, verbatim

COLUMNS = ("respondent", "subject", "item", "value", "round", "role", "evidence", "comment")
_TYPED = ("value",)
"""Cells of points and words, which may be guarded too."""
_TEXTS = ("respondent", "subject", "item", "role", "evidence", "comment")


def answers_csv(answers: pd.DataFrame) -> bytes:
    """The answers as UTF-8 CSV, one row an answer, in the order given (METHOD, Responses).

    `answers` has the columns respondent, round, subject, item, value (float), state (answered, na or dk) and may
    have role, evidence, comment, text, as the store gives them. A byte order mark lets spreadsheets see UTF-8. No
    text can act as a formula: `inert` guards it, and `read_answers` gives it back verbatim.
    """
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows(zip(*(_cells(answers, name) for name in COLUMNS), strict=True))
    return written.getvalue().encode("utf-8-sig")


def read_answers(text: str, questionnaire: Questionnaire) -> pd.DataFrame:
    """The table of a CSV text as `read_table` gives it, guarded cells verbatim again. Raises ResponsesError."""
    table = read_table(text, questionnaire)
    return table.assign(**{name: _verbatim(table[name]) for name in (*_TEXTS, *_TYPED) if name in table})


def _verbatim(column: pd.Series[str]) -> pd.Series[str]:
    if not column.str.contains(APOSTROPHE, regex=False).any():
        return column
    return pd.Series([verbatim(text) for text in column], index=column.index, dtype=column.dtype)


def _cells(answers: pd.DataFrame, name: str) -> Iterable[object]:
    if name == "value":
        texts = answers["text"] if "text" in answers else [""] * len(answers)
        return map(_value, answers["state"], answers["value"], texts)
    if name not in answers:
        return [""] * len(answers)
    return map(inert, answers[name]) if name in _TEXTS else answers[name]


def _value(state: str, value: float, text: str) -> str:
    """A figure in its shortest exact form, points or words; na and dk stand for themselves."""
    if text:
        return inert(text)
    return repr(float(value)).removesuffix(".0") if state == ANSWERED else state
