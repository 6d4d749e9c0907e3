"""METHOD 10-13: interval, verdict, firmness, profile.

10. n >= 2: two-sided 90 % t-interval, gap +/- t(0.95, n-1) * sd / sqrt(n). n = 1: none.
11. `lags` if gap < -band, `leads` if gap > +band, else `at_parity`.
12. `shown` if the whole interval lies in the verdict's region, else `not_shown`; `single_rater` if n = 1.
13. Profile from the three verdicts; the stated lead beside the measured one.
"""

from __future__ import annotations

import pytest
from examples import CI, OE, PL, dimension, measured, points, questionnaire, scored

from assess.core.parity import Firmness, ProfileId, firmness, highest_gap, interval, profile, verdict
from assess.core.questionnaire import Discipline, Verdict
from assess.core.scorecard import Scorecard
from assess.core.scoring import Spread
from assess.core.standing import Standing

LAGS, AT_PARITY, LEADS = Verdict
SHOWN, NOT_SHOWN, SINGLE_RATER = Firmness


def standing_of(*scores: float, band: float = 5, declared: float = 60) -> Standing:
    """The standing of a group of raters with these scores against a declared parity."""
    asked = questionnaire(points("all"), parity={"band": band, "declared": {CI: declared}})
    lines = [f"rater{place} us all {score}" for place, score in enumerate(scores)]
    return scored(asked, *lines).dimensions[0]


# --- rule 10 -----------------------------------------------------------------------------------------------------


def test_10_two_raters() -> None:
    """Gaps -10 and -4: mean -7, sd 6 / sqrt(2), so sd / sqrt(2) = 3; t(0.95, 1) = tan(0.45 pi) = 6.313751514675."""
    low, high = standing_of(50, 56).interval
    assert (low, high) == pytest.approx((-7 - 3 * 6.313751514675043, -7 + 3 * 6.313751514675043), abs=1e-9)


def test_10_three_raters() -> None:
    """Gaps -12, -9, -6: sd 3, t(0.95, 2) = 0.9 / sqrt(2 * 0.95 * 0.05) = 2.919985580354."""
    half = 2.919985580353726 * 3 / 3**0.5
    assert standing_of(48, 51, 54).interval == pytest.approx((-9 - half, -9 + half), abs=1e-9)


def test_10_raters_who_agree_have_an_interval_without_width() -> None:
    assert standing_of(50, 50, 50).interval == (-10, -10)


def test_10_one_rater_has_no_interval() -> None:
    assert standing_of(50).interval is None
    assert interval(Spread(1, -10.0, None, -10.0, -10.0)) is None
    assert interval(Spread(0, None, None, None, None)) is None


# --- rule 11 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        (-5.001, LAGS),
        (-5, AT_PARITY),  # exactly the band is parity
        (-4.999, AT_PARITY),
        (0, AT_PARITY),
        (5, AT_PARITY),
        (5.001, LEADS),
    ],
)
def test_11_the_band_belongs_to_parity(gap: float, expected: Verdict) -> None:
    assert verdict(gap, 5) is expected
    assert standing_of(60 + gap).verdict is expected


def test_11_rounding_makes_no_verdict() -> None:
    """0.1 * 65 + 0.2 * 65 + 0.7 * 65 is 65 by hand, and 65.00000000000001 or 64.99999999999999 in a computer."""
    items = [
        measured(name, (0, 0), (100, 100), weight=weight) for name, weight in zip("abc", (0.1, 0.2, 0.7), strict=True)
    ]
    asked = questionnaire(dimension("all", *items), parity={"declared": {CI: 60}})
    assert scored(asked, *(f"Ann us {name} 65" for name in "abc")).dimensions[0].verdict is AT_PARITY
    assert verdict(5 + 1e-13, 5) is AT_PARITY
    assert verdict(-5 - 1e-13, 5) is AT_PARITY


@pytest.mark.parametrize(("gap", "expected"), [(-0.001, LAGS), (0, AT_PARITY), (0.001, LEADS)])
def test_11_a_band_of_nothing(gap: float, expected: Verdict) -> None:
    assert verdict(gap, 0) is expected


def test_11_the_verdict_is_that_of_the_group_gap_however_unsure() -> None:
    """Gaps -40 and 20: mean -10 lags, though the interval reaches far beyond parity."""
    unsure = standing_of(20, 80)
    assert (unsure.verdict, unsure.firmness) == (LAGS, NOT_SHOWN)


# --- rule 12 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ((-20, -6), SHOWN),
        ((-20, -5), NOT_SHOWN),  # the end lies in the band
        ((-6, 0), NOT_SHOWN),
        ((-5, 5), SHOWN),  # at parity, ends included
        ((-5.1, 4), NOT_SHOWN),
        ((-2, 5.1), NOT_SHOWN),
        ((-6, 6), NOT_SHOWN),
        ((5, 20), NOT_SHOWN),
        ((6, 20), SHOWN),
    ],
)
def test_12_the_whole_interval_lies_in_one_region(limits: tuple[float, float], expected: Firmness) -> None:
    assert firmness(limits, 5) is expected


