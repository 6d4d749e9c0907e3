"""How far raters are apart, on the screen: dots of the raters' scores, and bars of the answers to each item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from assess.charts.labels import wrap
from assess.charts.screen.rows import Grid, Places, accent_key, lay_out, spans, ticks, word
from assess.charts.screen.shared import (
    LABEL_SIZE,
    LEGEND_SIZE,
    Frame,
    faded,
    hover,
    inert,
    layout,
    legend_name,
    margin,
)
from assess.charts.spreads import BIN, ItemPlot, ItemRow, SpreadPlot, SpreadRow
from assess.charts.style import Palette, palette
from assess.core.questionnaire import Discipline

ROW_HEIGHT = 60
DOT = 8
LANE = 6
"""How far apart the lanes of dots lie, in pixels."""
TALLEST_BAR = 0.62
"""The fullest bin or bar, as a share of its row."""
ITEM_HEIGHT = 116
ITEM_WORDS = 44
"""Above an item's bars on a page: two lines of its text."""


def draw_spreads(plot: SpreadPlot, dark: bool = False, frame: Frame | None = None) -> go.Figure:
    """The raters' own scores in each dimension with mean and deviation; on a page, or filling a frame on a wall."""
    colours = palette(dark)
    grid = Grid.wall(frame, len(plot.rows), 0.12, _key(plot)) if frame else Grid.page(ROW_HEIGHT)
    places = Places.plain(len(plot.rows), grid.row_height)
    levels = [top + grid.mark_level for top in places.rows]
    keys = [accent_key(name, colours.accents[each], grid.scale) for each, name in _disciplines(plot)]
    figure = go.Figure([*_spread_traces(plot, levels, grid, colours), *keys])
    lay_out(figure, colours, grid, places)
    figure.update_layout(
        shapes=list(_bins(plot, levels, grid, colours)), annotations=list(_words(plot, places, grid, colours))
    )
    return figure


def _key(plot: SpreadPlot) -> list[str]:
    """The entries of the legend."""
    raters = [plot.raters_name] if any(row.dots for row in plot.rows) else []
    return [plot.mean_name, *raters, plot.deviation_name, plot.parity_name, *(name for _, name in _disciplines(plot))]


def _disciplines(plot: SpreadPlot) -> Sequence[tuple[Discipline, str]]:
    """The disciplines whose accents need a key: not that of a single dimension."""
    return plot.disciplines if len(plot.rows) > 1 else ()


def _spread_traces(plot: SpreadPlot, levels: Sequence[float], grid: Grid, colours: Palette) -> Iterator[go.Scatter]:
    """From the back to the front: deviation, parity, the raters, their mean."""
    colour, width = (colours.muted, 3) if plot.most else (colours.grid, 12)  # over columns, behind dots
    yield spans(plot.deviation_name, [row.deviation for row in plot.rows], levels, colour, width * grid.scale)
    yield ticks(plot.parity_name, [row.parity for row in plot.rows], levels, colours.parity, 16 * grid.scale)
    yield _raters(plot, levels, grid, colours)
    yield go.Scatter(
        x=[row.mean for row in plot.rows],
        y=levels,
        name=legend_name(plot.mean_name),
        mode="markers",
        marker={"symbol": "diamond", "size": 13 * grid.scale, "color": colours.ink},
        hoverinfo="text",
        hovertext=hover(row.text for row in plot.rows),
        legendrank=1,
    )


def _raters(plot: SpreadPlot, levels: Sequence[float], grid: Grid, colours: Palette) -> go.Scatter:
    """A dot a rater, without a name."""
    lane = min(LANE * grid.scale, _mark_room(grid) / (2 * _lanes(plot) + 2))
    found = [(dot, row, level) for row, level in zip(plot.rows, levels, strict=True) for dot in row.dots]
    return go.Scatter(
        x=[dot[0] for dot, _, _ in found],
        y=[level + dot[1] * lane for dot, _, level in found],
        name=legend_name(plot.raters_name),
        mode="markers",
        marker={
            "size": DOT * grid.scale,
            "color": [faded(colours.accents[row.discipline], 0.8) for _, row, _ in found],
            "line": {"width": 0},
        },
        hoverinfo="skip",
        showlegend=bool(found),
        legendrank=2,
    )


def _lanes(plot: SpreadPlot) -> int:
    """How far from the middle of its row the outermost dot lies."""
    return max((abs(lane) for row in plot.rows for _, lane in row.dots), default=0)


def _bins(plot: SpreadPlot, levels: Sequence[float], grid: Grid, colours: Palette) -> Iterator[dict[str, Any]]:
    """Columns of how many raters have about the same score, around the middle of the row."""
    for row, level in zip(plot.rows, levels, strict=True):
        for place, count in enumerate(row.bins):
            if count:
                half = TALLEST_BAR * _mark_room(grid) * count / plot.most / 2
                yield _column(place, level - half, level + half, faded(colours.accents[row.discipline], 0.45))


def _mark_room(grid: Grid) -> float:
    return grid.row_height if grid.frame else grid.row_height - 18


def _column(place: int, top: float, bottom: float, colour: str) -> dict[str, Any]:
    return {
        "type": "rect",
        "x0": place * BIN + 0.4,
        "x1": (place + 1) * BIN - 0.4,
        "y0": top,
        "y1": bottom,
        "fillcolor": colour,
        "line": {"width": 0},
        "layer": "below",
    }


