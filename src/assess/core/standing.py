"""Where the company stands: the group figures of a discipline, a dimension or an item (METHOD 5-12)."""

from __future__ import annotations

from dataclasses import dataclass

from assess.core.parity import Firmness, ParitySource, firmness, interval, verdict
from assess.core.questionnaire import Discipline, Verdict
from assess.core.scoring import Spread


@dataclass(frozen=True)
class StandingOf:
    """What a standing is of: a dimension with its title, or a discipline, whose name is the translator's to give."""

    id: str
    discipline: Discipline
    title: str = ""


@dataclass(frozen=True)
class Standing(StandingOf):
    """Group figures of one dimension or discipline, on 0..100; None where the answers give none.

    `interval` is the 90 % interval of the gap. `parity` may lie outside 0..100 where competitors are far off; charts
    clip it (METHOD 8).
    """

    score: float | None = None
    n: int = 0
    sd: float | None = None
    min: float | None = None
    max: float | None = None
    parity: float | None = None
    parity_source: ParitySource | None = None
    gap: float | None = None
    gap_n: int = 0
    gap_sd: float | None = None
    interval: tuple[float, float] | None = None
    verdict: Verdict | None = None
    firmness: Firmness | None = None


@dataclass(frozen=True)
class ItemStanding:
    """Group figures of one item about the company: mean raw value, how many answered, opted out or are missing."""

    id: str
    dimension: str
    mean: float | None
    n: int
    not_applicable: int
    missing: int


@dataclass(frozen=True)
class ParityPoint:
    """A parity with its source; `level` is None where it follows from score and gap."""

    source: ParitySource
    level: float | None = None


def standing(subject: StandingOf, score: Spread, gap: Spread, parity: ParityPoint | None, band: float) -> Standing:
    """The standing that a group's score and gap make; without a gap there is no parity and no verdict (METHOD 9)."""
    has_gap = gap.mean is not None and parity is not None
    limits = interval(gap) if has_gap else None
    return Standing(
        id=subject.id,
        discipline=subject.discipline,
        title=subject.title,
        score=score.mean,
        n=score.n,
        sd=score.sd,
        min=score.min,
        max=score.max,
        parity=_parity_level(score, gap, parity),
        parity_source=parity.source if parity else None,
        gap=gap.mean,
        gap_n=gap.n,
        gap_sd=gap.sd,
        interval=limits,
        verdict=verdict(gap.mean, band) if gap.mean is not None and has_gap else None,
        firmness=firmness(limits, band) if has_gap else None,
    )


def _parity_level(score: Spread, gap: Spread, parity: ParityPoint | None) -> float | None:
    if parity is None or parity.level is not None:
        return parity.level if parity else None
    return None if score.mean is None or gap.mean is None else score.mean - gap.mean
