"""Gaps to parity, their intervals, verdicts and the company's profile (METHOD 6-13)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import stdtrit

from assess.core.questionnaire import Discipline, Questionnaire, Verdict
from assess.core.responses import Responses
from assess.core.scoring import Matrix, Spread, below, item_scores, item_weights, over_dimensions, safe_divide

CONFIDENCE_QUANTILE = 0.95
"""The quantile for a two-sided 90 % interval."""


class ParitySource(StrEnum):
    """Where a parity comes from (METHOD 9)."""

    COMPETITORS = "competitors"
    DECLARED = "declared"


class Firmness(StrEnum):
    """How much the answers carry a verdict (METHOD 12)."""

    SHOWN = "shown"
    NOT_SHOWN = "not_shown"
    SINGLE_RATER = "single_rater"


class ProfileId(StrEnum):
    """The shape of the verdicts on the three disciplines (METHOD 13)."""

    FOCUSED_LEADER = "focused_leader"
    LEADER_WITH_LAG = "leader_with_lag"
    SEVERAL_LEADS = "several_leads"
    AT_PARITY = "at_parity"
    NO_LEAD_WITH_LAG = "no_lead_with_lag"
    BEHIND = "behind"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True)
class Profile:
    """The shape of the verdicts, beside the lead that was stated and the lead that was measured."""

    id: ProfileId
    stated_lead: Discipline | None
    measured_lead: Discipline | None
    """The leading discipline with the highest gap, None where no discipline leads."""

    @property
    def mismatch(self) -> bool:
        """The stated lead is not the measured one, though both are known."""
        return None not in (self.stated_lead, self.measured_lead) and self.stated_lead != self.measured_lead


def competitor_gaps(questionnaire: Questionnaire, responses: Responses) -> Matrix:
    """Own minus competitor, shape (competitors, raters, dimensions), NaN where no item is shared (METHOD 6)."""
    scores = item_scores(questionnaire, responses)
    weights = item_weights(questionnaire, compared_only=True)
    own = scores[:, 0]
    gaps = [_shared_gap(own, scores[:, subject], weights) for subject in range(1, scores.shape[1])]
    return np.array(gaps).reshape(len(gaps), len(responses.raters), weights.shape[1])


def _shared_gap(own: Matrix, competitor: Matrix, weights: Matrix) -> Matrix:
    shared = ~np.isnan(own) & ~np.isnan(competitor)
    held = shared @ weights
    difference = np.where(shared, own - competitor, 0.0) @ weights
    return safe_divide(difference, held, where=held > 0)


def rater_gaps(questionnaire: Questionnaire, gaps: Matrix) -> Matrix:
    """Each rater's gap over the competitors rated, shape (raters, dimensions): mean or lowest (METHOD 6)."""
    rated = ~np.isnan(gaps)
    count = rated.sum(axis=0)
    if questionnaire.parity.reference == "best":
        gap = np.where(rated, gaps, np.inf).min(axis=0, initial=np.inf)
    else:
        gap = safe_divide(np.where(rated, gaps, 0.0).sum(axis=0), count, where=count > 0)
    return np.where(count > 0, gap, np.nan)


def discipline_gaps(questionnaire: Questionnaire, of_dimensions: Matrix) -> Matrix:
    """Each rater's gap in each discipline, shape (raters, disciplines), NaN below the coverage (METHOD 7)."""
    return over_dimensions(questionnaire, of_dimensions)


def interval(gap: Spread) -> tuple[float, float] | None:
    """The two-sided 90 % t-interval of a group gap, None below two raters (METHOD 10)."""
    if gap.mean is None or gap.sd is None:
        return None
    half = float(stdtrit(gap.n - 1, CONFIDENCE_QUANTILE)) * gap.sd / math.sqrt(gap.n)
    return gap.mean - half, gap.mean + half


def verdict(gap: float, band: float) -> Verdict:
    """Where a gap stands; a gap of exactly the band is at parity (METHOD 11)."""
    if below(gap, -band):
        return Verdict.LAGS
    return Verdict.LEADS if below(band, gap) else Verdict.AT_PARITY


def firmness(limits: tuple[float, float] | None, band: float) -> Firmness:
    """Whether the whole interval lies in one verdict's region; one rater is never proof (METHOD 12)."""
    if limits is None:
        return Firmness.SINGLE_RATER
    low, high = limits
    return Firmness.SHOWN if verdict(low, band) is verdict(high, band) else Firmness.NOT_SHOWN


def profile(
    verdicts: Mapping[Discipline, Verdict | None], gaps: Mapping[Discipline, float | None], stated: Discipline | None
) -> Profile:
    """The profile of three verdicts; one without a verdict makes it incomplete (METHOD 13)."""
    found = [verdicts.get(discipline) for discipline in Discipline]
    leaders = {name: gap for name, gap in gaps.items() if gap is not None and verdicts.get(name) is Verdict.LEADS}
    return Profile(_profile_id(found), stated, highest_gap(leaders))


def highest_gap(gaps: Mapping[Discipline, float | None]) -> Discipline | None:
    """The discipline with the highest gap, the first in order among equals, None where no gap is known."""
    highest: tuple[Discipline, float] | None = None
    for name in Discipline:
        gap = gaps.get(name)
        if gap is not None and (highest is None or below(highest[1], gap)):
            highest = name, gap
    return highest[0] if highest else None


def _profile_id(verdicts: list[Verdict | None]) -> ProfileId:
    if None in verdicts:
        return ProfileId.INCOMPLETE
    leads, lags = verdicts.count(Verdict.LEADS), verdicts.count(Verdict.LAGS)
    if leads > 1:
        return ProfileId.SEVERAL_LEADS
    if leads == 1:
        return ProfileId.LEADER_WITH_LAG if lags else ProfileId.FOCUSED_LEADER
    if lags == len(verdicts):
        return ProfileId.BEHIND
    return ProfileId.NO_LEAD_WITH_LAG if lags else ProfileId.AT_PARITY
