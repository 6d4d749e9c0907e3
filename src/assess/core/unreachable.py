"""Rules that can never hold: conditions that no score, gap or answer can meet together (METHOD 1, 9, 11, 14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations, product
from math import inf

from assess.core.draft import Draft, Placed
from assess.core.errors import Problem
from assess.core.messages import Field, Message, message
from assess.core.questionnaire import Conditions, Item, ParitySettings, Rule, Verdict


@dataclass(frozen=True)
class Limit:
    """What one condition leaves of a figure; `key` is empty for what holds without any condition."""

    key: str
    words: Field
    low: float = -inf
    high: float = inf
    above: bool = False
    """The low end itself does not count."""
    under: bool = False
    """The high end itself does not count."""

    def excludes(self, other: Limit) -> bool:
        """Whether no figure lies within both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        touching = (self.above and self.low == low) or (other.above and other.low == low)
        touching |= (self.under and self.high == high) or (other.under and other.high == high)
        return low > high or (low == high and touching)

    def within(self, other: Limit) -> bool:
        """Whether every figure that keeps to this limit keeps to the other too."""
        from_below = self.low > other.low or (self.low == other.low and (self.above or not other.above))
        from_above = self.high < other.high or (self.high == other.high and (self.under or not other.under))
        return from_below and from_above


def never_problems(draft: Draft, rule: Placed) -> Iterator[Problem]:
    """The problems of a rule whose conditions cannot all hold; nothing for a rule with faults of shape."""
    part = rule.as_part(Rule)
    if part is None:
        return
    for item_id, limit in part.when.item_below.items():
        if (lowest := _lowest(draft, item_id)) is not None and limit <= lowest:
            said = message(
                "no answer lies below {limit} (the lowest is {lowest}), so the rule can never hold. Raise it."
            )
            text = said.filled(limit=f"{limit:g}", lowest=f"{lowest:g}")
            yield Problem(f"{rule.path}.when.item_below.{item_id}", text)
    dimension = draft.dimension_named.get(part.dimension)
    if dimension is None:
        return
    scores = score_limits(part.when, _score_range(draft, dimension))
    yield from _contradictions(rule, _NO_SCORE, combinations(scores, 2))
    if draft.parity is not None:
        yield from _gap_problems(draft, draft.parity, rule, part, dimension, scores)


def _gap_problems(
    draft: Draft, settings: ParitySettings, rule: Placed, part: Rule, dimension: Placed, scores: list[Limit]
) -> Iterator[Problem]:
    conditions = list(gap_limits(part.when, settings.band))
    parity = draft.declared_parity(dimension)
    if dimension.path in draft.compared:
        widest = Limit("", _between(-100, 100), -100, 100)
        yield from _contradictions(rule, _NO_GAP, combinations([widest, *conditions], 2))
    elif parity is not None:
        pairs = chain(product(_less(scores, parity), conditions), combinations(conditions, 2))
        yield from _contradictions(rule, _NO_GAP, pairs)
    elif dimension.get("parity") is None:
        yield from _no_parity(rule, part.dimension, conditions)


_NO_SCORE = message("no score is {second} and {first}, so the rule can never hold. Change it.")
_NO_GAP = message("no gap is {second} and {first}, so the rule can never hold. Change it.")
_NO_PARITY = message(
    "dimension '{name}' has no parity, so the rule can never hold. Declare a parity, or mark an item `compare: true`."
)


def _contradictions(rule: Placed, said: Message, pairs: Iterable[tuple[Limit, Limit]]) -> Iterator[Problem]:
    """Limits that exclude one given before, each once; of limits on a line, pairs are enough to look at."""
    told = set()
    for first, second in pairs:
        if second.key not in told and first.excludes(second):
            told.add(second.key)
            yield Problem(f"{rule.path}.when.{second.key}", said.filled(second=second.words, first=first.words))


def _no_parity(rule: Placed, dimension: str, conditions: list[Limit]) -> Iterator[Problem]:
    for condition in conditions:
        yield Problem(f"{rule.path}.when.{condition.key}", _NO_PARITY.filled(name=dimension))


# --- limits ------------------------------------------------------------------------------------------------------


def _between(low: float, high: float) -> Message:
    return message("between {low} and {high}", low=f"{low:g}", high=f"{high:g}")


def _at_least(limit: float) -> Message:
    return message("at least {limit}", limit=f"{limit:g}")


def _below(limit: float) -> Message:
    return message("below {limit}", limit=f"{limit:g}")


def _region(of: Message, verdict: Verdict) -> Message:
    return message("{figures} ({verdict})", figures=of, verdict=verdict)


def score_limits(when: Conditions, span: tuple[float, float] = (0.0, 100.0)) -> list[Limit]:
    """What the span of possible scores, first, and the conditions leave of the score."""
    limits = [Limit("", _between(*span), *span)]
    if (least := when.score_at_least) is not None:
        limits.append(Limit("score_at_least", _at_least(least), low=least))
    if (end := when.score_below) is not None:
        limits.append(Limit("score_below", _below(end), high=end, under=True))
    return limits


def gap_limits(when: Conditions, band: float) -> Iterator[Limit]:
    """What the conditions leave of the gap, the verdict's region among them (METHOD 11)."""
    if when.verdict is Verdict.LAGS:
        yield Limit("verdict", _region(_below(-band), when.verdict), high=-band, under=True)
    if when.verdict is Verdict.AT_PARITY:
        yield Limit("verdict", _region(_between(-band, band), when.verdict), -band, band)
    if when.verdict is Verdict.LEADS:
        yield Limit(
            "verdict", _region(message("above {limit}", limit=f"{band:g}"), when.verdict), low=band, above=True
        )
    if (least := when.gap_at_least) is not None:
        yield Limit("gap_at_least", _at_least(least), low=least)
    if (end := when.gap_below) is not None:
        yield Limit("gap_below", _below(end), high=end, under=True)


def _less(scores: list[Limit], parity: float) -> Iterator[Limit]:
    """What limits on the score leave of a gap to the declared parity (METHOD 9)."""
    for limit in scores:
        said = message("the difference of a score {figures} and the declared parity {parity}", parity=f"{parity:g}")
        words = said.filled(figures=limit.words)
        yield Limit(limit.key, words, limit.low - parity, limit.high - parity, limit.above, limit.under)


def _score_range(draft: Draft, dimension: Placed) -> tuple[float, float]:
    """The lowest and highest score that the dimension can have (METHOD 1, 3)."""
    items = draft.sound_items.get(dimension.path, ())
    ranges = [_item_range(item) for item in items if item is None or item.is_scored]
    return min((low for low, _ in ranges), default=0.0), max((high for _, high in ranges), default=100.0)


def _item_range(item: Item | None) -> tuple[float, float]:
    if item is None or item.number is None:
        return 0.0, 100.0
    points = [score for _, score in item.number.points]
    return (100 - max(points), 100 - min(points)) if item.reverse else (min(points), max(points))


def _lowest(draft: Draft, item_id: str) -> float | None:
    """The lowest answer that an item can have, None where it has no lower bound or is not sound."""
    placed = draft.item_named.get(item_id)
    name = placed.get("scale") if placed else None
    scale = draft.scales.get(name) if isinstance(name, str) and draft.scales else None
    return scale.lowest if scale else None
