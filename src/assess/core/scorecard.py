"""The one result that every page, chart, report and export draws from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from assess.core.allocation import Allocation, allocations
from assess.core.parity import (
    ParitySource,
    Profile,
    competitor_gaps,
    discipline_gaps,
    profile,
    rater_gaps,
)
from assess.core.questionnaire import Discipline, Questionnaire
from assess.core.recommendations import Recommendation, Standings, recommendations
from assess.core.responses import Responses
from assess.core.scoring import Matrix, dimension_scores, discipline_scores, spread
from assess.core.standing import ItemStanding, ParityPoint, Standing, StandingOf, standing


@dataclass(frozen=True)
class QuestionnaireRef:
    """Which questionnaire a scorecard rests on; `sha256` is that of its text, empty where there was none."""

    id: str
    version: str
    title: str
    sha256: str


@dataclass(frozen=True)
class CompetitorLevels:
    """Where one competitor stands beside the company: own group score minus the group gap to this competitor.

    One level a dimension and a discipline, in the scorecard's order, None where nobody rated it. Placing competitors
    by their gap keeps the distances on a chart equal to the gaps that verdicts rest on.
    """

    name: str
    raters: int
    dimensions: tuple[float | None, ...]
    disciplines: tuple[float | None, ...]


@dataclass(frozen=True)
class Scorecard:
    """Everything that the answers show: figures on 0..100, None where they show nothing, never 0 for missing."""

    questionnaire: QuestionnaireRef
    company: str
    raters: int
    band: float
    disciplines: tuple[Standing, ...]
    dimensions: tuple[Standing, ...]
    items: tuple[ItemStanding, ...]
    competitors: tuple[CompetitorLevels, ...]
    profile: Profile
    recommendations: tuple[Recommendation, ...]
    allocations: tuple[Allocation, ...] = ()
    """Points over the disciplines, of no part in any score; none in a protected scorecard."""
    minimum_group: int | None = None
    """How many people each figure speaks of at least, in a protected scorecard; its figures are rounded."""

    @property
    def missing(self) -> tuple[ItemStanding, ...]:
        """The items that somebody left without an answer, in the order asked."""
        return tuple(item for item in self.items if item.missing)

    @property
    def not_applicable(self) -> tuple[Standing, ...]:
        """The disciplines and dimensions of which no item applied to anybody: they have no score (METHOD 3)."""
        applied = {item.dimension for item in self.items if item.not_applicable < self.raters or not self.raters}
        dimensions = tuple(each for each in self.dimensions if each.id not in applied)
        disciplines = (each for each in self.disciplines if {*self.dimensions_of(each.discipline)} <= {*dimensions})
        return (*disciplines, *dimensions)

    def dimensions_of(self, discipline: Discipline) -> tuple[Standing, ...]:
        """The dimensions of one discipline, in their order."""
        return tuple(each for each in self.dimensions if each.discipline == discipline)


def scorecard(
    questionnaire: Questionnaire,
    responses: Responses,
    *,
    company: str = "",
    stated_lead: Discipline | None = None,
    sha256: str = "",
) -> Scorecard:
    """The scorecard of checked responses (METHOD 1-16)."""
    figures = _Figures.of(questionnaire, responses)
    dimensions, disciplines = (
        _dimension_standings(questionnaire, figures),
        _discipline_standings(questionnaire, figures),
    )
    items = _item_standings(questionnaire, responses)
    by_discipline = {each.discipline: each for each in disciplines}
    standings = Standings(by_discipline, {each.id: each for each in dimensions}, {each.id: each for each in items})
    return Scorecard(
        questionnaire=QuestionnaireRef(questionnaire.id, questionnaire.version, questionnaire.title, sha256),
        company=company,
        raters=len(responses.raters),
        band=questionnaire.parity.band,
        disciplines=disciplines,
        dimensions=dimensions,
        items=items,
        competitors=_competitors(questionnaire, responses.competitors, figures, dimensions, disciplines),
        profile=profile(
            {name: each.verdict for name, each in by_discipline.items()},
            {name: each.gap for name, each in by_discipline.items()},
            stated_lead,
        ),
        recommendations=recommendations(questionnaire, standings, stated_lead),
        allocations=allocations(questionnaire, responses.points),
    )


def worded(card: Scorecard, questionnaire: Questionnaire) -> Scorecard:
    """The same figures in the words of the same questionnaire in another language."""
    rules = {rule.id: rule for rule in questionnaire.recommendations}
    return replace(
        card,
        questionnaire=replace(card.questionnaire, title=questionnaire.title),
        dimensions=tuple(replace(each, title=questionnaire.dimension(each.id).title) for each in card.dimensions),
        recommendations=tuple(
            replace(each, rule=rules[each.id], dimension=questionnaire.dimension(each.dimension.id))
            for each in card.recommendations
        ),
    )


@dataclass(frozen=True)
class _Figures:
    """Scores and gaps of each rater; dimensions and disciplines in the last axis, competitors in a first one."""

    dimension_scores: Matrix
    discipline_scores: Matrix
    dimension_gaps: Matrix
    discipline_gaps: Matrix
    to_each_competitor: Matrix

    @classmethod
    def of(cls, questionnaire: Questionnaire, responses: Responses) -> _Figures:
        scores = dimension_scores(questionnaire, responses)
        to_each = competitor_gaps(questionnaire, responses)
        gaps = rater_gaps(questionnaire, to_each)
        return cls(
            scores, discipline_scores(questionnaire, scores), gaps, discipline_gaps(questionnaire, gaps), to_each
        )


def _dimension_standings(questionnaire: Questionnaire, figures: _Figures) -> tuple[Standing, ...]:
    return tuple(
        _standing(
            StandingOf(dimension.id, dimension.discipline, dimension.title),
            figures.dimension_scores[:, place],
            figures.dimension_gaps[:, place],
            questionnaire.declared_parity(dimension),
            questionnaire.parity.band,
        )
        for place, dimension in enumerate(questionnaire.dimensions)
    )


def _discipline_standings(questionnaire: Questionnaire, figures: _Figures) -> tuple[Standing, ...]:
    return tuple(
        _standing(
            StandingOf(discipline.value, discipline),
            figures.discipline_scores[:, place],
            figures.discipline_gaps[:, place],
            questionnaire.parity.declared.get(discipline),
            questionnaire.parity.band,
        )
        for place, discipline in enumerate(questionnaire.disciplines)
    )


def _standing(subject: StandingOf, scores: Matrix, gaps: Matrix, declared: float | None, band: float) -> Standing:
    """Competitors before the declared parity; neither, no gap (METHOD 8-9)."""
    parity: ParityPoint | None = None
    if not np.isnan(gaps).all():
        parity = ParityPoint(ParitySource.COMPETITORS)
    elif declared is not None:
        parity = ParityPoint(ParitySource.DECLARED, declared)
        gaps = scores - declared
    return standing(subject, spread(scores), spread(gaps), parity, band)


def _item_standings(questionnaire: Questionnaire, responses: Responses) -> tuple[ItemStanding, ...]:
    own, excluded = responses.values[:, 0], responses.not_applicable[:, 0]
    return tuple(
        _item_standing(item.id, questionnaire.dimension_of[item.id].id, own[:, place], int(excluded[:, place].sum()))
        for place, item in enumerate(questionnaire.scored_items)
    )


def _item_standing(name: str, dimension: str, values: Matrix, not_applicable: int) -> ItemStanding:
    figures = spread(values)
    return ItemStanding(
        name, dimension, figures.mean, figures.n, not_applicable, len(values) - figures.n - not_applicable
    )


def _competitors(
    questionnaire: Questionnaire,
    names: Sequence[str],
    figures: _Figures,
    dimensions: Sequence[Standing],
    disciplines: Sequence[Standing],
) -> tuple[CompetitorLevels, ...]:
    return tuple(
        CompetitorLevels(
            name=name,
            raters=int((~np.isnan(gaps)).any(axis=1).sum()),
            dimensions=_levels(gaps, dimensions),
            disciplines=_levels(discipline_gaps(questionnaire, gaps), disciplines),
        )
        for name, gaps in zip(names, figures.to_each_competitor, strict=True)
    )


def _levels(gaps: Matrix, standings: Sequence[Standing]) -> tuple[float | None, ...]:
    """Own score minus the group gap, one level a standing; `gaps` is (raters, standings)."""
    found = (spread(gaps[:, place]).mean for place in range(gaps.shape[1]))
    return tuple(
        None if gap is None or each.score is None else each.score - gap
        for gap, each in zip(found, standings, strict=True)
    )
