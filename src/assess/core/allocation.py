"""Allocations: 100 points that one rater divides over the three disciplines (docs/method.md, Points and words)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assess.core.questionnaire import Discipline, Questionnaire

ALL_POINTS = 100
"""The points that each person divides among the three disciplines."""
NO_POINTS = np.empty((0, 0, len(Discipline)))
"""The allocations of nobody."""
EXAMPLE = "50|30|20"
_WHOLE = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True)
class Allocated:
    """What the raters gave one discipline: mean points and standard deviation (n - 1), None without or below two."""

    discipline: Discipline
    mean: float | None
    sd: float | None


@dataclass(frozen=True)
class Allocation:
    """The points of one item over the raters who divided them; the means of the three add up to 100."""

    id: str
    n: int
    disciplines: tuple[Allocated, ...]


def refused_points(text: str) -> str | None:
    """What is wrong with points as typed, and how to mend it; None for points that are divided."""
    parts = [part.strip() for part in text.split("|")]
    remedy = f"Write whole points for {', '.join(Discipline)}, such as {EXAMPLE}."
    if len(parts) != len(Discipline):
        return f"'{text[:40]}' divides points in {len(parts)}, not in {len(Discipline)}. {remedy}"
    for part in parts:
        if not _WHOLE.fullmatch(part):
            return f"'{part[:20]}' is no whole number from 0 to {ALL_POINTS}. {remedy}"
    if (total := sum(map(int, parts))) != ALL_POINTS:
        return f"'{text[:40]}' adds up to {total}, not to {ALL_POINTS}. Change the points so that they do."
    return None


def points_of(text: str) -> tuple[int, ...]:
    """The points in a text without fault, in the fixed order of the disciplines."""
    return tuple(int(part) for part in text.split("|"))


def points_text(points: Sequence[int]) -> str:
    """Points as they are kept and exported: `50|30|20`."""
    return "|".join(map(str, points))


def allocations(questionnaire: Questionnaire, points: npt.NDArray[np.float64]) -> tuple[Allocation, ...]:
    """The points of each allocation in the order asked; `points` is (raters, allocations, disciplines)."""
    return tuple(
        _allocation(item.id, points[:, place])
        for place, item in enumerate(questionnaire.allocations[: points.shape[1]])
    )


def _allocation(name: str, points: npt.NDArray[np.float64]) -> Allocation:
    given = points[~np.isnan(points).any(axis=1)]
    means = given.mean(axis=0) if len(given) else None
    sds = given.std(axis=0, ddof=1) if len(given) > 1 else None
    return Allocation(
        name,
        len(given),
        tuple(
            Allocated(
                each, None if means is None else float(means[place]), None if sds is None else float(sds[place])
            )
            for place, each in enumerate(Discipline)
        ),
    )
