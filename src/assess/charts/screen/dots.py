"""The dot plot on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import plotly.graph_objects as go

from assess.charts.figures import DotPlot, Row
from assess.charts.labels import shorten
from assess.charts.screen.rows import AXIS_HEIGHT, Places, depth_axis, heading, score_axis, spans, word
from assess.charts.screen.shared import (
    hover,
    inert,
    layout,
    legend,
    legend_height,
    legend_name,
    margin,
)
from assess.charts.style import Palette, competitor_colour, mark, palette
from assess.core.questionnaire import Verdict

ROW_HEIGHT = 44
HEADING_HEIGHT = 34
DOT_LEVEL = 29
"""How far below the top of its row a dot lies, in pixels; the words stand above it."""
WORD_LEVEL = 10


def draw_dots(plot: DotPlot, dark: bool = False) -> go.Figure:
    """The dot plot on a fixed scale from 0 to 100; each row names its gap and verdict in words."""
    colours, places = palette(dark), _places(plot)
    figure = go.Figure(list(_dot_traces(plot, places.rows, colours)))
    key_height = legend_height(figure.data)
    figure.update_layout(
        **layout(colours, places.height + AXIS_HEIGHT + key_height),
        margin=margin(0, AXIS_HEIGHT + key_height),
        legend=legend(colours, y=-AXIS_HEIGHT / places.height),
        xaxis=score_axis(colours),
        yaxis=depth_axis(places),
        shapes=list(_bands(plot, places.rows, colours)),
        annotations=list(_words(plot, places, colours)),
    )
    return figure


def _places(plot: DotPlot) -> Places:
    return Places.of([row.discipline for row in plot.rows], plot.disciplines, ROW_HEIGHT, HEADING_HEIGHT)


def _words(plot: DotPlot, places: Places, colours: Palette) -> Iterator[dict[str, Any]]:
    """The headings; above each row's dots its title to the left, gap and verdict to the right."""
    for y, name, discipline in places.headings:
        yield heading(y + 18, name, colours.accents[discipline])
    for row, y in zip(plot.rows, places.rows, strict=True):
        yield word(y + WORD_LEVEL, 0, inert(shorten(row.label, 30)), colours.ink)
        yield word(y + WORD_LEVEL, 1, _verdict_words(row), colours.ink if row.verdict else colours.muted)


def _verdict_words(row: Row) -> str:
    words = inert(f"{row.verdict_text}  {row.gap_text}" if row.verdict else row.verdict_text)
    return f"<b>{words}</b>" if row.verdict is Verdict.LAGS else words


def _bands(plot: DotPlot, tops: Sequence[float], colours: Palette) -> Iterator[dict[str, Any]]:
    """The band around parity, behind everything."""
    for row, top in zip(plot.rows, tops, strict=True):
        if row.band:
            yield {
                "type": "rect",
                "x0": row.band[0],
                "x1": row.band[1],
                "y0": top + DOT_LEVEL - 8,
                "y1": top + DOT_LEVEL + 8,
                "fillcolor": colours.band,
                "line": {"width": 0},
                "layer": "below",
            }


def _dot_traces(plot: DotPlot, tops: Sequence[float], colours: Palette) -> Iterator[go.Scatter]:
    """From the back to the front: raters' spread, parity, competitors, intervals, the company's own dots."""
    levels = [top + DOT_LEVEL for top in tops]
    accents = [colours.accents[row.discipline] for row in plot.rows]
    yield spans(plot.spread_name, [row.spread for row in plot.rows], levels, colours.muted, 1)
    yield _parity_marks(plot, levels, colours)
    for competitor, name in enumerate(plot.competitors):
        yield _competitor_marks(plot, levels, competitor, name, colours)
    yield from _interval_spans(plot, levels, colours)
    yield go.Scatter(
        x=[row.score for row in plot.rows],
        y=levels,
        name=legend_name(plot.own_name),
        mode="markers",
        marker={"size": 12, "color": accents, "line": {"width": 0}},
        hoverinfo="text",
        hovertext=hover(row.text for row in plot.rows),
        legendrank=1,
    )


def _interval_spans(plot: DotPlot, levels: Sequence[float], colours: Palette) -> Iterator[go.Scatter]:
    """The intervals in their disciplines' accents, one entry in the legend for all."""
    for place, (discipline, _) in enumerate(plot.disciplines):
        found = [row.interval if row.discipline is discipline else None for row in plot.rows]
        trace = spans(plot.interval_name, found, levels, colours.accents[discipline], 3)
        yield trace.update(legendgroup="interval", showlegend=bool(place == 0 and _any_interval(plot)))


def _any_interval(plot: DotPlot) -> bool:
    return any(row.interval for row in plot.rows)


def _parity_marks(plot: DotPlot, levels: Sequence[float], colours: Palette) -> go.Scatter:
    return go.Scatter(
        x=[row.parity for row in plot.rows],
        y=levels,
        name=legend_name(plot.parity_name),
        mode="markers",
        marker={"symbol": "line-ns", "size": 13, "line": {"width": 2.5, "color": colours.parity}},
        hoverinfo="text",
        hovertext=hover(row.text for row in plot.rows),
        legendrank=2,
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
    look = {"symbol": f"{mark(competitor).shape}-open", "color": competitor_colour(colours, competitor)}
    return go.Scatter(
        x=[dot.level for dot, _ in found],
        y=[level for _, level in found],
        name=legend_name(name),
        mode="markers",
        marker={**look, "size": 8, "line": {"width": 1.5}},
        hoverinfo="text",
        hovertext=hover(dot.text for dot, _ in found),
        legendrank=3 + competitor,
    )
