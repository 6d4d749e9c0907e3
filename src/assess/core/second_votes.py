"""Which second votes of a protected workshop count, so that the shift speaks of enough people (docs/anonymity.md).

Who of a cell counts is settled by the first round and stays so: a second vote may replace what somebody said, never
bring a person or an answer in or take one out. And of a cell the second votes of at least `minimum` fresh people
count, on the same answers, or none: the shift is then a sum over people who are all treated alike.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from assess.core.disclosure import alike, check_minimum
from assess.core.responses import ANSWERED, NOT_APPLICABLE
from assess.core.workshop import FIRST, SECOND

STATES = {ANSWERED: 1, NOT_APPLICABLE: 2}


def counted_votes(answers: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """The answers of both rounds without the second votes that do not count.

    `answers` has the columns respondent, round, subject, item, state, cell and fresh. Cells of people who first
    answered in the second round keep theirs: nothing was shown of them before.
    """
    check_minimum(minimum)
    dropped = [
        _dropped(of_cell, minimum) for _, of_cell in answers.groupby("cell") if (of_cell["round"] > FIRST).any()
    ]
    return answers.drop(index=[row for rows in dropped for row in rows]).reset_index(drop=True)


def _dropped(of_cell: pd.DataFrame, minimum: int) -> pd.Index:
    """The rows of one cell's second votes that do not count."""
    first, second = (_states(of_cell, each) for each in (FIRST, SECOND))
    fresh = of_cell.groupby("respondent")["fresh"].first().astype(bool).to_numpy()
    counts = alike(first.to_numpy(np.int8), fresh, minimum)
    if not counts.any():
        return of_cell.index[:0]
    again = ((first == STATES[ANSWERED]) & (second == STATES[ANSWERED])).to_numpy() & counts
    kept = pd.DataFrame(alike(again.astype(np.int8), fresh, minimum), index=first.index, columns=first.columns)
    votes = of_cell[of_cell["round"] == SECOND]
    places = zip(votes["respondent"], zip(votes["subject"], votes["item"], strict=True), strict=True)
    return votes.index[[not kept.loc[person, place] for person, place in places]]


def _states(of_cell: pd.DataFrame, of_round: int) -> pd.DataFrame:
    """States by person and (subject, item), 0 for missing, each of the cell's people and answers having its place."""
    codes = of_cell["state"].map(STATES).fillna(0).where(of_cell["round"] == of_round, 0)
    coded = of_cell.assign(code=codes.astype(np.int8))
    return coded.pivot_table(
        index="respondent", columns=["subject", "item"], values="code", aggfunc="max", fill_value=0
    )
