"""Charts on the screen, drawn with Plotly from the figures of `charts.figures`.

Plotly reads some HTML, entities and formulas in its labels, so every text that somebody typed goes through `_inert`.
"""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from assess.charts.figures import NUMBERED_AXES, DotPlot, Radar, Role, Row, Series
from assess.charts.labels import columns, shorten, wrap
from assess.charts.style import PARITY_DASH, Palette, competitor_colour, mark, palette
from assess.core.questionnaire import Discipline, Verdict

CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False, "showTips": False}
"""Plotly's settings for every chart here: nothing to press by mistake, the width of its place."""

FONT = "Source Sans, Segoe UI, Roboto, Helvetica, Arial, sans-serif"
LABEL_SIZE = 13
LINE_HEIGHT = 17
COLUMN_WIDTH = 6.6
"""About how wide a character of a label is, in pixels."""
LABEL_GAP = 10
RADAR_HEIGHT = 250
"""Height in pixels of a radar's circle; on a phone its width, about 160, is what limits it."""
NARROWEST = 345
"""A chart's width in pixels on a phone."""
LEGEND_SIZE = 12
LEGEND_LINE = 16
LEGEND_TEXT = 116
"""Width of a legend's text in pixels: two entries stand beside each other on a phone of 360 px."""
LEGEND_COLUMNS = 17
ROW_HEIGHT = 44
HEADING_HEIGHT = 34
AXIS_HEIGHT = 26
TICKS = [0, 25, 50, 75, 100]


def draw_radar(radar: Radar, dark: bool = False) -> go.Figure:
    """The radar on fixed axes from 0 to 100; a missing score is a gap in the line. For 360 px of width or more."""
    colours = palette(dark)
    lines = [_radar_line(radar, series, colours) for series in radar.series]
    key = [_accent_key(name, colours.accents[discipline]) for discipline, name in _accents_to_explain(radar)]
    labels = _axis_labels(radar)
    above = LINE_HEIGHT * max(map(len, labels)) + LABEL_GAP
    below = above - _unused_below(len(radar.axes))
    figure = go.Figure([*lines, *key])
    legend = _legend_height(figure.data)
    figure.update_layout(
        **_layout(colours, RADAR_HEIGHT + above + below + legend),
        margin=_margin(above, below + legend),
        legend=_legend(colours, y=-(below + 4) / RADAR_HEIGHT),
        polar=_polar(radar, labels, colours),
    )
    return figure


def draw_dots(plot: DotPlot, dark: bool = False) -> go.Figure:
    """The dot plot on a fixed scale from 0 to 100; each row names its gap and verdict in words."""
    colours, places = palette(dark), _Places.of(plot)
    figure = go.Figure(list(_dot_traces(plot, places.rows, colours)))
    legend = _legend_height(figure.data)
    figure.update_layout(
        **_layout(colours, places.height + AXIS_HEIGHT + legend),
        margin=_margin(0, AXIS_HEIGHT + legend),
        legend=_legend(colours, y=-AXIS_HEIGHT / places.height),
        xaxis=_score_axis(colours),
        yaxis={"visible": False, "range": [places.height, 0], "fixedrange": True},
        shapes=list(_bands(plot, places.rows, colours)),
        annotations=list(_words(plot, places, colours)),
    )
    return figure


# --- both --------------------------------------------------------------------------------------------------------


def _inert(text: str) -> str:
    """A text that Plotly shows as it is: no tags, no entities, no formulas between dollar signs."""
    return html.escape(text, quote=False).replace("$", "&#36;")


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


def _margin(above: float, below: float) -> dict[str, Any]:
    """No room at the sides, so that the legend has the whole width; Plotly's own guess would squeeze the chart."""
    return {"l": 0, "r": 0, "t": above, "b": below, "autoexpand": False}


def _legend(colours: Palette, y: float) -> dict[str, Any]:
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


def _legend_name(name: str) -> str:
    return _lines(name, LEGEND_COLUMNS, 2)


def _legend_height(traces: Sequence[Any]) -> int:
    """Room for a legend of two entries a line, as on a phone."""
    shown = sorted((trace for trace in traces if trace.showlegend is not False), key=lambda each: each.legendrank)
    lines = [1 + str(trace.name).count("<br>") for trace in shown]
    return 14 + sum(LEGEND_LINE * max(pair) + 4 for pair in zip(lines[::2], [*lines[1::2], 1], strict=False))


def _faded(colour: str, alpha: float) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def _dash(pattern: Sequence[float], width: float) -> str:
    return ",".join(f"{length * width:g}px" for length in pattern) or "solid"


# --- radar -------------------------------------------------------------------------------------------------------


RANK = {Role.OWN: 1, Role.PARITY: 2, Role.COMPETITOR: 3}
"""The order in the legend; drawn in the other order, the company's own line on top."""


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
    return "<br>".join(f'<span style="color:{colour}">{_inert(line)}</span>' for line in lines)


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
        name=_legend_name(name),
        mode="markers",
        marker={"size": 9, "color": accent},
        legendrank=200,
    )


