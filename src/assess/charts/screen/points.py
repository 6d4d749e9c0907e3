"""Stated against lived on the screen: each discipline's points as a bar, its score and parity beneath."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import plotly.graph_objects as go

from assess.charts.points import PointsPlot, PointsRow
from assess.charts.screen.rows import Grid, Places, lay_out, ticks, word
from assess.charts.screen.shared import LABEL_SIZE, Frame, faded, hover, inert, legend_name
from assess.charts.style import Palette, palette
from assess.core.questionnaire import Verdict

ROW_HEIGHT = 96
BAR, DOTS = 0.34, 0.7
"""How far down its row the bar of points lies, and the dot of the score, as shares."""
TALLEST_ROW = 180
PAGE_WORDS = 20
"""Above the marks on a page."""


def draw_points(plot: PointsPlot, dark: bool = False, frame: Frame | None = None) -> go.Figure:
    """Points and scores of the disciplines on one scale from 0 to 100; on a page, or filling a frame on a wall."""
    colours = palette(dark)
    key = [plot.points_name, plot.score_name, plot.parity_name]
    grid = Grid.wall(frame, len(plot.rows), 0.2, key, TALLEST_ROW) if frame else Grid.page(ROW_HEIGHT)
    places = Places.plain(len(plot.rows), grid.row_height)
    figure = go.Figure(list(_traces(plot, places, grid, colours)))
    lay_out(figure, colours, grid, places)
    figure.update_layout(annotations=list(_words(plot, places, grid, colours)))
    return figure


def _level(top: float, share: float, grid: Grid) -> float:
    above = 0 if grid.frame else PAGE_WORDS
    return top + above + (grid.row_height - above) * share


def _traces(plot: PointsPlot, places: Places, grid: Grid, colours: Palette) -> Iterator[go.Scatter | go.Bar]:
    bars, dots = ([_level(top, share, grid) for top in places.rows] for share in (BAR, DOTS))
    accents = [colours.accents[row.discipline] for row in plot.rows]
    yield go.Bar(
        x=[row.points for row in plot.rows],
        y=bars,
        width=(grid.row_height - (0 if grid.frame else PAGE_WORDS)) * 0.3,
        orientation="h",
        name=legend_name(plot.points_name),
        marker={"color": [faded(accent, 0.45) for accent in accents], "line": {"width": 0}},
        hoverinfo="text",
        hovertext=hover(row.text for row in plot.rows),
        legendrank=1,
    )
    yield ticks(plot.parity_name, [row.parity for row in plot.rows], dots, colours.parity, 16 * grid.scale)
    yield _scores(plot, dots, grid, accents)


def _scores(plot: PointsPlot, levels: Sequence[float], grid: Grid, accents: Sequence[str]) -> go.Scatter:
    return go.Scatter(
        x=[row.score for row in plot.rows],
        y=levels,
        name=legend_name(plot.score_name),
        mode="markers",
        marker={"size": 14 * grid.scale, "color": list(accents), "line": {"width": 0}},
        hoverinfo="text",
        hovertext=hover(row.text for row in plot.rows),
        legendrank=2,
    )


def _words(plot: PointsPlot, places: Places, grid: Grid, colours: Palette) -> Iterator[dict[str, Any]]:
    """The discipline to the left, its verdict and gap to the right; beside the marks their figures."""
    size = LABEL_SIZE * grid.scale
    for row, top in zip(plot.rows, places.rows, strict=True):
        y = top + grid.word_level
        yield word(y, 0, _label(row, plot, grid), colours.accents[row.discipline], size)
        yield word(y, 1, _verdict(row), colours.ink if row.verdict else colours.muted, size)
        for level, share, text in ((row.points, BAR, row.points_text), (row.score, DOTS, row.score_text)):
            if level is not None:
                yield _beside(level, _level(top, share, grid), text, colours.ink, grid)


def _label(row: PointsRow, plot: PointsPlot, grid: Grid) -> str:
    name = f"<b>{inert(row.label)}</b>"
    return f"{name}{'<br>' if grid.frame else ' · '}{inert(plot.chosen_name)}" if row.chosen else name


def _verdict(row: PointsRow) -> str:
    words = inert(f"{row.verdict_text}  {row.gap_text}" if row.verdict else row.verdict_text)
    return f"<b>{words}</b>" if row.verdict is Verdict.LAGS else words


def _beside(level: float, y: float, text: str, colour: str, grid: Grid) -> dict[str, Any]:
    """A figure just to the right of its mark."""
    size = LABEL_SIZE * grid.scale
    place = {"xref": "x", "x": level, "xanchor": "left", "xshift": 12 * grid.scale}
    return {**word(y, 0, f"<b>{inert(text)}</b>", colour, size), **place}
