"""Charts on the screen, drawn with Plotly from the figures of `charts.figures`.

Plotly reads some HTML, entities and formulas in its labels, so every text that somebody typed goes through `_inert`.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Any

import plotly.graph_objects as go

from assess.charts.figures import DotPlot, Radar, Role, Row, Series
from assess.charts.labels import columns, shorten, wrap
from assess.charts.style import PARITY_DASH, Palette, competitor_colour, mark, palette
from assess.core.questionnaire import Verdict

CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False, "showTips": False}
"""Plotly's settings for every chart here: nothing to press by mistake, the width of its place."""

FONT = "Source Sans Pro, Source Sans 3, Segoe UI, Roboto, sans-serif"
LABEL_SIZE = 13
LINE_HEIGHT = 17
COLUMN_WIDTH = 6.5
"""About how wide a character of a label is, in pixels."""
RADAR_HEIGHT = 250
"""Height in pixels of a radar's circle; a phone shows it about 190 wide."""
LEGEND_NAME = 26
ROW_HEIGHT = 46
LABEL_GAP = 10


def draw_radar(radar: Radar, dark: bool = False) -> go.Figure:
    """The radar on fixed axes from 0 to 100; a missing score is a gap in the line. About 390 px wide or more."""
    colours = palette(dark)
    figure = go.Figure([_radar_line(radar, series, colours) for series in radar.series])
    labels = [wrap(axis.label, *_label_room(len(radar.axes))) for axis in radar.axes]
    side = _label_width(labels)
    above = LINE_HEIGHT * max(map(len, labels)) + LABEL_GAP
    names = [series.name for series in radar.series]
    legend = _legend_height(names)
    figure.update_layout(
        **_layout(colours, RADAR_HEIGHT + 2 * above + legend),
        margin={"l": side, "r": side, "t": above, "b": above + legend},
        legend=_legend(colours, y=-(above + 4) / RADAR_HEIGHT),
        polar=_polar(radar, labels, colours),
    )
    return figure


def draw_dots(plot: DotPlot, dark: bool = False) -> go.Figure:
    """The dot plot on a fixed scale from 0 to 100; each row names its verdict and gap in words."""
    colours = palette(dark)
    figure = go.Figure(list(_dot_traces(plot, colours)))
    legend = _legend_height(
        [plot.own_name, plot.parity_name, plot.interval_name, plot.spread_name, *plot.competitors]
    )
    height = ROW_HEIGHT * len(plot.rows)
    figure.update_layout(
        **_layout(colours, height + 34 + legend),
        margin={"l": 12, "r": 12, "t": 8, "b": 26 + legend},
        legend=_legend(colours, y=-34 / height),
        xaxis=_score_axis(colours),
        yaxis={"visible": False, "range": [len(plot.rows) - 0.5, -0.5], "fixedrange": True},
        shapes=list(_dot_shapes(plot, colours)),
        annotations=[each for place, row in enumerate(plot.rows) for each in _row_words(row, place, colours)],
    )
    return figure


# --- both --------------------------------------------------------------------------------------------------------


def _inert(text: str) -> str:
    """A text that Plotly shows as it is: no tags, no entities, no formulas between dollar signs."""
    return html.escape(text, quote=True).replace("$", "&#36;")


def _lines(text: str, width: int, lines: int = 2) -> str:
    return "<br>".join(_inert(line) for line in wrap(text, width, lines))


def _hover(texts: Iterable[str]) -> list[str]:
    return [_lines(text, 44, 4) for text in texts]


def _layout(colours: Palette, height: float) -> dict[str, Any]:
    return {
        "height": round(height),
        "autosize": True,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": LABEL_SIZE, "color": colours.ink},
        "hoverlabel": {"font": {"family": FONT, "size": 14}, "align": "left"},
        "hovermode": "closest",
        "dragmode": False,
    }


def _legend(colours: Palette, y: float) -> dict[str, Any]:
    return {
        "orientation": "h",
        "x": 0.5,
        "xanchor": "center",
        "y": y,
        "yanchor": "top",
        "font": {"size": LABEL_SIZE, "color": colours.ink},
        "itemclick": "toggle",
        "itemdoubleclick": False,
    }


