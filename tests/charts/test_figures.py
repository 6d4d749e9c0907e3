"""What charts show, from answers small enough to score by hand."""

import pytest

from assess.charts.figures import DotPlot, Radar, Role, dot_plot, picture, radar
from assess.core.questionnaire import Discipline
from assess.texts import Translator

# speed:   own (80+60)/2 = 70; gaps to Rival 80-40, 60-40 = 40, 20; mean 30, so parity 40.
# knowing: own (40+20+80)/3 = 46.67; gaps 40-100, 20-100 = -60, -80; mean -70, so parity 116.67, drawn at 100.
# cost:    own (50+60)/2 = 55; declared parity 50. trust: nobody answered.
ROWS = """a,,s,80
a,Rival,s,40
b,,s,60
b,Rival,s,40
a,,k,40
a,Rival,k,100
b,,k,20
b,Rival,k,100
c,,k,80
a,,c,50
b,,c,60
"""
SPEED, KNOWING, COST, TRUST = 3, 0, 2, 1
"""Places on the chart: grouped by discipline, not in the questionnaire's order."""


def _radar(score, t: Translator, **given) -> Radar:
    found = radar(score(ROWS, **given), t)
    assert found is not None
    return found


def test_axes_are_grouped_by_discipline_in_their_fixed_order(score, t) -> None:
    assert [axis.label for axis in _radar(score, t).axes] == ["Knowing the customer", "Trust", "Cost", "Speed"]


def test_a_missing_score_is_a_gap_and_never_zero(score, t) -> None:
    own = _radar(score, t).own
    assert own.role is Role.OWN and own.name == "Acme"
    assert own.points[TRUST] is None
    assert own.points[SPEED] == 70 and own.points[COST] == 55
    assert own.points[KNOWING] == pytest.approx(140 / 3)


def test_parity_is_clipped_to_the_scale(score, t) -> None:  # METHOD 8
    parity = _radar(score, t).series[0]
    assert parity.role is Role.PARITY
    assert parity.points[KNOWING] == 100.0
    assert parity.points[SPEED] == pytest.approx(40)
    assert parity.points[TRUST] == 60  # declared


def test_competitors_stand_where_their_gap_puts_them(score, t) -> None:
    rival = _radar(score, t).series[1]
    assert (rival.role, rival.name) == (Role.COMPETITOR, "Rival")
    assert rival.points[SPEED] == pytest.approx(40)
    assert rival.points[COST] is None


def test_no_competitors_no_lines_for_them(score, t) -> None:
    found = radar(score("a,,s,80\na,,k,40\na,,c,50\na,,t,60\n"), t)
    assert found is not None
    assert [series.role for series in found.series] == [Role.PARITY, Role.OWN]
    assert found.series[0].points[SPEED] is None  # product leadership has no declared parity here


def test_the_radar_says_what_it_shows(score, t) -> None:
    alt = _radar(score, t).alt
    assert alt.startswith("Radar chart with 4 axes from 0 to 100. Acme is ahead of parity in Speed (+30).")
    assert "behind parity in Knowing the customer (−70)" in alt
    assert "No score: Trust." in alt


def test_a_radar_by_discipline_has_the_three_of_them(score, t) -> None:
    found = radar(score(ROWS), t, by="discipline")
    assert found is not None
    assert [axis.label for axis in found.axes] == [
        "Customer intimacy",
        "Operational excellence",
        "Product leadership",
    ]


def test_below_three_axes_there_is_no_radar_and_the_dot_plot_is_the_picture(score, t) -> None:
    two = """
id: two
version: '1'
title: Two
scales: {yn: {levels: [{value: 0, label: 'N'}, {value: 1, label: 'Y'}]}}
dimensions:
  - {id: a, discipline: customer_intimacy, title: A, items: [{id: a1, text: A, scale: yn}]}
  - {id: b, discipline: customer_intimacy, title: B, items: [{id: b1, text: B, scale: yn}]}
"""
    card = score("x,,a1,1\n", questionnaire=two)
    assert radar(card, t) is None and radar(card, t, by="discipline") is None
    assert isinstance(picture(card, t), DotPlot)
    assert isinstance(picture(score(ROWS), t), Radar)


def test_a_row_lays_the_interval_upon_parity(score, t) -> None:
    row = dot_plot(score(ROWS), t).rows[SPEED]
    # METHOD 10: 30 +- t(0.95, 1) * sd(40, 20) / sqrt(2) = 30 +- 6.3138 * 10; upon parity 40, clipped at 100 and 0.
    assert row.interval == (pytest.approx(40 + 30 - 63.1375, abs=1e-3), 100.0)
    assert row.band == (pytest.approx(35), pytest.approx(45))
    assert row.spread == (60, 80)
    assert (row.gap_text, row.verdict_text) == ("+30", "Leads")
    assert [(dot.name, dot.level) for dot in row.competitors] == [("Rival", pytest.approx(40))]


def test_a_row_without_a_score_still_shows_its_parity(score, t) -> None:
    row = dot_plot(score(ROWS), t).rows[TRUST]
    assert (row.score, row.parity, row.interval, row.spread) == (None, 60, None, None)
    assert row.verdict_text == "No verdict" and "too few answers" in row.text


def test_one_rater_has_neither_interval_nor_spread(score, t) -> None:
    row = dot_plot(score("a,,c,50\n"), t).rows[COST]
    assert row.interval is None and row.spread is None


def test_many_axes_carry_numbers_beside_their_titles(score, t) -> None:
    dimensions = "".join(
        f"  - {{id: d{n}, discipline: customer_intimacy, title: Title {n},"
        f" items: [{{id: i{n}, text: Item, scale: yn}}]}}\n"
        for n in range(1, 17)
    )
    head = "id: x\nversion: '1'\ntitle: X\nscales: {yn: {levels: [{value: 0, label: 'N'}, {value: 1, label: 'Y'}]}}\n"
    card = score("a,,i1,1\n", questionnaire=f"{head}dimensions:\n{dimensions}")
    found = radar(card, t)
    assert found is not None
    assert (found.axes[6].number, found.axes[6].label) == ("7", "7. Title 7")
    assert dot_plot(card, t).rows[6].label == "7. Title 7"


def test_an_unnamed_company_is_the_company(score, t) -> None:
    assert _radar(score, t, company="").own.name == "The company"
    assert dot_plot(score(ROWS), t, by="discipline").disciplines[0] == (
        Discipline.CUSTOMER_INTIMACY,
        "Customer intimacy",
    )
