"""From a scorecard to the geometry and labels of its charts; no drawing library, the same for screen and paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from assess.charts.sentences import dots_alt, radar_alt, title_of
from assess.core.questionnaire import Discipline, Verdict
from assess.core.scorecard import Scorecard
from assess.core.standing import Standing
from assess.texts import Translator

By = Literal["dimension", "discipline"]
FEWEST_AXES = 3
"""A radar of one or two axes is a line; a dot plot shows those."""
NUMBERED_AXES = 15
"""From so many axes on, each carries a number, which stands in for its title where there is no room for titles."""


class Role(StrEnum):
    """Whose line a series is."""

    OWN = "own"
    EARLIER = "earlier"
    """The company's own line of an earlier round or run."""
    PARITY = "parity"
    COMPETITOR = "competitor"


@dataclass(frozen=True)
class Axis:
    """One axis of a radar; `label` is its full title, with its number where there are many axes."""

    number: str
    label: str
    discipline: Discipline


@dataclass(frozen=True)
class Series:
    """One line of a radar: a point an axis in 0..100, None where there is no figure, which is a gap in the line."""

    role: Role
    name: str
    points: tuple[float | None, ...]
    texts: tuple[str, ...]
    """What each point says when pointed at."""
    competitor: int = 0
    """The competitor's place among the competitors; 0 for the others."""


@dataclass(frozen=True)
class Radar:
    """A radar on fixed axes from 0 to 100; `alt` is its takeaway in plain words."""

    title: str
    axes: tuple[Axis, ...]
    series: tuple[Series, ...]
    disciplines: tuple[tuple[Discipline, str], ...]
    """The disciplines on it with their names, for the key of accents."""
    alt: str

    @property
    def own(self) -> Series:
        return self.series[-1]


@dataclass(frozen=True)
class Dot:
    """A competitor's level in one row."""

    competitor: int
    name: str
    level: float
    text: str


@dataclass(frozen=True)
class Row:
    """One dimension or discipline of a dot plot; all levels in 0..100, None where there is none.

    `interval` is the gap's 90 % interval laid upon parity: it surrounds the own score, and clears the band around
    parity exactly where the verdict is shown. `spread` spans the raters' own scores from lowest to highest.
    """

    label: str
    discipline: Discipline
    score: float | None
    parity: float | None
    band: tuple[float, float] | None
    interval: tuple[float, float] | None
    spread: tuple[float, float] | None
    competitors: tuple[Dot, ...]
    gap_text: str
    verdict: Verdict | None
    verdict_text: str
    text: str
    """What the row says when pointed at."""


@dataclass(frozen=True)
class DotPlot:
    """Own score against parity, one row a dimension or discipline, on a fixed scale from 0 to 100."""

    title: str
    rows: tuple[Row, ...]
    own_name: str
    parity_name: str
    interval_name: str
    band_name: str
    spread_name: str
    competitors: tuple[str, ...]
    disciplines: tuple[tuple[Discipline, str], ...]
    gap_heading: str
    alt: str


def radar(scorecard: Scorecard, t: Translator, by: By = "dimension") -> Radar | None:
    """The radar of a scorecard, its axes grouped by discipline; None below three axes: draw the dot plot there."""
    shown = _shown(scorecard, by)
    if len(shown) < FEWEST_AXES:
        return None
    standings = [standing for standing, _ in shown]
    return Radar(
        title=_title(t, by),
        axes=tuple(
            Axis(t.number(place + 1), _label(shown, place, t), each.discipline)
            for place, each in enumerate(standings)
        ),
        series=tuple(_series(scorecard, t, shown)),
        disciplines=disciplines_of(standings, t),
        alt=radar_alt(scorecard, standings, t),
    )


def dot_plot(scorecard: Scorecard, t: Translator, by: By = "dimension") -> DotPlot:
    """The dot plot of a scorecard, rows in the order of the radar's axes."""
    shown = _shown(scorecard, by)
    return DotPlot(
        title=_title(t, by),
        rows=tuple(_row(scorecard, t, shown, place) for place in range(len(shown))),
        own_name=_own_name(scorecard, t),
        parity_name=t("Parity"),
        interval_name=t("90 % interval"),
        band_name=t("Counts as parity (± {band})", band=t.number(scorecard.band)),
        spread_name=t("Range of raters"),
        competitors=tuple(each.name for each in scorecard.competitors),
        disciplines=disciplines_of([standing for standing, _ in shown], t),
        gap_heading=t("Gap"),
        alt=dots_alt(scorecard, [standing for standing, _ in shown], t),
    )


def picture(scorecard: Scorecard, t: Translator, by: By = "dimension") -> Radar | DotPlot:
    """The chart to take away: the radar, or the dot plot where there are too few axes for one."""
    return radar(scorecard, t, by) or dot_plot(scorecard, t, by)


