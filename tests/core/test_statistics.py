"""Deviations and intervals against independent tools: pingouin and scipy.stats (METHOD 5, 8, 10)."""

from __future__ import annotations

import statistics

import numpy as np
import pingouin
import pytest
from examples import CI, dimension, item, points, questionnaire, scored
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from assess.core.parity import interval
from assess.core.scoring import spread

SCORES = [31.0, 44.5, 52.25, 38.0, 60.5, 47.0, 64.75]


def test_10_the_interval_against_a_declared_parity_is_that_of_a_one_sample_t_test() -> None:
    asked = questionnaire(points("all"), parity={"declared": {CI: 60}})
    group = scored(asked, *(f"rater{place} us all {score}" for place, score in enumerate(SCORES))).dimensions[0]
    low, high = pingouin.ttest(np.array(SCORES), 60, confidence=0.90)["CI90"].iloc[0]
    # pingouin gives the interval of the mean score, 60 above that of the gap
    assert group.interval == pytest.approx((low - 60, high - 60), abs=1e-9)
    low, high = stats.ttest_1samp(SCORES, 60).confidence_interval(0.90)
    assert group.interval == pytest.approx((low - 60, high - 60), abs=1e-9)


def test_10_the_interval_against_competitors_is_that_of_a_paired_t_test() -> None:
    """The same raters judge us and a competitor: their gaps are pairs."""
    us, acme = [2, 3, 3, 4, 1, 5], [4, 4, 3, 5, 4, 4]
    asked = questionnaire(dimension("all", item("a", compare=True)))
    lines = [
        line for place, (own, other) in enumerate(zip(us, acme, strict=True))
        for line in (f"rater{place} us a {own}", f"rater{place} Acme a {other}")
    ]  # fmt: skip
    group = scored(asked, *lines).dimensions[0]
    own, other = (np.array(values) * 25.0 - 25 for values in (us, acme))
    assert group.gap == pytest.approx(np.mean(own - other), abs=1e-9)
    assert group.gap_sd == pytest.approx(stats.tstd(own - other), abs=1e-9)
    paired = pingouin.ttest(own, other, paired=True, confidence=0.90)["CI90"].iloc[0]
    assert group.interval == pytest.approx(tuple(paired), abs=1e-9)
    assert group.interval == pytest.approx(tuple(stats.ttest_rel(own, other).confidence_interval(0.90)), abs=1e-9)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(-100, 100, allow_subnormal=False), min_size=2, max_size=40))
def test_5_and_10_any_group_against_scipy_and_the_standard_library(gaps: list[float]) -> None:
    group = spread(np.array(gaps))
    assert (group.n, group.min, group.max) == (len(gaps), min(gaps), max(gaps))
    assert group.mean == pytest.approx(statistics.fmean(gaps), abs=1e-9)
    assert group.sd == pytest.approx(statistics.stdev(gaps), abs=1e-9)
    error = stats.sem(gaps)
    low, high = stats.t.interval(0.90, len(gaps) - 1, loc=np.mean(gaps), scale=error) if error else (gaps[0], gaps[0])
    assert interval(group) == pytest.approx((low, high), abs=1e-9)


def test_10_large_groups_come_near_the_normal_distribution() -> None:
    gaps = np.tile([-10.0, 10.0], 50_000)
    low, high = interval(spread(gaps)) or (0, 0)
    half = stats.norm.ppf(0.95) * 10 / 100_000**0.5
    assert (low, high) == pytest.approx((-half, half), rel=1e-4)
