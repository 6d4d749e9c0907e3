"""The charts of a workshop as Plotly draws them, on a page and filling a wall."""

import json
from itertools import pairwise

import pytest

from assess.charts import screen
from assess.charts.figures import radar
from assess.charts.points import points_plot
from assess.charts.shifts import rounds_radar, shift_plot
from assess.charts.spreads import item_plot, spread_plot
from assess.core.questionnaire import Discipline
from assess.core.rounds import ItemSpread
from assess.yaml_source import load

ROWS = "a,,s,80\nb,,s,60\na,,k,40\nb,,k,20\na,,c,50\nb,,c,60\na,,t,80\n"
LATER = ROWS.replace("20", "60")
MARKS = {"speed": (60.0, 80.0), "knowing": (20.0, 40.0), "cost": (50.0, 60.0), "trust": (80.0,)}
WALL = screen.Frame(1000, 480, 1.5)
HOSTILE = '<b>bold</b> & $x^2$ <a href="javascript:alert(1)">link</a>'


@pytest.fixture
def drawn(score, t):
    """Every chart of a workshop, by name."""

    def of(frame: screen.Frame | None = None, dark: bool = False, company: str = "Acme") -> dict[str, dict]:
        before, after = score(ROWS, company=company), score(LATER, company=company)
        found = {
            "spreads": screen.draw_spreads(spread_plot(before, t, MARKS), dark, frame),
            "protected": screen.draw_spreads(spread_plot(before, t), dark, frame),
            "shifts": screen.draw_shifts(shift_plot(before, after, t), dark, frame),
            "points": screen.draw_points(
                points_plot(dict.fromkeys(Discipline, 100 / 3), before, t, people=3), dark, frame
            ),
            "radar": screen.draw_radar(radar(before, t), dark, frame),
            "rounds": screen.draw_radar(rounds_radar(before, after, t), dark, frame),
        }
        return {name: json.loads(figure.to_json()) for name, figure in found.items()}

    return of


@pytest.mark.parametrize("frame", [None, WALL], ids=["page", "wall"])
def test_scores_lie_on_a_fixed_scale(drawn, frame) -> None:
    for name, figure in drawn(frame).items():
        layout = figure["layout"]
        if name in ("radar", "rounds"):
            assert layout["polar"]["radialaxis"]["range"] == [0, 100]
        else:
            assert layout["xaxis"]["range"] == [-4, 104] and layout["xaxis"]["tickvals"] == [0, 25, 50, 75, 100]


def test_on_a_wall_no_chart_is_higher_than_its_frame(drawn) -> None:
    for name, figure in drawn(WALL).items():
        assert figure["layout"]["height"] <= WALL.height + 1, name
        assert figure["layout"]["font"]["size"] == pytest.approx(13 * 1.5)


def test_a_dot_a_rater_and_no_name(drawn) -> None:
    raters = next(trace for trace in drawn()["spreads"]["data"] if trace["name"] == "One rater")
    assert sorted(raters["x"]) == [20, 40, 50, 60, 60, 80, 80] and raters["hoverinfo"] == "skip"
    assert not any(trace["name"] == "One rater" for trace in drawn()["protected"]["data"] if trace.get("showlegend"))


def test_the_earlier_line_is_dashed_and_hollow_of_fill(drawn) -> None:
    earlier = next(trace for trace in drawn()["rounds"]["data"] if trace["name"] == "First vote")
    assert "px" in earlier["line"]["dash"] and earlier["fill"] == "none"


def test_a_dumbbell_runs_from_before_to_after(drawn) -> None:
    ways = [trace["x"] for trace in drawn()["shifts"]["data"] if trace.get("mode") == "lines"]
    assert ways == [[30, 50]]  # knowing: from (40 + 20) / 2 to (40 + 60) / 2; the others stayed


def test_what_stands_beside_a_scale_on_a_wall_has_room(drawn) -> None:
    """Digits of Source Sans are half as wide as the type is high, blanks less."""
    half = screen.Frame(560, 480, 1.5)  # beside a radar
    layout = drawn(half)["shifts"]["layout"]
    beside = [note for note in layout["annotations"] if note["xanchor"] == "right"]
    assert any("±" in note["text"] for note in beside)
    for note in beside:
        told = note["text"].replace("<b>", "").replace("</b>", "")
        assert layout["xaxis"]["domain"][1] <= 1 - len(told) * 0.5 * note["font"]["size"] / half.width


def test_both_themes_differ_only_in_colour(drawn) -> None:
    for light, dark in zip(drawn(WALL).values(), drawn(WALL, dark=True).values(), strict=True):
        assert light["layout"]["font"]["color"] != dark["layout"]["font"]["color"]
        assert light["layout"]["height"] == dark["layout"]["height"]


def test_what_people_typed_is_never_read_as_markup(drawn, score, t) -> None:
    text = json.dumps(drawn(company=HOSTILE))
    assert "<a " not in text and "<b>bold" not in text and "$x" not in text


BOOK = """
id: few
version: '1'
title: Few
scales: {two: {levels: [{value: 0, label: 'No'}, {value: 1, label: 'Yes'}]}}
dimensions:
  - {id: d, discipline: customer_intimacy, title: D, items: [
      {id: one, text: "One <i>item</i>", scale: two}, {id: two, text: Two, scale: two, reverse: true}]}
"""


@pytest.mark.parametrize("frame", [None, WALL], ids=["page", "wall"])
def test_items_are_bars_of_one_measure(t, frame) -> None:
    spreads = [ItemSpread("one", "d", ((0, 1), (1, 3)), 4, 0.75, 0.5),
               ItemSpread("two", "d", ((0, 0), (1, 2)), 2, 1.0, 0.0)]  # fmt: skip
    plot = item_plot(spreads, load(BOOK).questionnaire, "d", t)
    layout = json.loads(screen.draw_items(plot, frame=frame).to_json())["layout"]
    accent = {shape["fillcolor"] for shape in layout["shapes"] if shape.get("fillcolor")}
    heights = [shape["y1"] - shape["y0"] for shape in layout["shapes"] if shape["type"] == "rect"]
    bars = sorted({round(height, 6) for height in heights})[1:]  # the lowest is the mark of the mean
    assert len(accent) == 2 and len(bars) == 3
    assert bars[2] / bars[0] == pytest.approx(3) and bars[1] / bars[0] == pytest.approx(2)
    words = [note["text"] for note in layout["annotations"]]
    assert "One &lt;i&gt;item&lt;/i&gt;" in " ".join(words).replace("<br>", " ")
    assert "Mean 0.8<br>± 0.5<br>4 raters" in words


def test_rows_stand_one_below_the_other(drawn) -> None:
    means = next(trace for trace in drawn(WALL)["spreads"]["data"] if trace["name"] == "Mean")
    assert all(upper < lower for upper, lower in pairwise(means["y"]))
