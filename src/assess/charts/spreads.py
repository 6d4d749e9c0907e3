"""How far raters are apart: their own scores in each dimension, and how many gave which answer to an item."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assess.charts.figures import clipped, disciplines_of
from assess.charts.sentences import apart, listed, title_of
from assess.core.questionnaire import Dimension, Discipline, Item, Questionnaire
from assess.core.rounds import ItemSpread, by_gap, disagreement
from assess.core.scorecard import Scorecard
from assess.core.standing import Standing
from assess.texts import Translator

Order = Literal["disagreement", "gap", "asked"]
NEAR = 2.5
"""Dots of two scores closer than this, in points, would cover each other: they lie in different lanes."""
LANES = (0, 1, -1, 2, -2, 3, -3, 4, -4)
"""Where dots of about the same score lie, from the middle of the row outwards."""
BIN = 5
"""A column's width in points where there are too many raters for dots."""
MOST_VALUES = 7
"""A measured figure with more values than this is counted in ranges."""
RANGES = 5
MOST_NAMED = 3


@dataclass(frozen=True)
class SpreadRow:
    """The raters' own scores in one dimension, in 0..100.

    `dots` are (score, lane), lane 0 in the middle; where raters are too many for dots, `bins` counts them in steps of
    `BIN` from 0 to 100. Both are empty where single scores may not be seen. `deviation` spans one standard deviation
    to both sides of the mean.
    """

    id: str
    label: str
    discipline: Discipline
    dots: tuple[tuple[float, int], ...]
    bins: tuple[int, ...]
    mean: float | None
    deviation: tuple[float, float] | None
    parity: float | None
    deviation_text: str
    gap_text: str
    text: str
    """What the row says when pointed at."""


@dataclass(frozen=True)
class SpreadPlot:
    """The spread of each dimension, one row each, on a fixed scale from 0 to 100."""

    title: str
    rows: tuple[SpreadRow, ...]
    order: Order
    raters_name: str
    mean_name: str
    deviation_name: str
    parity_name: str
    disciplines: tuple[tuple[Discipline, str], ...]
    most: int
    """The fullest of all bins; 0 where there are dots, or neither."""
    alt: str


@dataclass(frozen=True)
class Bar:
    """How many gave one answer; `label` is the level in words, `short` its number or the range of a figure."""

    short: str
    label: str
    count: int
    count_text: str


@dataclass(frozen=True)
class ItemRow:
    """The answers to one item: a bar an answer in ascending order, and their mean and deviation in raw values.

    `mean_at` is the mean's place in 0..1 between the first and the last bar, None without one or for ranges.
    """

    id: str
    text: str
    discipline: Discipline
    bars: tuple[Bar, ...]
    n: int
    mean_at: float | None
    mean_text: str
    deviation_text: str
    raters_text: str
    reverse_text: str
    """Said where a lower answer is the better one; else empty."""


@dataclass(frozen=True)
class ItemPlot:
    """The answers to the items of one dimension; `most` is the longest bar of all, so that bars compare."""

    title: str
    rows: tuple[ItemRow, ...]
    most: int
    alt: str


def spread_plot(
    card: Scorecard,
    t: Translator,
    scores: Mapping[str, Sequence[float]] | None = None,
    *,
    order: Order = "disagreement",
    only: Collection[str] | None = None,
    most: int | None = None,
) -> SpreadPlot:
    """The spread of the dimensions, the widest disagreement first (or by gap, or as asked), at most `most` of them.

    `scores` are the raters' own by dimension; without them (protected assessments) mean and deviation stand
    alone. `only` names the dimensions to show.
    """
    shown = [each for each in _ordered(card, order) if only is None or each.id in only][:most]
    given = {each.id: tuple(scores[each.id]) if scores else () for each in shown}
    dotted = {name: _dots(found) for name, found in given.items()}
    binned = None in dotted.values()
    rows = tuple(_spread_row(each, given[each.id], (None if binned else dotted[each.id]), t) for each in shown)
    return SpreadPlot(
        title=_spread_title(order, t),
        rows=rows,
        order=order,
        raters_name=t("One rater") if not binned else t("Raters"),
        mean_name=t("Mean"),
        deviation_name=t("Standard deviation"),
        parity_name=t("Parity"),
        disciplines=disciplines_of(shown, t),
        most=max((max(row.bins, default=0) for row in rows), default=0),
        alt=_spread_alt(shown, t),
    )


