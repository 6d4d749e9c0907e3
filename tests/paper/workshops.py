"""Workshops that were held, made up: two rounds, points, notes, actions, an earlier run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pandas as pd

from assess.core.minutes import Agreed, EarlierRun, Minutes, PointsGiven, Remark
from assess.core.questionnaire import Discipline, Questionnaire
from assess.core.responses import Responses, responses_from_answers
from assess.core.rounds import mean_points
from assess.core.scorecard import Scorecard, scorecard
from assess.core.scoring import dimension_scores
from assess.core.trend import comparable
from assess.core.workshop import asked_of, plan_for
from assess.yaml_source import find

COMPANY = "Nordwind Logistics"
AGAIN = ("depth", "trust", "process", "cost")
ROLES = ("Sales", "Operations", "Management")
HELD = date(2026, 3, 9)


def minutes(
    questionnaire: Questionnaire | str = "value-disciplines",
    *,
    raters: int = 9,
    competitors: Sequence[str] = ("Blue Harbour", "Kestrel"),
    again: Sequence[str] = AGAIN,
    company: str = COMPANY,
    **given: Any,
) -> Minutes:
    """A workshop whose raters differ in some dimensions and agree in others; one competitor is ahead by a level.

    The first two thirds of the raters vote again on the dimensions `again`, all at the last level but one; there is
    no second vote where it is empty.
    """
    book = find(questionnaire).questionnaire if isinstance(questionnaire, str) else questionnaire
    first = list(_answers(book, raters, competitors))
    voters = 2 * raters // 3 if again else 0
    answers = _frame([*first, *_second(book, voters, again)])
    found: dict[str, Any] = {
        "title": "Strategy day, spring",
        "held": HELD,
        "questionnaire": book,
        "card": _card(book, answers, competitors, company),
        "before": _card(book, _frame(first), competitors, company) if again else None,
        "again": tuple(again),
        "revoted": voters or None,
        "scores": _scores(book, responses_from_answers(answers, book)),
        "groups": {
            name: _card(book, _of_role(answers, place), competitors, company) for place, name in enumerate(ROLES)
        },
    }
    return Minutes(**{**found, **given})


def decided(made: Minutes) -> dict[str, Any]:
    """Points, a lead, notes and actions for a workshop."""
    rules = made.questionnaire.recommendations
    dimensions = made.questionnaire.dimensions
    return {
        "points": PointsGiven(9, mean_points([_points(60, 25, 15)] * 5 + [_points(20, 70, 10)] * 4)),
        "lead": Discipline.CUSTOMER_INTIMACY,
        "remarks": (
            Remark(None, "Sales and operations see different companies.\nBoth are right about their own customers."),
            Remark(dimensions[0].id, "We know the ten largest customers well, the rest hardly at all."),
            Remark(dimensions[4].id, "The night shift was not asked."),
        ),
        "actions": (
            Agreed(rules[0].action, "Ayla Demir", date(2026, 6, 1), False, rules[0].dimension, rules[0].id),
            Agreed("Ask ten customers a week why they left", "Tom", None, False, dimensions[0].id, rules[1].id),
            Agreed("Visit the night shift", done=True),
            Agreed("Publish delivery times", "Ines", date(2025, 12, 1), True, dimensions[4].id, carried=True),
            Agreed("One contact for each large customer", "Tom", date(2026, 2, 1), False, None, carried=True),
        ),
    }


def earlier(made: Minutes, raters: int = 5) -> EarlierRun:
    """A run a year ago, in which everybody was one level lower here and there, and one dimension was not asked."""
    book = made.questionnaire
    fewer = asked_of(book, plan_for(book, dimensions=[each.id for each in book.dimensions[1:]]))
    then = _card(fewer, _frame(list(_answers(fewer, raters, ()))), (), made.card.company)
    alike = comparable(fewer, book)
    assert alike.now is not None
    answers = _frame([*_answers(book, 9, ("Blue Harbour", "Kestrel")), *_second(book, 6, AGAIN)])
    shared = answers[answers["item"].isin([item.id for item in alike.now.items])]
    now = _card(alike.now, shared, ("Blue Harbour", "Kestrel"), made.card.company)
    return EarlierRun("Strategy day, autumn", date(2025, 9, 15), alike, then, now)


def whole() -> Minutes:
    """A workshop with everything that there is."""
    plain = minutes()
    return minutes(**decided(plain), earlier=earlier(plain))


def _points(*given: int) -> dict[Discipline, int]:
    return dict(zip(Discipline, given, strict=True))


def _answers(book: Questionnaire, raters: int, competitors: Sequence[str]) -> Iterable[tuple[object, ...]]:
    for rater in range(raters):
        for place, item in enumerate(book.items):
            scale = book.scale_of(item)
            if scale is None:
                continue
            for subject, name in enumerate(["us", *(competitors if item.compare else ())]):
                level = scale.values[_level(rater, place, subject, len(scale.values))]
                yield f"rater {rater}", 1, name, item.id, level, "answered", ROLES[rater % len(ROLES)]


def _level(rater: int, place: int, subject: int, levels: int) -> int:
    """A level's place: each three items about alike, raters spread over one to three levels, competitors above."""
    dimension = place // 3
    middle, width = (1, 2, 3, 1)[dimension % 4], 1 + dimension % 3
    return max(0, min(levels - 1, middle + (rater + place) % (width + 1) - width // 2 + (0, 0, 1)[subject]))


def _second(book: Questionnaire, voters: int, again: Sequence[str]) -> Iterable[tuple[object, ...]]:
    for rater in range(voters):
        for item in book.items:
            scale = book.scale_of(item)
            if scale is not None and book.dimension_of[item.id].id in again:
                yield f"rater {rater}", 2, "us", item.id, scale.values[-2], "answered", ROLES[rater % len(ROLES)]


def _frame(rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["respondent", "round", "subject", "item", "value", "state", "role"])


def _of_role(answers: pd.DataFrame, place: int) -> pd.DataFrame:
    return answers[answers["role"] == ROLES[place]]


def _scores(book: Questionnaire, responses: Responses) -> dict[str, tuple[float, ...]]:
    scores = dimension_scores(book, responses)
    return {
        each.id: tuple(sorted(float(score) for score in scores[:, place] if score == score))
        for place, each in enumerate(book.dimensions)
    }


def _card(book: Questionnaire, answers: pd.DataFrame, competitors: Sequence[str], company: str) -> Scorecard:
    responses = responses_from_answers(answers, book, competitors)
    return scorecard(book, responses, company=company, sha256="ab" * 32)