def _words(plot: SpreadPlot, places: Places, grid: Grid, colours: Palette) -> Iterator[dict[str, Any]]:
    size = LABEL_SIZE * grid.scale
    for row, top in zip(plot.rows, places.rows, strict=True):
        y = top + grid.word_level
        if not grid.frame or len(plot.rows) > 1:
            yield word(y, 0, grid.label(row.label), colours.accents[row.discipline], size)
        yield word(y, 1, f"<b>{inert(_told(plot, row))}</b>", colours.ink, size)


def _told(plot: SpreadPlot, row: SpreadRow) -> str:
    return row.gap_text if plot.order == "gap" else row.deviation_text


# --- items -------------------------------------------------------------------------------------------------------


def draw_items(plot: ItemPlot, dark: bool = False, frame: Frame | None = None) -> go.Figure:
    """How many gave which answer to each item of a dimension, with mean and deviation; bars of all items compare."""
    colours, scale = palette(dark), frame.scale if frame else 1.0
    height = min(frame.height / max(len(plot.rows), 1), 2 * ITEM_HEIGHT * scale) if frame else ITEM_HEIGHT
    places = Places.plain(len(plot.rows), height)
    figure = go.Figure(go.Scatter(x=[None], y=[None], showlegend=False))
    figure.update_layout(
        **layout(colours, places.height, scale),
        margin=margin(0, 0),
        xaxis={"visible": False, "range": [0, 1], "fixedrange": True},
        yaxis={"visible": False, "range": [places.height, 0], "fixedrange": True},
        shapes=[
            shape
            for row, top in zip(plot.rows, places.rows, strict=True)
            for shape in _bars(row, _Box.of(top, height, frame), plot.most, colours)
        ],
        annotations=[
            note
            for row, top in zip(plot.rows, places.rows, strict=True)
            for note in _item_words(row, _Box.of(top, height, frame), plot.most, colours, frame)
        ],
    )
    return figure


@dataclass(frozen=True)
class _Box:
    """Where one item's bars stand: from the left to the right share of the width, top and bottom in pixels."""

    left: float
    right: float
    top: float
    bottom: float
    words: float
    """How far down the middle of the item's text is."""
    scale: float

    @classmethod
    def of(cls, top: float, height: float, frame: Frame | None) -> _Box:
        if frame is None:
            return cls(0.0, 0.78, top + ITEM_WORDS + 14, top + height - 24, top + ITEM_WORDS / 2, 1.0)
        line = LABEL_SIZE * frame.scale
        return cls(0.46, 0.86, top + 1.5 * line, top + height - 1.6 * line, top + height / 2, frame.scale)

    def middle(self, place: float, bars: int) -> float:
        """The middle of a bar, as a share of the width; `place` may lie between two bars."""
        return self.left + (self.right - self.left) * (place + 0.5) / bars

    def rise(self, count: int, most: int) -> float:
        """Where a bar of a count ends."""
        return self.bottom - (self.bottom - self.top) * count / max(most, 1)


def _bars(row: ItemRow, box: _Box, most: int, colours: Palette) -> Iterator[dict[str, Any]]:
    half = (box.right - box.left) / len(row.bars) * 0.36 if row.bars else 0.0
    for place, bar in enumerate(row.bars):
        x = box.middle(place, len(row.bars))
        if bar.count:
            yield _rect(x - half, x + half, box.rise(bar.count, most), box.bottom, colours.accents[row.discipline])
    if row.bars:
        yield _rule(box, colours)
    if row.mean_at is not None:
        x = box.middle(row.mean_at * (len(row.bars) - 1), len(row.bars))
        yield _rect(x - 0.004, x + 0.004, box.bottom - 5 * box.scale, box.bottom + 5 * box.scale, colours.ink)


def _rect(left: float, right: float, top: float, bottom: float, colour: str) -> dict[str, Any]:
    return {
        "type": "rect", "xref": "paper", "x0": left, "x1": right, "y0": top, "y1": bottom, "fillcolor": colour,
        "line": {"width": 0},
    }  # fmt: skip


def _rule(box: _Box, colours: Palette) -> dict[str, Any]:
    """The line that the bars stand on."""
    return {
        "type": "line", "xref": "paper", "x0": box.left, "x1": box.right, "y0": box.bottom, "y1": box.bottom,
        "line": {"width": box.scale, "color": colours.grid},
    }  # fmt: skip


def _item_words(
    row: ItemRow, box: _Box, most: int, colours: Palette, frame: Frame | None
) -> Iterator[dict[str, Any]]:
    """The item's text, above each bar its count and below its level, and to the right mean and deviation."""
    size, small = LABEL_SIZE * box.scale, LEGEND_SIZE * box.scale
    columns = int(frame.width * 0.43 / (7 * box.scale)) if frame else 50
    said = [*wrap(row.text, columns, 3 if frame else 2), *([row.reverse_text] if frame and row.reverse_text else [])]
    yield word(box.words, 0, "<br>".join(map(inert, said)), colours.ink, size)
    for place, bar in enumerate(row.bars):
        x = box.middle(place, len(row.bars))
        if bar.count:
            yield _under(x, box.rise(bar.count, most) - 0.7 * small, bar.count_text, colours.ink, small)
        yield _under(x, box.bottom + 0.9 * small, bar.short, colours.muted, small)
    middle = (box.top + box.bottom) / 2
    told = [part for part in (row.mean_text, row.deviation_text, row.raters_text) if part]
    yield word(middle, 1, "<br>".join(map(inert, told)), colours.ink, small)


def _under(x: float, y: float, text: str, colour: str, size: float) -> dict[str, Any]:
    return {**word(y, x, inert(text), colour, size), "xanchor": "center", "align": "center"}