def item_plot(spreads: Sequence[ItemSpread], questionnaire: Questionnaire, dimension: str, t: Translator) -> ItemPlot:
    """The answers to each item of a dimension, from `core.rounds.item_spread`."""
    place = questionnaire.dimension(dimension)
    found = {each.id: each for each in spreads}
    rows = tuple(_item_row(found[item.id], item, place, questionnaire, t) for item in place.items if item.id in found)
    return ItemPlot(
        title=place.title,
        rows=rows,
        most=max((bar.count for row in rows for bar in row.bars), default=0),
        alt=_item_alt(place, rows, t),
    )


# --- dimensions --------------------------------------------------------------------------------------------------


def _ordered(card: Scorecard, order: Order) -> Sequence[Standing]:
    if order == "asked":
        return card.dimensions
    return disagreement(card) if order == "disagreement" else by_gap(card)


def _spread_title(order: Order, t: Translator) -> str:
    titles = {
        "disagreement": t("Where raters differ most"),
        "gap": t("The largest gaps"),
        "asked": t("How far raters are apart"),
    }
    return titles[order]


def _dots(scores: Sequence[float]) -> tuple[tuple[float, int], ...] | None:
    """A dot a rater, each in the first lane that has room there; None where no lane has."""
    dots: list[tuple[float, int]] = []
    last: dict[int, float] = {}
    for score in sorted(scores):
        lane = next((each for each in LANES if score - last.get(each, -NEAR) >= NEAR), None)
        if lane is None:
            return None
        dots.append((score, lane))
        last[lane] = score
    return tuple(dots)


