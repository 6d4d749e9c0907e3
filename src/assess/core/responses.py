"""Answers of many raters: read from a long or wide table, checked against the questionnaire, held as one cube.

A long table has one row an answer: `respondent, subject, item, value`, optionally `round, role, evidence, comment`.
A wide table has one row a respondent and one column an item, `item@Competitor` for a competitor (METHOD, Responses).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from assess.core.errors import Problem, ResponsesError
from assess.core.questionnaire import Questionnaire

US = "us"
ANSWERED, NOT_APPLICABLE, UNKNOWN = "answered", "na", "dk"
REQUIRED = ("respondent", "item", "value")
OPTIONAL = ("subject", "round", "role", "evidence", "comment")
LARGEST_TABLE = 200_000_000
PROBLEMS_SHOWN = 50


@dataclass(frozen=True)
class Responses:
    """The answers that count, one cell a rater, subject and item; subject 0 is the company itself.

    `values` holds level values and measured figures, shape (raters, subjects, items), NaN where there is none;
    `not_applicable` marks the answers `na` in the same shape. The rest is missing: do not know, blank, never asked.
    """

    raters: tuple[str, ...]
    competitors: tuple[str, ...]
    values: npt.NDArray[np.float64]
    not_applicable: npt.NDArray[np.bool_]

    @property
    def answered(self) -> npt.NDArray[np.bool_]:
        """Where there is a level or a figure, shape (raters, subjects, items)."""
        return ~np.isnan(self.values)


def read_table(text: str, questionnaire: Questionnaire) -> pd.DataFrame:
    """Answers of a CSV text in long form, a value as typed; the index is the row in the file, the header being row 1.

    Raises ResponsesError where the text is no table, or has unknown, missing or repeated columns.
    """
    table = _table(text)
    _refuse(_column_problems(table, questionnaire))
    return table if _is_long(table) else _melted(table)


def responses_from_table(table: pd.DataFrame, questionnaire: Questionnaire) -> Responses:
    """Checked responses from a long table of typed text; ResponsesError names row and column of each fault."""
    answers, problems = _typed(table)
    return _responses(answers, questionnaire, problems, ())


def responses_from_answers(
    answers: pd.DataFrame, questionnaire: Questionnaire, competitors: Sequence[str] = ()
) -> Responses:
    """Checked responses from stored answers.

    `answers` has the columns respondent, round, subject, item, value (float) and state (answered, na or dk). The
    order of `competitors` is kept; further subjects follow by name.
    """
    return _responses(answers, questionnaire, [], competitors)


# --- reading a table ---------------------------------------------------------------------------------------------


def _table(text: str) -> pd.DataFrame:
    if len(text) > LARGEST_TABLE:
        raise ResponsesError([Problem("", f"the table is longer than {LARGEST_TABLE:,} characters. Split it.")])
    header = text.lstrip("\ufeff").split("\n", 1)[0]
    separator = next((mark for mark in ",;\t" if mark in header), ",")
    try:
        table = pd.read_csv(
            io.StringIO(text.lstrip("\ufeff")), sep=separator, dtype=str, keep_default_na=False, header=None,
            skip_blank_lines=False, index_col=False,
        )  # fmt: skip
    except pd.errors.EmptyDataError:
        raise ResponsesError([Problem("", "the table is empty. Its first row names the columns.")]) from None
    except pd.errors.ParserError as error:
        words = str(error).removeprefix("Error tokenizing data. C error: ")
        raise ResponsesError([Problem("", f"this is no table: {words}. Quote cells that hold commas.")]) from None
    return _with_header(table)


def _with_header(table: pd.DataFrame) -> pd.DataFrame:
    table = table.fillna("")
    names = [str(name).strip() for name in table.iloc[0]]
    body = table.iloc[1:]
    body = body.set_axis(range(2, len(body) + 2), axis=0).set_axis(names, axis=1)
    return body[(body != "").any(axis=1)]


def _is_long(table: pd.DataFrame) -> bool:
    return "item" in table.columns or "value" in table.columns


def _column_problems(table: pd.DataFrame, questionnaire: Questionnaire) -> Iterator[Problem]:
    names = list(table.columns)
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield Problem(f"column '{name}'", "stands twice in the header. Rename or remove one of them.")
    needed = REQUIRED if _is_long(table) else ("respondent",)
    for name in needed:
        if name not in names:
            yield Problem("header", f"there is no column '{name}'. Add it; a long table needs {', '.join(REQUIRED)}.")
    for name in names:
        if not _is_known_column(name, _is_long(table), questionnaire):
            yield Problem(
                f"column '{name}'", "is neither an item of the questionnaire nor a known column. Remove it."
            )


def _is_known_column(name: str, is_long: bool, questionnaire: Questionnaire) -> bool:
    if is_long:
        return name in REQUIRED or name in OPTIONAL
    item, _, competitor = name.partition("@")
    is_item = item in questionnaire.dimension_of and (bool(competitor.strip()) or "@" not in name)
    return is_item or name in ("respondent", "round", "role")


def _melted(table: pd.DataFrame) -> pd.DataFrame:
    """A wide table in long form, the row of each answer kept."""
    kept = [name for name in ("respondent", "round", "role") if name in table.columns]
    long = table.reset_index(names="row").melt(id_vars=["row", *kept], var_name="column", value_name="value")
    parts = long["column"].astype(str).str.partition("@")
    return long.assign(item=parts[0], subject=parts[2]).set_index("row").drop(columns="column")


# --- from text to answers ----------------------------------------------------------------------------------------


def _typed(table: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """The answers with numbers for values and rounds, and the cells that hold something else."""
    text = table["value"].str.strip()
    folded = text.str.lower()
    missing = folded.isin(["", UNKNOWN])
    is_figure = ~missing & (folded != NOT_APPLICABLE)
    figures = pd.to_numeric(text.where(is_figure), errors="coerce").astype("float64")
    wrong = is_figure & ~np.isfinite(figures)
    rounds, round_problems = _rounds(table)
    state = np.where(is_figure, ANSWERED, np.where(missing, UNKNOWN, NOT_APPLICABLE))
    answers = pd.DataFrame({
        "respondent": table["respondent"].str.strip(),
        "round": rounds,
        "subject": table["subject"].str.strip() if "subject" in table else US,
        "item": table["item"].str.strip(),
        "value": figures,
        "state": state,
    })  # fmt: skip
    return answers, [*_figure_problems(table, wrong), *round_problems]


def _figure_problems(table: pd.DataFrame, wrong: npt.ArrayLike) -> list[Problem]:
    remedy = "Write a level's value, a figure with a decimal point, na, dk or nothing."
    return [
        Problem(f"row {row}, column {_value_column(table, position)}", f"'{_short(value)}' is no number. {remedy}")
        for position, row, value in _cells(table["value"], wrong)
    ]


def _value_column(table: pd.DataFrame, position: int) -> str:
    return "value" if "column" not in table else str(table["column"].iloc[position])


def _short(value: object) -> str:
    return str(value) if len(str(value)) <= 40 else f"{str(value)[:37]}..."


def _cells(column: pd.Series[str], marked: npt.ArrayLike) -> Iterator[tuple[int, object, object]]:
    """Position, row and value of the marked cells, no more than can be read."""
    for position in np.flatnonzero(marked)[: PROBLEMS_SHOWN + 1]:
        yield int(position), column.index[position], column.iloc[position]


def _rounds(table: pd.DataFrame) -> tuple[npt.NDArray[np.int64], list[Problem]]:
    if "round" not in table:
        return np.ones(len(table), dtype=np.int64), []
    text = table["round"].str.strip()
    numbers = pd.to_numeric(text.where(text != "", "1"), errors="coerce").astype("float64")
    wrong = ~(numbers >= 1) | (numbers != np.floor(numbers)) | (numbers > 1_000_000)
    problems = [
        Problem(f"row {row}, column round", f"'{_short(value)}' is no round. Write 1, 2, 3 ... or nothing.")
        for _, row, value in _cells(table["round"], wrong)
    ]
    return numbers.mask(wrong, 1).to_numpy().astype(np.int64), problems


# --- from answers to the cube ------------------------------------------------------------------------------------


def _responses(
    answers: pd.DataFrame, questionnaire: Questionnaire, problems: Sequence[Problem], competitors: Sequence[str]
) -> Responses:
    coded = _Coded.of(answers, questionnaire, competitors)
    _refuse([*problems, *coded.problems(questionnaire)])
    return coded.responses()


def _refuse(problems: Iterator[Problem] | Sequence[Problem]) -> None:
    found = list(problems)
    if len(found) > PROBLEMS_SHOWN:
        found = [*found[:PROBLEMS_SHOWN], Problem("", "there are more problems. Mend these first.")]
    if found:
        raise ResponsesError(found)


@dataclass(frozen=True)
class _Coded:
    """Answers with a number for each rater, subject and item; item -1 is one that the questionnaire does not have."""

    answers: pd.DataFrame
    raters: tuple[str, ...]
    competitors: tuple[str, ...]
    items: tuple[str, ...]
    rater: npt.NDArray[np.int64]
    subject: npt.NDArray[np.int64]
    item: npt.NDArray[np.int64]
    round: npt.NDArray[np.int64]
    value: npt.NDArray[np.float64]

    @classmethod
    def of(cls, answers: pd.DataFrame, questionnaire: Questionnaire, named: Sequence[str]) -> _Coded:
        rater, raters = pd.factorize(answers["respondent"], sort=True)
        code, subjects = pd.factorize(answers["subject"].replace("", US))
        competitors = (*named, *sorted(set(subjects) - {US, *named}))
        position = {US: 0} | {name: place for place, name in enumerate(competitors, start=1)}
        items = tuple(item.id for item in questionnaire.items)
        subject = np.array([position[name] for name in subjects], dtype=np.int64)[code]
        item = pd.Index(items).get_indexer(pd.Index(answers["item"]))
        value = answers["value"].to_numpy(np.float64, na_value=np.nan)
        numbers = answers["round"].to_numpy(np.int64)
        return cls(answers, tuple(map(str, raters)), competitors, items, rater, subject, item, numbers, value)

    @property
    def state(self) -> pd.Series[str]:
        return self.answers["state"]

    def problems(self, questionnaire: Questionnaire) -> Iterator[Problem]:
        yield from self._cell_problems("respondent", self.answers["respondent"] == "", "is empty. Name the rater.")
        yield from self._cell_problems(
            "item", self.item == -1, "is no item of the questionnaire. Correct or remove it."
        )
        yield from self._off_scale(questionnaire)
        yield from self._twice()

    def _cell_problems(self, column: str, marked: npt.ArrayLike, words: str) -> Iterator[Problem]:
        for _, row, value in _cells(self.answers[column], marked):
            yield Problem(f"row {row}, column {column}", f"'{_short(value)}' {words}" if value else words)

    def _off_scale(self, questionnaire: Questionnaire) -> Iterator[Problem]:
        for name in questionnaire.scales:
            allowed = questionnaire.scales[name].values
            asked = [place for place, item in enumerate(questionnaire.items) if item.scale == name]
            wrong = np.isin(self.item, asked) & ~np.isnan(self.value) & ~np.isin(self.value, allowed)
            levels = ", ".join(f"{value:g}" for value in allowed)
            for position in np.flatnonzero(wrong)[:PROBLEMS_SHOWN]:
                place = f"row {self.answers.index[position]}, column value"
                item = self.items[self.item[position]]
                yield Problem(
                    place, f"{self.value[position]:g} is not on the scale of '{item}'. Use one of {levels}."
                )

    def _twice(self) -> Iterator[Problem]:
        key = self._key()
        repeated = pd.Series(key).duplicated().to_numpy() & (self.item >= 0)
        for position in np.flatnonzero(repeated)[:PROBLEMS_SHOWN]:
            first = self.answers.index[np.flatnonzero(key == key[position])[0]]
            row, item = self.answers.index[position], self.answers["item"].iloc[position]
            words = f"'{item}' is already answered on row {first} by the same rater for the same subject. Remove one."
            yield Problem(f"row {row}, column item", words)

    def _key(self) -> npt.NDArray[np.int64]:
        """One number for each rater, subject, item and round."""
        cell = (self.rater * (len(self.competitors) + 1) + self.subject) * (len(self.items) + 1) + self.item
        return np.asarray(self.round * (cell.max(initial=0) + 1) + cell, dtype=np.int64)

    def responses(self) -> Responses:
        """The cube; where somebody answered in several rounds, the latest round counts."""
        shape = (len(self.raters), len(self.competitors) + 1, len(self.items))
        values, not_applicable = np.full(shape, np.nan), np.zeros(shape, dtype=np.bool_)
        order = np.argsort(self.round, kind="stable")
        cell = (self.rater[order], self.subject[order], self.item[order])
        values[cell] = self.value[order]
        not_applicable[cell] = (self.state == NOT_APPLICABLE).to_numpy()[order]
        return Responses(self.raters, self.competitors, values, not_applicable)
