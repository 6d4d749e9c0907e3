"""Of how few people figures can be made to speak, found from the weight of each answer in each figure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import numpy.typing as npt

from assess.core.scorecard import Scorecard

Matrix = npt.NDArray[np.float64]

TOLERANCE = 1e-7
"""Below this a weight is what rounding leaves: true ones are hundredths of a point or more."""


def means(card: Scorecard) -> Iterator[float]:
    standings, competitors = (*card.disciplines, *card.dimensions), card.competitors
    figures = [figure for each in standings for figure in (each.score, each.gap)]
    figures += [each.mean for each in card.items]
    figures += [level for each in competitors for level in (*each.disciplines, *each.dimensions)]
    return (np.nan if figure is None else figure for figure in figures)


def isolated(matrix: Matrix, fewer_than: int) -> tuple[int, ...] | None:
    """People so few of whom alone some combination of the figures speaks: leaving them out loses a dimension."""
    rank = np.linalg.matrix_rank(flat(matrix), tol=TOLERANCE)
    for few in combinations(range(matrix.shape[1]), min(fewer_than - 1, matrix.shape[1])):
        if np.linalg.matrix_rank(flat(np.delete(matrix, few, axis=1)), tol=TOLERANCE) < rank:
            return few
    return None


def flat(matrix: Matrix) -> Matrix:
    return matrix.reshape(len(matrix), -1)