def test_12_one_rater_is_never_shown() -> None:
    alone = standing_of(0)
    assert (alone.verdict, alone.firmness, alone.interval) == (LAGS, SINGLE_RATER, None)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((40, 41, 42), (LAGS, SHOWN)),
        ((50, 56), (LAGS, NOT_SHOWN)),
        ((60, 61, 62), (AT_PARITY, SHOWN)),
        ((50, 70), (AT_PARITY, NOT_SHOWN)),
        ((80, 81, 82), (LEADS, SHOWN)),
        ((65, 75), (LEADS, NOT_SHOWN)),
        ((65, 65), (AT_PARITY, SHOWN)),  # exactly at the band, and sure of it
    ],
)
def test_12_verdict_and_firmness_of_groups(scores: tuple[float, ...], expected: tuple[Verdict, Firmness]) -> None:
    group = standing_of(*scores)
    assert (group.verdict, group.firmness) == expected


# --- rule 13 -----------------------------------------------------------------------------------------------------

PROFILES = [
    (ProfileId.FOCUSED_LEADER, [(LEADS, AT_PARITY, AT_PARITY)]),
    (ProfileId.LEADER_WITH_LAG, [(LEADS, LAGS, AT_PARITY), (LAGS, LEADS, LAGS)]),
    (ProfileId.SEVERAL_LEADS, [(LEADS, LEADS, AT_PARITY), (LEADS, LAGS, LEADS), (LEADS, LEADS, LEADS)]),
    (ProfileId.AT_PARITY, [(AT_PARITY, AT_PARITY, AT_PARITY)]),
    (ProfileId.NO_LEAD_WITH_LAG, [(LAGS, AT_PARITY, AT_PARITY), (LAGS, AT_PARITY, LAGS)]),
    (ProfileId.BEHIND, [(LAGS, LAGS, LAGS)]),
    (ProfileId.INCOMPLETE, [(LEADS, None, AT_PARITY), (None, None, None), (LAGS, LAGS, None)]),
]
EXAMPLES = [(expected, verdicts) for expected, examples in PROFILES for verdicts in examples]
SCORE = {LAGS: 20, AT_PARITY: 60, LEADS: 90, None: "dk"}


def card_of(verdicts: tuple[Verdict | None, ...], lead: Discipline | None = None) -> Scorecard:
    """A scorecard of one rater with these verdicts, in the order of the disciplines."""
    asked = questionnaire(
        *(points(each.value, each) for each in Discipline), parity={"declared": dict.fromkeys(Discipline, 60)}
    )
    lines = [f"Ann us {each.value} {SCORE[found]}" for each, found in zip(Discipline, verdicts, strict=True)]
    return scored(asked, *lines, lead=lead)


@pytest.mark.parametrize(("expected", "verdicts"), EXAMPLES)
def test_13_each_profile(expected: ProfileId, verdicts: tuple[Verdict | None, ...]) -> None:
    card = card_of(verdicts)
    assert tuple(each.verdict for each in card.disciplines) == verdicts
    assert card.profile.id is expected


def test_13_all_27_combinations_have_one_profile() -> None:
    for first in Verdict:
        for second in Verdict:
            for third in Verdict:
                found = [first, second, third]
                leads, lags = found.count(LEADS), found.count(LAGS)
                expected = {
                    (0, 0): "at_parity", (0, 1): "no_lead_with_lag", (0, 2): "no_lead_with_lag", (0, 3): "behind",
                    (1, 0): "focused_leader", (1, 1): "leader_with_lag", (1, 2): "leader_with_lag",
                }.get((leads, lags), "several_leads")  # fmt: skip
                assert profile(dict(zip(Discipline, found, strict=True)), {}, None).id == expected


def test_13_a_discipline_that_is_not_covered_makes_the_profile_incomplete() -> None:
    asked = questionnaire(points("a", CI), points("b", OE), parity={"declared": {CI: 60, OE: 60}})
    card = scored(asked, "Ann us a 90", "Ann us b 60")
    assert card.profile.id is ProfileId.INCOMPLETE
    assert card.profile.measured_lead is CI


def test_13_the_measured_lead_leads_with_the_highest_gap() -> None:
    asked = questionnaire(
        *(points(each.value, each) for each in Discipline), parity={"declared": dict.fromkeys(Discipline, 50)}
    )
    card = scored(asked, f"Ann us {CI} 60", f"Ann us {OE} 40", f"Ann us {PL} 70")
    assert card.profile.measured_lead is PL


def test_13_no_discipline_leads_no_lead_is_measured() -> None:
    assert card_of((AT_PARITY, LAGS, AT_PARITY)).profile.measured_lead is None


@pytest.mark.parametrize(
    ("stated", "measured", "mismatch"),
    [(CI, CI, False), (OE, CI, True), (None, CI, False), (OE, None, False), (None, None, False)],
)
def test_13_the_stated_lead_is_set_beside_the_measured_one(
    stated: Discipline | None, measured: Discipline | None, mismatch: bool
) -> None:
    found = card_of((LEADS if measured else AT_PARITY, AT_PARITY, AT_PARITY), stated).profile
    assert (found.stated_lead, found.measured_lead, found.mismatch) == (stated, measured, mismatch)


def test_13_the_first_of_equal_gaps_leads_whatever_rounding_adds() -> None:
    assert highest_gap({PL: 10.000000000000002, OE: 10.0, CI: None}) is OE
    assert highest_gap({PL: 10.1, OE: 10.0}) is PL
    assert highest_gap({CI: None}) is None
