"""The Plotly figures: fixed axes, gaps kept, texts inert."""

import json

from all_types import LONG_TEXT
from assess.charts import screen
from assess.charts.figures import dot_plot, radar

ROWS = "a,,s,80\na,Rival,s,40\na,,k,40\na,Rival,k,100\na,,c,50\n"
HOSTILE = '<b>bold</b> & $x^2$ <a href="javascript:alert(1)">link</a>'


def _drawn(figure) -> dict:
    return json.loads(figure.to_json())


def test_the_radar_has_fixed_axes_and_straight_grid_lines(score, t) -> None:
    polar = _drawn(screen.draw_radar(radar(score(ROWS), t)))["layout"]["polar"]
    assert polar["radialaxis"]["range"] == [0, 100]
    assert polar["gridshape"] == "linear" and polar["angularaxis"]["type"] == "category"


def test_a_missing_score_leaves_a_gap_in_the_line(score, t) -> None:
    own = _drawn(screen.draw_radar(radar(score(ROWS), t)))["data"][2]
    assert own["name"] == "Acme" and own["connectgaps"] is False
    assert own["r"] == [40, None, 50, 80, 40]  # closed, Trust has no score
    assert own["fill"] == "none"  # a filled outline would bridge the gap


def test_a_whole_line_is_closed_and_filled(score, t) -> None:
    own = _drawn(screen.draw_radar(radar(score(f"{ROWS}a,,t,60\n"), t)))["data"][2]
    assert own["r"] == [40, 60, 50, 80, 40] and own["fill"] == "toself"


def test_three_axes_of_short_names_have_room_for_a_short_legend(score, t) -> None:
    """The circle ends well above its lowest edge there; the legend stands in that room and no lower."""
    card = score("Ann,us,asked,4\nAnn,us,years,5\nAnn,us,tried,4\n", questionnaire=LONG_TEXT, company="")
    layout = _drawn(screen.draw_radar(radar(card, t)))["layout"]
    assert layout["margin"]["b"] >= 0 and layout["height"] > layout["margin"]["t"] > 0
    assert layout["legend"]["y"] > 0


def test_axes_with_equal_titles_stay_two_axes(score, t) -> None:
    own = _drawn(screen.draw_radar(radar(score(ROWS), t)))["data"][2]
    assert len(set(own["theta"])) == 4


def test_what_people_typed_is_shown_and_never_read_as_markup(score, t) -> None:
    card = score(ROWS.replace("Rival", HOSTILE.replace('"', "'")), company=HOSTILE)
    for figure in (screen.draw_radar(radar(card, t)), screen.draw_dots(dot_plot(card, t))):
        text = figure.to_json()
        assert "<a " not in text and "<b>bold" not in text and "$x" not in text
        assert "\\u003ca " not in text and "\\u003cb\\u003ebold" not in text
        assert "&lt;b&gt;bold" in text


def test_the_dot_plot_has_a_row_a_dimension_under_its_discipline(score, t) -> None:
    drawn = _drawn(screen.draw_dots(dot_plot(score(ROWS), t)))
    words = [note["text"] for note in drawn["layout"]["annotations"]]
    assert words[0] == "<b>Customer intimacy</b>"
    assert words.index("Speed") > words.index("<b>Product leadership</b>")
    assert "<b>Lags  −60</b>" in words and "No verdict" in words
    assert drawn["layout"]["xaxis"]["tickvals"] == [0, 25, 50, 75, 100]


def test_a_plot_by_discipline_needs_no_headings(score, t) -> None:
    drawn = _drawn(screen.draw_dots(dot_plot(score(ROWS), t, by="discipline")))
    words = [note["text"] for note in drawn["layout"]["annotations"]]
    assert words[0] == "Customer intimacy" and len(words) == 6


def test_both_themes_differ_only_in_colour(score, t) -> None:
    light, dark = (screen.draw_radar(radar(score(ROWS), t), dark=dark) for dark in (False, True))
    assert light.layout.font.color != dark.layout.font.color
    assert light.layout.height == dark.layout.height
    assert light.layout.paper_bgcolor == dark.layout.paper_bgcolor == "rgba(0,0,0,0)"
