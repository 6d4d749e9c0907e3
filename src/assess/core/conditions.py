"""Which items `show_if` leaves to ask: of one rater on a page, of all at once in a table (METHOD 2)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from assess.core.questionnaire import Dimension, Item, Questionnaire, ShowIf


def held(show_if: ShowIf, column_of: Mapping[str, int], own: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """For which raters all conditions hold; `own` is (raters, items), what they said of the company, NaN for none.

    An item without a column was not asked here, so that a condition on it does not hold.
    """
    holds = np.ones(len(own), dtype=np.bool_)
    for name, limit in show_if.item_below.items():
        holds &= _answers(name, column_of, own) < limit
    for name, limit in show_if.item_at_least.items():
        holds &= _answers(name, column_of, own) >= limit
    return holds


def _answers(name: str, column_of: Mapping[str, int], own: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return own[:, column_of[name]] if name in column_of else np.full(len(own), np.nan)


def hidden_items(questionnaire: Questionnaire, own: Mapping[str, float]) -> frozenset[str]:
    """The ids of the items that are not asked of a rater, by what they said of the company so far.

    What a hidden item was answered before does not count: what is asked because of it is hidden too.
    """
    hidden: set[str] = set()
    for item in questionnaire.conditional:
        counted = {name: place for place, name in enumerate(own) if name not in hidden}
        if item.show_if and not held(item.show_if, counted, np.array([list(own.values())], dtype=np.float64))[0]:
            hidden.add(item.id)
    return frozenset(hidden)


def never_asked(part: Questionnaire) -> tuple[Item, ...]:
    """The items of a part of a questionnaire that nobody is asked, in order: a condition looks at what is not in it.

    It may also look at another item that is never asked, so that no answer to that one can count (METHOD 2).
    """
    asked: set[str] = set()
    for item in part.items:
        if item.show_if is None or item.show_if.named <= asked:
            asked.add(item.id)
    return tuple(item for item in part.items if item.id not in asked)


def dimensions_needed(whole: Questionnaire, part: Questionnaire) -> tuple[Dimension, ...]:
    """The dimensions that a part leaves out and its conditions look at, also by way of each other; in order."""
    needed: set[str] = set()
    while more := _looked_at(whole, part) - needed:
        needed |= more
        dimensions = tuple(each for each in whole.dimensions if each in part.dimensions or each.id in needed)
        part = whole.model_copy(update={"dimensions": dimensions})
    return tuple(each for each in whole.dimensions if each.id in needed)


def _looked_at(whole: Questionnaire, part: Questionnaire) -> set[str]:
    names = {name for item in never_asked(part) if item.show_if for name in item.show_if.named}
    return {whole.dimension_of[name].id for name in names} - {each.id for each in part.dimensions}