def _radar_line(radar: Radar, series: Series, colours: Palette) -> go.Scatterpolar:
    """A closed line through the points; Plotly leaves out the parts beside a missing one."""
    whole = None not in series.points
    accents = [colours.accents[axis.discipline] for axis in radar.axes]
    return go.Scatterpolar(
        r=_closed(series.points),
        theta=_closed(_spokes(radar)),
        name=_legend_name(series.name),
        mode="lines+markers",
        connectgaps=False,
        hoverinfo="text",
        hovertext=_closed(_hover(series.texts)),
        fill="toself" if whole and series.role is not Role.COMPETITOR else "none",
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

DOT_LEVEL = 29
"""How far below the top of its row a dot lies, in pixels; the words stand above it."""
WORD_LEVEL = 10


@dataclass(frozen=True)
class _Places:
    """Where headings and rows begin, in pixels from the top."""

    headings: tuple[tuple[int, str, Discipline], ...]
    rows: tuple[int, ...]
    height: int

    @classmethod
    def of(cls, plot: DotPlot) -> _Places:
        """Rows under a heading for each discipline, or without headings where the rows are the disciplines."""
        names = dict(plot.disciplines) if len(plot.rows) > len(plot.disciplines) else {}
        headings, rows, y, before = [], [], 0, None
        for row in plot.rows:
            if row.discipline != before and names:
                headings.append((y, names[row.discipline], row.discipline))
                y += HEADING_HEIGHT
            rows.append(y)
            y, before = y + ROW_HEIGHT, row.discipline
        return cls(tuple(headings), tuple(rows), y)


def _score_axis(colours: Palette) -> dict[str, Any]:
    return {
        "range": [-4, 104],
        "tickvals": TICKS,
        "tickfont": {"size": 11, "color": colours.muted},
        "gridcolor": colours.grid,
        "zeroline": False,
        "fixedrange": True,
        "ticks": "",
    }


def _words(plot: DotPlot, places: _Places, colours: Palette) -> Iterator[dict[str, Any]]:
    """The headings; above each row's dots its title to the left, gap and verdict to the right."""
    for y, name, discipline in places.headings:
        yield _word(y + 18, 0, f"<b>{_inert(name)}</b>", colours.accents[discipline], LABEL_SIZE + 1)
    for row, y in zip(plot.rows, places.rows, strict=True):
        yield _word(y + WORD_LEVEL, 0, _inert(shorten(row.label, 30)), colours.ink)
        yield _word(y + WORD_LEVEL, 1, _verdict_words(row), colours.ink if row.verdict else colours.muted)


def _word(y: float, side: int, text: str, colour: str, size: int = LABEL_SIZE) -> dict[str, Any]:
    return {
        "x": side,
        "y": y,
        "xref": "paper",
        "yref": "y",
        "xanchor": "right" if side else "left",
        "yanchor": "middle",
        "showarrow": False,
        "text": text,
        "borderpad": 0,
        "font": {"size": size, "color": colour},
    }


def _verdict_words(row: Row) -> str:
    words = _inert(f"{row.verdict_text}  {row.gap_text}" if row.verdict else row.verdict_text)
    return f"<b>{words}</b>" if row.verdict is Verdict.LAGS else words


def _bands(plot: DotPlot, tops: Sequence[int], colours: Palette) -> Iterator[dict[str, Any]]:
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


def _dot_traces(plot: DotPlot, tops: Sequence[int], colours: Palette) -> Iterator[go.Scatter]:
    """From the back to the front: raters' spread, parity, competitors, intervals, the company's own dots."""
    levels = [top + DOT_LEVEL for top in tops]
    accents = [colours.accents[row.discipline] for row in plot.rows]
    yield _spans(plot.spread_name, [row.spread for row in plot.rows], levels, colours.muted, 1)
    yield _parity_marks(plot, levels, colours)
    for competitor, name in enumerate(plot.competitors):
        yield _competitor_marks(plot, levels, competitor, name, colours)
    yield from _interval_spans(plot, levels, colours)
    yield go.Scatter(
        x=[row.score for row in plot.rows],
        y=levels,
        name=_legend_name(plot.own_name),
        mode="markers",
        marker={"size": 12, "color": accents, "line": {"width": 0}},
        hoverinfo="text",
        hovertext=_hover(row.text for row in plot.rows),
        legendrank=1,
    )


def _interval_spans(plot: DotPlot, levels: Sequence[float], colours: Palette) -> Iterator[go.Scatter]:
    """The intervals in their disciplines' accents, one entry in the legend for all."""
    for place, (discipline, _) in enumerate(plot.disciplines):
        spans = [row.interval if row.discipline is discipline else None for row in plot.rows]
        trace = _spans(plot.interval_name, spans, levels, colours.accents[discipline], 3)
        yield trace.update(legendgroup="interval", showlegend=bool(place == 0 and _any_interval(plot)))


def _any_interval(plot: DotPlot) -> bool:
    return any(row.interval for row in plot.rows)


def _spans(
    name: str, spans: Sequence[tuple[float, float] | None], levels: Sequence[float], colour: str, width: float
) -> go.Scatter:
    """Horizontal strokes, one a row that has one."""
    x: list[float | None] = []
    y: list[float | None] = []
    for span, level in zip(spans, levels, strict=True):
        if span:
            x, y = [*x, *span, None], [*y, level, level, None]
    return go.Scatter(
        x=x,
        y=y,
        name=_legend_name(name),
        mode="lines",
        line={"color": colour, "width": width},
        hoverinfo="skip",
        showlegend=bool(x),
        legendrank=100,
    )


def _parity_marks(plot: DotPlot, levels: Sequence[float], colours: Palette) -> go.Scatter:
    return go.Scatter(
        x=[row.parity for row in plot.rows],
        y=levels,
        name=_legend_name(plot.parity_name),
        mode="markers",
        marker={"symbol": "line-ns", "size": 13, "line": {"width": 2.5, "color": colours.parity}},
        hoverinfo="text",
        hovertext=_hover(row.text for row in plot.rows),
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
        name=_legend_name(name),
        mode="markers",
        marker={**look, "size": 8, "line": {"width": 1.5}},
        hoverinfo="text",
        hovertext=_hover(dot.text for dot, _ in found),
        legendrank=3 + competitor,
    )
