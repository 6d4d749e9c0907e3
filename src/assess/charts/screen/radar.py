"""The radar on the screen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import plotly.graph_objects as go

from assess.charts.figures import NUMBERED_AXES, Radar, Role, Series
from assess.charts.labels import columns, wrap
from assess.charts.screen.shared import (
    LEGEND_SIZE,
    TICKS,
    dash,
    faded,
    hover,
    inert,
    layout,
    legend,
    legend_height,
    legend_name,
    margin,
)
from assess.charts.style import EARLIER_DASH, PARITY_DASH, Palette, competitor_colour, mark, palette
from assess.core.questionnaire import Discipline

LINE_HEIGHT = 17
COLUMN_WIDTH = 6.6
"""About how wide a character of a label is, in pixels."""
LABEL_GAP = 10
RADAR_HEIGHT = 250
"""Height in pixels of a radar's circle; on a phone its width, about 160, is what limits it."""
NARROWEST = 345
"""A chart's width in pixels on a phone."""
RANK = {Role.OWN: 0, Role.EARLIER: 1, Role.PARITY: 2, Role.COMPETITOR: 3}
"""The order in the legend; drawn in the other order, the company's own line on top."""


def draw_radar(radar: Radar, dark: bool = False) -> go.Figure:
    """The radar on fixed axes from 0 to 100; a missing score is a gap in the line. For 360 px of width or more."""
    colours = palette(dark)
    lines = [_line(radar, series, colours) for series in radar.series]
    key = [_accent_key(name, colours.accents[discipline]) for discipline, name in _accents_to_explain(radar)]
    labels = _axis_labels(radar)
    above = LINE_HEIGHT * max(map(len, labels)) + LABEL_GAP
    below = above - _unused_below(len(radar.axes))
    figure = go.Figure([*lines, *key])
    key_height = legend_height(figure.data)
    figure.update_layout(
        **layout(colours, RADAR_HEIGHT + above + below + key_height),
        margin=margin(above, below + key_height),
        legend=legend(colours, y=-(below + 4) / RADAR_HEIGHT),
        polar=_polar(radar, labels, colours),
    )
    return figure


def _axis_labels(radar: Radar) -> list[tuple[str, ...]]:
    """The axes' labels in lines: shorter, the more axes there are, and numbers beyond what a phone has room for."""
    if len(radar.axes) >= NUMBERED_AXES:
        return [(axis.number,) for axis in radar.axes]
    lines = 3 if len(radar.axes) <= 8 else 2
    return [wrap(axis.label, 13, lines) for axis in radar.axes]


def _unused_below(axes: int) -> float:
    """How much lower than its lowest corner a radar's circle reaches; an odd number of axes ends in an edge."""
    return RADAR_HEIGHT / 2 * (1 - math.cos(math.pi / axes)) if axes % 2 else 0.0


def _side(labels: Sequence[Sequence[str]]) -> float:
    """The share of the width that labels take on each side, on a phone."""
    width = max(columns(line) for lines in labels for line in lines) * COLUMN_WIDTH + LABEL_GAP
    return min(0.29, width / NARROWEST)


def _polar(radar: Radar, labels: Sequence[Sequence[str]], colours: Palette) -> dict[str, Any]:
    return {
        "bgcolor": "rgba(0,0,0,0)",
        "domain": {"x": [_side(labels), 1 - _side(labels)], "y": [0, 1]},
        "gridshape": "linear",
        "radialaxis": {
            "range": [0, 100],
            "tickvals": TICKS[1:],
            "angle": 90,
            "tickangle": 90,
            "tickfont": {"size": 11, "color": colours.muted},
            "gridcolor": colours.grid,
            "linecolor": colours.grid,
            "ticks": "",
        },
        "angularaxis": {
            "type": "category",  # straight grid lines from axis to axis need categories
            "categoryarray": _spokes(radar),
            "tickvals": _spokes(radar),
            "ticktext": [
                _coloured(lines, colours.accents[axis.discipline])
                for axis, lines in zip(radar.axes, labels, strict=True)
            ],
            "rotation": 90,
            "direction": "clockwise",
            "gridcolor": colours.grid,
            "linecolor": colours.grid,
            "tickfont": {"size": LEGEND_SIZE, "color": colours.ink},
            "ticks": "outside",  # unseen: they keep the labels off the figure 100
            "ticklen": 8,
            "tickcolor": "rgba(0,0,0,0)",
        },
    }


def _coloured(lines: Iterable[str], colour: str) -> str:
    return "<br>".join(f'<span style="color:{colour}">{inert(line)}</span>' for line in lines)


def _spokes(radar: Radar) -> list[str]:
    """A name for each axis, other than its label: two axes may be labelled alike."""
    return [f"axis {place}" for place in range(len(radar.axes))]


def _accents_to_explain(radar: Radar) -> Sequence[tuple[Discipline, str]]:
    """The disciplines whose accents need a key: none where the axes are the disciplines."""
    return radar.disciplines if len(radar.axes) > len(radar.disciplines) else ()


def _accent_key(name: str, accent: str) -> go.Scatterpolar:
    return go.Scatterpolar(
        r=[None],
        theta=[None],
        name=legend_name(name),
        mode="markers",
        marker={"size": 9, "color": accent},
        legendrank=200,
    )


def _line(radar: Radar, series: Series, colours: Palette) -> go.Scatterpolar:
    """A closed line through the points; Plotly leaves out the parts beside a missing one."""
    whole = None not in series.points
    accents = [colours.accents[axis.discipline] for axis in radar.axes]
    return go.Scatterpolar(
        r=_closed(series.points),
        theta=_closed(_spokes(radar)),
        name=legend_name(series.name),
        mode="lines+markers",
        connectgaps=False,
        hoverinfo="text",
        hovertext=_closed(hover(series.texts)),
        fill="toself" if whole and series.role in (Role.OWN, Role.PARITY) else "none",
        hoveron="points",
        cliponaxis=False,
        legendrank=RANK[series.role] + series.competitor,
        **_line_style(series, colours, accents),
    )


def _closed(values: Sequence[Any]) -> list[Any]:
    return [*values, values[0]]


def _line_style(series: Series, colours: Palette, accents: list[str]) -> dict[str, Any]:
    if series.role is Role.OWN:
        return {
            "line": {"color": colours.ink, "width": 2.5},
            "fillcolor": faded(colours.ink, 0.05),
            "marker": {"size": 9, "color": _closed(accents), "line": {"width": 0}},
        }
    if series.role is Role.PARITY:
        return {
            "line": {"color": colours.parity, "width": 2, "dash": dash(PARITY_DASH, 1.5)},
            "fillcolor": faded(colours.parity, 0.10),
            "marker": {"size": 4, "color": colours.parity},
        }
    if series.role is Role.EARLIER:
        return {
            "line": {"color": colours.muted, "width": 2, "dash": dash(EARLIER_DASH, 2)},
            "marker": {"size": 5, "color": colours.muted},
        }
    colour, looks = competitor_colour(colours, series.competitor), mark(series.competitor)
    return {
        "line": {"color": colour, "width": 1.25, "dash": dash(looks.dash, 1.25)},
        "marker": {"size": 7, "symbol": looks.shape, "color": colour},
    }
