"""A workshop's arithmetic, each number worked by hand (docs/method.md, Workshops)."""

from __future__ import annotations

import pandas as pd
import pytest
from examples import CI, OE, PL, dimension, item, measured, questionnaire, scored

from assess.core.questionnaire import Verdict
from assess.core.rounds import by_gap, disagreement, item_spread, mean_points, shift, stated_against_lived

OF = questionnaire(
    dimension("calm", "a"),
    dimension("torn", "b"),
    dimension("alone", "c"),
    dimension("even", "d", discipline=OE),
    parity={"declared": {str(CI): 40, str(OE): 60}, "band": 5},
)
FIRST = ("Ann us a 3", "Bob us a 4", "Ann us b 1", "Bob us b 5", "Bob us c 2", "Ann us d 4", "Bob us d 4")


def test_disagreement_is_the_standard_deviation_of_scores_largest_first() -> None:
    """torn: 0 and 100, sd 70.71; calm: 50 and 75, sd 17.68; even: 75 twice, sd 0; alone: one rater, none."""
    found = disagreement(scored(OF, *FIRST))
    assert [each.id for each in found] == ["torn", "calm", "even", "alone"]
    assert [each.sd and round(each.sd, 2) for each in found] == [70.71, 17.68, 0.0, None]


def test_ties_go_by_id() -> None:
    found = scored(OF, "Ann us a 2", "Bob us a 3", "Ann us b 4", "Bob us b 3", "Ann us c 1")
    assert [each.id for each in disagreement(found)] == ["calm", "torn", "alone", "even"]
    assert [each.id for each in by_gap(found)] == ["alone", "calm", "torn", "even"]


def test_by_gap_the_furthest_behind_parity_comes_first() -> None:
    """alone 25 - 40 = -15, torn 50 - 40 = 10, even 75 - 60 = 15, calm 62.5 - 40 = 22.5."""
    found = by_gap(scored(OF, *FIRST))
    assert [(each.id, each.gap) for each in found] == [("alone", -15), ("torn", 10), ("even", 15), ("calm", 22.5)]


def test_the_shift_is_after_minus_before_and_missing_stays_missing() -> None:
    """torn: (0 + 100) / 2 = 50 before; Ann now says 3, so (50 + 100) / 2 = 75. Nobody rated `alone` before."""
    before = scored(OF, *(each for each in FIRST if " c " not in each))
    after = scored(OF, *FIRST[:2], "Ann us b 3", *FIRST[3:])
    found = {each.id: each for each in shift(before, after)}
    assert (found["torn"].before, found["torn"].after, found["torn"].change) == (50, 75, 25)
    assert found["calm"].change == 0 and (found["calm"].n_before, found["calm"].n) == (2, 2)
    assert (found["alone"].before, found["alone"].after, found["alone"].change, found["alone"].n) == (
        None,
        25,
        None,
        1,
    )


def test_shifts_are_of_one_questionnaire() -> None:
    with pytest.raises(ValueError, match="shorter"):
        shift(scored(OF, *FIRST), scored(questionnaire(dimension("calm", "a")), "Ann us a 3"))


def answers(*lines: str) -> pd.DataFrame:
    """Stored answers of lines such as `Ann 2 needs 4`: respondent, round, item, value or state."""
    split = [line.split() for line in lines]
    return pd.DataFrame(
        {
            "respondent": [who for who, *_ in split],
            "round": [int(of_round) for _, of_round, *_ in split],
            "subject": "us",
            "item": [item for *_, item, _ in split],
            "value": [float("nan") if value in ("dk", "na") else float(value) for *_, value in split],
            "state": [value if value in ("dk", "na") else "answered" for *_, value in split],
        }
    )


SPREAD_OF = questionnaire(
    dimension("one", "needs", measured("tenure", (0, 0), (10, 100))), dimension("two", item("e"))
)


def test_the_spread_of_an_item_counts_every_level_and_the_latest_round() -> None:
    """needs: 5, 4, 4 and a dk; mean 13/3, squares (4 + 1 + 1) / 9, sd sqrt(6/9 / 2) = 0.577."""
    frame = answers(
        "Ann 1 needs 1", "Ann 2 needs 5", "Bob 1 needs 4", "Cy 1 needs 4", "Di 1 needs dk", "Di 1 tenure 7"
    )
    needs, tenure, other = item_spread(frame, SPREAD_OF)
    assert needs.counts == ((1, 0), (2, 0), (3, 0), (4, 2), (5, 1)) and needs.n == 3 and needs.dimension == "one"
    assert needs.mean == pytest.approx(13 / 3) and needs.sd == pytest.approx((1 / 3) ** 0.5)
    assert (tenure.counts, tenure.n, tenure.mean, tenure.sd) == (((7, 1),), 1, 7, None)
    assert (other.n, other.mean, other.sd, other.dimension) == (0, None, None, "two")
    assert sum(count for _, count in other.counts) == 0


def test_the_first_round_alone_is_its_own_spread() -> None:
    frame = answers("Ann 1 needs 1", "Ann 2 needs 5")
    assert item_spread(frame[frame["round"] == 1], SPREAD_OF)[0].mean == 1


def test_protected_answers_have_no_spread() -> None:
    with pytest.raises(ValueError, match="means only"):
        item_spread(answers("Ann 1 needs 1").assign(cell="c", fresh=True), SPREAD_OF)


def test_mean_points_are_over_those_who_gave_any() -> None:
    assert mean_points([{CI: 100, OE: 0, PL: 0}, {CI: 20, OE: 30, PL: 50}]) == {CI: 60, OE: 15, PL: 25}
    assert mean_points([]) == {}


def test_stated_stands_beside_lived_the_most_points_first() -> None:
    """Product leadership gets most and was not rated; customer intimacy (62.5 + 50 + 25) / 3 = 45.8, gap below 40."""
    card = scored(OF, *FIRST)
    found = stated_against_lived({CI: 30, OE: 15, PL: 55}, card)
    assert [(each.discipline, each.points) for each in found] == [(PL, 55), (CI, 30), (OE, 15)]
    assert (found[0].score, found[0].gap, found[0].verdict) == (None, None, None)
    assert (found[2].score, found[2].gap, found[2].verdict) == (75, 15, Verdict.LEADS)
    assert [each.discipline for each in stated_against_lived({}, card)] == [CI, OE, PL]
