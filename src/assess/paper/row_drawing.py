"""A workshop's figures as plain numbers, colours and words for the templates: dumbbells, spreads, points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assess.charts.figures import clipped
from assess.charts.labels import plain, wrap
from assess.charts.points import PointsPlot, PointsRow
from assess.charts.shifts import ShiftPlot, ShiftRow
from assess.charts.spreads import BIN, SpreadPlot, SpreadRow
from assess.charts.style import PRINT
from assess.core.questionnaire import Discipline, Verdict
from assess.paper.drawing import LABEL_COLUMNS, Drawing, colours, entry

FADED = "73"
"""The opacity of columns and bars, in hexadecimal: 0.45."""
DOT = "cc"
"""The opacity of a rater's dot, 0.8, so that dots close together can be told apart."""


def shift_drawing(plot: ShiftPlot, rows: Sequence[ShiftRow]) -> Drawing:
    """Some rows of dumbbells, in groups under the names of their disciplines: hollow before, full after."""
    headings = dict(plot.disciplines) if len(plot.rows) > len(plot.disciplines) else {}
    return {
        "kind": "shifts",
        "alt": plain(plot.alt),
        **colours(),
        "groups": [
            {"heading": headings.get(each), "colour": PRINT.accents[each], "rows": [_shift(row) for row in found]}
            for each, found in _grouped(rows)
        ],
        "key": [
            entry("mark", plot.before_name, PRINT.ink, shape="circle", hollow=True),
            entry("mark", plot.after_name, PRINT.ink, shape="circle"),
            *_parity_key(plot.parity_name, rows),
        ],
    }


def spread_drawing(plot: SpreadPlot, rows: Sequence[SpreadRow]) -> Drawing:
    """Some rows of spreads in the plot's own order; dots or columns only where single scores may be seen."""
    return {
        "kind": "spreads",
        "alt": plain(plot.alt),
        **colours(),
        "groups": [{"heading": None, "colour": PRINT.ink, "rows": [_spread(row, plot) for row in rows]}],
        "binned": bool(plot.most),
        "key": [
            *_raters_key(plot, rows),
            entry("mark", plot.mean_name, PRINT.ink, shape="diamond"),
            _deviation_key(plot),
            *_parity_key(plot.parity_name, rows),
            *_accents_key(plot, rows),
        ],
    }


def points_drawing(plot: PointsPlot) -> Drawing:
    """A bar of points a discipline, and below it the score against parity."""
    return {
        "kind": "points",
        "alt": plain(plot.alt),
        **colours(),
        "groups": [{"heading": None, "colour": PRINT.ink, "rows": [_points(row, plot) for row in plot.rows]}],
        "key": [
            entry("band", plot.points_name, f"{PRINT.muted}{FADED}"),
            entry("mark", plot.score_name, PRINT.muted, shape="circle"),
            *_parity_key(plot.parity_name, plot.rows),
        ],
    }


def _grouped(rows: Sequence[ShiftRow]) -> Iterator[tuple[Discipline, list[ShiftRow]]]:
    for discipline in dict.fromkeys(row.discipline for row in rows):
        yield discipline, [row for row in rows if row.discipline is discipline]


def _shift(row: ShiftRow) -> Drawing:
    return {
        **_labelled(row.label, row.discipline, row.change_text),
        "before": row.before,
        "after": row.after,
        "parity": row.parity,
        "faint": row.change is None,
    }


def _spread(row: SpreadRow, plot: SpreadPlot) -> Drawing:
    accent = PRINT.accents[row.discipline]
    return {
        **_labelled(row.label, row.discipline, row.gap_text if plot.order == "gap" else row.deviation_text),
        "dots": row.dots,
        "dot": f"{accent}{DOT}",
        "bins": [
            {"from": place * BIN, "to": (place + 1) * BIN, "rise": count / plot.most}
            for place, count in enumerate(row.bins)
            if count
        ],
        "bin": f"{accent}{FADED}",
        "mean": row.mean,
        "deviation": row.deviation,
        "parity": row.parity,
        "faint": row.mean is None,
    }


def _points(row: PointsRow, plot: PointsPlot) -> Drawing:
    words = f"{row.verdict_text}  {row.gap_text}" if row.verdict else row.verdict_text
    return {
        **_labelled(row.label, row.discipline, words),
        "chosen": plot.chosen_name if row.chosen else "",
        "bar": f"{PRINT.accents[row.discipline]}{FADED}",
        "points": row.points,
        "points_text": row.points_text,
        "score": clipped(row.score),
        "score_text": row.score_text,
        "parity": row.parity,
        "strong": row.verdict is Verdict.LAGS,
        "faint": row.verdict is None,
    }


def _labelled(label: str, discipline: Discipline, words: str) -> Drawing:
    return {
        "label": wrap(label, LABEL_COLUMNS, 2),
        "colour": PRINT.accents[discipline],
        "words": words,
        "strong": False,
        "faint": False,
    }


def _raters_key(plot: SpreadPlot, rows: Iterable[SpreadRow]) -> list[Drawing]:
    """Columns where raters are many, else dots; nothing where single scores may not be seen."""
    shape = "square" if plot.most else "circle"
    return [entry("mark", plot.raters_name, PRINT.muted, shape=shape)] if _shows_raters(rows) else []


def _accents_key(plot: SpreadPlot, rows: Iterable[SpreadRow]) -> list[Drawing]:
    """The disciplines, whose accents raters' marks have."""
    names = dict(plot.disciplines) if _shows_raters(rows) else {}
    return [entry("mark", names[each], PRINT.accents[each], shape="circle") for each in Discipline if each in names]


def _shows_raters(rows: Iterable[SpreadRow]) -> bool:
    return any(row.dots or row.bins for row in rows)


def _deviation_key(plot: SpreadPlot) -> Drawing:
    """The deviation is a broad band behind dots, and a stroke over columns."""
    if plot.most:
        return entry("line", plot.deviation_name, PRINT.muted, 1.6)
    return entry("band", plot.deviation_name, PRINT.grid)


def _parity_key(name: str, rows: Iterable[ShiftRow | SpreadRow | PointsRow]) -> list[Drawing]:
    return [entry("tick", name, PRINT.parity)] if any(row.parity is not None for row in rows) else []