def _bins(scores: Sequence[float]) -> tuple[int, ...]:
    """How many raters in each step of the scale; a full 100 counts to the last."""
    counts = [0] * (100 // BIN)
    for score in scores:
        counts[min(int(score // BIN), len(counts) - 1)] += 1
    return tuple(counts)


def _spread_row(
    standing: Standing, scores: Sequence[float], dots: tuple[tuple[float, int], ...] | None, t: Translator
) -> SpreadRow:
    return SpreadRow(
        id=standing.id,
        label=title_of(standing, t),
        discipline=standing.discipline,
        dots=dots or (),
        bins=_bins(scores) if dots is None else (),
        mean=standing.score,
        deviation=_deviation(standing),
        parity=clipped(standing.parity),
        deviation_text=f"± {t.number(standing.sd)}" if standing.sd is not None else t.number(None),
        gap_text=t.gap(standing.gap),
        text=_spread_text(standing, t),
    )


def _deviation(standing: Standing) -> tuple[float, float] | None:
    if standing.score is None or standing.sd is None:
        return None
    return max(0.0, standing.score - standing.sd), min(100.0, standing.score + standing.sd)


def _spread_text(standing: Standing, t: Translator) -> str:
    dimension = title_of(standing, t)
    if standing.score is None:
        return t("{dimension}: no score, too few answers", dimension=dimension)
    raters = t.plural("{n} rater", "{n} raters", standing.n)
    mean = t.number(standing.score)
    if standing.sd is None:
        return t("{dimension}: mean {mean}, {raters}", dimension=dimension, mean=mean, raters=raters)
    return t(
        "{dimension}: mean {mean}, standard deviation {sd}, {raters}",
        dimension=dimension,
        mean=mean,
        sd=t.number(standing.sd),
        raters=raters,
    )


def _spread_alt(shown: Sequence[Standing], t: Translator) -> str:
    """Where raters differ most, for those who do not see it."""
    opening = t.plural("Spread of the raters' scores in {n} dimension, from 0 to 100.",
                       "Spread of the raters' scores in {n} dimensions, from 0 to 100.", len(shown))  # fmt: skip
    if len(shown) == 1:
        return f"{opening} {_spread_text(shown[0], t)}."
    known = [each for each in shown if each.sd is not None]
    widest = sorted(known, key=lambda each: -(each.sd or 0.0))[:MOST_NAMED]
    names = [f"{apart(title_of(each, t))} ({t.number(each.sd)})" for each in widest]
    told = t("The standard deviation is widest in {places}.", places=listed(names, t)) if names else ""
    return " ".join(filter(None, [opening, told]))


# --- items -------------------------------------------------------------------------------------------------------


def _item_row(
    found: ItemSpread, item: Item, dimension: Dimension, questionnaire: Questionnaire, t: Translator
) -> ItemRow:
    bars = _bars(found, item, questionnaire, t)
    raters = t.plural("{n} rater", "{n} raters", found.n)
    return ItemRow(
        id=item.id,
        text=item.text,
        discipline=dimension.discipline,
        bars=bars,
        n=found.n,
        mean_at=_mean_at(found, item),
        mean_text=t("Mean {mean}", mean=t.number(found.mean, 1)) if found.mean is not None else t("No answer"),
        deviation_text=f"± {t.number(found.sd, 1)}" if found.sd is not None else "",
        raters_text=raters,
        reverse_text=t("Less is better") if item.reverse else "",
    )


def _bars(found: ItemSpread, item: Item, questionnaire: Questionnaire, t: Translator) -> tuple[Bar, ...]:
    scale = questionnaire.scale_of(item)
    if scale is not None:
        labels = {level.value: level.label for level in scale.levels}
        return tuple(_bar(_plain(value, t), labels[value], count, t) for value, count in found.counts)
    if len(found.counts) <= MOST_VALUES:
        return tuple(_bar(_plain(value, t), _plain(value, t), count, t) for value, count in found.counts)
    return _ranges(found.counts, t)


def _bar(short: str, label: str, count: int, t: Translator) -> Bar:
    return Bar(short, label, count, t.number(count))


def _plain(value: float, t: Translator) -> str:
    """A level's value or a figure with no more decimals than it has, at most two."""
    digits = next((each for each in (0, 1) if round(value, each) == value), 2)
    return t.number(value, digits)


def _ranges(counts: Sequence[tuple[float, int]], t: Translator) -> tuple[Bar, ...]:
    """Figures counted in ranges of equal width; each range holds its lower end, the last one both."""
    low, high = counts[0][0], counts[-1][0]
    ends = [*(low + (high - low) * step / RANGES for step in range(RANGES)), high]
    return tuple(_range(first, last, last == high, counts, t) for first, last in pairwise(ends))


def _range(first: float, last: float, closed: bool, counts: Sequence[tuple[float, int]], t: Translator) -> Bar:
    within = sum(count for value, count in counts if first <= value < last or (closed and value == last))
    words = t("{low} to {high}", low=_plain(first, t), high=_plain(last, t))
    return _bar(words, words, within, t)


def _mean_at(found: ItemSpread, item: Item) -> float | None:
    """Levels stand evenly spaced, so the mean lies between the two levels around it in proportion."""
    values = [value for value, _ in found.counts]
    if found.mean is None or item.number is not None or len(values) < 2:
        return None
    for place, (left, right) in enumerate(pairwise(values)):
        if found.mean <= right:
            return (place + (found.mean - left) / (right - left)) / (len(values) - 1)
    return 1.0


def _item_alt(dimension: Dimension, rows: Sequence[ItemRow], t: Translator) -> str:
    opening = t.plural("Answers to {n} item of {dimension}.", "Answers to {n} items of {dimension}.", len(rows),
                       dimension=apart(dimension.title))  # fmt: skip
    told = [f"{apart(row.text)} {row.mean_text} {row.deviation_text}".rstrip() + "." for row in rows]
    return " ".join([opening, *told])
