"""Who may be shown together, and which of their answers: cells that never split nor change (docs/anonymity.md).

In protected modes every view is a union of whole cells. A person is *fresh* until a cell takes them in, and never
again: each cell holds at least `minimum` fresh people. And of a cell count only people who answered the same items,
at least `minimum` fresh ones: each figure is then a sum over cells in which all who count are treated alike. Whatever
is added or subtracted of all figures ever shown, the youngest cell that remains speaks of `minimum` people at least.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from assess.core.allocation import NO_POINTS
from assess.core.errors import AssessError
from assess.core.questionnaire import Discipline, Questionnaire
from assess.core.responses import Responses, over
from assess.core.rounded import rounded
from assess.core.scorecard import Scorecard, scorecard

MINIMUM_GROUP = 5
"""How many people a figure speaks of at least, where the owner does not say."""
FLOOR = 3
"""The least that an owner may say."""
COMPLETE = 0.9
"""The share of the company's items answered from which a person is complete: in a cell of five, what one of them left
open counts for none."""
MIXED = ""
"""The role group of a cell of several groups, or of people without one: it counts in the overall result only."""


@dataclass(frozen=True)
class Waiting:
    """A finished person whom no cell holds; not `fresh`: a cell that was dissolved held them once.

    Who is not `complete` left much open: a cell takes them along beyond its minimum, as of a cell count only answers
    that all in it gave, and on closing nobody is waited for any longer.
    """

    person: str
    role_group: str = MIXED
    fresh: bool = True
    complete: bool = True


@dataclass(frozen=True)
class Cell:
    """People of one role group, or of several (MIXED), who are only ever shown together."""

    role_group: str
    people: tuple[str, ...]


def form_cells(waiting: Sequence[Waiting], minimum: int, closing: bool) -> tuple[Cell, ...]:
    """The cells that the waiting people make; whoever is in none goes on waiting.

    In each role group all become a cell once `minimum` fresh and complete people wait; a crowd makes several. On
    closing those left over, of all groups, make a mixed cell, or stay out where fewer than `minimum` of them are
    fresh. Raises ValueError below the floor.
    """
    check_minimum(minimum)
    groups: dict[str, list[Waiting]] = {}
    for each in waiting:
        groups.setdefault(each.role_group, []).append(each)
    formed = [
        cell
        for group, people in groups.items()
        for cell in _cells(group, people, [each.person for each in people if each.fresh and each.complete], minimum)
    ]
    if closing:
        taken = {person for cell in formed for person in cell.people}
        left = [each for each in waiting if each.person not in taken]
        formed += _cells(MIXED, left, [each.person for each in left if each.fresh], minimum)
    return tuple(formed)


def _cells(role_group: str, people: Sequence[Waiting], counted: Sequence[str], minimum: int) -> list[Cell]:
    """Cells of all these people with `minimum` to below twice as many of the counted; the others join the last."""
    others = sorted({each.person for each in people} - set(counted))
    last = len(counted) // minimum - 1
    crowds = [counted[at * minimum : (at + 1) * minimum if at < last else None] for at in range(last + 1)]
    return [Cell(role_group, (*crowd, *(others if at == last else ()))) for at, crowd in enumerate(crowds)]


def dissolve(cell: Cell, erased: str) -> tuple[str, ...]:
    """The people of a cell that one leaves by erasing their answers: they wait again, and are never fresh again.

    Without this, the result before minus the result after would speak of the erased person alone.
    """
    return tuple(person for person in cell.people if person != erased)


@dataclass(frozen=True)
class Released:
    """The cells that are shown now, and which of their people are fresh: in no cell before this one."""

    cells: tuple[Cell, ...]
    fresh: frozenset[str]


def released(answers: pd.DataFrame) -> Released:
    """The released cells of a table of answers with the columns respondent, cell, role (group of the cell) and fresh.

    A person has the same cell, role and fresh on each row; rows without a cell, None or "", are of people who wait.
    """
    people = answers.loc[answers["cell"].fillna("") != "", ["respondent", "cell", "role", "fresh"]].drop_duplicates()
    cells = tuple(
        Cell(str(each["role"].iloc[0]), tuple(sorted(each["respondent"]))) for _, each in people.groupby("cell")
    )
    return Released(cells, frozenset(people.loc[people["fresh"].astype(bool), "respondent"]))


@dataclass(frozen=True)
class View:
    """A union of whole cells that may be shown: of one role group, or of all people, where that is None."""

    role_group: str | None
    people: int


class UnknownViewError(AssessError):
    """A view that is not offered: nobody may learn from it whether there is such a group."""


def views(cells: Sequence[Cell]) -> tuple[View, ...]:
    """The overall view and that of each role group with a cell of its own, by name; none before the first cell."""
    groups = sorted({cell.role_group for cell in cells} - {MIXED})
    return tuple(
        View(group, sum(len(cell.people) for cell in cells_in(cells, group))) for group in (None, *groups) if cells
    )


def cells_in(cells: Sequence[Cell], role_group: str | None) -> tuple[Cell, ...]:
    """The whole cells that the view of a role group is made of, all of them for None."""
    return tuple(cell for cell in cells if role_group in (None, cell.role_group))


def protected_scorecard(
    questionnaire: Questionnaire,
    responses: Responses,
    shown: Released,
    minimum: int,
    *,
    role_group: str | None = None,
    company: str = "",
    stated_lead: Discipline | None = None,
    sha256: str = "",
    part: Questionnaire | None = None,
) -> Scorecard:
    """The scorecard of one view that may be shown and exported as it is: protected answers, rounded figures.

    With a `part` of the questionnaire it is over that part's items; who counts, and with which answers, is settled
    over all items all the same. `minimum_group` of the scorecard says that it is such a one. Raises UnknownViewError
    for a group without a cell.
    """
    if role_group not in [None, *(view.role_group for view in views(shown.cells))]:
        raise UnknownViewError("There is no result for this group. Choose one of those listed.")
    in_view = replace(shown, cells=cells_in(shown.cells, role_group))
    counted = clamped(questionnaire, protect(unconditional(questionnaire, responses), in_view, minimum))
    counted = unconditional(questionnaire, counted, does_not_apply=True)
    if part is not None:
        questionnaire, counted = part, over(counted, questionnaire, part)
    exact = scorecard(questionnaire, counted, company=company, stated_lead=stated_lead, sha256=sha256)
    return replace(rounded(questionnaire, exact), minimum_group=minimum)


def unconditional(questionnaire: Questionnaire, responses: Responses, does_not_apply: bool = False) -> Responses:
    """Responses without the answers to items under conditions, as if nobody was asked them, and without points.

    Whether such an item is asked follows from what a person said. Who counts, and with which answers, must not
    (docs/anonymity.md): in protected scorecards these items do not apply to anybody.
    """
    bare = replace(responses, points=NO_POINTS)
    columns = [place for place, item in enumerate(questionnaire.scored_items) if item.show_if is not None]
    if not columns:
        return bare
    values, not_applicable = responses.values.copy(), responses.not_applicable.copy()
    values[:, :, columns], not_applicable[:, :, columns] = np.nan, does_not_apply
    return replace(bare, values=values, not_applicable=not_applicable)


def clamped(questionnaire: Questionnaire, responses: Responses) -> Responses:
    """Responses with measured figures kept within their points, which no score feels (METHOD 1).

    The mean of such an item would otherwise be that of the one person with an outlying figure.
    """
    values = responses.values.copy()
    for place, item in enumerate(questionnaire.scored_items):
        if item.number is not None:
            figures = [figure for figure, _ in item.number.points]
            values[:, :, place] = np.clip(values[:, :, place], min(figures), max(figures))
    return replace(responses, values=values)


def protect(responses: Responses, shown: Released, minimum: int) -> Responses:
    """Responses of the people who count, each cell's with the same answers present and the others missing.

    In a cell all that count answered the same items about the same subjects, or said of the same that they do not
    apply; at least `minimum` of them are fresh. Whoever is in no cell, or left too much open, is left out.
    """
    check_minimum(minimum)
    people, subjects, items = responses.values.shape
    states = (responses.answered + 2 * responses.not_applicable).reshape(people, subjects * items).astype(np.int8)
    kept = np.zeros(states.shape, dtype=np.bool_)
    place = {rater: row for row, rater in enumerate(responses.raters)}
    for cell in shown.cells:
        rows = [place[person] for person in cell.people if person in place]
        fresh = np.array([responses.raters[row] in shown.fresh for row in rows], dtype=np.bool_)
        kept[rows] = alike(states[rows], fresh, minimum)
    return _only(responses, kept.reshape(responses.values.shape))


def alike(states: npt.NDArray[np.int8], fresh: npt.NDArray[np.bool_], minimum: int) -> npt.NDArray[np.bool_]:
    """Which answers of a cell count: the same ones of at least `minimum` fresh people, or none at all.

    `states` is (people, answers) with 0 for missing; `fresh` is (people,). Of all ways to leave out those who
    answered least, it keeps most answers; which people go follows from what they left open, never from what they
    said nor from an order.
    """
    answered = np.count_nonzero(states, axis=1)
    best = np.zeros(states.shape, dtype=np.bool_)
    for least in np.unique(answered):
        thorough = answered >= least
        columns = (states[thorough] == states[thorough][0]).all(axis=0) & (states[thorough][0] != 0)
        same = (states == states[thorough][0])[:, columns].all(axis=1)
        count = np.outer(same, columns)
        if (same & fresh).sum() >= minimum and count.sum() > best.sum():
            best = count
    return best


def _only(responses: Responses, kept: npt.NDArray[np.bool_]) -> Responses:
    """The people with an answer that counts, and of theirs the kept answers; the rest is missing."""
    rows = np.asarray(kept.any(axis=(1, 2)))
    return replace(
        responses,
        raters=tuple(rater for rater, counts in zip(responses.raters, rows, strict=True) if counts),
        values=np.where(kept, responses.values, np.nan)[rows],
        not_applicable=(responses.not_applicable & kept)[rows],
    )


def check_minimum(minimum: int) -> None:
    """Raises ValueError for a minimum group below the floor: a programming fault, settings are checked before."""
    if minimum < FLOOR:
        raise ValueError(f"a minimum group of {minimum} is below {FLOOR}")
