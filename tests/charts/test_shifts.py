"""Before and after, then and now, from answers small enough to work out by hand."""

import pytest
from charts_small import QUESTIONNAIRE

from assess.charts.figures import Role
from assess.charts.shifts import rounds_radar, shift_plot, trend_plot, trend_radar
from assess.core.trend import comparable
from assess.yaml_source import load

# speed: from (40 + 60) / 2 = 50 to (80 + 60) / 2 = 70; deviation 14.14 both times.
# knowing: from 80 to 60; cost as before; trust: nobody answered.
BEFORE = "a,,s,40\nb,,s,60\na,,k,80\nb,,k,80\na,,c,50\n"
AFTER = "a,,s,80\nb,,s,60\na,,k,60\nb,,k,60\na,,c,50\n"


def test_a_row_has_before_after_and_what_has_changed(score, t) -> None:
    rows = {row.id: row for row in shift_plot(score(BEFORE), score(AFTER), t).rows}
    speed = rows["speed"]
    assert (speed.before, speed.after, speed.change, speed.change_text) == (50, 70, 20, "+20")
    assert speed.deviation_text == "± 14 to ± 14" and speed.text == "Speed: from 50 to 70, change +20"
    assert rows["knowing"].change_text == "−20" and rows["knowing"].parity == 60  # declared
    assert rows["cost"].deviation_text == ""  # one rater has none


def test_what_is_missing_has_no_change(score, t) -> None:
    trust = next(row for row in shift_plot(score(BEFORE), score(AFTER), t).rows if row.id == "trust")
    assert (trust.before, trust.after, trust.change, trust.change_text) == (None, None, None, "–")
    assert trust.text == "Trust: nothing to compare"


def test_only_what_was_voted_on_again_is_shown_grouped_by_discipline(score, t) -> None:
    plot = shift_plot(score(BEFORE), score(AFTER), t, again=("speed", "knowing"))
    assert [row.id for row in plot.rows] == ["knowing", "speed"]
    assert plot.alt.endswith("Up: Speed (+20). Down: Knowing the customer (−20).")


def test_without_a_change_that_is_said(score, t) -> None:
    assert shift_plot(score(BEFORE), score(BEFORE), t).alt.endswith("No change.")


def test_the_radar_of_both_rounds_has_the_earlier_line_behind_the_own(score, t) -> None:
    found = rounds_radar(score(BEFORE), score(AFTER), t)
    assert found is not None
    assert [line.role for line in found.series] == [Role.PARITY, Role.EARLIER, Role.OWN]
    assert [line.name for line in found.series[1:]] == ["First vote", "Second vote"]
    assert found.series[1].points == (80, None, 50, 50)  # knowing, trust, cost, speed
    assert found.own.points == (60, None, 50, 70)


def test_the_trend_leaves_out_what_cannot_be_compared_and_says_why(score, t) -> None:
    reworded = QUESTIONNAIRE.replace("text: Speed", "text: Pace")
    earlier, later = (load(text).questionnaire for text in (reworded, QUESTIONNAIRE))
    cards, alike = (score(BEFORE, questionnaire=reworded), score(AFTER)), comparable(earlier, later)
    plot = trend_plot(*cards, alike, later, t, then_name="May")
    assert [row.id for row in plot.rows] == ["knowing", "trust", "cost"]
    assert plot.not_comparable == ("Speed: items in other words than before",)
    assert (plot.before_name, plot.after_name) == ("May", "Now")
    found = trend_radar(*cards, alike, t)
    assert found is not None and found.series[1].points == (80, None, 50, None)


def test_a_dimension_that_is_compared_in_part_says_over_which_items(score, t) -> None:
    more = QUESTIONNAIRE.replace("text: Speed", "text: Pace")
    first = load(more).questionnaire
    speed = next(each for each in first.dimensions if each.id == "speed")
    extra = speed.items[0].model_copy(update={"id": "s2", "text": "Wait"})
    now = first.model_copy(
        update={
            "dimensions": tuple(
                each.model_copy(update={"items": (*each.items, extra)}) if each.id == "speed" else each
                for each in first.dimensions
            )
        }
    )
    alike = comparable(first, now)
    cards = score(BEFORE, questionnaire=more), score(AFTER, questionnaire=more)
    plot = trend_plot(*cards, alike, now, t)
    (partly,) = plot.partly
    assert partly.text == "Speed: over 1 of 2 items" and partly.left_out == ("“Wait” is left out: not asked before",)
    assert partly.text in plot.alt and plot.not_comparable == ()


def test_where_nothing_is_shared_there_is_no_row_and_no_radar(score, t) -> None:
    book = load(QUESTIONNAIRE).questionnaire
    other = book.model_copy(
        update={"dimensions": tuple(each.model_copy(update={"id": f"x{each.id}"}) for each in book.dimensions)}
    )
    alike = comparable(book, other)
    assert trend_plot(None, None, alike, other, t).rows == () and trend_radar(None, None, alike, t) is None
    told = trend_plot(None, None, alike, other, t).not_comparable
    assert "Speed: not asked before" in told and "Speed: not asked any more" in told


def test_the_trend_by_discipline(score, t) -> None:
    book = load(QUESTIONNAIRE).questionnaire
    plot = trend_plot(score(BEFORE), score(AFTER), comparable(book, book), book, t, by="discipline")
    changes = {row.label: row.change for row in plot.rows}
    assert changes["Product leadership"] == pytest.approx(20) and plot.not_comparable == ()
