"""Which second votes of a protected workshop count, so that the shift speaks of enough people (docs/anonymity.md).

Who of a cell counts is settled by the first round and stays so: a second vote may replace what somebody said, never
bring a person or an answer in or take one out. And of a cell the second votes of at least `minimum` fresh people
count, on the same answers, or none: the shift is then a sum over people who are all treated alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from assess.core.disclosure import alike, check_minimum
from assess.core.responses import ANSWERED, NOT_APPLICABLE
from assess.core.workshop import FIRST, SECOND

STATES = {ANSWERED: 1, NOT_APPLICABLE: 2}
Mask = npt.NDArray[np.bool_]


def counted_votes(answers: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """The answers of both rounds without the second votes that do not count.

    `answers` has the columns respondent, round, subject, item, state, cell and fresh. Cells of people who first
    answered in the second round keep theirs: nothing was shown of them before.
    """
    check_minimum(minimum)
    votes = (answers["round"] == SECOND).to_numpy()
    if not votes.any():
        return answers
    table = _Votes.of(answers)
    counts = np.zeros(table.first.shape, dtype=np.bool_)
    for rows in table.cells:
        counts[rows] = _counted(table.first[rows], table.second[rows], table.fresh[rows], minimum)
    return answers[~votes | counts[table.person, table.place]].reset_index(drop=True)


def _counted(
    first: npt.NDArray[np.int8], second: npt.NDArray[np.int8], fresh: Mask, minimum: int
) -> npt.NDArray[np.bool_]:
    """Which second votes of one cell count; arguments and result have a row a person and a column an answer."""
    counts = alike(first, fresh, minimum)
    if not counts.any():
        return np.ones_like(counts)
    answered = STATES[ANSWERED]
    again = counts & (first == answered) & (second == answered)
    return alike(again.astype(np.int8), fresh, minimum)


@dataclass(frozen=True)
class _Votes:
    """States of both rounds by person and answer, 0 for missing, and the place of each row of the table in them."""

    first: npt.NDArray[np.int8]
    second: npt.NDArray[np.int8]
    fresh: Mask
    cells: tuple[npt.NDArray[np.intp], ...]
    person: npt.NDArray[np.intp]
    place: npt.NDArray[np.intp]

    @classmethod
    def of(cls, answers: pd.DataFrame) -> _Votes:
        people = answers.drop_duplicates("respondent")
        person = pd.factorize(answers["respondent"])[0].astype(np.intp)
        place = np.asarray(answers.groupby(["subject", "item"], sort=False).ngroup(), dtype=np.intp)
        codes = answers["state"].map(STATES).fillna(0).to_numpy(np.int8)
        states = np.zeros((2, len(people), place.max(initial=-1) + 1), dtype=np.int8)
        states[(answers["round"] > FIRST).to_numpy(np.intp), person, place] = codes
        codes_of_cells, found = pd.factorize(people["cell"])
        cells = tuple(np.flatnonzero(codes_of_cells == code) for code in range(len(found)))
        return cls(states[0], states[1], people["fresh"].to_numpy(np.bool_), cells, person, place)
