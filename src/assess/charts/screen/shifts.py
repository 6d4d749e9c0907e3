"""Dumbbells on the screen: before and after, or then and now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import plotly.graph_objects as go

from assess.charts.screen.rows import COLUMN_WIDTH, LABEL_SHARE, Grid, Places, heading, lay_out, ticks, word
from assess.charts.screen.shared import LABEL_SIZE, Frame, hover, inert, legend_name
from assess.charts.shifts import ShiftPlot, ShiftRow
from assess.charts.style import Palette, palette

ROW_HEIGHT = 44
HEADING_HEIGHT = 34
DOT = 13
LEAST_ASIDE, GAP_COLUMNS = 0.2, 5
ARROW_FROM = 2.5
"""A shorter way than this, in points, has no room for its line between the dots."""


def draw_shifts(plot: ShiftPlot, dark: bool = False, frame: Frame | None = None) -> go.Figure:
    """A dumbbell a dimension: hollow before, full after; on a page, or filling a frame on a wall."""
    colours = palette(dark)
    grid = Grid.wall(frame, len(plot.rows), _aside(plot, frame), _key(plot)) if frame else Grid.page(ROW_HEIGHT)
    places = _places(plot, grid)
    levels = [top + grid.mark_level for top in places.rows]
    figure = go.Figure(list(_traces(plot, levels, grid, colours)))
    lay_out(figure, colours, grid, places)
    figure.update_layout(annotations=list(_words(plot, places, grid, colours)))
    return figure


def _aside(plot: ShiftPlot, frame: Frame) -> float:
    """The share of a wall's width for the longest words to the right of the scale, and a gap before them."""
    columns = max((len(row.deviation_text) + len(row.change_text) for row in plot.rows), default=0) + GAP_COLUMNS
    return min(max(columns * COLUMN_WIDTH * frame.scale / frame.width, LEAST_ASIDE), LABEL_SHARE)


def _key(plot: ShiftPlot) -> list[str]:
    """The entries of the legend."""
    return [plot.before_name, plot.after_name, plot.parity_name]


def _places(plot: ShiftPlot, grid: Grid) -> Places:
    """On a page under a heading for each discipline; on a wall accents tell them apart."""
    if grid.frame:
        return Places.plain(len(plot.rows), grid.row_height)
    return Places.of([row.discipline for row in plot.rows], plot.disciplines, grid.row_height, HEADING_HEIGHT)


def _traces(plot: ShiftPlot, levels: Sequence[float], grid: Grid, colours: Palette) -> Iterator[go.Scatter]:
    """From the back to the front: parity, the ways, before, after."""
    accents = [colours.accents[row.discipline] for row in plot.rows]
    yield ticks(plot.parity_name, [row.parity for row in plot.rows], levels, colours.parity, 14 * grid.scale)
    yield from _ways(plot.rows, levels, grid, accents)
    hollow = {"symbol": "circle-open", "size": DOT * grid.scale, "color": accents, "line": {"width": 2 * grid.scale}}
    full = {"size": DOT * grid.scale, "color": accents, "line": {"width": 0}}
    # the key's own dot takes the first row's accent, as any would do
    yield _dots(plot.before_name, [row.before for row in plot.rows], levels, hollow, plot, 1)
    yield _dots(plot.after_name, [row.after for row in plot.rows], levels, full, plot, 2)


def _ways(
    rows: Sequence[ShiftRow], levels: Sequence[float], grid: Grid, accents: Sequence[str]
) -> Iterator[go.Scatter]:
    """The line between the two dots of a row."""
    for row, level, accent in zip(rows, levels, accents, strict=True):
        if row.before is None or row.after is None or abs(row.after - row.before) < ARROW_FROM:
            continue
        yield go.Scatter(
            x=[row.before, row.after],
            y=[level, level],
            mode="lines",
            line={"color": accent, "width": 3 * grid.scale},
            hoverinfo="skip",
            showlegend=False,
            legendrank=100,
        )


def _dots(
    name: str,
    found: Sequence[float | None],
    levels: Sequence[float],
    look: dict[str, Any],
    plot: ShiftPlot,
    rank: int,
) -> go.Scatter:
    return go.Scatter(
        x=list(found),
        y=list(levels),
        name=legend_name(name),
        mode="markers",
        marker=look,
        hoverinfo="text",
        hovertext=hover(row.text for row in plot.rows),
        legendrank=rank,
    )


def _words(plot: ShiftPlot, places: Places, grid: Grid, colours: Palette) -> Iterator[dict[str, Any]]:
    size = LABEL_SIZE * grid.scale
    for y, name, discipline in places.headings:
        yield heading(y + 18, name, colours.accents[discipline])
    for row, top in zip(plot.rows, places.rows, strict=True):
        y, colour = top + grid.word_level, colours.accents[row.discipline] if grid.frame else colours.ink
        yield word(y, 0, grid.label(row.label), colour, size)
        yield word(y, 1, _told(row, bool(grid.frame)), colours.ink, size)


def _told(row: ShiftRow, wide: bool) -> str:
    """The change, and where there is room what has become of the deviation."""
    change = f"<b>{inert(row.change_text)}</b>"
    return f"{inert(row.deviation_text)}   {change}" if wide and row.deviation_text else change
