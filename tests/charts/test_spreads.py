"""How far raters are apart, from answers small enough to work out by hand."""

import pytest

from assess.charts.spreads import item_plot, spread_plot
from assess.core.rounds import ItemSpread
from assess.yaml_source import load

# speed: 80 and 60, mean 70, deviation sqrt(2 * 10^2 / 1) = 14.14; gaps to Rival 40 and 20, so parity 40.
# knowing: 40, 20 and 80, mean 46.67, deviation sqrt((44.4 + 711.1 + 1111.1) / 2) = 30.55; declared parity 60.
# cost: 50 and 60, mean 55, deviation 7.07; declared parity 50. trust: nobody answered.
ROWS = """a,,s,80
a,Rival,s,40
b,,s,60
b,Rival,s,40
a,,k,40
b,,k,20
c,,k,80
a,,c,50
b,,c,60
"""
MARKS = {"speed": (60.0, 80.0), "knowing": (20.0, 40.0, 80.0), "cost": (50.0, 60.0), "trust": ()}


def test_the_widest_disagreement_comes_first(score, t) -> None:
    plot = spread_plot(score(ROWS), t, MARKS)
    assert [row.id for row in plot.rows] == ["knowing", "speed", "cost", "trust"]
    assert [row.deviation_text for row in plot.rows] == ["± 31", "± 14", "± 7", "–"]


def test_the_furthest_behind_parity_comes_first_by_gap(score, t) -> None:
    plot = spread_plot(score(ROWS), t, MARKS, order="gap", most=2)
    assert [(row.id, row.gap_text) for row in plot.rows] == [("knowing", "−13"), ("cost", "+5")]


def test_a_row_has_a_dot_a_rater_and_the_deviation_around_the_mean(score, t) -> None:
    speed = spread_plot(score(ROWS), t, MARKS, only={"speed"}).rows[0]
    assert speed.dots == ((60.0, 0), (80.0, 0)) and speed.bins == ()
    assert speed.mean == 70 and speed.parity == pytest.approx(40)
    assert speed.deviation == (pytest.approx(55.858, abs=1e-3), pytest.approx(84.142, abs=1e-3))
    assert speed.text == "Speed: mean 70, standard deviation 14, 2 raters"


def test_a_dimension_without_a_score_has_no_mark_at_all(score, t) -> None:
    trust = spread_plot(score(ROWS), t, MARKS, only={"trust"}).rows[0]
    assert (trust.mean, trust.deviation, trust.dots) == (None, None, ())
    assert "too few answers" in trust.text


def test_dots_of_about_the_same_score_lie_in_different_lanes(score, t) -> None:
    near = {**MARKS, "speed": (50.0, 50.0, 51.0, 53.0)}
    speed = spread_plot(score(ROWS), t, near, only={"speed"}).rows[0]
    assert speed.dots == ((50.0, 0), (50.0, 1), (51.0, -1), (53.0, 0))


def test_too_many_raters_for_dots_are_counted_in_steps_of_five(score, t) -> None:
    many = {**MARKS, "speed": (*(50.0,) * 10, 54.9, 100.0)}
    plot = spread_plot(score(ROWS), t, many)
    speed = next(row for row in plot.rows if row.id == "speed")
    assert speed.dots == () and len(speed.bins) == 20
    assert (speed.bins[10], speed.bins[19], sum(speed.bins)) == (11, 1, 12)
    assert plot.most == 11 and next(row for row in plot.rows if row.id == "cost").bins[10] == 1


def test_where_single_scores_are_not_to_be_seen_there_are_neither_dots_nor_counts(score, t) -> None:
    plot = spread_plot(score(ROWS), t)
    assert all(row.dots == () and row.bins == () for row in plot.rows) and plot.most == 0
    assert plot.rows[0].mean == pytest.approx(140 / 3)


