"""From rules to ordered advice that traces to the answers behind it (METHOD 14-16)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assess.core.parity import highest_gap
from assess.core.questionnaire import Dimension, Discipline, Kind, Questionnaire, Rule, Verdict
from assess.core.scoring import below
from assess.core.standing import ItemStanding, Standing

EASE_OFF_BANDS = 3
"""A discipline that is not the lead may exceed parity by so many bands before advice says to ease off."""


@dataclass(frozen=True)
class Because:
    """One condition of a rule with the group figure that met it; `item` names the item of an `item_below`."""

    condition: str
    limit: float | str
    figure: float | str
    item: str | None = None


@dataclass(frozen=True)
class Recommendation:
    """A rule that fired, where it is listed and why: conditions, figures, and the items behind them."""

    rule: Rule
    dimension: Dimension
    kind: Kind
    priority: float
    because: tuple[Because, ...]
    items: tuple[ItemStanding, ...]

    @property
    def id(self) -> str:
        return self.rule.id

    @property
    def discipline(self) -> Discipline:
        return self.dimension.discipline


@dataclass(frozen=True)
class Standings:
    """The group figures that advice rests on, by id."""

    disciplines: Mapping[Discipline, Standing]
    dimensions: Mapping[str, Standing]
    items: Mapping[str, ItemStanding]


def recommendations(
    questionnaire: Questionnaire, standings: Standings, stated_lead: Discipline | None
) -> tuple[Recommendation, ...]:
    """The rules that fire, in order: gaps to close, the lead to extend, what to ease off (METHOD 15)."""
    kinds = _kinds(standings.disciplines, stated_lead, questionnaire.parity.band)
    found = [
        advice
        for rule in questionnaire.recommendations
        if (advice := _advice(questionnaire, standings, rule, kinds)) is not None
    ]
    order = list(Kind)
    return tuple(sorted(found, key=lambda advice: (order.index(advice.kind), -round(advice.priority, 9), advice.id)))


def lead_of(standings: Mapping[Discipline, Standing], stated: Discipline | None) -> Discipline | None:
    """The lead discipline: the stated one, or else the one with the highest gap (METHOD 15)."""
    return stated or highest_gap({name: standing.gap for name, standing in standings.items()})


def _kinds(
    standings: Mapping[Discipline, Standing], stated: Discipline | None, band: float
) -> dict[Discipline, Kind | None]:
    lead = lead_of(standings, stated)
    return {name: _kind(standing, name == lead, band) for name, standing in standings.items()}


def _kind(standing: Standing, is_lead: bool, band: float) -> Kind | None:
    """The list in which a discipline's rules stand, None where it needs no advice."""
    if standing.verdict is Verdict.LAGS:
        return Kind.CLOSE_GAP
    if is_lead:
        return None if standing.verdict is Verdict.LEADS else Kind.EXTEND_LEAD
    exceeds = standing.gap is not None and below(EASE_OFF_BANDS * band, standing.gap)
    return Kind.EASE_OFF if exceeds else None


def _advice(
    questionnaire: Questionnaire, standings: Standings, rule: Rule, kinds: Mapping[Discipline, Kind | None]
) -> Recommendation | None:
    dimension = questionnaire.dimension(rule.dimension)
    kind = kinds[dimension.discipline]
    because = tuple(_met(rule, standings))
    if kind not in rule.kinds or None in because:
        return None
    return Recommendation(
        rule=rule,
        dimension=dimension,
        kind=kind,
        priority=_priority(questionnaire, dimension, standings.dimensions[dimension.id], rule.effort),
        because=tuple(reason for reason in because if reason is not None),
        items=tuple(standings.items[item_id] for item_id in _items_behind(dimension, rule)),
    )


def _priority(questionnaire: Questionnaire, dimension: Dimension, standing: Standing, effort: int) -> float:
    """Shortfall over effort, the shortfall weighted by the dimension's share of its discipline."""
    return max(0.0, -(standing.gap or 0.0)) * questionnaire.share(dimension) / effort


def _items_behind(dimension: Dimension, rule: Rule) -> Sequence[str]:
    return list(dict.fromkeys([*(item.id for item in dimension.scored_items), *rule.when.item_below]))


def _met(rule: Rule, standings: Standings) -> Iterator[Because | None]:
    """Each condition of a rule with its figure, None for one that does not hold (METHOD 14)."""
    figures, when = standings.dimensions[rule.dimension], rule.when
    yield from _limit("score_below", when.score_below, figures.score, is_below=True)
    yield from _limit("score_at_least", when.score_at_least, figures.score, is_below=False)
    yield from _limit("gap_below", when.gap_below, figures.gap, is_below=True)
    yield from _limit("gap_at_least", when.gap_at_least, figures.gap, is_below=False)
    if when.verdict is not None:
        yield Because("verdict", when.verdict, figures.verdict) if figures.verdict is when.verdict else None
    for item_id, limit in when.item_below.items():
        yield from _limit("item_below", limit, standings.items[item_id].mean, is_below=True, item=item_id)


def _limit(
    condition: str, limit: float | None, figure: float | None, *, is_below: bool, item: str | None = None
) -> Iterator[Because | None]:
    """Nothing for a condition not given; a missing figure meets no condition."""
    if limit is not None:
        holds = figure is not None and below(figure, limit) == is_below
        yield Because(condition, limit, figure, item) if holds and figure is not None else None
