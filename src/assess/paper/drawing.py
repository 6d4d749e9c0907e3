"""A chart's figure as plain numbers, colours and lines for the templates."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from assess.charts.figures import DotPlot, Radar, Role, Row, Series
from assess.charts.labels import plain, shorten, wrap
from assess.charts.style import EARLIER_DASH, PARITY_DASH, PRINT, competitor_colour, mark
from assess.core.questionnaire import Verdict

Drawing = dict[str, Any]
AnyRow = TypeVar("AnyRow")

MOST_TITLES = 20
"""Beyond so many axes there is no room for titles around a radar on paper; their numbers stand there."""
NAME_COLUMNS = 40
LABEL_COLUMNS = 24
ROWS_A_PAGE = 16
"""A longer plot goes on in another figure, as a figure never breaks across pages."""


def radar_drawing(radar: Radar) -> Drawing:
    """A radar with unit circle coordinates: x to the right, y down, the first axis upwards."""
    spokes = [_spoke(place, len(radar.axes)) for place in range(len(radar.axes))]
    labels = _axis_labels(radar)
    return {
        "kind": "radar",
        "alt": plain(radar.alt),
        **colours(),
        "lines": max(map(len, labels)),
        "lowest": max(y for _, y in spokes),
        "axes": [
            {"point": spoke, "lines": lines, "colour": PRINT.accents[axis.discipline]}
            for axis, spoke, lines in zip(radar.axes, spokes, labels, strict=True)
        ],
        "series": [_series(radar, series, spokes) for series in radar.series],
        "key": list(_radar_key(radar)),
    }


def dots_drawing(plot: DotPlot, rows: Sequence[Row]) -> Drawing:
    """Some rows of a dot plot, in groups under the names of their disciplines."""
    return {
        "kind": "dots",
        "alt": plain(plot.alt),
        **colours(),
        "groups": list(_groups(plot, rows)),
        "key": list(_dots_key(plot)),
    }


def pages_of(rows: Sequence[AnyRow]) -> list[Sequence[AnyRow]]:
    """A plot's rows, a page's worth at a time."""
    return [rows[first : first + ROWS_A_PAGE] for first in range(0, len(rows), ROWS_A_PAGE)]


def colours() -> Drawing:
    """The colours that every chart uses."""
    return {name: getattr(PRINT, name) for name in ("ink", "muted", "parity", "grid", "band")}


# --- radar -------------------------------------------------------------------------------------------------------


def _spoke(place: int, axes: int) -> tuple[float, float]:
    angle = 2 * math.pi * place / axes
    return round(math.sin(angle), 6), round(-math.cos(angle), 6)


def _axis_labels(radar: Radar) -> list[tuple[str, ...]]:
    if len(radar.axes) > MOST_TITLES:
        return [(axis.number,) for axis in radar.axes]
    width, lines = (16, 3) if len(radar.axes) <= 14 else (15, 2)
    return [wrap(axis.label, width, lines) for axis in radar.axes]


def _series(radar: Radar, series: Series, spokes: Sequence[tuple[float, float]]) -> Drawing:
    where = [
        None if level is None else (spoke[0] * level / 100, spoke[1] * level / 100)
        for level, spoke in zip(series.points, spokes, strict=True)
    ]
    return {
        **_line_style(series),
        "runs": [{"closed": closed, "points": points} for closed, points in _runs(where)],
        "marks": list(_marks(radar, series, where)),
    }


def _marks(radar: Radar, series: Series, where: Sequence[tuple[float, float] | None]) -> Iterator[Drawing]:
    """Points to mark, by colour: accents for the company's own; of parity only what a line alone would not show."""
    shown = [
        (point, PRINT.accents[axis.discipline] if series.role is Role.OWN else _colour(series))
        for point, axis in zip(where, radar.axes, strict=True)
        if point is not None and (series.role is not Role.PARITY or _stands_alone(where, point))
    ]
    for colour in dict.fromkeys(colour for _, colour in shown):
        yield {"colour": colour, "points": [point for point, its in shown if its == colour]}


def _runs(where: Sequence[tuple[float, float] | None]) -> Iterator[tuple[bool, list[tuple[float, float]]]]:
    """The unbroken stretches of a closed line, and whether one is the whole of it."""
    if None not in where:
        yield True, [point for point in where if point is not None]
        return
    start = list(where).index(None)
    run: list[tuple[float, float]] = []
    for point in [*where[start:], *where[: start + 1]]:
        if point is not None:
            run.append(point)
        elif len(run) > 1:
            yield False, run
        if point is None:
            run = []