def test_one_rater_has_no_deviation(score, t) -> None:
    row = spread_plot(score("a,,c,50\n"), t, {**MARKS, "cost": (50.0,)}, only={"cost"}).rows[0]
    assert row.deviation is None and row.text == "Cost: mean 50, 1 rater"


def test_the_spread_says_where_it_is_widest(score, t) -> None:
    alt = spread_plot(score(ROWS), t, MARKS).alt
    assert alt.startswith("Spread of the raters' scores in 4 dimensions, from 0 to 100.")
    assert "widest in Knowing the customer (31), Speed (14), and Cost (7)." in alt


# --- items -------------------------------------------------------------------------------------------------------

BOOK = load("""
id: few
version: '1'
title: Few
scales: {five: {levels: [{value: 1, label: Never}, {value: 2, label: Rarely}, {value: 4, label: Always}]}}
dimensions:
  - id: d
    discipline: customer_intimacy
    title: Knowing
    items:
      - {id: level, text: We ask., scale: five}
      - {id: back, text: We lose., scale: five, reverse: true}
      - {id: figure, text: How long?, number: {unit: years, points: [[0, 0], [100, 100]]}}
""").questionnaire


def _items(t, *spreads: ItemSpread):
    return item_plot(spreads, BOOK, "d", t).rows


def test_an_item_has_a_bar_a_level_also_where_nobody_chose_it(t) -> None:
    # 1, 4, 4: mean 3, deviation sqrt((4 + 1 + 1) / 2) = 1.73
    (row,) = _items(t, ItemSpread("level", "d", ((1, 1), (2, 0), (4, 2)), 3, 3.0, 3**0.5))
    assert [(bar.short, bar.label, bar.count) for bar in row.bars] == [
        ("1", "Never", 1), ("2", "Rarely", 0), ("4", "Always", 2),
    ]  # fmt: skip
    assert (row.mean_text, row.deviation_text, row.raters_text) == ("Mean 3.0", "± 1.7", "3 raters")


def test_the_mean_lies_between_the_levels_around_it(t) -> None:
    (row,) = _items(t, ItemSpread("level", "d", ((1, 1), (2, 0), (4, 2)), 3, 3.0, 1.7))
    assert row.mean_at == pytest.approx(0.75)  # half way from the second of three bars to the third


def test_a_reversed_item_says_so(t) -> None:
    (row,) = _items(t, ItemSpread("back", "d", ((1, 0), (2, 0), (4, 0)), 0, None, None))
    assert row.reverse_text == "Less is better" and row.mean_text == "No answer" and row.mean_at is None


def test_few_figures_stand_for_themselves_and_many_are_counted_in_ranges(t) -> None:
    (few,) = _items(t, ItemSpread("figure", "d", ((2.5, 1), (10, 2)), 3, 7.5, 4.3))
    assert [(bar.short, bar.count) for bar in few.bars] == [("2.5", 1), ("10", 2)]
    given = tuple((float(value), 1) for value in (0, 1, 20, 40, 41, 60, 99, 100))
    (many,) = _items(t, ItemSpread("figure", "d", given, 8, 45.1, 40.0))
    assert [(bar.short, bar.count) for bar in many.bars] == [
        ("0 to 20", 2), ("20 to 40", 1), ("40 to 60", 2), ("60 to 80", 1), ("80 to 100", 2),
    ]  # fmt: skip


def test_the_longest_bar_of_all_items_is_the_measure(t) -> None:
    plot = item_plot(
        [ItemSpread("level", "d", ((1, 1), (2, 0), (4, 2)), 3, 3.0, 1.7),
         ItemSpread("back", "d", ((1, 5), (2, 0), (4, 0)), 5, 1.0, 0.0)],
        BOOK, "d", t,
    )  # fmt: skip
    assert plot.most == 5
    assert plot.alt == "Answers to 2 items of Knowing. We ask. Mean 3.0 ± 1.7. We lose. Mean 1.0 ± 0.0."