def _legend_height(names: Sequence[str]) -> int:
    """Room for a legend of two names a line, as on a phone."""
    return 24 * ((len(names) + 1) // 2) + 8


def _faded(colour: str, alpha: float) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def _dash(pattern: Sequence[float], width: float) -> str:
    return ",".join(f"{length * width:g}px" for length in pattern) or "solid"


# --- radar -------------------------------------------------------------------------------------------------------


def _label_room(axes: int) -> tuple[int, int]:
    """Width in characters and lines of an axis label: less, the more axes there are."""
    if axes <= 8:
        return 14, 3
    return (13, 3) if axes <= 12 else (11, 2)


def _label_width(labels: Sequence[Sequence[str]]) -> float:
    return max(columns(line) for lines in labels for line in lines) * COLUMN_WIDTH + LABEL_GAP


def _polar(radar: Radar, labels: Sequence[Sequence[str]], colours: Palette) -> dict[str, Any]:
    return {
        "bgcolor": "rgba(0,0,0,0)",
        "gridshape": "linear",
        "radialaxis": {
            "range": [0, 100],
            "tickvals": [0, 25, 50, 75, 100],
            "angle": 90,
            "tickangle": 90,
            "tickfont": {"size": 11, "color": colours.muted},
            "gridcolor": colours.grid,
            "linecolor": colours.grid,
            "ticks": "",
        },
        "angularaxis": {
            "tickvals": _angles(len(radar.axes)),
            "ticktext": ["<br>".join(map(_inert, lines)) for lines in labels],
            "rotation": 90,
            "direction": "clockwise",
            "gridcolor": colours.grid,
            "linecolor": colours.grid,
            "tickfont": {"size": LABEL_SIZE, "color": colours.ink},
            "ticks": "",
        },
    }


def _angles(axes: int) -> list[float]:
    return [360 * place / axes for place in range(axes)]


def _radar_line(radar: Radar, series: Series, colours: Palette) -> go.Scatterpolar:
    """A closed line through the points; Plotly leaves out the parts beside a missing one."""
    whole = None not in series.points
    accents = [colours.accents[axis.discipline] for axis in radar.axes]
    return go.Scatterpolar(
        r=_closed(series.points),
        theta=_closed(_angles(len(radar.axes))),
        name=_inert(shorten(series.name, LEGEND_NAME)),
        mode="lines+markers",
        connectgaps=False,
        hoverinfo="text",
        hovertext=_closed(_hover(series.texts)),
        fill="toself" if whole and series.role is not Role.COMPETITOR else "none",
        hoveron="points",
        cliponaxis=False,
        **_line_style(series, colours, accents),
    )


def _closed(values: Sequence[Any]) -> list[Any]:
    return [*values, values[0]]


def _line_style(series: Series, colours: Palette, accents: list[str]) -> dict[str, Any]:
    if series.role is Role.OWN:
        return {
            "line": {"color": colours.ink, "width": 2.5},
            "fillcolor": _faded(colours.ink, 0.05),
            "marker": {"size": 9, "color": _closed(accents), "line": {"width": 0}},
        }
    if series.role is Role.PARITY:
        return {
            "line": {"color": colours.parity, "width": 2, "dash": _dash(PARITY_DASH, 1.5)},
            "fillcolor": _faded(colours.parity, 0.10),
            "marker": {"size": 4, "color": colours.parity},
        }
    colour, looks = competitor_colour(colours, series.competitor), mark(series.competitor)
    return {
        "line": {"color": colour, "width": 1.25, "dash": _dash(looks.dash, 1.25)},
        "marker": {"size": 7, "symbol": looks.shape, "color": colour},
    }


# --- dot plot ----------------------------------------------------------------------------------------------------

DOT_LEVEL = 0.2
"""How far below the middle of its row a dot lies; the words stand above it."""


def _score_axis(colours: Palette) -> dict[str, Any]:
    return {
        "range": [-1.5, 101.5],
        "tickvals": [0, 25, 50, 75, 100],
        "tickfont": {"size": 11, "color": colours.muted},
        "gridcolor": colours.grid,
        "zeroline": False,
        "fixedrange": True,
        "ticks": "",
    }


def _row_words(row: Row, place: int, colours: Palette) -> list[dict[str, Any]]:
    """The title to the left, gap and verdict to the right, above the row's dots."""
    shared = {"y": place - 0.24, "showarrow": False, "yanchor": "middle", "xref": "paper", "yref": "y"}
    verdict = f"{_inert(row.gap_text)}  {_inert(row.verdict_text)}" if row.verdict else _inert(row.verdict_text)
    weight = 600 if row.verdict is Verdict.LAGS else 400
    title = {"size": LABEL_SIZE, "color": colours.accents[row.discipline], "weight": 600}
    return [
        {**shared, "x": 0, "xanchor": "left", "text": _inert(shorten(row.label, 32)), "font": title},
        {**shared, "x": 1, "xanchor": "right", "text": verdict, "font": {"color": colours.ink, "weight": weight}},
    ]


def _dot_shapes(plot: DotPlot, colours: Palette) -> Iterable[dict[str, Any]]:
    """The band around parity, behind everything."""
    for place, row in enumerate(plot.rows):
        if row.band:
            yield {
                "type": "rect",
                "x0": row.band[0],
                "x1": row.band[1],
                "y0": place + DOT_LEVEL - 0.17,
                "y1": place + DOT_LEVEL + 0.17,
                "fillcolor": colours.band,
                "line": {"width": 0},
                "layer": "below",
            }


def _dot_traces(plot: DotPlot, colours: Palette) -> Iterable[go.Scatter]:
    levels = [place + DOT_LEVEL for place in range(len(plot.rows))]
    accents = [colours.accents[row.discipline] for row in plot.rows]
    yield _spans([row.spread for row in plot.rows], levels, plot.spread_name, colours.muted, 1)
    yield _parity_marks(plot, levels, colours)
    for competitor, name in enumerate(plot.competitors):
        yield _competitor_marks(plot, levels, competitor, name, colours)
    yield _spans([row.interval for row in plot.rows], levels, plot.interval_name, colours.ink, 3)
    yield go.Scatter(
        x=[row.score for row in plot.rows],
        y=levels,
        name=_inert(shorten(plot.own_name, LEGEND_NAME)),
        mode="markers",
        marker={"size": 13, "color": accents, "line": {"width": 0}},
        hoverinfo="text",
        hovertext=_hover(row.text for row in plot.rows),
    )


def _spans(
    spans: Sequence[tuple[float, float] | None], levels: Sequence[float], name: str, colour: str, width: float
) -> go.Scatter:
    """Horizontal strokes, one a row that has one."""
    x: list[float | None] = []
    y: list[float | None] = []
    for span, level in zip(spans, levels, strict=True):
        if span:
            x, y = [*x, *span, None], [*y, level, level, None]
    return go.Scatter(
        x=x, y=y, name=_inert(name), mode="lines", line={"color": colour, "width": width}, hoverinfo="skip",
        showlegend=bool(x),
    )  # fmt: skip


def _parity_marks(plot: DotPlot, levels: Sequence[float], colours: Palette) -> go.Scatter:
    return go.Scatter(
        x=[row.parity for row in plot.rows],
        y=levels,
        name=_inert(plot.parity_name),
        mode="markers",
        marker={"symbol": "line-ns", "size": 14, "line": {"width": 2.5, "color": colours.parity}},
        hoverinfo="text",
        hovertext=_hover(row.text for row in plot.rows),
    )


def _competitor_marks(
    plot: DotPlot, levels: Sequence[float], competitor: int, name: str, colours: Palette
) -> go.Scatter:
    found = [
        (dot, level)
        for row, level in zip(plot.rows, levels, strict=True)
        for dot in row.competitors
        if dot.competitor == competitor
    ]
    return go.Scatter(
        x=[dot.level for dot, _ in found],
        y=[level for _, level in found],
        name=_inert(shorten(name, LEGEND_NAME)),
        mode="markers",
        marker={
            "symbol": f"{mark(competitor).shape}-open",
            "size": 8,
            "color": competitor_colour(colours, competitor),
            "line": {"width": 1.5},
        },
        hoverinfo="text",
        hovertext=_hover(dot.text for dot, _ in found),
    )
