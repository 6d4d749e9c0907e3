"""What every Plotly figure here shares: inert texts, the layout, a legend that a phone has room for.

Plotly reads some HTML, entities and formulas in its labels, so every text that somebody typed goes through `inert`.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import plotly.graph_objects as go

from assess.charts.labels import wrap
from assess.charts.style import Palette

FONT = "Source Sans, Segoe UI, Roboto, Helvetica, Arial, sans-serif"
LABEL_SIZE = 13
LEGEND_SIZE = 12
LEGEND_LINE = 16
LEGEND_TEXT = 116
"""Width of a legend's text in pixels: two entries stand beside each other on a phone of 360 px."""
LEGEND_COLUMNS = 17
CHARACTER, LEGEND_MARK = 6.0, 44
"""About how wide a legend's character and mark are, in pixels of a page."""
TICKS = [0, 25, 50, 75, 100]


@dataclass(frozen=True)
class Frame:
    """The room that a chart fills on a wall: width and height in pixels, and its type as a multiple of a page's."""

    width: float
    height: float
    scale: float

    def legend_height(self, names: Sequence[str]) -> float:
        """Room for a legend of these entries, in as many lines as they need side by side."""
        widest = (max(map(len, names), default=0) * CHARACTER + LEGEND_MARK) * self.scale
        lines = ceil(len(names) / max(int(self.width / widest), 1))
        return (1.5 * lines + 0.7) * LEGEND_SIZE * self.scale


def inert(text: str) -> str:
    """A text that Plotly shows as it is: no tags, no entities, no formulas between dollar signs."""
    return html.escape(text, quote=False).replace("$", "&#36;")


def inert_lines(text: str, width: int, lines: int = 2) -> str:
    return "<br>".join(inert(line) for line in wrap(text, width, lines))


def hover(texts: Iterable[str]) -> list[str]:
    return [inert_lines(text, 44, 4) for text in texts]


def layout(colours: Palette, height: float, scale: float = 1.0) -> dict[str, Any]:
    return {
        "height": round(height),
        "autosize": True,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": LABEL_SIZE * scale, "color": colours.ink},
        "hoverlabel": {"font": {"family": FONT, "size": 14}, "align": "left"},
        "hovermode": "closest",
        "dragmode": False,
    }


def margin(above: float, below: float) -> dict[str, Any]:
    """No room at the sides, so that the legend has the whole width; Plotly's own guess would squeeze the chart."""
    return {"l": 0, "r": 0, "t": above, "b": below, "autoexpand": False}


def legend(colours: Palette, y: float) -> dict[str, Any]:
    return {
        "orientation": "h",
        "x": 0.5,
        "xanchor": "center",
        "y": y,
        "yanchor": "top",
        "maxheight": 1,
        "tracegroupgap": 0,
        "entrywidth": LEGEND_TEXT,
        "entrywidthmode": "pixels",
        "font": {"size": LEGEND_SIZE, "color": colours.ink},
        "itemclick": "toggle",
        "itemdoubleclick": False,
    }


def wall_legend(colours: Palette, frame: Frame) -> dict[str, Any]:
    """A legend along the lower edge of a wall's chart."""
    return {
        "orientation": "h",
        "x": 0.5,
        "xanchor": "center",
        "y": 0,
        "yanchor": "bottom",
        "yref": "container",
        "maxheight": 1,
        "tracegroupgap": 0,
        "font": {"size": LEGEND_SIZE * frame.scale, "color": colours.ink},
        "itemclick": False,
        "itemdoubleclick": False,
    }


def unwrapped(figure: go.Figure) -> list[str]:
    """Gives the legend's entries one line each, as a wall is wide; the entries."""
    for trace in figure.data:
        trace.name = str(trace.name or "").replace("<br>", " ")
    return [trace.name for trace in figure.data if trace.showlegend is not False]


def legend_name(name: str) -> str:
    return inert_lines(name, LEGEND_COLUMNS, 2)


def legend_height(traces: Sequence[Any]) -> int:
    """Room for a legend of two entries a line, as on a phone."""
    shown = sorted((trace for trace in traces if trace.showlegend is not False), key=lambda each: each.legendrank)
    lines = [1 + str(trace.name).count("<br>") for trace in shown]
    return 14 + sum(LEGEND_LINE * max(pair) + 4 for pair in zip(lines[::2], [*lines[1::2], 1], strict=False))


def faded(colour: str, alpha: float) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def dash(pattern: Sequence[float], width: float) -> str:
    return ",".join(f"{length * width:g}px" for length in pattern) or "solid"
