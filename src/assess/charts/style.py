"""The looks that screen and paper share: one accent a discipline, dashed grey for parity, a shape a competitor.

Accents follow Okabe and Ito's palette (blue, vermilion, bluish green), moved apart in lightness, so that they stay
apart for every kind of colour vision and carry text: contrast is at least 4.5 : 1 against both backgrounds of a
theme. `.streamlit/config.toml` gives the backgrounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assess.core.questionnaire import Discipline


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as `#rrggbb`."""

    ink: str
    """The company's own line, and text."""
    muted: str
    """Second-rank text."""
    parity: str
    grid: str
    band: str
    """The distance around parity that still counts as parity."""
    accents: Mapping[Discipline, str]
    competitors: tuple[str, ...]


LIGHT = Palette(
    ink="#1c2530",
    muted="#55616f",
    parity="#6b7683",
    grid="#d9dfe7",
    band="#e9edf2",
    accents={
        Discipline.CUSTOMER_INTIMACY: "#0072b2",
        Discipline.OPERATIONAL_EXCELLENCE: "#b84a00",
        Discipline.PRODUCT_LEADERSHIP: "#00604f",
    },
    competitors=("#7a5195", "#8a6a00", "#a03c63", "#4f6475"),
)
DARK = Palette(
    ink="#e6ebf1",
    muted="#a9b4c1",
    parity="#93a0ae",
    grid="#364150",
    band="#242d38",
    accents={
        Discipline.CUSTOMER_INTIMACY: "#56b4e9",
        Discipline.OPERATIONAL_EXCELLENCE: "#f2934f",
        Discipline.PRODUCT_LEADERSHIP: "#7fe0be",
    },
    competitors=("#c3a1dd", "#d9b84a", "#ec9bb8", "#9fb3c4"),
)
PRINT = LIGHT
"""Paper is white: the light theme's colours."""


@dataclass(frozen=True)
class Mark:
    """How a competitor differs from the others where colour does not show."""

    shape: str
    """A Plotly marker name; paper draws the same shapes."""
    dash: tuple[float, ...]
    """Lengths drawn and left out in turn, in line widths; empty for a whole line."""


PARITY_DASH = (5.0, 3.0)
EARLIER_DASH = (2.0, 2.0)
"""The company's own line of an earlier round or run, in second-rank ink."""
MARKS = (
    Mark("square", (1.2, 2.2)),
    Mark("diamond", (8.0, 2.5, 1.2, 2.5)),
    Mark("triangle-up", (10.0, 3.0)),
    Mark("x", (1.2, 1.2, 4.0, 1.2)),
)


def palette(dark: bool) -> Palette:
    return DARK if dark else LIGHT


def mark(competitor: int) -> Mark:
    """The mark of the competitor in this place; beyond the last mark they begin again."""
    return MARKS[competitor % len(MARKS)]


def competitor_colour(colours: Palette, competitor: int) -> str:
    return colours.competitors[competitor % len(colours.competitors)]
