"""From a CSV text to answers with numbers, or to its faults, each with row and column (METHOD, Responses).

A long table has one row an answer: `respondent, subject, item, value`, optionally `round, role, evidence, comment`.
A wide table has one row a respondent and one column an item, `item@Competitor` for a competitor; it is turned into a
long one whose `column` keeps the name of the column that each answer stood in.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt
import pandas as pd

from assess.core.errors import Problem, ResponsesError
from assess.core.questionnaire import Questionnaire

US = "us"
ANSWERED, NOT_APPLICABLE, UNKNOWN = "answered", "na", "dk"
BLANK = "blank"
"""The state of an empty cell: no answer was given, so it takes back none of an earlier round."""
REQUIRED = ("respondent", "item", "value")
OPTIONAL = ("subject", "round", "role", "evidence", "comment")
WIDE = ("respondent", "round", "role")
"""The columns of a wide table that are no items."""
BYTE_ORDER_MARK = "\ufeff"
LARGEST_TABLE = 200_000_000
WIDEST_TABLE = 5_000
LARGEST_ROUND = 1_000_000
PROBLEMS_SHOWN = 50


def read_table(text: str, questionnaire: Questionnaire) -> pd.DataFrame:
    """Answers of a CSV text in long form, each cell as typed; the index is the row that a spreadsheet shows.

    The header is row 1, blank rows count, and a quoted line break does not begin a row. Raises ResponsesError where
    the text is no table, or has unknown, missing or repeated columns.
    """
    table = _table(text.lstrip(BYTE_ORDER_MARK))
    refuse(_column_problems(table, questionnaire))
    return table if _is_long(table) else _melted(table)


def refuse(problems: Iterable[Problem]) -> None:
    """Raises ResponsesError with the problems, each once and no more than can be read, if there are any."""
    found = list(islice(dict.fromkeys(problems), PROBLEMS_SHOWN + 1))
    if len(found) > PROBLEMS_SHOWN:
        found = [*found[:PROBLEMS_SHOWN], Problem("", "there are more problems. Mend these first.")]
    if found:
        raise ResponsesError(found)


# --- from text to cells ------------------------------------------------------------------------------------------


def _table(text: str) -> pd.DataFrame:
    header = re.split("[\r\n]", text, maxsplit=1)[0]
    separator = _separator(header)
    refuse(_text_problems(text, header, separator))
    try:
        cells = pd.read_csv(
            io.StringIO(text), sep=separator, dtype=str, keep_default_na=False, header=None,
            skip_blank_lines=False, index_col=False,
        )  # fmt: skip
    except (pd.errors.ParserError, UnicodeEncodeError) as error:
        raise ResponsesError([_unreadable(error, separator)]) from None
    return _with_header(cells.fillna(""))


def _separator(header: str) -> str:
    """The first mark in the header that can part columns: no column of ours has one before its end."""
    found = re.search("[,;\t]", header)
    return found.group() if found else ","


def _text_problems(text: str, header: str, separator: str) -> Iterator[Problem]:
    if len(text) > LARGEST_TABLE:
        yield Problem("", f"the table is longer than {LARGEST_TABLE:,} characters. Split it.")
    elif not text.strip():
        yield Problem("", "the table is empty. Its first row names the columns.")
    elif "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        yield Problem(f"line {line}", "holds a NUL character. Save the table as CSV in UTF-8.")
    elif not header.strip(f'{separator}" '):
        yield Problem("row 1", "is blank. Remove the rows above the one that names the columns.")
    elif (columns := header.count(separator) + 1) > WIDEST_TABLE:
        yield Problem("row 1", f"has {columns:,} columns, more than {WIDEST_TABLE:,}. Use the long form.")


def _unreadable(error: Exception, separator: str) -> Problem:
    """What keeps a text from being a table, in our words."""
    words = str(error).strip()
    if found := re.search(r"Expected (\d+) fields in line (\d+), saw (\d+)", words):
        columns, row, cells = found.groups()
        remedy = f"Put a cell that holds '{separator}' between quotation marks; write 3.5 rather than 3,5."
        return Problem(f"row {row}", f"has {cells} cells, but the header names {columns} columns. {remedy}")
    if found := re.search(r"EOF inside string starting at row (\d+)", words):
        row = str(int(found.group(1)) + 1)
        return Problem(f"row {row}", "opens a quotation mark that is never closed. Close it, or write it twice.")
    return Problem("", f"this is no table in UTF-8: {words}. Save it as CSV in UTF-8.")


def _with_header(cells: pd.DataFrame) -> pd.DataFrame:
    """The rows below the header that hold anything, under its names; columns with neither name nor cells go."""
    names = [str(name).replace(BYTE_ORDER_MARK, "").strip() for name in cells.iloc[0]]
    body = cells.iloc[1:]
    body = body.set_axis(range(2, len(body) + 2), axis=0).set_axis(range(len(names)), axis=1)
    body = body[~_is_blank(body)]
    kept = [place for place, name in enumerate(names) if name or (body[place].str.strip() != "").any()]
    return body[kept].set_axis([names[place] for place in kept], axis=1)


def _is_blank(body: pd.DataFrame) -> pd.Series[bool]:
    """Which rows hold nothing but blanks; the first cell alone tells it of nearly all rows."""
    blank = body[0].str.strip() == ""
    blank[blank] = body[blank].apply(lambda column: column.str.strip() == "").all(axis=1)
    return blank


# --- the header --------------------------------------------------------------------------------------------------


def _is_long(table: pd.DataFrame) -> bool:
    return "item" in table.columns or "value" in table.columns


def _column_problems(table: pd.DataFrame, questionnaire: Questionnaire) -> Iterator[Problem]:
    names, is_long = list(table.columns), _is_long(table)
    for name, times in Counter(names).items():
        if name and times > 1:
            yield Problem(f"column '{name}'", "stands twice in the header. Rename or remove one of them.")
    for name in REQUIRED if is_long else WIDE[:1]:
        if name not in names:
            yield Problem("header", f"there is no column '{name}'. Add it; a long table needs {', '.join(REQUIRED)}.")
    if set(names) <= set(WIDE):
        yield Problem("header", "names no item. Give each its column, or the columns item and value to all together.")
    for name in names:
        words = _long_fault(name) if is_long else _wide_fault(name, questionnaire)
        if words:
            yield Problem(f"column '{name}'" if name else "header", words if name else _UNNAMED)


_UNNAMED = "a column with cells has no name. Name or remove it."


def _long_fault(name: str) -> str | None:
    known = (*REQUIRED[:1], *OPTIONAL[:1], *REQUIRED[1:], *OPTIONAL[1:])
    return None if name in known else f"is no column of a long table. Use {', '.join(known)}."


def _wide_fault(name: str, questionnaire: Questionnaire) -> str | None:
    item, at, competitor = name.partition("@")
    if name in WIDE:
        is_both = name in questionnaire.dimension_of
        return "is an item of the questionnaire too. Use the long form." if is_both else None
    if item.strip() not in questionnaire.dimension_of:
        return "is neither an item of the questionnaire nor a known column. Remove it."
    return "names no competitor after the @. Name it." if at and not competitor.strip() else None


def _melted(table: pd.DataFrame) -> pd.DataFrame:
    """A wide table in long form, row by row, the row and column of each answer kept."""
    kept = [name for name in WIDE if name in table.columns]
    long = table.reset_index(names="row").melt(id_vars=["row", *kept], var_name="column", value_name="value")
    long = long.set_index("row").sort_index(kind="stable")
    parts = {name: name.partition("@") for name in table.columns}
    return long.assign(
        item=long["column"].map({name: item.strip() for name, (item, _, _) in parts.items()}),
        subject=long["column"].map({name: subject for name, (_, _, subject) in parts.items()}),
    )


# --- from text to answers ----------------------------------------------------------------------------------------


def typed(table: pd.DataFrame, unscored: Sequence[str] = ()) -> tuple[pd.DataFrame, list[Problem]]:
    """The answers of a long table with numbers for values and rounds, and the cells that hold something else.

    The answers have the columns of stored ones: respondent, round, subject, item, value and state; and `text`, what
    stands in the cell, where any of the `unscored` items (points and words) are asked.
    """
    state = _each_name(table["value"], _state)
    value = _each_number(table["value"])
    rounds = _rounds(table["round"]) if "round" in table else np.ones(len(table))
    answers = pd.DataFrame({
        "respondent": _each_name(table["respondent"], str),
        "round": np.where(np.isnan(rounds), -np.arange(len(table)), rounds).astype(np.int64),
        "subject": _each_name(table["subject"], _subject) if "subject" in table else US,
        "item": _each_name(table["item"], str),
        "value": value,
        "state": state,
    }, index=table.index)  # fmt: skip
    if "column" in table:
        answers["column"] = table["column"]
    is_no_number = (state == ANSWERED) & np.isnan(value)
    if unscored:
        worded = answers["item"].isin(unscored).to_numpy()
        answers["text"] = table["value"].where(worded, "")
        answers.loc[worded, "value"] = np.nan
        is_no_number &= ~worded
    return answers, [
        *cell_problems(table, "value", is_no_number, _NO_NUMBER),
        *cell_problems(table, "round", np.isnan(rounds), "is no round. Write 1, 2, 3 ... or nothing."),
    ]


_NO_NUMBER = "is no number. Write a level's value, a figure with a decimal point, na, dk or nothing."


def _each_name(column: pd.Series[str], name: Callable[[str], str]) -> pd.Categorical[str]:
    """The name for each text of a column; each different text is looked at once."""
    codes, texts = pd.factorize(column)
    places, names = pd.factorize(np.array([name(_plain(text)) for text in texts], dtype=object))
    return pd.Categorical.from_codes(places[codes], categories=pd.Index(names, dtype="str"))


def _each_number(column: pd.Series[str]) -> npt.NDArray[np.float64]:
    """The number for each text of a column, NaN for other text."""
    codes, texts = pd.factorize(column)
    plain = pd.Series([_plain(text) for text in texts], dtype="str")
    return pd.to_numeric(plain, errors="coerce").to_numpy(np.float64, na_value=np.nan)[codes]


def _rounds(column: pd.Series[str]) -> npt.NDArray[np.float64]:
    """Rounds as numbers, NaN for what is none; a blank is the first round."""
    numbers = np.where(column.str.strip() == "", 1, _each_number(column))
    is_round = (numbers >= 1) & (numbers == np.floor(numbers)) & (numbers <= LARGEST_ROUND)
    return np.where(is_round, numbers, np.nan)


def _plain(text: str) -> str:
    return text.replace(BYTE_ORDER_MARK, "").strip()


def _subject(name: str) -> str:
    """The company for nothing and for `us` in any case: spreadsheets like to begin cells with a capital."""
    return US if name.lower() in ("", US) else name


def _state(text: str) -> str:
    return {"": BLANK, UNKNOWN: UNKNOWN, NOT_APPLICABLE: NOT_APPLICABLE}.get(text.lower(), ANSWERED)


# --- places of faults --------------------------------------------------------------------------------------------


def cell_problems(table: pd.DataFrame, column: str, marked: npt.ArrayLike, words: str) -> Iterator[Problem]:
    """A problem for each marked cell of a column, no more than can be read."""
    for position in np.flatnonzero(marked)[: PROBLEMS_SHOWN + 1]:
        value = table[column].iloc[position]
        yield Problem(place(table, position, column), f"'{_short(value)}' {words}" if _is_said(value) else words)


def place(table: pd.DataFrame, position: int, column: str) -> str:
    """Row and column of a cell as the person sees them, in the wide form the item's own column."""
    is_wide = "column" in table and column in ("subject", "item", "value")
    return f"row {table.index[position]}, column {table['column'].iloc[position] if is_wide else column}"


def _is_said(value: object) -> bool:
    return not pd.isna(value) and str(value) != ""  # type: ignore[call-overload]


def _short(value: object) -> str:
    text = figure(value) if isinstance(value, float) else str(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


def figure(value: float) -> str:
    """A level or figure as people write it: 3 rather than 3.0."""
    return f"{value:.12g}"
