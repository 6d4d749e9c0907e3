"""Answers of many raters, checked against the questionnaire and held as one cube (METHOD, Responses)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from assess.core.allocation import NO_POINTS, points_of, refused_points
from assess.core.answer_table import (
    ANSWERED,
    BLANK,
    NOT_APPLICABLE,
    PROBLEMS_SHOWN,
    UNKNOWN,
    US,
    cell_problems,
    figure,
    place,
    read_table,
    refuse,
    typed,
)
from assess.core.conditions import held
from assess.core.errors import Problem
from assess.core.questionnaire import Questionnaire

__all__ = [
    "ANSWERED", "NOT_APPLICABLE", "UNKNOWN", "US", "Responses", "over", "read_table", "responses_from_answers",
    "responses_from_table",
]  # fmt: skip

STATES = (ANSWERED, NOT_APPLICABLE, UNKNOWN, BLANK)
LARGEST_FIGURE = 1e15
LARGEST_CUBE = 50_000_000


@dataclass(frozen=True)
class Responses:
    """The answers that count, one cell a rater, subject and item; subject 0 is the company itself.

    `values` holds level values and measured figures, shape (raters, subjects, scored items), NaN where there is none;
    `not_applicable` marks the answers `na`, and what `show_if` hides, in the same shape. The rest is missing: do not
    know, blank, never asked. `points` holds the allocations, shape (raters, allocations, disciplines), NaN for none.
    """

    raters: tuple[str, ...]
    competitors: tuple[str, ...]
    values: npt.NDArray[np.float64]
    not_applicable: npt.NDArray[np.bool_]
    points: npt.NDArray[np.float64] = field(default_factory=lambda: NO_POINTS)

    @property
    def answered(self) -> npt.NDArray[np.bool_]:
        """Where there is a level or a figure, shape (raters, subjects, items)."""
        return ~np.isnan(self.values)


def over(responses: Responses, asked: Questionnaire, part: Questionnaire) -> Responses:
    """Responses to a questionnaire, those to the items of a part of it alone, in the part's order.

    Points stay behind. Nothing else changes, least of all who counts: in protected results that is settled over all
    items that were asked, and stays so (docs/anonymity.md).
    """
    place = {item.id: at for at, item in enumerate(asked.scored_items)}
    columns = [place[item.id] for item in part.scored_items]
    values, not_applicable = responses.values[:, :, columns], responses.not_applicable[:, :, columns]
    return replace(responses, values=values, not_applicable=not_applicable, points=NO_POINTS)


def responses_from_table(table: pd.DataFrame, questionnaire: Questionnaire) -> Responses:
    """Checked responses from a long table of typed text; ResponsesError names row and column of each fault."""
    if table.empty:
        refuse([Problem("", "there are no answers below the header. Add a row for each.")])
    answers, problems = typed(table, [item.id for item in questionnaire.items if not item.is_scored])
    return _responses(answers, questionnaire, problems, ())


def responses_from_answers(
    answers: pd.DataFrame, questionnaire: Questionnaire, competitors: Sequence[str] = ()
) -> Responses:
    """Checked responses from stored answers, of which there may be none yet.

    `answers` has the columns respondent, round, subject, item, value (float) and state (answered, na or dk), and
    `text` where points or words are asked. The order of `competitors` is kept; further subjects follow by name.
    Raises ResponsesError.
    """
    return _responses(answers, questionnaire, [], competitors)


def _responses(
    answers: pd.DataFrame, questionnaire: Questionnaire, problems: Sequence[Problem], competitors: Sequence[str]
) -> Responses:
    coded = _Coded.of(answers, questionnaire, competitors)
    refuse([*problems, *coded.problems(questionnaire)])
    return coded.responses(questionnaire)


@dataclass(frozen=True)
class _Coded:
    """Answers with a number for each rater, subject, item and state; -1 is a rater without a name, an unknown item
    or an unknown state."""

    answers: pd.DataFrame
    raters: tuple[str, ...]
    competitors: tuple[str, ...]
    items: tuple[str, ...]
    rater: npt.NDArray[np.int64]
    subject: npt.NDArray[np.int64]
    item: npt.NDArray[np.int64]
    state: npt.NDArray[np.int64]

    @classmethod
    def of(cls, answers: pd.DataFrame, questionnaire: Questionnaire, named: Sequence[str]) -> _Coded:
        (rater, raters), (subject, subjects), (item, texts), (state, states) = (
            pd.factorize(answers[column]) for column in ("respondent", "subject", "item", "state")
        )
        named_raters = tuple(sorted(set(raters) - {""}))
        competitors = (*named, *sorted(set(subjects) - {US, "", *named}))
        items = tuple(each.id for each in questionnaire.items)
        return cls(
            answers,
            named_raters,
            competitors,
            items,
            rater=_places(raters, named_raters)[rater],
            subject=np.maximum(_places(subjects, (US, *competitors))[subject], 0),
            item=_places(texts, items)[item],
            state=_places(states, STATES)[state],
        )

    @cached_property
    def value(self) -> npt.NDArray[np.float64]:
        """Levels and figures, NaN unless answered."""
        value = self.answers["value"].to_numpy(np.float64, na_value=np.nan)
        return np.where(self.state == STATES.index(ANSWERED), value, np.nan)

    @cached_property
    def round(self) -> npt.NDArray[np.int64]:
        return self.answers["round"].to_numpy(np.int64)

    @property
    def shape(self) -> tuple[int, int, int]:
        return len(self.raters), len(self.competitors) + 1, len(self.items)

    def problems(self, questionnaire: Questionnaire) -> Iterator[Problem]:
        yield from cell_problems(self.answers, "respondent", self.rater == -1, "is empty. Name the rater.")
        yield from cell_problems(self.answers, "item", self.item == -1, _NO_ITEM)
        yield from cell_problems(self.answers, "state", self.state == -1, f"is no state. Use {', '.join(STATES)}.")
        yield from cell_problems(self.answers, "value", np.abs(self.value) > LARGEST_FIGURE, _TOO_LARGE)
        yield from self._off_scale(questionnaire)
        yield from self._unscored_problems(questionnaire)
        yield from self._look_alikes()
        yield from self._too_many() if np.prod(self.shape, dtype=float) > LARGEST_CUBE else self._twice()

    def _off_scale(self, questionnaire: Questionnaire) -> Iterator[Problem]:
        for name, scale in questionnaire.scales.items():
            asked = [position for position, item in enumerate(questionnaire.items) if item.scale == name]
            wrong = np.isin(self.item, asked) & ~np.isnan(self.value) & ~np.isin(self.value, scale.values)
            levels = ", ".join(map(figure, scale.values))
            for position in np.flatnonzero(wrong)[: PROBLEMS_SHOWN + 1]:
                where, item = place(self.answers, position, "value"), self.items[self.item[position]]
                value = figure(self.value[position])
                yield Problem(where, f"{value} is not on the scale of '{item}'. Use one of {levels}.")

    def _unscored_problems(self, questionnaire: Questionnaire) -> Iterator[Problem]:
        """Points that are no division of 100, and points or words about a competitor."""
        unscored = [position for position, item in enumerate(questionnaire.items) if not item.is_scored]
        if not unscored:
            return
        marked = np.isin(self.item, unscored)
        yield from cell_problems(self.answers, "subject", marked & (self.subject > 0), _US_ONLY)
        for position in map(int, np.flatnonzero(marked & (self.state == STATES.index(ANSWERED)))):
            item = questionnaire.items[self.item[position]]
            if item.allocation and (words := refused_points(str(self.answers["text"].iloc[position]))):
                yield Problem(place(self.answers, position, "value"), words)

    def _look_alikes(self) -> Iterator[Problem]:
        spelled: dict[str, str] = {}
        for name in self.competitors:
            if (first := spelled.setdefault(name.casefold(), name)) != name:
                words = f"'{first}' and '{name}' differ in capitals only. Write both alike, or rename one."
                yield Problem("subject", words)

    def _twice(self) -> Iterator[Problem]:
        """Answers that one rater gave again for the same subject, item and round."""
        known = np.flatnonzero((self.item >= 0) & (self.rater >= 0))
        key = (self.round * np.prod(self.shape, dtype=np.int64) + self._cell)[known]
        repeated = np.flatnonzero(pd.Series(key).duplicated())
        for position in repeated[: PROBLEMS_SHOWN + 1]:
            first = self.answers.index[known[np.flatnonzero(key == key[position])[0]]]
            item = self.items[self.item[known[position]]]
            words = f"'{item}' is already answered on row {first} by the same rater for the same subject. Remove one."
            yield Problem(place(self.answers, known[position], "item"), words)

    def _too_many(self) -> Iterator[Problem]:
        raters, subjects, items = self.shape
        words = f"{raters:,} respondents and {subjects:,} subjects for {items:,} items are too many to score."
        yield Problem("", f"{words} Are the columns respondent and subject in each other's place?")

    @cached_property
    def _cell(self) -> npt.NDArray[np.int64]:
        """The place of each answer in the flat cube."""
        _, subjects, items = self.shape
        return (self.rater * subjects + self.subject) * items + self.item

    def responses(self, questionnaire: Questionnaire) -> Responses:
        """The cube; the latest round's answer counts, and a blank is no answer."""
        values, not_applicable = np.full(self.shape, np.nan), np.zeros(self.shape, dtype=np.bool_)
        order = np.argsort(self.round, kind="stable")
        order = order[self.state[order] != STATES.index(BLANK)]
        cell = self._cell[order]
        values.reshape(-1)[cell] = self.value[order]
        not_applicable.reshape(-1)[cell] = self.state[order] == STATES.index(NOT_APPLICABLE)
        _hide(questionnaire, values, not_applicable)
        if len(questionnaire.scored_items) == len(self.items):
            return Responses(self.raters, self.competitors, values, not_applicable)
        points = self._points(questionnaire, order, not_applicable)
        scored = [position for position, item in enumerate(questionnaire.items) if item.is_scored]
        return Responses(self.raters, self.competitors, values[:, :, scored], not_applicable[:, :, scored], points)

    def _points(
        self, questionnaire: Questionnaire, order: npt.NDArray[np.intp], not_applicable: npt.NDArray[np.bool_]
    ) -> npt.NDArray[np.float64]:
        """The allocations of each rater, the latest round's; NaN where there is none or it does not apply."""
        points = np.full((len(self.raters), len(questionnaire.allocations), NO_POINTS.shape[2]), np.nan)
        for place_, item in enumerate(questionnaire.allocations):
            column = self.items.index(item.id)
            for position in order[self.item[order] == column]:
                is_given = self.state[position] == STATES.index(ANSWERED)
                given = points_of(str(self.answers["text"].iloc[position])) if is_given else np.nan
                points[self.rater[position], place_] = given
            points[not_applicable[:, 0, column], place_] = np.nan
        return points


