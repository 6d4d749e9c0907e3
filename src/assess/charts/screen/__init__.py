"""Charts on the screen, drawn with Plotly from the figures of `charts.figures`."""

from assess.charts.screen.dots import draw_dots
from assess.charts.screen.radar import draw_radar

__all__ = ["CONFIG", "draw_dots", "draw_radar"]

CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False, "showTips": False}
"""Plotly's settings for every chart here: nothing to press by mistake, the width of its place."""
