"""Stated against lived: the points that people give a discipline to lead in, beside its score and verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assess.charts.figures import clipped
from assess.charts.sentences import listed
from assess.core.questionnaire import Discipline, Verdict
from assess.core.rounds import Stance, stated_against_lived
from assess.core.scorecard import Scorecard
from assess.texts import Translator


@dataclass(frozen=True)
class PointsRow:
    """One discipline: mean points of 100, and score and parity in 0..100; None where there is none.

    `chosen`: the discipline that the company has decided to lead in.
    """

    discipline: Discipline
    label: str
    points: float | None
    points_text: str
    score: float | None
    parity: float | None
    score_text: str
    gap_text: str
    verdict: Verdict | None
    verdict_text: str
    chosen: bool
    text: str
    """What the row says when pointed at."""


@dataclass(frozen=True)
class PointsPlot:
    """The three disciplines, most points first, on a fixed scale from 0 to 100 that points and scores share."""

    title: str
    rows: tuple[PointsRow, ...]
    points_name: str
    score_name: str
    parity_name: str
    chosen_name: str
    people_text: str
    alt: str


def points_plot(
    points: Mapping[Discipline, float],
    card: Scorecard,
    t: Translator,
    *,
    people: int,
    chosen: Discipline | None = None,
) -> PointsPlot:
    """The mean points that `people` gave beside what their ratings say; `points` is empty where none may be shown."""
    parities = {each.discipline: each.parity for each in card.disciplines}
    rows = tuple(
        _row(each, clipped(parities.get(each.discipline)), each.discipline is chosen, t)
        for each in stated_against_lived(points, card)
    )
    return PointsPlot(
        title=t("Stated against lived"),
        rows=rows,
        points_name=t("Points of 100"),
        score_name=t("Score"),
        parity_name=t("Parity"),
        chosen_name=t("Chosen to lead"),
        people_text=t.plural("Points of {n} person", "Points of {n} people", people),
        alt=_alt(rows, t),
    )


def _row(stance: Stance, parity: float | None, chosen: bool, t: Translator) -> PointsRow:
    label = t.discipline(stance.discipline)
    return PointsRow(
        discipline=stance.discipline,
        label=label,
        points=stance.points,
        points_text=t.number(stance.points),
        score=stance.score,
        parity=parity,
        score_text=t.number(stance.score),
        gap_text=t.gap(stance.gap),
        verdict=stance.verdict,
        verdict_text=t.verdict(stance.verdict),
        chosen=chosen,
        text=_text(stance, label, t),
    )


def _text(stance: Stance, label: str, t: Translator) -> str:
    return t(
        "{discipline}: {points} points of 100, score {score}, {verdict}",
        discipline=label,
        points=t.number(stance.points),
        score=t.number(stance.score),
        verdict=t.verdict(stance.verdict),
    )


def _alt(rows: tuple[PointsRow, ...], t: Translator) -> str:
    opening = t("Points for a lead beside scores, from 0 to 100.")
    told = [f"{row.text}." for row in rows]
    chosen = [row.label for row in rows if row.chosen]
    lead = t("Chosen to lead: {places}.", places=listed(chosen, t)) if chosen else ""
    return " ".join(filter(None, [opening, *told, lead]))
