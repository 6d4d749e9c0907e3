"""What charts of rows share: their places from the top, in pixels, the scale from 0 to 100, words and strokes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from assess.charts.screen.shared import LABEL_SIZE, TICKS, inert, legend_name
from assess.charts.style import Palette
from assess.core.questionnaire import Discipline

AXIS_HEIGHT = 26


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
