"""One chart as a file to take away."""

from __future__ import annotations

import struct
import zlib
from html import escape
from typing import Any

from assess.charts.figures import DotPlot, Radar
from assess.charts.points import PointsPlot
from assess.charts.shifts import ShiftPlot
from assess.charts.spreads import SpreadPlot
from assess.paper.drawing import Drawing, dots_drawing, radar_drawing
from assess.paper.glyphs import printable
from assess.paper.press import Format, compiled
from assess.paper.row_drawing import points_drawing, shift_drawing, spread_drawing
from assess.texts import Translator

Figure = Radar | DotPlot | ShiftPlot | SpreadPlot | PointsPlot

LISTS = (list, tuple)
HEADER_ENDS = 33
"""A PNG is a signature of 8 bytes, the header chunk of 25, and then any other chunk."""


def chart(figure: Figure, t: Translator, format: Format = "svg", ppi: float = 200) -> bytes:  # noqa: A002
    """The chart as PNG, SVG or PDF; equal figures make equal bytes.

    An SVG draws its letters as outlines, so that it looks the same without the font, and names its takeaway as title
    for screen readers; a PDF is tagged with it. Signs that no font has are drawn as □ (`unprintable` lists them).
    """
    contents = clean({**_drawn(figure), "title": figure.title, "language": t.language})
    made = compiled("chart.typ", contents, format, ppi=ppi)
    if format == "png":
        return _measured(made, ppi)
    return _told(made, str(contents["alt"])) if format == "svg" else made


def _drawn(figure: Figure) -> Drawing:
    """What the template of one chart needs of it."""
    match figure:
        case Radar():
            return radar_drawing(figure)
        case DotPlot():
            return dots_drawing(figure, figure.rows)
        case ShiftPlot():
            return shift_drawing(figure, figure.rows)
        case SpreadPlot():
            return spread_drawing(figure, figure.rows)
        case PointsPlot():
            return points_drawing(figure)


def _measured(picture: bytes, ppi: float) -> bytes:
    """The PNG with its resolution, so that word processors place it at its size: a pHYs chunk behind the header."""
    dots = round(ppi / 0.0254)
    body = b"pHYs" + struct.pack(">IIB", dots, dots, 1)
    chunk = struct.pack(">I", 9) + body + struct.pack(">I", zlib.crc32(body))
    return picture[:HEADER_ENDS] + chunk + picture[HEADER_ENDS:]


def clean(contents: Any) -> Any:
    """Contents with every text in them printable."""
    if isinstance(contents, str):
        return printable(contents)
    if isinstance(contents, dict):
        return {name: clean(value) for name, value in contents.items()}
    return [clean(value) for value in contents] if isinstance(contents, LISTS) else contents


def _told(drawing: bytes, alt: str) -> bytes:
    """The drawing with its alternative text as the title that screen readers announce."""
    head, rest = drawing.decode().split(">", 1)
    return f'{head} role="img"><title>{escape(alt)}</title>{rest}'.encode()
