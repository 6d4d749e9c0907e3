"""The profile and the verdicts in words."""

import pytest

from assess.charts.sentences import effort_words, profile_sentence, verdict_sentence
from assess.core.questionnaire import Discipline

DECLARED = """
id: three
version: '1'
title: Three
scales:
  points:
    levels: [{value: 0, label: A}, {value: 40, label: B}, {value: 50, label: C}, {value: 60, label: D},
             {value: 100, label: E}]
parity: {band: 5, declared: {customer_intimacy: 50, operational_excellence: 50, product_leadership: 50}}
dimensions:
  - {id: ci, discipline: customer_intimacy, title: A, items: [{id: c, text: C, scale: points}]}
  - {id: oe, discipline: operational_excellence, title: B, items: [{id: o, text: O, scale: points}]}
  - {id: pl, discipline: product_leadership, title: C, items: [{id: p, text: P, scale: points}]}
"""
CI, OE, PL = Discipline
ONE_RATER = "This rests on one rater and is indicative."


def _sentence(score, t, c: int, o: int, p: int, lead: Discipline | None = None) -> str:
    card = score(f"a,,c,{c}\na,,o,{o}\na,,p,{p}\n", questionnaire=DECLARED, lead=lead)
    return profile_sentence(card, t)


@pytest.mark.parametrize(
    ("scores", "said"),
    [  # METHOD 13, in its order
        ((100, 50, 50), "Acme leads in customer intimacy and keeps parity in the other two: a focused leader."),
        ((100, 0, 50), "Acme leads in customer intimacy but is behind parity in operational excellence."),
        ((60, 100, 50), "Acme leads in operational excellence and customer intimacy and keeps parity in the third."),
        ((60, 100, 0),
         "Acme leads in operational excellence and customer intimacy but is behind parity in product leadership."),
        ((60, 60, 60), "Acme is ahead of parity in all three disciplines."),
        ((50, 50, 50), "Acme keeps parity in all three disciplines and leads in none of them."),
        ((0, 40, 50),
         "Acme leads in no discipline and is behind parity in customer intimacy and operational excellence."),
        ((0, 0, 0), "Acme is behind parity in all three disciplines."),
    ],
)  # fmt: skip
def test_each_profile_has_its_sentence(score, t, scores, said) -> None:
    assert _sentence(score, t, *scores) == f"{said} {ONE_RATER}"


def test_the_stated_lead_is_set_beside_the_measured_one(score, t) -> None:
    assert "That is the lead it states." in _sentence(score, t, 100, 50, 50, lead=CI)
    assert "Its widest lead is the one it states." in _sentence(score, t, 100, 60, 50, lead=CI)
    assert (
        "The stated lead is product leadership, but the answers put customer intimacy furthest ahead."
        in _sentence(score, t, 100, 50, 50, lead=PL)
    )
    assert "The stated lead, product leadership, does not show in the answers." in _sentence(
        score, t, 50, 50, 50, lead=PL
    )


def test_a_discipline_without_a_verdict_is_said_so(score, t) -> None:
    card = score("a,,c,100\na,,o,0\n", questionnaire=DECLARED, lead=PL)
    assert profile_sentence(card, t) == (
        "Acme is ahead of parity in customer intimacy. Acme is behind parity in operational excellence. "
        "There is no verdict on product leadership. The stated lead, product leadership, could not be judged. "
        f"{ONE_RATER}"
    )


def test_a_questionnaire_on_one_discipline_speaks_of_that_one_only(score, t) -> None:
    one = DECLARED.split("  - {id: oe")[0].replace(", operational_excellence: 50, product_leadership: 50", "")
    card = score("a,,c,0\n", questionnaire=one)
    assert profile_sentence(card, t) == f"Acme is behind parity in customer intimacy. {ONE_RATER}"


def test_no_answers_at_all_is_no_verdict(score, t) -> None:
    card = score("a,,c,dk\n", questionnaire=DECLARED)
    assert "There is no verdict on customer intimacy, operational excellence, and product leadership." in (
        profile_sentence(card, t)
    )


def test_raters_who_differ_make_no_firm_profile(score, t) -> None:  # METHOD 12
    rows = "a,,c,100\nb,,c,40\na,,o,50\nb,,o,50\na,,p,50\nb,,p,50\n"
    card = score(rows, questionnaire=DECLARED)
    assert profile_sentence(card, t).endswith("Raters differ too much to be sure about customer intimacy.")
    assert verdict_sentence(card.disciplines[0], t).startswith("Ahead of parity by 20 points. Not shown")
    assert verdict_sentence(card.disciplines[1], t) == (
        "At parity, with a gap of 0 points. Shown by the answers: 90 % interval 0 to 0."
    )


def test_one_rater_is_indicative_never_shown(score, t) -> None:  # METHOD 12
    card = score("a,,c,0\na,,o,50\n", questionnaire=DECLARED)
    assert verdict_sentence(card.disciplines[0], t) == "Behind parity by 50 points. Indicative: one rater."
    assert verdict_sentence(card.disciplines[2], t) == "No score: too few answers that apply."


def test_effort_in_words(t) -> None:
    assert [effort_words(effort, t) for effort in range(1, 6)] == [
        "Days", "Weeks", "A quarter of a year", "Half a year", "A year",
    ]  # fmt: skip
