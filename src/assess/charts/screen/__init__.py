"""Charts on the screen, drawn with Plotly from the figures of `charts`."""

from assess.charts.screen.dots import draw_dots
from assess.charts.screen.points import draw_points
from assess.charts.screen.radar import draw_radar
from assess.charts.screen.shared import Frame
from assess.charts.screen.shifts import draw_shifts
from assess.charts.screen.spreads import draw_items, draw_spreads

__all__ = [
    "CONFIG",
    "Frame",
    "draw_dots",
    "draw_items",
    "draw_points",
    "draw_radar",
    "draw_shifts",
    "draw_spreads",
]

CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False, "showTips": False}
"""Plotly's settings for every chart here: nothing to press by mistake, the width of its place."""
