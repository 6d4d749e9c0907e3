"""What charts of rows share: their places from the top, in pixels, the scale from 0 to 100, words and strokes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from assess.charts.labels import shorten
from assess.charts.screen.shared import (
    LABEL_SIZE,
    TICKS,
    Frame,
    inert,
    inert_lines,
    layout,
    legend,
    legend_height,
    legend_name,
    margin,
    unwrapped,
    wall_legend,
)
from assess.charts.style import Palette
from assess.core.questionnaire import Discipline

AXIS_HEIGHT = 26
TALLEST_ROW = 60
LABEL_SHARE = 0.34
"""The share of a wall's width that labels take, to the left of the scale."""
COLUMN_WIDTH = 6.2
"""About how wide a character of a label is on a page, in pixels."""
PAGE_COLUMNS = 34


@dataclass(frozen=True)
class Places:
    """Where headings and rows begin, in pixels from the top."""

    headings: tuple[tuple[float, str, Discipline], ...]
    rows: tuple[float, ...]
    height: float

    @classmethod
    def of(
        cls,
        rows: Sequence[Discipline],
        names: Sequence[tuple[Discipline, str]],
        row_height: float,
        heading_height: float,
    ) -> Places:
        """Rows under a heading for each discipline; without headings where the rows are the disciplines."""
        headed = dict(names) if len(rows) > len(names) else {}
        headings: list[tuple[float, str, Discipline]] = []
        places, y, before = [], 0.0, None
        for discipline in rows:
            if discipline != before and headed:
                headings.append((y, headed[discipline], discipline))
                y += heading_height
            places.append(y)
            y, before = y + row_height, discipline
        return cls(tuple(headings), tuple(places), y)

    @classmethod
    def plain(cls, rows: int, row_height: float) -> Places:
        """Rows one below the other."""
        return cls((), tuple(place * row_height for place in range(rows)), rows * row_height)


@dataclass(frozen=True)
class Grid:
    """How the rows of a chart lie, in pixels: on a page words above the marks, on a wall beside them.

    `domain` is the share of the width that the scale takes.
    """

    scale: float
    row_height: float
    word_level: float
    mark_level: float
    domain: tuple[float, float]
    frame: Frame | None = None

    @classmethod
    def page(cls, row_height: float) -> Grid:
        return cls(1.0, row_height, 10, (row_height + 20) / 2 - 2, (0.0, 1.0))

    @classmethod
    def wall(cls, frame: Frame, rows: int, words: float, key: Sequence[str], tallest: float = TALLEST_ROW) -> Grid:
        """Rows that fill a wall, above the legend of the entries in `key`; a single row needs no label.

        `words` is the share of the width for what stands to the right of the scale.
        """
        room = frame.height - frame.legend_height(key) - AXIS_HEIGHT * frame.scale
        height = min(room / max(rows, 1), tallest * frame.scale)
        return cls(frame.scale, height, height / 2, height / 2, (LABEL_SHARE if rows > 1 else 0.02, 1 - words), frame)

    def label(self, text: str) -> str:
        """A row's label, inert: on a page in one line, on a wall in two where rows are high enough."""
        if self.frame is None:
            return inert(shorten(text, PAGE_COLUMNS))
        columns = int(self.frame.width * (LABEL_SHARE - 0.02) / (COLUMN_WIDTH * self.scale))
        lines = 2 if self.row_height > 2.6 * LABEL_SIZE * self.scale else 1
        return inert_lines(text, columns, lines) if lines > 1 else inert(shorten(text, columns))


def score_axis(colours: Palette, size: float = 11) -> dict[str, Any]:
    return {
        "range": [-4, 104],
        "tickvals": TICKS,
        "tickfont": {"size": size, "color": colours.muted},
        "gridcolor": colours.grid,
        "zeroline": False,
        "fixedrange": True,
        "ticks": "",
    }


def depth_axis(places: Places) -> dict[str, Any]:
    """Pixels from the top."""
    return {"visible": False, "range": [places.height, 0], "fixedrange": True}


def heading(y: float, name: str, colour: str, size: float = LABEL_SIZE + 1) -> dict[str, Any]:
    return word(y, 0, f"<b>{inert(name)}</b>", colour, size)


def word(y: float, x: float, text: str, colour: str, size: float = LABEL_SIZE) -> dict[str, Any]:
    """Words at the left edge (x 0), at the right one (x 1), or beginning in between."""
    return {
        "x": x,
        "y": y,
        "xref": "paper",
        "yref": "y",
        "xanchor": "right" if x == 1 else "left",
        "yanchor": "middle",
        "showarrow": False,
        "text": text,
        "align": "right" if x == 1 else "left",
        "borderpad": 0,
        "font": {"size": size, "color": colour},
    }


def spans(
    name: str,
    found: Sequence[tuple[float, float] | None],
    levels: Sequence[float],
    colour: str,
    width: float,
) -> go.Scatter:
    """Horizontal strokes, one a row that has one."""
    x: list[float | None] = []
    y: list[float | None] = []
    for span, level in zip(found, levels, strict=True):
        if span:
            x, y = [*x, *span, None], [*y, level, level, None]
    return go.Scatter(
        x=x,
        y=y,
        name=legend_name(name),
        mode="lines",
        line={"color": colour, "width": width},
        hoverinfo="skip",
        showlegend=bool(x),
        legendrank=100,
    )


def lay_out(figure: go.Figure, colours: Palette, grid: Grid, places: Places) -> None:
    """Gives a chart of rows on the scale from 0 to 100 its size, axes and legend."""
    axis, frame = AXIS_HEIGHT * grid.scale, grid.frame
    key_height = frame.legend_height(unwrapped(figure)) if frame else legend_height(figure.data)
    figure.update_layout(
        **layout(colours, places.height + axis + key_height, grid.scale),
        margin=margin(0, axis + key_height),
        legend=wall_legend(colours, frame) if frame else legend(colours, y=-axis / places.height),
        xaxis={**score_axis(colours, 11 * grid.scale), "domain": grid.domain},
        yaxis=depth_axis(places),
    )


def accent_key(name: str, accent: str, scale: float) -> go.Scatter:
    """What an accent stands for, as an entry of the legend."""
    look = {"size": 9 * scale, "color": accent}
    return go.Scatter(x=[None], y=[None], name=legend_name(name), mode="markers", marker=look, legendrank=200)


def ticks(name: str, found: Sequence[float | None], levels: Sequence[float], colour: str, size: float) -> go.Scatter:
    """A mark across the row, one a row that has a level."""
    return go.Scatter(
        x=list(found),
        y=list(levels),
        name=legend_name(name),
        mode="markers",
        marker={"symbol": "line-ns", "size": size, "line": {"width": size / 6, "color": colour}},
        hoverinfo="skip",
        showlegend=any(each is not None for each in found),
        legendrank=3,
    )