_Shown = tuple[Standing, tuple[float | None, ...]]
"""A standing with each competitor's level beside it."""


def _shown(scorecard: Scorecard, by: By) -> list[_Shown]:
    """What a chart shows, grouped by discipline, otherwise in the scorecard's order."""
    if by == "discipline":
        levels = [each.disciplines for each in scorecard.competitors]
        standings = scorecard.disciplines
    else:
        levels = [each.dimensions for each in scorecard.competitors]
        standings = scorecard.dimensions
    order = list(Discipline)
    pairs = [(each, tuple(of[place] for of in levels)) for place, each in enumerate(standings)]
    return sorted(pairs, key=lambda pair: order.index(pair[0].discipline))


def _title(t: Translator, by: By) -> str:
    return t("Score by discipline") if by == "discipline" else t("Score by dimension")


def _label(shown: Sequence[_Shown], place: int, t: Translator) -> str:
    """The title, with its number where the radar may show numbers only."""
    title = title_of(shown[place][0], t)
    return title if len(shown) < NUMBERED_AXES else f"{t.number(place + 1)}. {title}"


def _own_name(scorecard: Scorecard, t: Translator) -> str:
    return scorecard.company or t("The company")


def disciplines_of(standings: Sequence[Standing], t: Translator) -> tuple[tuple[Discipline, str], ...]:
    return tuple((name, t.discipline(name)) for name in dict.fromkeys(each.discipline for each in standings))


def _series(scorecard: Scorecard, t: Translator, shown: Sequence[_Shown]) -> list[Series]:
    """Parity, the competitors, and the company's own line last, on top of the others."""
    labels = [_label(shown, place, t) for place in range(len(shown))]
    standings = [standing for standing, _ in shown]
    parity = _line(Role.PARITY, t("Parity"), [each.parity for each in standings], labels, t)
    competitors = [
        _line(Role.COMPETITOR, each.name, [levels[place] for _, levels in shown], labels, t, place)
        for place, each in enumerate(scorecard.competitors)
    ]
    own = _line(Role.OWN, _own_name(scorecard, t), [each.score for each in standings], labels, t)
    return [each for each in (parity, *competitors) if any(point is not None for point in each.points)] + [own]


def _line(
    role: Role, name: str, levels: Sequence[float | None], labels: Sequence[str], t: Translator, competitor: int = 0
) -> Series:
    texts = tuple(_point_text(name, label, level, t) for label, level in zip(labels, levels, strict=True))
    return Series(role, name, tuple(clipped(level) for level in levels), texts, competitor)


def _point_text(name: str, label: str, level: float | None, t: Translator) -> str:
    return t("{name}, {dimension}: {score}", name=name, dimension=label, score=t.number(level))


def _row(scorecard: Scorecard, t: Translator, shown: Sequence[_Shown], place: int) -> Row:
    standing, levels = shown[place]
    label = _label(shown, place, t)
    return Row(
        label=label,
        discipline=standing.discipline,
        score=standing.score,
        parity=clipped(standing.parity),
        band=_around(standing.parity, (-scorecard.band, scorecard.band)),
        interval=_around(standing.parity, standing.interval),
        spread=_spread(standing),
        competitors=tuple(_dots(scorecard, levels, label, t)),
        gap_text=t.gap(standing.gap),
        verdict=standing.verdict,
        verdict_text=t.verdict(standing.verdict),
        text=_row_text(standing, label, t),
    )


def _dots(scorecard: Scorecard, levels: Sequence[float | None], label: str, t: Translator) -> list[Dot]:
    return [
        Dot(place, each.name, level, _point_text(each.name, label, levels[place], t))
        for place, each in enumerate(scorecard.competitors)
        if (level := clipped(levels[place])) is not None
    ]


def _row_text(standing: Standing, label: str, t: Translator) -> str:
    if standing.score is None:
        return t("{dimension}: no score, too few answers", dimension=label)
    if standing.gap is None:
        return t("{dimension}: score {score}, no parity", dimension=label, score=t.number(standing.score))
    return t(
        "{dimension}: score {score}, parity {parity}, gap {gap}. {verdict}",
        dimension=label,
        score=t.number(standing.score),
        parity=t.number(standing.parity),
        gap=t.gap(standing.gap),
        verdict=t.verdict(standing.verdict),
    )


def clipped(level: float | None) -> float | None:
    """A level as it can be drawn: parity found from gaps may lie outside the scale (METHOD 8)."""
    return None if level is None else min(100.0, max(0.0, level))


def _around(level: float | None, limits: tuple[float, float] | None) -> tuple[float, float] | None:
    if level is None or limits is None:
        return None
    low, high = (min(100.0, max(0.0, level + limit)) for limit in limits)
    return low, high


def _spread(standing: Standing) -> tuple[float, float] | None:
    if standing.n < 2 or standing.min is None or standing.max is None:
        return None
    return standing.min, standing.max