def _hide(
    questionnaire: Questionnaire, values: npt.NDArray[np.float64], not_applicable: npt.NDArray[np.bool_]
) -> None:
    """Makes each item whose `show_if` does not hold "does not apply", for every subject (METHOD 2).

    Items are looked at in the order asked, so that a hidden one hides what is asked because of it.
    """
    column_of = (
        {item.id: column for column, item in enumerate(questionnaire.items)} if questionnaire.conditional else {}
    )
    for item in questionnaire.conditional:
        if item.show_if is not None:
            hidden = ~held(item.show_if, column_of, values[:, 0])
            values[hidden, :, column_of[item.id]] = np.nan
            not_applicable[hidden, :, column_of[item.id]] = True


_US_ONLY = "is a competitor, but points and words are asked about the company only. Remove the answer."
_TOO_LARGE = "is too large a figure. Correct it, or measure in a larger unit."
_NO_ITEM = "is no item of the questionnaire. Correct or remove it."


def _places(texts: Iterable[str], names: Sequence[str]) -> npt.NDArray[np.int64]:
    """The place of each text among `names`, -1 for another; a last -1 serves the code -1 of a missing text."""
    place_of = {name: position for position, name in enumerate(names)}
    return np.array([*(place_of.get(text, -1) for text in texts), -1], dtype=np.int64)
