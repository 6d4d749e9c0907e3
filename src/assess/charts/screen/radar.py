"""The radar on the screen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from assess.charts.figures import NUMBERED_AXES, Radar, Role, Series
from assess.charts.labels import columns, wrap
from assess.charts.screen.shared import (
    LEGEND_SIZE,
    TICKS,
    Frame,
    dash,
    faded,
    hover,
    inert,
    layout,
    legend,
    legend_height,
    legend_name,
    margin,
    unwrapped,
    wall_legend,
)
from assess.charts.style import EARLIER_DASH, PARITY_DASH, Palette, competitor_colour, mark, palette
from assess.core.questionnaire import Discipline

LINE_HEIGHT = 17
COLUMN_WIDTH = 6.6
"""About how wide a character of a label is, in pixels."""
LABEL_GAP = 10
RADAR_HEIGHT = 250
"""Height in pixels of a radar's circle; on a phone its width, about 160, is what limits it."""
WALL_LINE, WALL_GAP, WALL_COLUMN = 15, 6, 6.7
"""The same on a wall, where there is no legend below to keep clear of."""
MOST_TITLES = 20
"""Beyond so many axes even a wall shows numbers."""
NARROWEST = 345
"""A chart's width in pixels on a phone."""
RANK = {Role.OWN: 0, Role.EARLIER: 1, Role.PARITY: 2, Role.COMPETITOR: 3}
"""The order in the legend; drawn in the other order, the company's own line on top."""


def draw_radar(radar: Radar, dark: bool = False, frame: Frame | None = None) -> go.Figure:
    """The radar on fixed axes from 0 to 100; a missing score is a gap in the line.

    For a page of 360 px of width or more, or filling a frame on a wall.
    """
    colours, place = palette(dark), _Place.of(radar, frame)
    lines = [_line(radar, series, colours, place.scale) for series in radar.series]
    explained = () if frame else _accents_to_explain(radar)  # beside a radar on a wall they are listed
    key = [_accent_key(name, colours.accents[discipline]) for discipline, name in explained]
    figure = go.Figure([*lines, *key])
    key_height = frame.legend_height(unwrapped(figure)) if frame else legend_height(figure.data)
    below = max(place.below, -key_height)  # a short legend of three axes stands wholly beside the lowest edge
    circle = frame.height - place.above - below - key_height if frame else RADAR_HEIGHT
    figure.update_layout(
        **layout(colours, circle + place.above + below + key_height, place.scale),
        margin=margin(place.above, below + key_height),
        legend=wall_legend(colours, frame) if frame else legend(colours, y=-(below + 4) / RADAR_HEIGHT),
        polar=_polar(radar, place, colours),
    )
    return figure


@dataclass(frozen=True)
class _Place:
    """Where a radar's labels stand: in lines, the room above and below the circle, and the share of each side."""

    labels: Sequence[Sequence[str]]
    above: float
    below: float
    side: float
    scale: float

    @classmethod
    def of(cls, radar: Radar, frame: Frame | None) -> _Place:
        if frame:
            return cls.on_wall(radar, frame)
        labels = _axis_labels(radar)
        above = LINE_HEIGHT * max(map(len, labels)) + LABEL_GAP
        side = min(0.29, (_widest(labels) * COLUMN_WIDTH + LABEL_GAP) / NARROWEST)
        return cls(labels, above, above - _unused_below(len(radar.axes)), side, 1.0)

    @classmethod
    def on_wall(cls, radar: Radar, frame: Frame) -> _Place:
        """Labels of two lines all around, numbers where axes are many."""
        titled = len(radar.axes) <= MOST_TITLES
        labels = [wrap(axis.label, 13, 2) if titled else (axis.number,) for axis in radar.axes]
        above = (2 * WALL_LINE + WALL_GAP) * frame.scale
        side = (_widest(labels) * WALL_COLUMN + LABEL_GAP) * frame.scale / frame.width
        return cls(labels, above, above, min(0.36, side), frame.scale)


def _widest(labels: Sequence[Sequence[str]]) -> int:
    return max(columns(line) for lines in labels for line in lines)


def _axis_labels(radar: Radar) -> list[tuple[str, ...]]:
    """The axes' labels in lines: shorter, the more axes there are, and numbers beyond what a phone has room for."""
    if len(radar.axes) >= NUMBERED_AXES:
        return [(axis.number,) for axis in radar.axes]
    lines = 3 if len(radar.axes) <= 8 else 2
    return [wrap(axis.label, 13, lines) for axis in radar.axes]


def _unused_below(axes: int) -> float:
    """How much lower than its lowest corner a radar's circle reaches; an odd number of axes ends in an edge."""
    return RADAR_HEIGHT / 2 * (1 - math.cos(math.pi / axes)) if axes % 2 else 0.0


def _polar(radar: Radar, place: _Place, colours: Palette) -> dict[str, Any]:
    return {
        "bgcolor": "rgba(0,0,0,0)",
        "domain": {"x": [place.side, 1 - place.side], "y": [0, 1]},
        "gridshape": "linear",
        "radialaxis": {
            "range": [0, 100],
            "tickvals": TICKS[1:],
            "angle": 90,
            "tickangle": 90,
            "tickfont": {"size": 11 * place.scale, "color": colours.muted},
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
                for axis, lines in zip(radar.axes, place.labels, strict=True)
            ],
            "rotation": 90,
            "direction": "clockwise",
            "gridcolor": colours.grid,
            "linecolor": colours.grid,
            "tickfont": {"size": LEGEND_SIZE * place.scale, "color": colours.ink},
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


def _line(radar: Radar, series: Series, colours: Palette, scale: float) -> go.Scatterpolar:
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
        **_line_style(series, colours, accents, scale),
    )


def _closed(values: Sequence[Any]) -> list[Any]:
    return [*values, values[0]]


def _line_style(series: Series, colours: Palette, accents: list[str], scale: float) -> dict[str, Any]:
    if series.role is Role.OWN:
        own = {"size": 9 * scale, "color": _closed(accents), "line": {"width": 0}}
        return {"fillcolor": faded(colours.ink, 0.05), **_looks(colours.ink, 2.5 * scale), "marker": own}
    if series.role is Role.PARITY:
        fill = {"fillcolor": faded(colours.parity, 0.10)}
        return {**fill, **_looks(colours.parity, 2 * scale, PARITY_DASH, 1.5 * scale, size=4 * scale)}
    if series.role is Role.EARLIER:
        return _looks(colours.muted, 2 * scale, EARLIER_DASH, 2 * scale, size=5 * scale)
    colour, looks = competitor_colour(colours, series.competitor), mark(series.competitor)
    return _looks(colour, 1.25 * scale, looks.dash, 1.25 * scale, size=7 * scale, symbol=looks.shape)


def _looks(
    colour: str,
    width: float,
    pattern: Sequence[float] = (),
    step: float = 1.0,
    *,
    size: float = 0.0,
    symbol: str = "circle",
) -> dict[str, Any]:
    """A line's colour, width and dashes, `step` pixels a unit of the pattern, and its marks."""
    line = {"color": colour, "width": width, **({"dash": dash(pattern, step)} if pattern else {})}
    return {"line": line, "marker": {"size": size, "symbol": symbol, "color": colour}}