def _stands_alone(where: Sequence[tuple[float, float] | None], point: tuple[float, float]) -> bool:
    """A point between two gaps, which a line alone would not show."""
    place = where.index(point)
    return where[place - 1] is None and where[(place + 1) % len(where)] is None


def _colour(series: Series) -> str:
    if series.role is Role.EARLIER:
        return PRINT.muted
    return PRINT.parity if series.role is Role.PARITY else competitor_colour(PRINT, series.competitor)


def _line_style(series: Series) -> Drawing:
    if series.role is Role.OWN:
        return {"colour": PRINT.ink, "width": 1.8, "dash": (), "shape": "circle", "size": 7, "fill": f"{PRINT.ink}0d"}
    if series.role is Role.PARITY:
        look = {"width": 1.4, "dash": PARITY_DASH, "shape": "circle", "size": 3, "fill": f"{PRINT.parity}1a"}
        return {"colour": PRINT.parity, **look}
    if series.role is Role.EARLIER:
        look = {"width": 1.2, "dash": EARLIER_DASH, "shape": "circle", "size": 4, "fill": None}
        return {"colour": PRINT.muted, **look}
    looks = mark(series.competitor)
    return {
        "colour": _colour(series),
        "width": 0.9,
        "dash": looks.dash,
        "shape": looks.shape,
        "size": 5,
        "fill": None,
    }


# --- dot plot ----------------------------------------------------------------------------------------------------


def _groups(plot: DotPlot, rows: Sequence[Row]) -> Iterator[Drawing]:
    headings = dict(plot.disciplines) if len(plot.rows) > len(plot.disciplines) else {}
    for discipline in dict.fromkeys(row.discipline for row in rows):
        yield {
            "heading": headings.get(discipline),
            "colour": PRINT.accents[discipline],
            "rows": [_row(row) for row in rows if row.discipline is discipline],
        }


def _row(row: Row) -> Drawing:
    return {
        "label": wrap(row.label, LABEL_COLUMNS, 2),
        "colour": PRINT.accents[row.discipline],
        "score": row.score,
        "parity": row.parity,
        "band": row.band,
        "interval": row.interval,
        "spread": row.spread,
        "competitors": [
            {
                "level": dot.level,
                "shape": mark(dot.competitor).shape,
                "colour": competitor_colour(PRINT, dot.competitor),
            }
            for dot in row.competitors
        ],
        "strong": row.verdict is Verdict.LAGS,
        "faint": row.verdict is None,
        "words": f"{row.verdict_text}  {row.gap_text}" if row.verdict else row.verdict_text,
    }


# --- keys --------------------------------------------------------------------------------------------------------


def _radar_key(radar: Radar) -> Iterator[Drawing]:
    for series in (radar.own, *radar.series[:-1]):
        style = _line_style(series)
        shape = None if series.role is Role.PARITY else style["shape"]
        yield entry("line", series.name, style["colour"], style["width"], style["dash"], shape)
    if len(radar.axes) > len(radar.disciplines):
        for discipline, name in radar.disciplines:
            yield entry("mark", name, PRINT.accents[discipline], shape="circle")


def _dots_key(plot: DotPlot) -> Iterator[Drawing]:
    yield entry("mark", plot.own_name, PRINT.ink, shape="circle")
    yield entry("tick", plot.parity_name, PRINT.parity)
    yield entry("band", plot.band_name, PRINT.band)
    for place, name in enumerate(plot.competitors):
        yield entry("mark", name, competitor_colour(PRINT, place), shape=mark(place).shape, hollow=True)
    if any(row.interval for row in plot.rows):
        yield entry("interval", plot.interval_name, PRINT.ink, 2.4)
    if any(row.spread for row in plot.rows):
        yield entry("spread", plot.spread_name, PRINT.muted, 0.6)


def entry(
    kind: str,
    name: str,
    colour: str,
    width: float = 1.0,
    dash: tuple[float, ...] = (),
    shape: str | None = None,
    hollow: bool = False,
) -> Drawing:
    """One name of a key with its mark."""
    return {
        "kind": kind,
        "name": shorten(name, NAME_COLUMNS),
        "colour": colour,
        "width": width,
        "dash": dash,
        "shape": shape,
        "hollow": hollow,
    }
