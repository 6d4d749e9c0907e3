"""Points for a lead beside scores."""

from assess.charts.points import points_plot
from assess.core.questionnaire import Discipline

CI, OE, PL = Discipline
# operational excellence: 55 against 50 declared, at parity within a band of 5; product leadership: no parity.
ROWS = "a,,s,80\nb,,s,60\na,,c,50\nb,,c,60\n"


def test_the_discipline_of_most_points_comes_first_beside_its_verdict(score, t) -> None:
    plot = points_plot({CI: 20.0, OE: 50.0, PL: 30.0}, score(ROWS), t, people=7, chosen=PL)
    assert [row.discipline for row in plot.rows] == [OE, PL, CI]
    first, second, third = plot.rows
    assert (first.points, first.score, first.parity, first.verdict_text, first.gap_text) == (
        50, 55, 50, "At parity", "+5",
    )  # fmt: skip
    assert (second.score, second.verdict, second.chosen) == (70, None, True)
    assert (third.score, third.points_text) == (None, "20")
    assert plot.people_text == "Points of 7 people"


def test_the_points_say_what_they_show(score, t) -> None:
    alt = points_plot({CI: 20.0, OE: 50.0, PL: 30.0}, score(ROWS), t, people=7, chosen=OE).alt
    assert "Operational excellence: 50 points of 100, score 55, At parity." in alt
    assert alt.endswith("Chosen to lead: Operational excellence.")


def test_points_that_may_not_be_shown_are_missing_and_not_zero(score, t) -> None:
    plot = points_plot({}, score(ROWS), t, people=2)
    assert {row.points for row in plot.rows} == {None} and {row.points_text for row in plot.rows} == {"–"}
